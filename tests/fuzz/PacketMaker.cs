using Gateway.Nat;
using Gateway.Platform;
using Gateway.Wire;

namespace Gateway.Fuzz
{
    /// <summary>
    /// Makes packets: of living flows, of new ones, of ICMP errors about what was sent, of fragments in any order, of captures,
    /// of nothing at all; whole, or a few bytes away from it. It writes into one buffer and allocates nothing.
    /// </summary>
    internal sealed class PacketMaker
    {
        /// <summary>The longest packet made here.</summary>
        public const int MaximumLength = 1500;

        private const int IpHeader = Ipv4Header.MinimumLength;
        private const int MoreFragments = 0x2000;
        private const int FragmentUnit = 8;

        private readonly Dice _dice;
        private readonly byte[][] _corpus;
        private readonly RecentPackets _recent;
        private readonly Mutations _mutations;
        private readonly FlowSnapshot _flow = new();
        private readonly byte[] _datagram = new byte[2 * MaximumLength];
        private int _datagramLength;
        private Side _datagramFrom;

        /// <summary>Makes it.</summary>
        /// <param name="dice">The randomness.</param>
        /// <param name="corpus">Real packets; may be none.</param>
        /// <param name="recent">What the engine sent.</param>
        public PacketMaker(Dice dice, byte[][] corpus, RecentPackets recent)
        {
            _dice = dice;
            _corpus = corpus;
            _recent = recent;
            _mutations = new Mutations(dice);
        }

        /// <summary>The packet.</summary>
        public byte[] Buffer { get; } = new byte[MaximumLength];

        /// <summary>Its length; may be 0.</summary>
        public int Length { get; private set; }

        /// <summary>The side that it comes from.</summary>
        public Side From { get; private set; }

        /// <summary>Makes the next packet, in view of the flows that live.</summary>
        public void Next(Engine engine)
        {
            switch (_dice.Below(16))
            {
                case 0 or 1 or 2 or 3:
                    Open();
                    break;
                case 4 or 5 or 6 or 7 or 8:
                    OfFlow(engine);
                    break;
                case 9:
                    Stranger(engine);
                    break;
                case 10:
                    Hairpin(engine);
                    break;
                case 11 or 12:
                    Fragment();
                    break;
                case 13:
                    IcmpErrorAboutRecent();
                    break;
                case 14:
                    FromCorpus();
                    break;
                default:
                    OwnStackOrNoise();
                    break;
            }

            if (_dice.OnceIn(3))
            {
                Length = _mutations.Apply(Buffer, Length);
            }
        }

        private void Open()
        {
            From = Side.Lan;
            uint host = House.FirstHost + (uint)_dice.Below(House.Hosts);
            Write(host, AnyPort(), Outside(), AnyPort(), AnyProtocol(), AnyFlags(TcpFlags.Syn));
        }

        private void OfFlow(Engine engine)
        {
            if (!PickFlow(engine))
            {
                Open();
                return;
            }

            bool isOutbound = _flow.RemoteAddress == House.Wan || _dice.OnceIn(2);
            From = isOutbound ? Side.Lan : Side.Wan;
            if (isOutbound)
            {
                Write(_flow.LanAddress, _flow.LanPort, _flow.RemoteAddress, _flow.RemotePort, _flow.Protocol, AnyFlags(TcpFlags.Ack));
            }
            else
            {
                Write(_flow.RemoteAddress, _flow.RemotePort, House.Wan, _flow.ExternalPort, _flow.Protocol, AnyFlags(TcpFlags.Syn | TcpFlags.Ack));
            }
        }

        private void Stranger(Engine engine)
        {
            From = Side.Wan;
            int port = PickFlow(engine) && _dice.OnceIn(2) ? _flow.ExternalPort : AnyPort();
            Write(Outside(), AnyPort(), House.Wan, port, AnyProtocol(), AnyFlags(TcpFlags.Syn));
        }

        private void Hairpin(Engine engine)
        {
            From = Side.Lan;
            int port = PickFlow(engine) && !_dice.OnceIn(4) ? _flow.ExternalPort : AnyPort();
            Write(House.FirstHost + (uint)_dice.Below(House.Hosts), AnyPort(), House.Wan, port, AnyProtocol(), AnyFlags(TcpFlags.Syn));
        }

