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

        [TestMethod]
        [DataRow("good", Name, (int)TlsFailure.None)]
        [DataRow("good", "127.0.0.1", (int)TlsFailure.None)]
        [DataRow("good", "other.isp.example", (int)TlsFailure.Handshake)]
        [DataRow("stranger", Name, (int)TlsFailure.Handshake)]
        [DataRow("expired", Name, (int)TlsFailure.Handshake)]
        [DataRow("plain", Name, (int)TlsFailure.Handshake)]
        [DataRow("hangs", Name, -1)]
        public void Only_whom_the_provisioned_authority_vouches_for_is_spoken_to(string server, string hostName, int failure)
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
            Assert.AreEqual(sent.Length, exchange.Send(connection, sent, 0, sent.Length));
            byte[] received = new byte[16];
            int length = 0;
            bool isOver = SpinWait.SpinUntil(() => (length = exchange.Receive(connection, received, 0, received.Length)) != 0, failure < 0 ? 500 : WaitMs);

            Assert.AreEqual(failure >= 0, isOver);
            if (failure == (int)TlsFailure.None)
            {
                Assert.AreEqual("ping", Encoding.ASCII.GetString(received, 0, length));
            }
            else if (failure > 0)
            {
                Assert.AreEqual(-1, length);
                Assert.AreEqual((TlsFailure)failure, exchange.FailureOf(connection));
            }

            exchange.Close(connection);
            listener.Stop();
            Assert.IsTrue(serving.Wait(WaitMs));
        }

        private static void Serve(TcpListener listener, X509Certificate2 own, string server)
        {
            try
            {
                using TcpClient client = listener.AcceptTcpClient();
                byte[] buffer = new byte[16];
                if (server is "plain" or "hangs")
                {
                    NetworkStream plain = client.GetStream();
                    if (server == "plain")
                    {
                        plain.Write("HTTP/1.1 400 No\r\n\r\n"u8);
                    }

                    while (plain.Read(buffer) > 0)
                    {
                    }

                    return;
                }

                using SslStream stream = new(client.GetStream());
                stream.AuthenticateAsServer(own);
                stream.Write(buffer.AsSpan(0, stream.Read(buffer)));
                stream.ReadExactly(buffer, 0, 1);
            }
            catch (Exception exception) when (exception is IOException or AuthenticationException or SocketException)
            {
                // The client refused us, or left: what the test is about.
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
