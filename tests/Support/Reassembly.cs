using System;
using Gateway.Wire;

namespace Gateway.Tests.Support
{
    /// <summary>Puts fragments together that were sent in any order; each must have a right header of its own.</summary>
    public static class Reassembly
    {
        private const int Header = Ipv4Header.MinimumLength;

        /// <summary>Puts together all that an output holds.</summary>
        /// <returns>The whole packet, as if it had never been cut; null when a part is wrong, missing or there twice.</returns>
        public static byte[] Of(RecordingOutput output)
        {
            int length = 0;
            int end = 0;
            for (int i = 0; i < output.Count; i++)
            {
                byte[] bytes = output[i].Bytes;
                int field = NetworkOrder.ReadUInt16(bytes, Ipv4Header.FragmentOffset);
                bool isRight = InternetChecksum.Sum(bytes, 0, Header, 0) == InternetChecksum.AllOnes
                    && NetworkOrder.ReadUInt16(bytes, Ipv4Header.TotalLengthOffset) == bytes.Length
                    && output[i].To == output[0].To
                    && output[i].Source == output[0].Source
                    && output[i].Destination == output[0].Destination
                    && output[i].TimeToLive == output[0].TimeToLive;
                if (!isRight)
                {
                    return null;
                }

                length += bytes.Length - Header;
                end = (field & Ipv4Header.MoreFragments) == 0 ? BeginOf(field) + bytes.Length - Header : end;
            }

            return length == end && length > 0 ? Join(output, length) : null;
        }

        // As many bytes as the datagram has, and no gap: so none is there twice.
        private static byte[] Join(RecordingOutput output, int length)
        {
            byte[] whole = new byte[Header + length];
            bool[] isThere = new bool[length];
            for (int i = 0; i < output.Count; i++)
            {
                byte[] bytes = output[i].Bytes;
                int begin = BeginOf(NetworkOrder.ReadUInt16(bytes, Ipv4Header.FragmentOffset));
                for (int k = 0; k < bytes.Length - Header; k++)
                {
                    if (begin + k >= length || isThere[begin + k])
                    {
                        return null;
                    }

                    isThere[begin + k] = true;
                }

                Array.Copy(bytes, Header, whole, Header + begin, bytes.Length - Header);
            }

            Array.Copy(output[0].Bytes, 0, whole, 0, Header);
            NetworkOrder.WriteUInt16(whole, Ipv4Header.FragmentOffset, 0);
            return PacketBuilder.WithIpv4Word(whole, Ipv4Header.TotalLengthOffset, whole.Length);
        }

        private static int BeginOf(int field)
        {
            return (field & Ipv4Header.FragmentOffsetMask) * 8;
        }
    }
}
