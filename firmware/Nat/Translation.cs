using Gateway.Wire;

namespace Gateway.Nat
{
    /// <summary>Rewrites packets: an address, a port or identifier, and the checksums by difference (RFC 1624).</summary>
    internal static class Translation
    {
        /// <summary>The delta of a flow's transport checksum, outbound. Inbound takes its complement: the ones' complement negative.</summary>
        /// <param name="protocol">TCP, UDP or ICMP.</param>
        /// <param name="addressDelta">Of the LAN host's address that becomes ours.</param>
        /// <param name="lanPort">The LAN host's port or identifier.</param>
        /// <param name="externalPort">The one outside.</param>
        public static int TransportDelta(int protocol, int addressDelta, int lanPort, int externalPort)
        {
            int delta = InternetChecksum.WordDelta(lanPort, externalPort);

            // TCP's and UDP's pseudo header has the addresses, ICMP has none.
            return protocol == IpProtocol.Icmp ? delta : InternetChecksum.Fold(delta + addressDelta);
        }

        /// <summary>Rewrites a packet without IP options.</summary>
        /// <param name="buffer">Holds the packet.</param>
        /// <param name="offset">Where its IP header begins.</param>
        /// <param name="protocol">TCP, UDP or ICMP.</param>
        /// <param name="addressOffset">Which address, from the IP header's begin.</param>
        /// <param name="address">The new one.</param>
        /// <param name="portOffset">Which port, from the transport header's begin; ICMP has its identifier elsewhere, always.</param>
        /// <param name="port">The new one.</param>
        /// <param name="ipv4Delta">Of the IPv4 header checksum.</param>
        /// <param name="transportDelta">Of the transport checksum.</param>
        public static void Rewrite(
            byte[] buffer,
            int offset,
            int protocol,
            int addressOffset,
            uint address,
            int portOffset,
            int port,
            int ipv4Delta,
            int transportDelta)
        {
            int place = offset + addressOffset;
            buffer[place] = (byte)(address >> 24);
            buffer[place + 1] = (byte)(address >> 16);
            buffer[place + 2] = (byte)(address >> 8);
            buffer[place + 3] = (byte)address;

            place = offset + Ipv4Header.ChecksumOffset;
            int sum = (~((buffer[place] << 8) | buffer[place + 1]) & 0xFFFF) + ipv4Delta;
            sum = (sum & 0xFFFF) + (sum >> 16);
            sum = ~((sum & 0xFFFF) + (sum >> 16));
            buffer[place] = (byte)(sum >> 8);
            buffer[place + 1] = (byte)sum;

            int transport = offset + Ipv4Header.MinimumLength;
            switch (protocol)
            {
                case IpProtocol.Tcp:
                    place = transport + TcpHeader.ChecksumOffset;
                    break;
                case IpProtocol.Udp:
                    place = transport + UdpHeader.ChecksumOffset;
                    break;
                default:
                    place = transport + IcmpHeader.ChecksumOffset;
                    portOffset = IcmpHeader.IdentifierOffset;
                    break;
            }

            buffer[transport + portOffset] = (byte)(port >> 8);
            buffer[transport + portOffset + 1] = (byte)port;

            int checksum = (buffer[place] << 8) | buffer[place + 1];
            if (checksum == 0 && protocol == IpProtocol.Udp)
            {
                // RFC 768: no checksum, and none is made up.
                return;
            }

            sum = (~checksum & 0xFFFF) + transportDelta;
            sum = (sum & 0xFFFF) + (sum >> 16);
            sum = ~((sum & 0xFFFF) + (sum >> 16)) & 0xFFFF;
            if (sum == 0 && protocol == IpProtocol.Udp)
            {
                // RFC 768: a sum of zero is sent as all ones.
                sum = 0xFFFF;
            }

            buffer[place] = (byte)(sum >> 8);
            buffer[place + 1] = (byte)sum;
        }

        /// <summary>Puts another address into an IPv4 header, whose checksum follows by difference.</summary>
        /// <param name="buffer">Holds the header.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="addressOffset">Which address, from there.</param>
        /// <param name="address">The new one.</param>
        public static void ReplaceAddress(byte[] buffer, int offset, int addressOffset, uint address)
        {
            int delta = InternetChecksum.AddressDelta(NetworkOrder.ReadUInt32(buffer, offset + addressOffset), address);
            NetworkOrder.WriteUInt32(buffer, offset + addressOffset, address);
            AddToChecksum(buffer, offset + Ipv4Header.ChecksumOffset, delta);
        }

        /// <summary>Takes one from an IPv4 header's time to live, which is above 0.</summary>
        public static void StepTimeToLive(byte[] buffer, int offset)
        {
            buffer[offset + Ipv4Header.TimeToLiveOffset]--;
            AddToChecksum(buffer, offset + Ipv4Header.ChecksumOffset, Ipv4Header.TimeToLiveStepDelta);
        }

        /// <summary>Updates a checksum by a difference (RFC 1624 eqn. 3).</summary>
        /// <param name="buffer">Holds it.</param>
        /// <param name="place">Where it stands.</param>
        /// <param name="delta">The difference of what it covers.</param>
        public static void AddToChecksum(byte[] buffer, int place, int delta)
        {
            int sum = (~NetworkOrder.ReadUInt16(buffer, place) & 0xFFFF) + delta;
            NetworkOrder.WriteUInt16(buffer, place, ~InternetChecksum.Fold(sum));
        }
    }
}
