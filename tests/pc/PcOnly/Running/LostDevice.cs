using System.Collections.Generic;
using Gateway.Boards.Linux.Devices;

namespace Gateway.PcTests.Running
{
    /// <summary>A device that somebody removed.</summary>
    internal sealed class LostDevice : IPacketDevice
    {
        public string Name => "lost0";

        public int MaximumPacketLength => 1500;

        public IEnumerable<int> Descriptors => [];

        public int Read(byte[] buffer)
        {
            throw new DeviceException($"The device {Name} is lost.");
        }

        public bool Write(byte[] buffer, int offset, int length)
        {
            return false;
        }

        public void Dispose()
        {
        }
    }
}
