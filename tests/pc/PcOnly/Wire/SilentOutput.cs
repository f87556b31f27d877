using Gateway.Platform;

namespace Gateway.PcTests.Wire
{
    /// <summary>Counts what the engine sends, and keeps nothing.</summary>
    internal sealed class SilentOutput : IPacketOutput
    {
        /// <summary>Packets sent.</summary>
        public long Packets { get; private set; }

        /// <inheritdoc/>
        public void Send(Side to, byte[] buffer, int offset, int length)
        {
            Packets++;
        }
    }
}
