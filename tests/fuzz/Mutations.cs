using Gateway.Wire;

namespace Gateway.Fuzz
{
    /// <summary>Small changes of a packet, in place. Mostly the checksums are made right again: or nothing gets far.</summary>
    internal sealed class Mutations
    {
        private const int IpHeader = Ipv4Header.MinimumLength;
        private const int Head = 60; // where the headers are
        private const int ShortestTcp = 18; // up to its checksum

        private readonly Dice _dice;

        /// <summary>Makes it.</summary>
        public Mutations(Dice dice)
        {
            _dice = dice;
        }

        /// <summary>Changes a packet.</summary>
        /// <returns>Its length then.</returns>
        public int Apply(byte[] buffer, int length)
        {
            for (int i = _dice.Below(3); i >= 0; i--)
            {
                length = ApplyOne(buffer, length);
            }

            if (!_dice.OnceIn(4))
            {
                FixIpv4Checksum(buffer, length);
            }

            if (_dice.OnceIn(2))
            {
                FixTransportChecksum(buffer, length);
            }

            return length;
        }

        /// <summary>Makes the header checksum right, where there is a header.</summary>
        public void FixIpv4Checksum(byte[] buffer, int length)
        {
            int headerLength = length == 0 ? 0 : (buffer[0] & 0xF) * 4;
            if (headerLength >= IpHeader && headerLength <= length)
            {
                NetworkOrder.WriteUInt16(buffer, Ipv4Header.ChecksumOffset, 0);
                NetworkOrder.WriteUInt16(buffer, Ipv4Header.ChecksumOffset, ~InternetChecksum.Sum(buffer, 0, headerLength, 0));
            }
        }

        /// <summary>Makes the checksum of TCP or ICMP right, where there is one.</summary>
        public void FixTransportChecksum(byte[] buffer, int length)
        {
            int transport = length == 0 ? 0 : (buffer[0] & 0xF) * 4;
            int rest = length - transport;
            if (transport < IpHeader)
            {
                return;
            }

            if (buffer[Ipv4Header.ProtocolOffset] == IpProtocol.Tcp && rest >= ShortestTcp)
            {
                uint source = NetworkOrder.ReadUInt32(buffer, Ipv4Header.SourceOffset);
                uint destination = NetworkOrder.ReadUInt32(buffer, Ipv4Header.DestinationOffset);
                TcpHeader.WriteChecksum(buffer, transport, rest, source, destination);
            }
            else if (buffer[Ipv4Header.ProtocolOffset] == IpProtocol.Icmp && rest >= IcmpHeader.HeaderLength)
            {
                NetworkOrder.WriteUInt16(buffer, transport + IcmpHeader.ChecksumOffset, 0);
                NetworkOrder.WriteUInt16(buffer, transport + IcmpHeader.ChecksumOffset, ~InternetChecksum.Sum(buffer, transport, rest, 0));
            }
        }

        private int ApplyOne(byte[] buffer, int length)
        {
            switch (_dice.Below(9))
            {
                case 0:
                    return _dice.Below(length + 1);
                case 1:
                    return Math.Min(length + _dice.Below(20), PacketMaker.MaximumLength);
                case 2 when length >= IpHeader:
                    NetworkOrder.WriteUInt16(buffer, Ipv4Header.FragmentOffset, (_dice.Below(8) << 13) | (_dice.OnceIn(2) ? _dice.Below(4) : _dice.Below(8192)));
                    return length;
                case 3 when length >= IpHeader:
                    return InsertOptions(buffer, length);
                case 4 when length >= IpHeader:
                    NetworkOrder.WriteUInt16(buffer, Ipv4Header.TotalLengthOffset, _dice.OnceIn(2) ? length : _dice.Below(length + 8));
                    return length;
                case 5 when length >= IpHeader + 4:
                    NetworkOrder.WriteUInt16(buffer, IpHeader + 2, House.SmtpPort);
                    return length;
                case 6 when length >= IpHeader:
                    buffer[Ipv4Header.ProtocolOffset] = (byte)(_dice.OnceIn(2) ? IpProtocol.Tcp : _dice.Below(256));
                    return length;
                default:
                    if (length > 0)
                    {
                        buffer[_dice.Below(Math.Min(length, Head))] = (byte)_dice.Below(256);
                    }

                    return length;
            }
        }

        private int InsertOptions(byte[] buffer, int length)
        {
            int headerLength = (buffer[0] & 0xF) * 4;
            int options = 4 * (1 + _dice.Below(10));
            if (headerLength != IpHeader || length + options > PacketMaker.MaximumLength)
            {
                return length;
            }

            Array.Copy(buffer, IpHeader, buffer, IpHeader + options, length - IpHeader);
            for (int i = 0; i < options; i++)
            {
                buffer[IpHeader + i] = (byte)(_dice.OnceIn(2) ? 1 : _dice.Below(256));
            }

            buffer[0] = (byte)(0x40 | ((IpHeader + options) / 4));
            NetworkOrder.WriteUInt16(buffer, Ipv4Header.TotalLengthOffset, length + options);
            return length + options;
        }
    }
}
