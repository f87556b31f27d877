using Gateway.Boards.Linux.Devices;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>What the gateway is connected to.</summary>
    /// <param name="Lan">The home network.</param>
    /// <param name="Wan">The ISP's network.</param>
    /// <param name="Host">The gateway's own stack; null where it has none.</param>
    internal sealed record GatewayDevices(IPacketDevice Lan, IPacketDevice Wan, IPacketDevice? Host) : IDisposable
    {
        /// <summary>All there are.</summary>
        public IEnumerable<IPacketDevice> All => Host == null ? [Lan, Wan] : [Lan, Wan, Host];

        /// <inheritdoc/>
        public void Dispose()
        {
            foreach (IPacketDevice device in All)
            {
                device.Dispose();
            }
        }
    }
}
