using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Gateway.Boards.Linux.Devices;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Lab
{
    /// <summary>TCP sockets in a namespace: made on its thread, they stay in it, whoever uses them.</summary>
    internal static class NamespaceSockets
    {
        private const int ConnectTimeoutMs = 5000; // ours: nothing here is farther than a memory copy
        private const int ReadTimeoutMs = 10_000; // ours: no scene waits longer
        private const int Backlog = 16; // ours

        /// <summary>Opens a connection.</summary>
        /// <exception cref="IOException">Refused, or no answer in time.</exception>
        public static Stream Connect(NetworkNamespace from, Peer to)
        {
            Socket socket = Make(from);
            try
            {
                using CancellationTokenSource timeout = new(ConnectTimeoutMs);
                socket.ConnectAsync(EndPointOf(to), timeout.Token).AsTask().GetAwaiter().GetResult();
                return StreamOf(socket);
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                socket.Dispose();
                string why = exception is SocketException ? exception.Message : "no answer";
                throw new IOException($"{to}: {why}", exception);
            }
        }

        /// <summary>Takes connections until the socket that it returns is disposed.</summary>
        public static Socket Listen(NetworkNamespace at, int port, Action<Stream, Peer> serve)
        {
            Socket listener = Make(at);
            try
            {
                listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
                listener.Bind(new IPEndPoint(IPAddress.Any, port));
                listener.Listen(Backlog);
            }
            catch
            {
                listener.Dispose();
                throw;
            }

            _ = AcceptAsync(listener, serve);
            return listener;
        }

        private static Socket Make(NetworkNamespace at)
        {
            return at.Run(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        }

        private static async Task AcceptAsync(Socket listener, Action<Stream, Peer> serve)
        {
            try
            {
                while (true)
                {
                    Socket socket = await listener.AcceptAsync().ConfigureAwait(false);
                    _ = Task.Factory.StartNew(() => Serve(socket, serve), TaskCreationOptions.LongRunning);
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // The listener was closed: that is how it ends.
            }
        }

        private static void Serve(Socket socket, Action<Stream, Peer> serve)
        {
            using Stream stream = StreamOf(socket);
            try
            {
                serve(stream, PeerOf(socket));
            }
            catch (IOException)
            {
                // The client went away in the middle. What it wanted to say is not there; who waits for it will say so.
            }
        }

        private static NetworkStream StreamOf(Socket socket)
        {
            return new NetworkStream(socket, ownsSocket: true) { ReadTimeout = ReadTimeoutMs, WriteTimeout = ReadTimeoutMs };
        }

        private static Peer PeerOf(Socket socket)
        {
            IPEndPoint end = (IPEndPoint)socket.RemoteEndPoint!;
            return new Peer(BinaryPrimitives.ReadUInt32BigEndian(end.Address.GetAddressBytes()), end.Port);
        }

        private static IPEndPoint EndPointOf(Peer peer)
        {
            return new IPEndPoint(IPAddress.Parse(Ipv4Text.Format(peer.Address)), peer.Port);
        }
    }
}
