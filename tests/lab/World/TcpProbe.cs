using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Gateway.Lab
{
    /// <summary>TCP connections with a limit to the waiting.</summary>
    public static class TcpProbe
    {
        // ours: a connection inside one machine takes a millisecond, on a loaded one a second
        private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

        /// <summary>Opens a connection.</summary>
        /// <param name="place">From where.</param>
        /// <param name="source">The address there.</param>
        /// <param name="destination">The address to connect to.</param>
        /// <param name="port">Its port.</param>
        /// <param name="sourcePort">0 for any.</param>
        /// <exception cref="SocketException">Refused, or no answer.</exception>
        public static Socket Connect(LabNamespace place, string source, string destination, int port, int sourcePort = 0)
        {
            return TryConnect(place, source, destination, port, ConnectTimeout, sourcePort)
                ?? throw new SocketException((int)SocketError.TimedOut);
        }

        /// <summary>Tries to open a connection.</summary>
        /// <returns>Null when nobody answered in time.</returns>
        /// <exception cref="SocketException">Refused.</exception>
        public static Socket? TryConnect(
            LabNamespace place,
            string source,
            string destination,
            int port,
            TimeSpan timeout,
            int sourcePort = 0)
        {
            Socket socket = place.Bind(ProtocolType.Tcp, source, sourcePort);
            try
            {
                using CancellationTokenSource over = new(timeout);
                socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(destination), port), over.Token).AsTask().GetAwaiter().GetResult();
                socket.NoDelay = true;
                socket.ReceiveTimeout = (int)ConnectTimeout.TotalMilliseconds;
                socket.SendTimeout = (int)ConnectTimeout.TotalMilliseconds;
                return socket;
            }
            catch (OperationCanceledException)
            {
                socket.Dispose();
                return null;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        /// <summary>Waits until a server takes connections.</summary>
        public static void RequireOpen(LabNamespace place, string source, string address, int port)
        {
            Deadline.Require($"a server at {address}:{port}", () =>
            {
                try
                {
                    Connect(place, source, address, port).Dispose();
                    return true;
                }
                catch (SocketException)
                {
                    return false;
                }
            });
        }
    }
}
