using System.Net;
using System.Net.Sockets;

namespace Gateway.Boards.Sockets
{
    /// <summary>Sockets that are bound to a port of the firmware's choice.</summary>
    internal static class BoundSocket
    {
        /// <summary>Makes one.</summary>
        /// <param name="type">Stream or datagrams.</param>
        /// <param name="protocol">TCP or UDP.</param>
        /// <param name="localPort">Its port.</param>
        /// <param name="timeoutMs">How long a call on it may wait.</param>
        /// <returns>Null when the port is taken, or no socket is left.</returns>
        public static Socket TryMake(SocketType type, ProtocolType protocol, int localPort, int timeoutMs)
        {
            return TryMake(type, protocol, new IPEndPoint(IPAddress.Any, localPort), timeoutMs);
        }

        /// <summary>Makes one that is bound to an address, too.</summary>
        /// <param name="type">Stream or datagrams.</param>
        /// <param name="protocol">TCP or UDP.</param>
        /// <param name="local">Its address and port.</param>
        /// <param name="timeoutMs">How long a call on it may wait.</param>
        /// <returns>Null when the port is taken, the address is none of ours, or no socket is left.</returns>
        public static Socket TryMake(SocketType type, ProtocolType protocol, IPEndPoint local, int timeoutMs)
        {
            Socket socket = null;
            try
            {
                socket = new Socket(AddressFamily.InterNetwork, type, protocol);
                socket.SendTimeout = timeoutMs;
                socket.ReceiveTimeout = timeoutMs;
                socket.Bind(local);
                return socket;
            }
            catch (SocketException)
            {
                socket?.Close();
                return null;
            }
        }
    }
}
