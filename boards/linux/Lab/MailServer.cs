using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Boards.Linux.Lab
{
    /// <summary>A small mail server: takes mail on port 25 from anybody, on port 587 after STARTTLS and AUTH, and keeps it.</summary>
    internal sealed class MailServer : IDisposable
    {
        /// <summary>Mail between servers, and to a relay (RFC 5321).</summary>
        public const int SmtpPort = 25;

        /// <summary>Message submission (RFC 6409).</summary>
        public const int SubmissionPort = 587;

        private const int MaximumKept = 16; // ours: who looks, looks soon

        private readonly ConcurrentQueue<ReceivedMail> _mails = new();
        private int _smtpConnections;

        /// <summary>Makes a server, which listens at once.</summary>
        /// <param name="host">Where it runs.</param>
        /// <param name="hostName">Its name.</param>
        /// <param name="user">Who may submit.</param>
        /// <param name="password">With what password.</param>
        public MailServer(ILabHost host, string hostName, string user, string password)
        {
            HostName = hostName;
            User = user;
            Password = password;
            Certificate = MakeCertificate(hostName);
            host.Listen(SmtpPort, (stream, peer) => Serve(stream, peer, isSubmission: false));
            host.Listen(SubmissionPort, (stream, peer) => Serve(stream, peer, isSubmission: true));
        }

        /// <summary>Its name.</summary>
        public string HostName { get; }

        /// <summary>Who may submit.</summary>
        public string User { get; }

        /// <summary>With what password.</summary>
        public string Password { get; }

        /// <summary>What it shows on STARTTLS: made by itself, so a client must know it.</summary>
        public X509Certificate2 Certificate { get; }

        /// <summary>Connections to port 25 so far.</summary>
        public int SmtpConnections => _smtpConnections;

        /// <summary>Takes the oldest mail that nobody took yet; null when there is none.</summary>
        public ReceivedMail? Take()
        {
            return _mails.TryDequeue(out ReceivedMail? mail) ? mail : null;
        }

        /// <summary>Counts a connection to port 25.</summary>
        public void CountSmtpConnection()
        {
            Interlocked.Increment(ref _smtpConnections);
        }

        /// <summary>Keeps a mail.</summary>
        public void Keep(ReceivedMail mail)
        {
            _mails.Enqueue(mail);
            while (_mails.Count > MaximumKept)
            {
                _mails.TryDequeue(out _);
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Certificate.Dispose();
        }

        private void Serve(Stream stream, Peer peer, bool isSubmission)
        {
            using MailSession session = new(this, stream, peer, isSubmission);
            session.Serve();
        }

        private static X509Certificate2 MakeCertificate(string hostName)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = new($"CN={hostName}", key, HashAlgorithmName.SHA256);
            SubjectAlternativeNameBuilder names = new();
            names.AddDnsName(hostName);
            request.CertificateExtensions.Add(names.Build());
            DateTimeOffset now = DateTimeOffset.UtcNow;
            return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30)); // ours: longer than any lab runs
        }
    }
}
