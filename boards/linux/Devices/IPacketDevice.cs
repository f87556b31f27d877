namespace Gateway.Boards.Linux.Devices
{
    /// <summary>Packets in and out: raw IP, one at a time, never waiting, without allocating. Read by one thread, written by any.</summary>
    internal interface IPacketDevice : IDisposable
    {
        /// <summary>What it is called, for messages.</summary>
        string Name { get; }

        /// <summary>The longest packet that it takes and gives.</summary>
        int MaximumPacketLength { get; }

        /// <summary>What poll(2) shall watch to know that there is something to read; none where the device wakes the loop itself.</summary>
        IEnumerable<int> Descriptors { get; }

        /// <summary>Reads a packet.</summary>
        /// <param name="buffer">Takes it, from 0 on; at least <see cref="MaximumPacketLength"/> bytes.</param>
        /// <returns>Its bytes; 0 when there is none now.</returns>
        /// <exception cref="DeviceException">The device is lost.</exception>
        int Read(byte[] buffer);

        /// <summary>Writes a packet. Any thread may, also while others do.</summary>
        /// <returns>False when it was not taken: it is lost then, as on a wire.</returns>
        bool Write(byte[] buffer, int offset, int length);
    }
}
