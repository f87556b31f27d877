using System.Diagnostics;
using System.Net.Sockets;
using Gateway.Boards.Linux.Devices;

namespace Gateway.Boards.Linux.Lab
{
    /// <summary>
    /// A host with the kernel's stack: a network namespace of its own, whose only interface is a TUN device that the lab reads
    /// and writes. No bridge and no router in between: what the host sends, the gateway gets, TTL and all.
    /// </summary>
    internal sealed class NamespaceHost : ILabHost
    {
        private const string InterfaceName = "net0";

        private readonly NetworkNamespace _namespace;
        private readonly List<Socket> _listeners = [];

        /// <summary>Makes a host.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="address">Its address, in host order.</param>
        /// <param name="configure">Sets the interface up, in the namespace; gets its name.</param>
        public NamespaceHost(string name, uint address, Action<string> configure)
        {
            Name = name;
            Address = address;
            _namespace = NetworkNamespace.Create(name);
            TunDevice? device = null;
            try
            {
                device = _namespace.Run(() => TunDevice.Open(InterfaceName));
                _namespace.Run(() => configure(InterfaceName));
            }
            catch
            {
                device?.Dispose();
                _namespace.Dispose();
                throw;
            }

            Device = device;
        }

        /// <inheritdoc/>
        public string Name { get; }

        /// <inheritdoc/>
        public uint Address { get; }

        /// <summary>The other end of its wire.</summary>
        public TunDevice Device { get; }

        /// <summary>Where other programs find its namespace.</summary>
        public string Path => _namespace.Path;

        /// <inheritdoc/>
        public Stream Connect(Peer to)
        {
            return NamespaceSockets.Connect(_namespace, to);
        }

        /// <inheritdoc/>
        public void Listen(int port, Action<Stream, Peer> serve)
        {
            _listeners.Add(NamespaceSockets.Listen(_namespace, port, serve));
        }

        /// <summary>Does something in its namespace.</summary>
        public T Run<T>(Func<T> work)
        {
            return _namespace.Run(work);
        }

        /// <summary>Starts another program there: it gets the namespace of the thread that starts it.</summary>
        public void Start(Process program)
        {
            _namespace.Run(program.Start);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _listeners.ForEach(listener => listener.Dispose());
            Device.Dispose();
            _namespace.Dispose();
        }
    }
}
