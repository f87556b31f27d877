using System.Diagnostics;
using System.Runtime.InteropServices;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Lab
{
    /// <summary>
    /// The ISP's collector in the lab: a program of its own (tests/lab/Collector), in a namespace of its own. It holds each report
    /// against reporting.md. It ends with this process, however that ends: then nobody holds its standard input.
    /// </summary>
    internal sealed class LabCollector : IDisposable
    {
        /// <summary>Its port.</summary>
        public const int Port = 443;

        /// <summary>The account that the gateway has there.</summary>
        public const string User = "gateway";

        /// <summary>Its password.</summary>
        public const string Password = "only-for-the-lab";

        /// <summary>VENDOR in the own parameters' names.</summary>
        public const string Vendor = "ISP-EXAMPLE";

        private const string Name = "Gateway.Collector";
        private const string Host = "dotnet";
        private const string HostFolder = "../../.."; // from the runtime's: shared/Microsoft.NETCore.App/VERSION
        private const string ViolationMark = "violation: ";
        private const string Started = "started: ";
        private const string Authority = "authority in ";
        private const int StopMs = 3000; // ours: what hangs then is cut

        private readonly Process _process;
        private readonly TaskCompletionSource<string> _authority = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<string> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock _lock = new();
        private readonly List<string> _violations = [];
        private string _lastError = "it ended at once";

        private LabCollector(Process process)
        {
            _process = process;
        }

        /// <summary>Gets a line for each request, as it comes, on a thread of its own.</summary>
        public event Action<string>? Told;

        /// <summary>What was not as reporting.md says, a line each.</summary>
        public IReadOnlyList<string> Violations
        {
            get
            {
                lock (_lock)
                {
                    return [.. _violations];
                }
            }
        }

        /// <summary>Where it is, when it was built: beside this program among the artifacts. Null: it is not there.</summary>
        public static string? Find()
        {
            string build = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)); // debug, release
            string program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../..", Name, build, Name + ".dll"));
            return File.Exists(program) && File.Exists(HostPath()) ? program : null;
        }

        /// <summary>Starts it.</summary>
        /// <param name="program">Where it is.</param>
        /// <param name="host">Whose namespace it gets.</param>
        public static LabCollector Start(string program, NamespaceHost host)
        {
            ProcessStartInfo start = new(HostPath())
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            string address = Ipv4Text.Format(host.Address);
            foreach (string argument in (string[])[
                program, "--attended", "--listen", $"{address}:{Port}", "--name", address, "--user", User, "--password", Password, "--vendor", Vendor])
            {
                start.ArgumentList.Add(argument);
            }

            LabCollector collector = new(new Process { StartInfo = start });
            collector._process.OutputDataReceived += (_, line) => collector.TakeLine(line.Data);
            collector._process.ErrorDataReceived += (_, line) => collector.TakeErrorLine(line.Data);
            host.Start(collector._process);
            collector._process.BeginOutputReadLine();
            collector._process.BeginErrorReadLine();
            return collector;
        }

        /// <summary>Waits until it takes reports.</summary>
        /// <returns>The file of its authority's certificate.</returns>
        /// <exception cref="IOException">It does not come about.</exception>
        public string WaitForAuthority(int timeoutMs)
        {
            return _authority.Task.Wait(timeoutMs) && _authority.Task.Result.Length > 0
                ? _authority.Task.Result
                : throw new IOException($"the collector did not start: {_lastError}");
        }

        /// <summary>Waits for what it tells of the first request.</summary>
        /// <returns>That, or null: it tells nothing.</returns>
        public string? WaitForLine(int timeoutMs)
        {
            return _firstLine.Task.Wait(timeoutMs) ? _firstLine.Task.Result : null;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit(StopMs))
            {
                _process.Kill();
                _process.WaitForExit();
            }

            _process.Dispose();
        }

        private static string HostPath()
        {
            return Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), HostFolder, Host));
        }

        private void TakeLine(string? line)
        {
            int authority = line?.StartsWith(Started, StringComparison.Ordinal) == true ? line.IndexOf(Authority, StringComparison.Ordinal) : -1;
            if (line == null)
            {
                _authority.TrySetResult("");
            }
            else if (authority >= 0)
            {
                _authority.TrySetResult(line[(authority + Authority.Length)..]);
            }
            else
            {
                _firstLine.TrySetResult(line);
                Told?.Invoke(line);
            }
        }

        private void TakeErrorLine(string? line)
        {
            if (line?.StartsWith(ViolationMark, StringComparison.Ordinal) == true)
            {
                lock (_lock)
                {
                    _violations.Add(line[ViolationMark.Length..]);
                }
            }
            else if (line != null)
            {
                _lastError = line;
            }
        }
    }
}
