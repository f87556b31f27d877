using Gateway.Platform;

namespace Gateway.Tests.Support
{
    /// <summary>A packet that the engine sent, as <see cref="RecordingOutput"/> keeps it.</summary>
    public sealed class SentPacket
    {
        /// <summary>Keeps a packet.</summary>
        public SentPacket(Side to, byte[] bytes)
        {
            To = to;
            Bytes = bytes;
        }

        /// <summary>The side it went to.</summary>
        public Side To { get; }

        /// <summary>A copy of the packet, the IP header first.</summary>
        public byte[] Bytes { get; }
    }
}
