using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Collector
{
    /// <summary>An authority made for this run, and the certificates that a server shows: the right one and the wrong ones.</summary>
    internal sealed class Certificates : IDisposable
    {
        private const string AnotherName = "www.foreign.example";
        private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1"; // RFC 5280 §4.2.1.12
        private const int SerialLength = 16; // RFC 5280 §4.1.2.2: at most 20

        private static readonly TimeSpan Life = TimeSpan.FromDays(30); // ours: longer than any run

        private readonly Dictionary<Misbehaviour, X509Certificate2> _servers = [];
        private readonly X509Certificate2 _authority;

        /// <summary>Makes them.</summary>
        /// <param name="name">The server's name, or its address.</param>
        public Certificates(string name)
        {
            DateTimeOffset now = DateTimeOffset.UtcNow;
            _authority = MakeAuthority("Lab authority", now);
            using X509Certificate2 other = MakeAuthority("Another authority", now);
            _servers[Misbehaviour.Well] = MakeServer(_authority, name, now - TimeSpan.FromDays(1), now + Life);
            _servers[Misbehaviour.WrongAuthority] = MakeServer(other, name, now - TimeSpan.FromDays(1), now + Life);
            _servers[Misbehaviour.Expired] = MakeServer(_authority, name, now - TimeSpan.FromDays(2), now - TimeSpan.FromDays(1));
            _servers[Misbehaviour.WrongName] = MakeServer(_authority, AnotherName, now - TimeSpan.FromDays(1), now + Life);
        }

        /// <summary>The one for a handshake.</summary>
        public X509Certificate2 For(Misbehaviour misbehaviour)
        {
            return _servers.GetValueOrDefault(misbehaviour, _servers[Misbehaviour.Well]);
        }

        /// <summary>Writes ca.pem, and server.pem with server.key for another program that stands in the collector's place.</summary>
        /// <param name="folder">Takes them.</param>
        /// <returns>The path of ca.pem.</returns>
        public string Write(string folder)
        {
            X509Certificate2 server = _servers[Misbehaviour.Well];
            using ECDsa key = server.GetECDsaPrivateKey()!;
            string path = Path.Combine(folder, "ca.pem");
            File.WriteAllText(path, _authority.ExportCertificatePem() + "\n");
            File.WriteAllText(Path.Combine(folder, "server.pem"), server.ExportCertificatePem() + "\n");
            File.WriteAllText(Path.Combine(folder, "server.key"), key.ExportPkcs8PrivateKeyPem() + "\n");
            return path;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _authority.Dispose();
            foreach (X509Certificate2 server in _servers.Values)
            {
                server.Dispose();
            }
        }

        private static X509Certificate2 MakeAuthority(string name, DateTimeOffset now)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
            request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
            return request.CreateSelfSigned(now - TimeSpan.FromDays(3), now + Life + Life);
        }

        private static X509Certificate2 MakeServer(X509Certificate2 authority, string name, DateTimeOffset from, DateTimeOffset to)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
            SubjectAlternativeNameBuilder names = new();
            if (IPAddress.TryParse(name, out IPAddress? address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(name);
            }

            request.CertificateExtensions.Add(names.Build());
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], false));
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
            using X509Certificate2 bare = request.Create(authority, from, to, RandomNumberGenerator.GetBytes(SerialLength));
            return bare.CopyWithPrivateKey(key);
        }
    }
}
