using System;

namespace Gateway.Wire
{
    /// <summary>
    /// Cuts a packet into fragments (RFC 791 §3.2), in its own place: a fragment's header lies over the end of the fragment before,
    /// which was sent by then. So it needs no buffer.
    /// </summary>
    public sealed class Ipv4Fragmenter
    {
        private const int UnitShift = 3; // RFC 791: fragment offsets count 8 bytes

        private readonly byte[] _header = new byte[Ipv4Header.MinimumLength];
        private byte[] _buffer;
        private int _begin;
        private int _end;
        private int _next;
        private int _dataAtOnce;
        private int _fragmentField;

        /// <summary>Where the fragment's header begins.</summary>
        public int Offset { get; private set; }

        /// <summary>Bytes of the fragment.</summary>
        public int Length { get; private set; }

        /// <summary>Takes a packet; it may be a fragment itself.</summary>
        /// <param name="packet">A packet without IP options, longer than the MTU. Its buffer is written over.</param>
        /// <param name="mtu">The largest fragment, 28 at the least.</param>
        public void Begin(Packet packet, int mtu)
        {
            _buffer = packet.Buffer;
            _begin = packet.Offset + Ipv4Header.MinimumLength;
            _end = packet.Offset + packet.Ipv4.TotalLength;
            _next = _begin;
            _dataAtOnce = (mtu - Ipv4Header.MinimumLength) >> UnitShift << UnitShift;
            _fragmentField = packet.Ipv4.FragmentField;
            Array.Copy(_buffer, packet.Offset, _header, 0, Ipv4Header.MinimumLength);
        }

        /// <summary>Makes the next fragment.</summary>
        /// <returns>False when there is none.</returns>
        public bool Next()
        {
            if (_next >= _end)
            {
                return false;
            }

            bool isLast = _end - _next <= _dataAtOnce;
            int data = isLast ? _end - _next : _dataAtOnce;
            int field = _fragmentField + ((_next - _begin) >> UnitShift);
            Offset = _next - Ipv4Header.MinimumLength;
            Length = Ipv4Header.MinimumLength + data;
            Array.Copy(_header, 0, _buffer, Offset, Ipv4Header.MinimumLength);
            NetworkOrder.WriteUInt16(_buffer, Offset + Ipv4Header.TotalLengthOffset, Length);
            NetworkOrder.WriteUInt16(_buffer, Offset + Ipv4Header.FragmentOffset, isLast ? field : field | Ipv4Header.MoreFragments);
            NetworkOrder.WriteUInt16(_buffer, Offset + Ipv4Header.ChecksumOffset, 0);
            int sum = InternetChecksum.Sum(_buffer, Offset, Ipv4Header.MinimumLength, 0);
            NetworkOrder.WriteUInt16(_buffer, Offset + Ipv4Header.ChecksumOffset, ~sum);
            _next += data;
            return true;
        }
    }
}
