using System;
using System.Collections.Generic;
using System.ComponentModel;
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
    /// What receivers spend on a fleet's requests, each with a connection and a whole TLS handshake of its own, as gateways have them:
    /// the lab's collector (ASP.NET Core, SQLite), which holds them against reporting.md, and nginx as a front that only ends TLS.
    /// </summary>
    internal static class CollectorLoad
    {
        private const string Program = "artifacts/bin/Gateway.Collector/release/Gateway.Collector.dll";
        private const string Front = "nginx"; // where there is one
        private const string FrontSettings = """
            daemon off;
            master_process off;
            pid nginx.pid;
            error_log stderr error;
            events {}
            http {
              access_log off;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              server {
                listen ADDRESS ssl;
                ssl_certificate server.pem;
                ssl_certificate_key server.key;
                ssl_protocols TLSv1.2 TLSv1.3;
                ssl_session_tickets off;
                location = /reports { return 204; }
              }
            }
            """;

        private const int StartAttempts = 100;
        private const int StartPauseMs = 100;
        private const int StopMs = 10_000;
        private const int WarmUp = 600; // requests: until its code is compiled, and compiled better
        private const int Measured = 1000; // requests
        private const int Batch = 100; // requests
        private const int AnswerS = 2; // steps that the last one takes

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
                (double milliseconds, double bytes) = Measure(collector, port, folder.FullName);
                print("tls-bytes-per-report", bytes, "bytes both ways: a whole handshake of TLS, request, answer; TCP/IP not");
                print("collector-cpu-per-report", milliseconds, "ms: a new connection and a whole handshake each");
                print("collector-cpu-per-1000-gateways", PercentOfACore(milliseconds), "% of a core");
                MeasureFront(folder.FullName, print);
                return CountViolations(control, print) == 0;
            }
            finally
            {
                collector.Kill(entireProcessTree: true);
                collector.WaitForExit(StopMs);
                folder.Delete(recursive: true);
            }
        }

        private static void MeasureFront(string folder, Action<string, double, string> print)
        {
            int port = FreePort();
            string settings = Path.Combine(folder, "nginx.conf");
            File.WriteAllText(settings, FrontSettings.Replace("ADDRESS", At(port), StringComparison.Ordinal));
            try
            {
                using Process front = Process.Start(Front, ["-p", folder, "-c", settings, "-e", "stderr"]);
                try
                {
                    Connect(port, StartAttempts).Dispose();
                    double milliseconds = Measure(front, port, folder).Milliseconds;
                    print("nginx-cpu-per-report", milliseconds, "ms, likewise, the report thrown away");
                    print("nginx-cpu-per-1000-gateways", PercentOfACore(milliseconds), "% of a core");
                }
                finally
                {
                    front.Kill();
                    front.WaitForExit(StopMs);
                }
            }
            catch (Win32Exception)
            {
                Console.Error.WriteLine($"nginx-cpu: left out, for there is no {Front}.");
            }
        }

        private static double PercentOfACore(double millisecondsPerReport)
        {
            return millisecondsPerReport * 1000 / Fleet.IntervalS / 10;
        }

        private static (double Milliseconds, double Bytes) Measure(Process receiver, int port, string folder)
        {
            Send(0, WarmUp, port, folder);
            receiver.Refresh();
            TimeSpan before = receiver.TotalProcessorTime;
            long bytes = Send(WarmUp, Measured, port, folder);
            receiver.Refresh();
            return ((receiver.TotalProcessorTime - before).TotalMilliseconds / Measured, (double)bytes / Measured);
        }

        private static long Send(int firstGateway, int gateways, int port, string folder)
        {
            long bytes = 0;
            for (int gateway = firstGateway; gateway < firstGateway + gateways; gateway += Batch)
            {
                // Made just before they are sent: the collector holds their dates against its own.
                List<byte[]> requests = [];
                FleetTime time = new() { IsDateReal = true };
                FleetCollector collector = new(time, Fleet.IntervalS + AnswerS, requests);
                Fleet fleet = new(gateway, Batch, time, collector, port, timeSpreadMs: 1, minimumWaitS: 1);
                while (requests.Count < Batch)
                {
                    fleet.Pass(1);
                }

                foreach (byte[] request in requests)
                {
                    bytes += Send(request, port, folder);
                }
            }

            return bytes;
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
