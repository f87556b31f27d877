using System;
using System.Net;
using System.Net.Sockets;
using Gateway.Boards.Linux.Devices;

namespace Gateway.Lab
{
    /// <summary>A network namespace of the lab's.</summary>
    public sealed class LabNamespace : IDisposable
    {
        private const string Folder = "/run/netns"; // ip-netns(8); a private one, see enter.sh
        private const string Ip = "ip";

        // ours: at the flood's 20 000 packets a second a gateway that waits 100 ms for a processor, which a loaded machine of two
        // makes it do, loses nothing; one that is too slow loses all the same
        private const string QueuePackets = "2000";

        private const int RawBufferLength = 1 << 20; // ours: a burst of SYNs never waits for the device

        private readonly NetworkNamespace _entered;

        /// <summary>Makes it, with its loopback interface on and IPv6 off: the firmware has no IPv6 yet.</summary>
        public LabNamespace(string name)
        {
            Name = name;
            Command.Run([Ip, "netns", "add", name]).OrThrow();
            Configure("link", "set", "lo", "up");
            Run("sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1", "net.ipv6.conf.default.disable_ipv6=1").OrThrow();
            _entered = NetworkNamespace.Open($"{Folder}/{name}");
        }

        /// <summary>What ip calls it.</summary>
        public string Name { get; }

        /// <summary>A program and its arguments, to be run in here.</summary>
        public string[] Inside(params string[] words)
        {
            return [Ip, "netns", "exec", Name, .. words];
        }

        /// <summary>Runs a program in here.</summary>
        public CommandResult Run(params string[] words)
        {
            return Command.Run(Inside(words));
        }

        /// <summary>Runs ip for in here: a link, an address, a route.</summary>
        public void Configure(params string[] words)
        {
            Command.Run([Ip, "-n", Name, .. words]).OrThrow();
        }

        /// <summary>Makes a TUN device that outlives whoever uses it, with addresses, switched on.</summary>
        /// <param name="device">Its name.</param>
        /// <param name="addresses">With prefix lengths.</param>
        public void AddTun(string device, params string[] addresses)
        {
            Configure("tuntap", "add", "dev", device, "mode", "tun");
            foreach (string address in addresses)
            {
                Configure("address", "add", address, "dev", device);
            }

            Configure("link", "set", device, "txqueuelen", QueuePackets, "up");
        }

        /// <summary>Makes a socket in here, bound to an address.</summary>
        /// <param name="protocol">TCP or UDP.</param>
        /// <param name="address">One of here.</param>
        /// <param name="port">0 for any.</param>
        public Socket Bind(ProtocolType protocol, string address, int port = 0)
        {
            Socket socket = _entered.Run(() => new Socket(
                AddressFamily.InterNetwork,
                protocol == ProtocolType.Tcp ? SocketType.Stream : SocketType.Dgram,
                protocol));
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), port));
            return socket;
        }

        /// <summary>Makes a socket in here that sends IPv4 packets as they are given.</summary>
        public Socket BindRaw()
        {
            return _entered.Run(() => new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Raw) { SendBufferSize = RawBufferLength });
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _entered.Dispose();
            Command.Run([Ip, "netns", "delete", Name]);
        }
    }
}
