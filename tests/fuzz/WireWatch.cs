using Gateway.Platform;

namespace Gateway.Fuzz
{
    /// <summary>
    /// Takes what the engine sends and holds it against what may be on each wire. It parses packets with arithmetic of its own, and
    /// allocates nothing until it finds a fault.
    /// </summary>
    internal sealed class WireWatch : IPacketOutput
    {
        private const int FlagsEnd = 14; // a segment's ports and flags (RFC 1858)

        private readonly FirstFragments _firsts = new();

        /// <summary>The side whose packet the engine has in hand.</summary>
        public Side From { get; set; }

        /// <summary>Whether the settings name the relay: whether it may get mail.</summary>
        public bool IsRelayKnown { get; set; } = true;

        /// <summary>What it keeps for packets to come.</summary>
        public RecentPackets Recent { get; } = new();

        /// <summary>Packets sent, by side.</summary>
        public long[] Sent { get; } = new long[3];

        /// <summary>TCP packets to port 25 of the relay.</summary>
        public long ToRelay { get; private set; }

        /// <summary>Fragments sent to the WAN.</summary>
        public long Fragments { get; private set; }

        /// <summary>What should not have been sent; null when all was well.</summary>
        public string? Fault { get; private set; }

        /// <inheritdoc/>
        public void Send(Side to, byte[] buffer, int offset, int length)
        {
            Sent[(int)to]++;
            ReadOnlySpan<byte> packet = buffer.AsSpan(offset, length);
            string? fault = FaultOf(to, packet);
            if (fault != null)
            {
                Fault ??= $"{fault}, from {From} to {to}: {Convert.ToHexString(packet)}";
            }

            if (to != Side.Host)
            {
                Recent.Add(buffer, offset, length);
            }
        }

        private string? FaultOf(Side to, ReadOnlySpan<byte> packet)
        {
            if (packet.Length < 20 || packet[0] >> 4 != 4 || (packet[0] & 0xF) < 5 || (packet[0] & 0xF) * 4 > packet.Length)
            {
                return "no IPv4 header";
            }

            int headerLength = (packet[0] & 0xF) * 4;
            if (Word(packet, 2) != packet.Length)
            {
                return "a wrong total length";
            }

            if (Sum(packet[..headerLength]) != 0xFFFF)
            {
                return "a wrong header checksum";
            }

            return to switch
            {
                Side.Lan => FaultOnLan(packet, headerLength),
                Side.Wan => FaultOnWan(packet, headerLength),
                _ => null,
            };
        }

        private string? FaultOnLan(ReadOnlySpan<byte> packet, int headerLength)
        {
            uint source = LongWord(packet, 12);
            uint destination = LongWord(packet, 16);
            bool isGroup = destination == 0xFFFFFFFF || destination >> 28 == 0xE;
            if (destination >> 8 != House.Lan >> 8 && !isGroup)
            {
                return "a destination outside the LAN";
            }

            bool isFromSmtp = packet[9] == 6 && (Word(packet, 6) & 0x1FFF) == 0 && packet.Length >= headerLength + 2
                && Word(packet, headerLength) == House.SmtpPort;
            return isFromSmtp && From == Side.Wan && (source != House.Relay || !IsRelayKnown) ? "an answer of a foreign mail host" : null;
        }

        private string? FaultOnWan(ReadOnlySpan<byte> packet, int headerLength)
        {
            uint source = LongWord(packet, 12);
            uint destination = LongWord(packet, 16);
            if (source != House.Wan && !(From == Side.Host && source == 0))
            {
                return "a foreign source";
            }

            if (From != Side.Host && (destination >> 8 == House.Lan >> 8 || destination >> 28 >= 0xE || destination >> 24 is 0 or 127 || destination >> 16 == 0xA9FE))
            {
                return "a destination that no router forwards to";
            }

            int protocol = packet[9];
            int fragment = Word(packet, 6);
            int fragmentOffset = fragment & 0x1FFF;
            ReadOnlySpan<byte> transport = packet[headerLength..];
            bool isToRelay = destination == House.Relay && IsRelayKnown;
            if ((fragment & 0x3FFF) != 0)
            {
                Fragments++;
                if (fragmentOffset == 0)
                {
                    _firsts.Add(destination, protocol, Word(packet, 4));
                }
                else if (From != Side.Host && !_firsts.Contains(destination, protocol, Word(packet, 4)))
                {
                    return "a later fragment whose first one was not sent";
                }
            }

            if (protocol != 6)
            {
                return null;
            }

            if (fragmentOffset != 0)
            {
                // RFC 3128: it would write over the flags.
                return fragmentOffset * 8 < FlagsEnd ? "a fragment over the TCP header" : null;
            }

            if (transport.Length < FlagsEnd)
            {
                return "TCP without its flags";
            }

            if (Word(transport, 2) == House.SmtpPort)
            {
                ToRelay++;
                return isToRelay ? null : "mail to a foreign host";
            }

            return null;
        }

        private static int Word(ReadOnlySpan<byte> bytes, int at)
        {
            return (bytes[at] << 8) | bytes[at + 1];
        }

        private static uint LongWord(ReadOnlySpan<byte> bytes, int at)
        {
            return ((uint)Word(bytes, at) << 16) | (uint)Word(bytes, at + 2);
        }

        private static int Sum(ReadOnlySpan<byte> bytes)
        {
            int sum = 0;
            for (int at = 0; at < bytes.Length; at += 2)
            {
                sum += Word(bytes, at);
            }

            sum = (sum & 0xFFFF) + (sum >> 16);
            return (sum & 0xFFFF) + (sum >> 16);
        }
    }
}
