using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Gateway.Boards.Linux.Running;
using Gateway.Boards.Sockets;
using Gateway.Platform;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Sockets
{
    /// <summary>TLS to a server on loopback, with certificates made here.</summary>
    [TestClass]
    public class TlsExchangeTests
    {
        private const string Name = "reports.isp.example";
        private const uint Loopback = 0x7F000001;
        private const int WaitMs = 10000;
        private const int HangMs = 500;

        // RFC 5246 §A.1, §A.4.1: a ServerHello of version 3.2, which is TLS 1.1 (RFC 4346 §6.1).
        private static readonly byte[] OldHello =
        [
            22, 3, 2, 0, 42, 2, 0, 0, 38, 3, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
            27, 28, 29, 30, 31, 32, 0, 0xC0, 0x13, 0,
        ];

        [TestMethod]
        [DataRow("good", Name, "ping", TlsFailure.None)]
        [DataRow("tls-1.2", Name, "ping", TlsFailure.None)]
        [DataRow("tls-1.3", Name, "ping", TlsFailure.None)]
        [DataRow("good", "127.0.0.1", "ping", TlsFailure.None)]
        [DataRow("good", "other.isp.example", "over", TlsFailure.Handshake)]
        [DataRow("stranger", Name, "over", TlsFailure.Handshake)]
        [DataRow("expired", Name, "over", TlsFailure.Handshake)]
        [DataRow("tls-1.1", Name, "over", TlsFailure.Handshake)]
        [DataRow("plain", Name, "over", TlsFailure.Handshake)]
        [DataRow("silent", Name, "over", TlsFailure.Handshake)]
        [DataRow("closes", Name, "over", TlsFailure.None)]
        [DataRow("resets", Name, "over", TlsFailure.Connection)]
        [DataRow("hangs", Name, "", TlsFailure.None)]
        public void Only_whom_the_provisioned_authority_vouches_for_is_spoken_to(string server, string hostName, string outcome, TlsFailure failure)
        {
            using X509Certificate2 authority = MakeAuthority();
            using X509Certificate2 stranger = MakeAuthority();
            using X509Certificate2 own = MakeServer(server == "stranger" ? stranger : authority, server == "expired");
            string path = Path.GetTempFileName();
            File.WriteAllText(path, authority.ExportCertificatePem());
            using TcpListener listener = new(IPAddress.Loopback, 0);
            listener.Start();
            Task serving = Task.Run(() => Serve(listener, own, server));
            using TlsExchange exchange = new(ProvisionedAuthority.Read(path));
            File.Delete(path);
            int port = ((IPEndPoint)listener.LocalEndpoint).Port;
            int connection = exchange.Open(LoopbackPort.Any(), Loopback, port, hostName);
            byte[] sent = Encoding.ASCII.GetBytes("ping");
            int taken = exchange.Send(connection, sent, 0, sent.Length); // or it is over already
            Assert.IsTrue(taken == sent.Length || (taken < 0 && outcome == "over"));
            byte[] received = new byte[16];
            int length = 0;
            bool isMoving = SpinWait.SpinUntil(
                () => (length = exchange.Receive(connection, received, 0, received.Length)) != 0, outcome.Length == 0 ? HangMs : WaitMs);

            Assert.AreEqual(outcome, !isMoving ? "" : length < 0 ? "over" : Encoding.ASCII.GetString(received, 0, length));
            Assert.AreEqual(failure, exchange.FailureOf(connection));
            exchange.Close(connection);
            listener.Stop();
            Assert.IsTrue(serving.Wait(WaitMs));
        }

        private static void Serve(TcpListener listener, X509Certificate2 own, string server)
        {
            try
            {
                using TcpClient client = listener.AcceptTcpClient();
                if (server is "plain" or "tls-1.1" or "silent" or "hangs")
                {
                    ServeWithoutTls(client.GetStream(), server);
                    return;
                }

                byte[] buffer = new byte[16];
                using SslStream stream = new(client.GetStream());
                SslProtocols version = server == "tls-1.2" ? SslProtocols.Tls12 : server == "tls-1.3" ? SslProtocols.Tls13 : SslProtocols.None;
                stream.AuthenticateAsServer(own, false, version, false);
                int length = stream.Read(buffer);
                if (server == "closes")
                {
                    stream.ShutdownAsync().Wait(WaitMs);
                }
                else if (server == "resets")
                {
                    client.Client.Close(0);
                }
                else
                {
                    stream.Write(buffer.AsSpan(0, length));
                    stream.ReadExactly(buffer, 0, 1);
                }
            }
            catch (Exception exception) when (exception is IOException or AuthenticationException or SocketException)
            {
                // The client refused us, or left: what the test is about.
            }
        }

        private static void ServeWithoutTls(NetworkStream stream, string server)
        {
            byte[] buffer = new byte[2048];
            int length = stream.Read(buffer);
            switch (server)
            {
                case "plain":
                    stream.Write("HTTP/1.1 400 No\r\n\r\n"u8);
                    break;
                case "tls-1.1":
                    stream.Write(OldHello);
                    break;
                case "silent":
                    return;
            }

            while (length > 0)
            {
                length = stream.Read(buffer);
            }
        }

        private static X509Certificate2 MakeAuthority()
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = new("CN=Test authority", key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-9), DateTimeOffset.UtcNow.AddDays(9));
        }

        private static X509Certificate2 MakeServer(X509Certificate2 authority, bool isExpired)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = new("CN=Test server", key, HashAlgorithmName.SHA256);
            SubjectAlternativeNameBuilder names = new();
            names.AddDnsName(Name);
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
            DateTimeOffset end = DateTimeOffset.UtcNow.AddDays(isExpired ? -1 : 1);
            using X509Certificate2 signed = request.Create(authority, DateTimeOffset.UtcNow.AddDays(-2), end, [1, 2, 3, 4]);
            using X509Certificate2 whole = signed.CopyWithPrivateKey(key);
            return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
        }
    }
}
