using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using Gateway.Boards.Sockets;

namespace Gateway.Boards.Esp32
{
    /// <summary>The authorities of the device's own certificate store, which provisioning filled. Not tried on a device yet.</summary>
    internal sealed class StoredAuthority : TlsAuthority
    {
        /// <inheritdoc/>
        public override Stream Authenticate(Socket socket, string hostName)
        {
            var stream = new SslStream(socket) { SslVerification = SslVerification.CertificateRequired };
            try
            {
                // One version, for the platform takes no set of them; no authority of ours beside the store's.
                stream.AuthenticateAsClient(hostName, SslProtocols.Tls12);
                return stream;
            }
            catch (SocketException)
            {
                stream.Dispose();
                return null;
            }
        }
    }
}
