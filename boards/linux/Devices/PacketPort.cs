namespace Gateway.Boards.Linux.Devices
{
    /// <summary>A device, and how to wait for its packets.</summary>
    /// <param name="Device">The device.</param>
    /// <param name="Wait">Returns when it has something to read.</param>
    internal sealed record PacketPort(IPacketDevice Device, IPacketWait Wait) : IDisposable
    {
        /// <summary>A device with descriptors, which poll(2) waits for.</summary>
        public static PacketPort Of(IPacketDevice device)
        {
            return new PacketPort(device, new DescriptorWait(device.Descriptors));
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Device.Dispose();
            Wait.Dispose();
        }
    }
}
