using System;
using System.Collections.Generic;
using System.Linq;
using PacketDotNet;

namespace Gateway.PcTests.Replay
{
    /// <summary>Puts one direction of one TCP connection together.</summary>
    internal static class TcpStream
    {
        /// <summary>The bytes from the SYN on, each once; an exception when one is missing.</summary>
        public static byte[] Of(IEnumerable<TcpPacket> segments)
        {
            TcpPacket[] all = segments.ToArray();
            uint first = all.First(segment => segment.Synchronize).SequenceNumber + 1;
            SortedDictionary<uint, byte> bytes = [];
            foreach (TcpPacket segment in all.Where(segment => !segment.Synchronize))
            {
                byte[] data = segment.PayloadData ?? [];
                for (int i = 0; i < data.Length; i++)
                {
                    bytes[segment.SequenceNumber - first + (uint)i] = data[i];
                }
            }

            return bytes.Count == 0 || bytes.Last().Key == bytes.Count - 1
                ? bytes.Values.ToArray()
                : throw new InvalidOperationException("The stream has a gap.");
        }
    }
}
