using Gateway.Platform;

namespace Gateway.PcTests.Nat
{
    /// <summary>Takes packets and keeps nothing.</summary>
    internal sealed class NullOutput : IPacketOutput
    {
        public void Send(Side to, byte[] buffer, int offset, int length)
        {
        }
    }
}
