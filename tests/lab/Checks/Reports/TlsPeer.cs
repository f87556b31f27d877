using System;
using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gateway.Lab;

namespace Gateway.LabTests.Reports
{
    /// <summary>One TLS connection whose bytes are seen and written as they are.</summary>
    internal sealed class TlsPeer : IDisposable
    {
        private const string HeadEnd = "\r\n\r\n";
        private const string LengthName = "\r\nContent-Length: ";
        private const int TimeoutMs = 60_000; // ours: as Deadline.Usual

        private readonly SslStream _stream;
        private string _received = "";

        private TlsPeer(Socket socket)
        {
            _stream = new SslStream(new NetworkStream(socket, ownsSocket: true) { ReadTimeout = TimeoutMs, WriteTimeout = TimeoutMs });
        }

        /// <summary>Connects as a client that believes whatever certificate it is shown.</summary>
        /// <param name="port">The port at <see cref="LabPlan.Collector"/>.</param>
        /// <param name="name">What SNI says; an address leaves it out.</param>
        public static TlsPeer Connect(int port, string name)
        {
            TlsPeer peer = new(TcpProbe.Connect(LabSetup.World.Wan, LabPlan.Stranger, LabPlan.Collector, port));
#pragma warning disable CA5359 // some of the collector's certificates are wrong on purpose
            peer._stream.AuthenticateAsClient(new SslClientAuthenticationOptions { TargetHost = name, RemoteCertificateValidationCallback = (_, _, _, _) => true });
#pragma warning restore CA5359
            return peer;
        }

        /// <summary>Waits for a client, as a server with the collector's certificate.</summary>
        /// <param name="listener">Listens.</param>
        public static TlsPeer Accept(Socket listener)
        {
            CollectorProcess collector = LabSetup.World.Collector;
            TlsPeer peer = new(listener.Accept());
            using X509Certificate2 certificate = X509Certificate2.CreateFromPemFile(collector.CertificatePath, collector.KeyPath);
            peer._stream.AuthenticateAsServer(certificate);
            return peer;
        }

        /// <summary>Sends.</summary>
        public void Send(string text)
        {
            _stream.Write(Encoding.ASCII.GetBytes(text));
        }

        /// <summary>Reads a message: its head and, where that tells a length, its body.</summary>
        /// <returns>What came, up to the end of the message or of the connection.</returns>
        public string Receive()
        {
            byte[] piece = new byte[4096];
            while (!IsWhole(out _))
            {
                int length = _stream.Read(piece);
                if (length == 0)
                {
                    break;
                }

                _received += Encoding.Latin1.GetString(piece, 0, length);
            }

            _ = IsWhole(out int messageEnd);
            string message = _received[..messageEnd];
            _received = _received[messageEnd..];
            return message;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _stream.Dispose();
        }

        private bool IsWhole(out int end)
        {
            end = _received.Length;
            int head = _received.IndexOf(HeadEnd, StringComparison.Ordinal);
            if (head < 0)
            {
                return false;
            }

            int at = _received.IndexOf(LengthName, 0, head, StringComparison.OrdinalIgnoreCase);
            int body = at < 0 ? 0 : int.Parse(_received[(at + LengthName.Length)..].Split('\r')[0], CultureInfo.InvariantCulture);
            if (_received.Length < head + HeadEnd.Length + body)
            {
                return false;
            }

            end = head + HeadEnd.Length + body;
            return true;
        }
    }
}
