using System.Runtime.InteropServices;

namespace Gateway.Boards.Linux.Devices
{
    /// <summary>A struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
