using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Boards.Sockets;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>The authorities of a file, in PEM: the machine's own are not asked, no certificate is fetched, no revocation list.</summary>
    internal sealed class ProvisionedAuthority : TlsAuthority
    {
        private readonly X509Certificate2Collection _authorities;

        private ProvisionedAuthority(X509Certificate2Collection authorities)
        {
            _authorities = authorities;
        }

        /// <summary>Reads a file.</summary>
        /// <exception cref="IOException">It holds no certificate, or can't be read.</exception>
        public static ProvisionedAuthority Read(string path)
        {
            X509Certificate2Collection authorities = [];
            try
            {
                authorities.ImportFromPemFile(path);
            }
            catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
            {
                throw new IOException($"{path}: {exception.Message}", exception);
            }

            return authorities.Count > 0
                ? new ProvisionedAuthority(authorities)
                : throw new IOException($"{path}: there is no certificate in it; needed: one or more in PEM");
        }

        /// <inheritdoc/>
        public override Stream? Authenticate(Socket socket, string hostName)
        {
            X509ChainPolicy policy = new()
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            };
            policy.CustomTrustStore.AddRange(_authorities);
            SslStream stream = new(new NetworkStream(socket));
            try
            {
                stream.AuthenticateAsClient(new SslClientAuthenticationOptions
                {
                    TargetHost = hostName,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    CertificateChainPolicy = policy,
                });
                return stream;
            }
            catch (Exception exception) when (exception is AuthenticationException or IOException or ObjectDisposedException or InvalidOperationException)
            {
                stream.Dispose();
                return null;
            }
        }
    }
}
