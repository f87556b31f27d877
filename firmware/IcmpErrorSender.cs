using Gateway.Platform;
using Gateway.Wire;

namespace Gateway
{
    /// <summary>
    /// The ICMP errors that the gateway sends itself: to the LAN, and to the WAN about packets of living flows. Not about ICMP
    /// errors, broadcasts, or to sources that are no single host (RFC 1812 §4.3.2.7; of later fragments nobody asks, see
    /// <see cref="FragmentInput"/>); rate-limited (§4.3.2.8).
    /// </summary>
    internal sealed class IcmpErrorSender
    {
        // Ours: RFC 1812 names no numbers. A traceroute sends 3 to 16 probes at once; a flood gets what costs an ESP32 little. A
        // bucket a side, so that neither side silences the other.
        private const int MessagesPerSecond = 50;
        private const int MessagesAtOnce = 50;

        private readonly PacketExit _exit;
        private readonly NetworkAddresses _addresses;
        private readonly EngineTime _time;
        private readonly TrafficCounters _traffic;
        private readonly byte[] _reply;
        private readonly TokenBucket _lanBucket = new TokenBucket(MessagesPerSecond, MessagesAtOnce);
        private readonly TokenBucket _wanBucket = new TokenBucket(MessagesPerSecond, MessagesAtOnce);

        /// <summary>Makes it of the engine's parts.</summary>
        /// <param name="exit">Takes the messages.</param>
        /// <param name="addresses">Our own.</param>
        /// <param name="time">The time.</param>
        /// <param name="traffic">Counts them.</param>
        /// <param name="reply">For the message: <see cref="IcmpError.MaximumLength"/> bytes.</param>
        public IcmpErrorSender(PacketExit exit, NetworkAddresses addresses, EngineTime time, TrafficCounters traffic, byte[] reply)
        {
            _exit = exit;
            _addresses = addresses;
            _time = time;
            _traffic = traffic;
            _reply = reply;
        }

        /// <summary>Tells a packet's sender of an error, from that side's own address, where it may be told. The packet is as it came.</summary>
        /// <param name="to">The side that it came from: LAN or WAN.</param>
        /// <param name="type">ICMP type.</param>
        /// <param name="code">ICMP code.</param>
        /// <param name="nextHopMtu">For 3/4 (RFC 1191); else 0.</param>
        /// <param name="about">The packet.</param>
        /// <returns>Whether it was told.</returns>
        public bool Send(Side to, int type, int code, int nextHopMtu, Packet about)
        {
            if (!MayBeAbout(to, about))
            {
                return false;
            }

            if (!(to == Side.Lan ? _lanBucket : _wanBucket).Take(_time.NowMs))
            {
                _traffic.IcmpErrorsWithheld++;
                return false;
            }

            _traffic.IcmpErrorsSent++;
            uint source = to == Side.Lan ? _addresses.Lan : _addresses.Wan;
            _exit.Say(to, _reply, IcmpError.Write(type, code, nextHopMtu, source, about, _reply));
            return true;
        }

        private bool MayBeAbout(Side to, Packet about)
        {
            Ipv4Header ipv4 = about.Ipv4;
            bool isHost = to == Side.Lan ? _addresses.IsLanHost(ipv4.Source) : !Ipv4Address.IsNeverHost(ipv4.Source);
            if (!isHost || Ipv4Address.IsNeverHost(ipv4.Destination))
            {
                return false;
            }

            return ipv4.Protocol != IpProtocol.Icmp
                || (about.Transport == ParseResult.Valid && IcmpHeader.IsEcho(about.Buffer[about.TransportOffset + IcmpHeader.TypeOffset]));
        }
    }
}
