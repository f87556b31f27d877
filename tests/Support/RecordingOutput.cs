using System;
using System.Collections;
using Gateway.Platform;

namespace Gateway.Tests.Support
{
    /// <summary>Keeps copies of the packets that the engine sends, in order.</summary>
    public sealed class RecordingOutput : IPacketOutput
    {
        private readonly ArrayList _packets = new ArrayList();

        /// <summary>How many packets were sent since the last <see cref="Clear"/>.</summary>
        public int Count
        {
            get { return _packets.Count; }
        }

        /// <summary>The latest packet, or null when none was sent.</summary>
        public SentPacket Last
        {
            get { return _packets.Count == 0 ? null : this[_packets.Count - 1]; }
        }

        /// <summary>The packets, oldest first.</summary>
        public SentPacket this[int index]
        {
            get { return (SentPacket)_packets[index]; }
        }

        /// <summary>How many packets were sent to one side since the last <see cref="Clear"/>.</summary>
        public int CountTo(Side side)
        {
            int count = 0;
            for (int i = 0; i < _packets.Count; i++)
            {
                if (this[i].To == side)
                {
                    count++;
                }
            }

            return count;
        }

        /// <summary>Forgets all packets.</summary>
        public void Clear()
        {
            _packets.Clear();
        }

        /// <inheritdoc/>
        public void Send(Side to, byte[] buffer, int offset, int length)
        {
            byte[] bytes = new byte[length];
            Array.Copy(buffer, offset, bytes, 0, length);
            _packets.Add(new SentPacket(to, bytes));
        }
    }
}
