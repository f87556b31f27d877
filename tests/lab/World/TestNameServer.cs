using System;
using System.Globalization;
using System.Linq;

namespace Gateway.Lab
{
    /// <summary>
    /// A name server whose records a check changes: dnsmasq, started anew with other ones. It knows all of isp.example and
    /// of netlaputa.ne.jp, so what is not among its records does not exist. At first it is down.
    /// </summary>
    public sealed class TestNameServer : IDisposable
    {
        /// <summary>The time to live of its answers in seconds: the shortest that the gateway heeds.</summary>
        public const int TimeToLiveS = 30;

        private readonly LabNamespace _place;
        private readonly string _logPath;
        private Daemon? _daemon;

        /// <summary>Makes it, without starting it.</summary>
        /// <param name="place">Where it will be.</param>
        /// <param name="logPath">Takes its log.</param>
        public TestNameServer(LabNamespace place, string logPath)
        {
            _place = place;
            _logPath = logPath;
        }

        /// <summary>The questions and answers since its last start.</summary>
        public string Log => _daemon?.Log ?? "";

        /// <summary>A record: a name and one of its addresses.</summary>
        public static string Address(string name, string address)
        {
            return $"--host-record={name},{address}";
        }

        /// <summary>A record: a name that stands for another one.</summary>
        public static string Alias(string name, string target)
        {
            return $"--cname={name},{target}";
        }

        /// <summary>Answers from now on with these records.</summary>
        public void Serve(params string[] records)
        {
            Stop();
            string ttl = TimeToLiveS.ToString(CultureInfo.InvariantCulture);
            string[] words =
            [
                "dnsmasq", "-k", "-C", "/dev/null", "--no-resolv", "--no-hosts", "--bind-interfaces", $"--listen-address={LabPlan.TestNameServer}",
                "--user=nobody", "--pid-file=", "--local=/isp.example/", "--local=/netlaputa.ne.jp/", $"--local-ttl={ttl}", "--log-queries", "--log-facility=-", .. records,
            ];
            _daemon = new Daemon(_place.Inside(words), _logPath);
            TcpProbe.RequireOpen(_place, LabPlan.Stranger, LabPlan.TestNameServer, LabPlan.DnsPort);
        }

        /// <summary>Answers no more.</summary>
        public void Stop()
        {
            _daemon?.Dispose();
            _daemon = null;
        }

        /// <summary>Counts the questions for a name since its last start.</summary>
        public int CountQuestions(string name)
        {
            return Log.Split('\n').Count(line => line.Contains($"query[A] {name} ", StringComparison.Ordinal));
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Stop();
        }
    }
}