        // Pieces of one datagram, cut anywhere, in any order, over each other or not; then of another.
        private void Fragment()
        {
            if (_datagramLength == 0 || _dice.OnceIn(8))
            {
                Open();
                if (_dice.OnceIn(3))
                {
                    From = Side.Wan;
                    Write(Outside(), AnyPort(), House.Wan, AnyPort(), AnyProtocol(), AnyFlags(TcpFlags.Ack));
                }

                _datagramFrom = From;
                Array.Copy(Buffer, _datagram, Length);
                _datagramLength = Length + _dice.Below(MaximumLength);
                NetworkOrder.WriteUInt16(_datagram, Ipv4Header.IdentificationOffset, _dice.Below(4));
            }

            int dataLength = _datagramLength - IpHeader;
            int units = (dataLength + FragmentUnit - 1) / FragmentUnit;
            int first = _dice.OnceIn(3) ? 0 : _dice.OnceIn(3) ? _dice.Below(4) : _dice.Below(units + 1);
            int at = Math.Min(first * FragmentUnit, dataLength);
            int length = Math.Min(_dice.OnceIn(3) ? FragmentUnit * _dice.Below(6) : dataLength - at, Math.Min(dataLength - at, MaximumLength - IpHeader));
            bool hasMore = at + length < dataLength;
            length = hasMore ? length / FragmentUnit * FragmentUnit : length;
            Array.Copy(_datagram, Buffer, IpHeader);
            Array.Copy(_datagram, IpHeader + at, Buffer, IpHeader, length);
            Length = IpHeader + length;
            From = _datagramFrom;
            NetworkOrder.WriteUInt16(Buffer, Ipv4Header.TotalLengthOffset, Length);
            NetworkOrder.WriteUInt16(Buffer, Ipv4Header.FragmentOffset, (hasMore ? MoreFragments : 0) | first);
            _mutations.FixIpv4Checksum(Buffer, Length);
        }

        private void IcmpErrorAboutRecent()
        {
            if (_recent.Count == 0)
            {
                Open();
                return;
            }

            ReadOnlySpan<byte> head = _recent.Head(_dice.Below(_recent.Count));
            From = _dice.OnceIn(3) ? Side.Lan : Side.Wan;
            uint destination = From == Side.Wan ? House.Wan : Outside();
            uint source = From == Side.Wan ? Outside() : House.FirstHost + (uint)_dice.Below(House.Hosts);
            int type = _dice.OnceIn(3) ? IcmpHeader.TimeExceeded : IcmpHeader.DestinationUnreachable;
            int length = IcmpHeader.HeaderLength + head.Length;
            Ipv4Header.Write(Buffer, 0, IpHeader + length, IpProtocol.Icmp, 64, source, destination);
            Array.Clear(Buffer, IpHeader, IcmpHeader.HeaderLength);
            Buffer[IpHeader] = (byte)type;
            Buffer[IpHeader + 1] = (byte)_dice.Below(14);
            head.CopyTo(Buffer.AsSpan(IpHeader + IcmpHeader.HeaderLength));
            Length = IpHeader + length;
            _mutations.FixTransportChecksum(Buffer, Length);
        }

        private void FromCorpus()
        {
            if (_corpus.Length == 0)
            {
                Open();
                return;
            }

            byte[] packet = _dice.OneOf(_corpus);
            Array.Copy(packet, Buffer, packet.Length);
            Length = packet.Length;
            From = _dice.OnceIn(2) ? Side.Lan : _dice.OnceIn(3) ? Side.Host : Side.Wan;
            if (Length < IpHeader || _dice.OnceIn(8))
            {
                return;
            }

            // Into this house, or it would be dropped for its addresses.
            uint inside = From == Side.Lan ? House.FirstHost + (uint)_dice.Below(House.Hosts) : House.Wan;
            NetworkOrder.WriteUInt32(Buffer, From == Side.Wan ? Ipv4Header.DestinationOffset : Ipv4Header.SourceOffset, inside);
            _mutations.FixIpv4Checksum(Buffer, Length);
        }

