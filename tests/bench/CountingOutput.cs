using Gateway.Platform;

namespace Gateway.Bench
{
    /// <summary>Counts what comes out: device I/O is not the engine's.</summary>
    internal sealed class CountingOutput : IPacketOutput
    {
        /// <summary>Packets to the LAN.</summary>
        public long Lan { get; private set; }

        /// <summary>Packets to the WAN.</summary>
        public long Wan { get; private set; }

        /// <inheritdoc/>
        public void Send(Side to, byte[] buffer, int offset, int length)
        {
            if (to == Side.Lan)
            {
                Lan++;
            }
            else
            {
                Wan++;
            }
        }
    }
}
