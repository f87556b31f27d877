using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;

namespace Gateway.Bench
{
    /// <summary>
    /// What the lab's collector (ASP.NET Core, SQLite) spends on a fleet's requests: each on a TLS connection of its own, as
    /// gateways have them.
    /// </summary>
    internal static class CollectorLoad
    {
        /// <summary>Who reports.</summary>
        public const string User = "fleet";

        /// <summary>Likewise.</summary>
        public const string Password = "only-for-the-benchmark";

        private const string Program = "artifacts/bin/Gateway.Collector/release/Gateway.Collector.dll";
        private const int IntervalS = 300;
        private const int StartAttempts = 100;
        private const int StartPauseMs = 100;
        private const int StopMs = 10_000;
        private const int WarmUp = 100; // requests: until its code is compiled

        /// <summary>Runs it.</summary>
        /// <param name="requests">What gateways sent, whole.</param>
        /// <param name="print">Takes name, value, unit.</param>
        public static void Run(List<byte[]> requests, Action<string, double, string> print)
        {
            if (!File.Exists(Program))
            {
                Console.Error.WriteLine($"collector-cpu: left out, for there is no {Program}; tests/bench/run.sh fleet builds it.");
                return;
            }

            int port = FreePort();
            DirectoryInfo folder = Directory.CreateTempSubdirectory("gateway-fleet-");
            using Process collector = Start(port, folder.FullName);
            try
            {
                long bytes = 0;
                Send(requests[0], port, folder.FullName, StartAttempts);
                for (int i = 0; i < WarmUp; i++)
                {
                    Send(requests[i], port, folder.FullName, 1);
                }

                collector.Refresh();
                TimeSpan before = collector.TotalProcessorTime;
                for (int i = WarmUp; i < requests.Count; i++)
                {
                    bytes += Send(requests[i], port, folder.FullName, 1);
                }

                collector.Refresh();
                int count = requests.Count - WarmUp;
                double milliseconds = (collector.TotalProcessorTime - before).TotalMilliseconds / count;
                print("tls-bytes-per-report", (double)bytes / count, "bytes both ways, handshake included, TCP/IP not");
                print("collector-cpu-per-report", milliseconds, "ms");
                print("collector-cpu-per-1000-gateways", milliseconds * 1000 / IntervalS / 10, "% of a core");
            }
            finally
            {
                collector.Kill(entireProcessTree: true);
                collector.WaitForExit(StopMs);
                folder.Delete(recursive: true);
            }
        }

        private static Process Start(int port, string folder)
        {
            string address = $"127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";
            string control = $"127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}";
            return Process.Start(
                "dotnet",
                [
                    Program, "--listen", address, "--control", control, "--folder", folder, "--name", "127.0.0.1", "--user", User,
                    "--password", Password, "--quiet",
                ]);
        }

        private static long Send(byte[] request, int port, string folder, int attempts)
        {
            using TcpClient client = Connect(port, attempts);
            using CountingStream counting = new(client.GetStream());
            using SslStream tls = new(counting, leaveInnerStreamOpen: false);
            X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(Path.Combine(folder, "ca.pem"));
            tls.AuthenticateAsClient(new SslClientAuthenticationOptions { TargetHost = "127.0.0.1", CertificateChainPolicy = policy });
            tls.Write(request);
            byte[] answer = new byte[1024];
            int length = tls.Read(answer, 0, answer.Length);
            string text = Encoding.ASCII.GetString(answer, 0, length);
            if (!text.StartsWith("HTTP/1.1 2", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"The collector says: {text}");
            }

            return counting.Bytes;
        }

        private static TcpClient Connect(int port, int attempts)
        {
            for (int i = 1; ; i++)
            {
                try
                {
                    return new TcpClient("127.0.0.1", port);
                }
                catch (SocketException) when (i < attempts)
                {
                    Thread.Sleep(StartPauseMs);
                }
            }
        }

        private static int FreePort()
        {
            using TcpListener listener = new(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
