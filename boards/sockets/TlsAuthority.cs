using System.IO;
using System.Net.Sockets;

namespace Gateway.Boards.Sockets
{
    /// <summary>Whom a board trusts, and how it speaks TLS: the part that differs between the boards.</summary>
    public abstract class TlsAuthority
    {
        /// <summary>
        /// Begins TLS on a connection, and waits until it stands: 1.2 at the least, the server's chain held against the provisioned
        /// authorities and no others, its name against the one given. Closing the socket releases it.
        /// </summary>
        /// <param name="socket">The connection.</param>
        /// <param name="hostName">The server's name.</param>
        /// <returns>What is said over it; null when it does not come about, for whatever reason.</returns>
        public abstract Stream Authenticate(Socket socket, string hostName);
    }
}
