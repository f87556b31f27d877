using Gateway.Boards.Linux.Devices;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>What the gateway is connected to.</summary>
    /// <param name="Lan">The home network.</param>
    /// <param name="Wan">The ISP's network.</param>
    /// <param name="Host">The gateway's own stack; null where it has none.</param>
    internal sealed record GatewayDevices(PacketPort Lan, PacketPort Wan, PacketPort? Host) : IDisposable
    {
        /// <summary>All there are.</summary>
        public IEnumerable<PacketPort> All => Host == null ? [Lan, Wan] : [Lan, Wan, Host];

        /// <summary>Devices that poll(2) waits for.</summary>
        public static GatewayDevices Of(IPacketDevice lan, IPacketDevice wan, IPacketDevice? host)
        {
            return new GatewayDevices(PacketPort.Of(lan), PacketPort.Of(wan), host == null ? null : PacketPort.Of(host));
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            foreach (PacketPort port in All)
            {
                port.Dispose();
            }
        }
    }
}
