using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Threading;

namespace Gateway.Bench
{
    /// <summary>
    /// What the lab's collector (ASP.NET Core, SQLite) spends on a fleet's requests: each with a connection and a whole TLS handshake
    /// of its own, as gateways have them, and what of them is not as reporting.md says.
    /// </summary>
    internal static class CollectorLoad
    {
        private const string Program = "artifacts/bin/Gateway.Collector/release/Gateway.Collector.dll";
        private const int StartAttempts = 100;
        private const int StartPauseMs = 100;
        private const int StopMs = 10_000;
        private const int WarmUp = 600; // requests: until its code is compiled, and compiled better
        private const int Measured = 1000; // requests

        /// <summary>Runs it.</summary>
        /// <param name="print">Takes name, value, unit.</param>
        /// <returns>Whether there was no violation; true where there is no collector.</returns>
        public static bool Run(Action<string, double, string> print)
        {
            if (!File.Exists(Program))
            {
                Console.Error.WriteLine($"collector-cpu: left out, for there is no {Program}; tests/bench/run.sh fleet builds it.");
                return true;
            }

            int port = FreePort();
            int control = FreePort();
            DirectoryInfo folder = Directory.CreateTempSubdirectory("gateway-fleet-");
            using Process collector = Start(port, control, folder.FullName);
            try
            {
                Connect(port, StartAttempts).Dispose();
                Measure(collector, port, folder.FullName, print);
                return CountViolations(control, print) == 0;
            }
            finally
            {
                collector.Kill(entireProcessTree: true);
                collector.WaitForExit(StopMs);
                folder.Delete(recursive: true);
            }
        }

        private static void Measure(Process collector, int port, string folder, Action<string, double, string> print)
        {
            List<byte[]> requests = MakeRequests(port);
            for (int i = 0; i < WarmUp; i++)
            {
                Send(requests[i], port, folder);
            }

            collector.Refresh();
            TimeSpan before = collector.TotalProcessorTime;
            long bytes = 0;
            for (int i = WarmUp; i < requests.Count; i++)
            {
                bytes += Send(requests[i], port, folder);
            }

            collector.Refresh();
            double milliseconds = (collector.TotalProcessorTime - before).TotalMilliseconds / Measured;
            print("tls-bytes-per-report", (double)bytes / Measured, "bytes both ways: a whole handshake of TLS, request, answer; TCP/IP not");
            print("collector-cpu-per-report", milliseconds, "ms: a new connection and a whole handshake each");
            print("collector-cpu-per-1000-gateways", milliseconds * 1000 / Fleet.IntervalS / 10, "% of a core");
        }

        // Of now: the collector holds their dates against its own.
        private static List<byte[]> MakeRequests(int port)
        {
            List<byte[]> requests = [];
            FleetTime time = new() { IsDateReal = true };
            int seconds = 2 * Fleet.IntervalS; // the first of each
            FleetCollector collector = new(time, seconds, requests);
            Fleet fleet = new(WarmUp + Measured, time, collector, port, 1);
            fleet.Pass(seconds);
            requests.RemoveRange(WarmUp + Measured, requests.Count - WarmUp - Measured);
            return requests;
        }

        private static long CountViolations(int control, Action<string, double, string> print)
        {
            using HttpClient client = new();
            using HttpResponseMessage answer = client.Send(new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{control}/state"));
            using JsonDocument state = JsonDocument.Parse(answer.Content.ReadAsStream());
            int violations = state.RootElement.GetProperty("violations").GetArrayLength();
            print("collector-violations", violations, "of reporting.md's form");
            return violations;
        }

        private static Process Start(int port, int control, string folder)
        {
            return Process.Start(
                "dotnet",
                [
                    Program, "--listen", At(port), "--control", At(control), "--folder", folder, "--name", Fleet.Host, "--user", Fleet.User,
                    "--password", Fleet.Password, "--quiet",
                ]);
        }

        private static string At(int port)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{Fleet.Host}:{port}");
        }

        private static long Send(byte[] request, int port, string folder)
        {
            using TcpClient client = Connect(port, 1);
            using CountingStream counting = new(client.GetStream());
            using SslStream tls = new(counting, leaveInnerStreamOpen: false);
            X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(Path.Combine(folder, "ca.pem"));
            tls.AuthenticateAsClient(new SslClientAuthenticationOptions
            {
                TargetHost = Fleet.Host,
                CertificateChainPolicy = policy,
                AllowTlsResume = false,
            });
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
                    return new TcpClient(Fleet.Host, port);
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
