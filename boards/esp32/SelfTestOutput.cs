using System;
using Gateway.Platform;

namespace Gateway.Boards.Esp32
{
    /// <summary>Keeps the last packet that came out of the engine.</summary>
    internal sealed class SelfTestOutput : IPacketOutput
    {
        // An Ethernet's.
        private const int MaximumPacket = 1500;

        /// <summary>The last packet, from 0 on.</summary>
        public readonly byte[] Packet = new byte[MaximumPacket];

        /// <summary>Its bytes; 0 when none came since <see cref="Forget"/>.</summary>
        public int Length { get; private set; }

        /// <summary>The side that it went to.</summary>
        public Side To { get; private set; }

        /// <inheritdoc/>
        public void Send(Side to, byte[] buffer, int offset, int length)
        {
            To = to;
            Length = length;
            Array.Copy(buffer, offset, Packet, 0, length);
        }

        /// <summary>Forgets the last packet.</summary>
        public void Forget()
        {
            Length = 0;
        }
    }
}