        private void OwnStackOrNoise()
        {
            if (_dice.OnceIn(2))
            {
                From = Side.Host;
                Write(_dice.OnceIn(4) ? House.Lan : House.Wan, AnyPort(), Outside(), AnyPort(), AnyProtocol(), AnyFlags(TcpFlags.Syn));
                return;
            }

            From = (Side)_dice.Below(3);
            Length = _dice.Below(100);
            for (int i = 0; i < Length; i++)
            {
                Buffer[i] = (byte)_dice.Below(256);
            }

            if (Length > 0 && _dice.OnceIn(2))
            {
                Buffer[0] = 0x45;
            }
        }

        private bool PickFlow(Engine engine)
        {
            int cursor = _dice.Below((2 * engine.FlowCount) + 1);
            if (engine.ReadFlow(ref cursor, _flow))
            {
                return true;
            }

            cursor = 0;
            return engine.ReadFlow(ref cursor, _flow);
        }

        private void Write(uint source, int sourcePort, uint destination, int destinationPort, int protocol, int flags)
        {
            int data = _dice.OnceIn(4) ? _dice.Below(40) : 0;
            for (int i = 0; i < data; i++)
            {
                Buffer[IpHeader + TcpHeader.MinimumLength + i] = (byte)_dice.Below(256);
            }

            switch (protocol)
            {
                case IpProtocol.Tcp:
                    Length = IpHeader + TcpHeader.MinimumLength + data;
                    TcpHeader.Write(Buffer, IpHeader, sourcePort, destinationPort, _dice.NextUInt32(), _dice.NextUInt32(), TcpHeader.MinimumLength, flags, 8192);
                    break;
                case IpProtocol.Udp:
                    Length = IpHeader + UdpHeader.HeaderLength + data;
                    NetworkOrder.WriteUInt16(Buffer, IpHeader, sourcePort);
                    NetworkOrder.WriteUInt16(Buffer, IpHeader + 2, destinationPort);
                    NetworkOrder.WriteUInt16(Buffer, IpHeader + UdpHeader.LengthOffset, UdpHeader.HeaderLength + data);
                    NetworkOrder.WriteUInt16(Buffer, IpHeader + UdpHeader.ChecksumOffset, 0);
                    break;
                default:
                    Length = IpHeader + IcmpHeader.HeaderLength + data;
                    Array.Clear(Buffer, IpHeader, IcmpHeader.HeaderLength);
                    Buffer[IpHeader] = (byte)(_dice.OnceIn(6) ? _dice.Below(256) : From == Side.Wan ? IcmpHeader.EchoReply : IcmpHeader.EchoRequest);
                    NetworkOrder.WriteUInt16(Buffer, IpHeader + IcmpHeader.IdentifierOffset, From == Side.Wan ? destinationPort : sourcePort);
                    break;
            }

            Ipv4Header.Write(Buffer, 0, Length, protocol, _dice.OnceIn(16) ? _dice.Below(3) : 64, source, destination);
            _mutations.FixTransportChecksum(Buffer, Length);
        }

        private uint Outside()
        {
            return _dice.Below(8) switch
            {
                0 => _dice.OneOf(House.Edges),
                1 or 2 => House.Relay,
                _ => House.FirstOutside + (uint)_dice.Below(House.OutsideHosts),
            };
        }

        private int AnyPort()
        {
            return _dice.OnceIn(4) ? _dice.Below(65536) : _dice.OneOf(House.Ports);
        }

        private int AnyProtocol()
        {
            return _dice.Below(8) switch
            {
                0 or 1 => IpProtocol.Udp,
                2 => IpProtocol.Icmp,
                _ => IpProtocol.Tcp,
            };
        }

        private int AnyFlags(int mostly)
        {
            return _dice.Below(8) switch
            {
                0 => _dice.Below(256),
                1 => TcpFlags.Fin | TcpFlags.Ack,
                2 => TcpFlags.Rst,
                3 => TcpFlags.Ack,
                _ => mostly,
            };
        }
    }
}
