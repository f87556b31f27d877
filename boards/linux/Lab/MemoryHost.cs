using Gateway.Boards.Linux.Devices;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Lab
{
    /// <summary>
    /// A host without a kernel, where namespaces can't be had: an IPv4 address and a minimal TCP on a device in memory. Nothing
    /// gets lost there, so nothing is sent twice, and all arrives in order.
    /// </summary>
    internal sealed class MemoryHost : ILabHost
    {
        private const int FirstPort = 49152; // RFC 6335 §6
        private const int LastPort = 65535;

        private readonly Lock _gate = new();
        private readonly Dictionary<(int LocalPort, Peer Peer), MemoryConnection> _connections = [];
        private readonly Dictionary<int, Action<Stream, Peer>> _listeners = [];
        private readonly Packet _packet = new();
        private int _nextPort = FirstPort;

        /// <summary>Makes a host.</summary>
        public MemoryHost(string name, uint address)
        {
            Name = name;
            Address = address;
            Device = new MemoryDevice(name, MemoryConnection.MaximumPacketLength) { Deliver = Receive };
        }

        /// <inheritdoc/>
        public string Name { get; }

        /// <inheritdoc/>
        public uint Address { get; }

        /// <summary>The other end of its wire.</summary>
        public MemoryDevice Device { get; }

        /// <inheritdoc/>
        public Stream Connect(Peer to)
        {
            MemoryConnection connection;
            lock (_gate)
            {
                int port = _nextPort;
                _nextPort = _nextPort == LastPort ? FirstPort : _nextPort + 1;
                connection = Add(port, to);
            }

            connection.Open();
            return new ConnectionStream(connection);
        }

        /// <inheritdoc/>
        public void Listen(int port, Action<Stream, Peer> serve)
        {
            lock (_gate)
            {
                _listeners[port] = serve;
            }
        }

        /// <summary>Forgets a connection that is over.</summary>
        public void Forget(MemoryConnection connection)
        {
            lock (_gate)
            {
                _connections.Remove((connection.LocalPort, connection.Peer));
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Device.Dispose();
        }

        // On the thread of whoever writes to the device, which lets in one at a time.
        private void Receive(byte[] buffer, int offset, int length)
        {
            if (_packet.Parse(buffer, offset, length, false) != ParseResult.Valid
                || _packet.Transport != ParseResult.Valid
                || _packet.Ipv4.Protocol != IpProtocol.Tcp)
            {
                return; // this host speaks TCP, and nothing else
            }

            Peer peer = new(_packet.Ipv4.Source, _packet.SourcePort);
            MemoryConnection? connection;
            Action<Stream, Peer>? serve = null;
            lock (_gate)
            {
                bool isOpening = (_packet.TcpFlags & (TcpFlags.Syn | TcpFlags.Ack | TcpFlags.Rst)) == TcpFlags.Syn;
                if (!_connections.TryGetValue((_packet.DestinationPort, peer), out connection)
                    && isOpening
                    && _listeners.TryGetValue(_packet.DestinationPort, out serve))
                {
                    connection = Add(_packet.DestinationPort, peer);
                }
            }

            connection?.Receive(_packet);
            if (serve != null)
            {
                _ = Task.Factory.StartNew(() => Serve(connection!, serve), TaskCreationOptions.LongRunning);
            }
        }

        private static void Serve(MemoryConnection connection, Action<Stream, Peer> serve)
        {
            using ConnectionStream stream = new(connection);
            try
            {
                serve(stream, connection.Peer);
            }
            catch (IOException)
            {
                // The client went away in the middle. Who waits for what it wanted to say will say so.
            }
        }

        private MemoryConnection Add(int port, Peer peer)
        {
            MemoryConnection connection = new(this, port, peer);
            _connections.Add((port, peer), connection);
            return connection;
        }
    }
}
