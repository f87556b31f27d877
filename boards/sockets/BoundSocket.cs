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
            Socket socket = null;
            try
            {
                socket = new Socket(AddressFamily.InterNetwork, type, protocol);
                socket.SendTimeout = timeoutMs;
                socket.ReceiveTimeout = timeoutMs;
                socket.Bind(new IPEndPoint(IPAddress.Any, localPort));
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
