using System;
using Gateway.Fuzz;
using Gateway.Platform;
using Gateway.Tests.Support;
using Gateway.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Fuzz
{
    /// <summary>The fuzzer's watch finds what may not be on a wire, and lets pass what may.</summary>
    [TestClass]
    public class WireWatchTests
    {
        private const uint Outside = House.FirstOutside;

        // from, to, source, source port, destination, destination port, what it says ("": nothing)
        [DataRow(Side.Lan, Side.Wan, House.Wan, 40000, House.Relay, 25, "")]
        [DataRow(Side.Lan, Side.Wan, House.Wan, 40000, Outside, 25, "mail to a foreign host")]
        [DataRow(Side.Host, Side.Wan, House.Wan, 50000, Outside, 25, "mail to a foreign host")]
        [DataRow(Side.Lan, Side.Wan, House.Wan, 40000, Outside, 587, "")]
        [DataRow(Side.Lan, Side.Wan, House.FirstHost, 40000, Outside, 587, "a foreign source")]
        [DataRow(Side.Lan, Side.Wan, 0u, 40000, Outside, 587, "a foreign source")]
        [DataRow(Side.Host, Side.Wan, 0u, 68, Outside, 67, "")]
        [DataRow(Side.Lan, Side.Wan, House.Wan, 40000, 0xA9FE0001u, 80, "a destination that no router forwards to")]
        [DataRow(Side.Lan, Side.Wan, House.Wan, 40000, House.FirstHost, 80, "a destination that no router forwards to")]
        [DataRow(Side.Wan, Side.Lan, Outside, 80, House.FirstHost, 40000, "")]
        [DataRow(Side.Wan, Side.Lan, Outside, 80, Outside, 40000, "a destination outside the LAN")]
        [DataRow(Side.Wan, Side.Lan, Outside, 25, House.FirstHost, 40000, "an answer of a foreign mail host")]
        [DataRow(Side.Lan, Side.Lan, Outside, 25, House.FirstHost, 40000, "")] // the notice answers in its place
        [DataRow(Side.Wan, Side.Lan, House.Relay, 25, House.FirstHost, 40000, "")]
        [TestMethod]
        public void Segments(Side from, Side to, uint source, int sourcePort, uint destination, int destinationPort, string fault)
        {
            HasFault(fault, from, to, PacketBuilder.Tcp(source, sourcePort, destination, destinationPort, TcpFlags.Syn));
        }

        [TestMethod]
        public void Packets_with_wrong_headers_are_faults()
        {
            byte[] segment = PacketBuilder.Tcp(House.Wan, 40000, Outside, 587, TcpFlags.Syn);
            HasFault("no IPv4 header", Side.Lan, Side.Wan, segment[..19]);
            HasFault("a wrong total length", Side.Lan, Side.Wan, segment[..39]);
            segment[8]--;
            HasFault("a wrong header checksum", Side.Lan, Side.Wan, segment);
        }

        // Without the relay in the settings it is as foreign as any.
        [TestMethod]
        public void A_relay_that_is_none_any_more_gets_no_mail()
        {
            WireWatch watch = new() { From = Side.Lan, IsRelayKnown = false };
            byte[] packet = PacketBuilder.Tcp(House.Wan, 40000, House.Relay, 25, TcpFlags.Syn);
            watch.Send(Side.Wan, packet, 0, packet.Length);
            StringAssert.StartsWith(watch.Fault, "mail to a foreign host", StringComparison.Ordinal);
        }

        // fragment offset in units of 8 bytes, whether the first one was sent before, protocol, what it says
        [DataRow(3, true, IpProtocol.Udp, "")]
        [DataRow(3, false, IpProtocol.Udp, "a later fragment whose first one was not sent")]
        [DataRow(3, true, IpProtocol.Tcp, "")]
        [DataRow(1, true, IpProtocol.Tcp, "a fragment over the TCP header")]
        [DataRow(1, true, IpProtocol.Udp, "")]
        [TestMethod]
        public void Fragments(int fragmentOffset, bool isFirstSent, int protocol, string fault)
        {
            WireWatch watch = new() { From = Side.Lan };
            byte[] first = PacketBuilder.WithIpv4Word(PacketBuilder.Ip(protocol, House.Wan, Outside, 24), Ipv4Header.FragmentOffset, 0x2000);
            if (isFirstSent)
            {
                watch.Send(Side.Wan, first, 0, first.Length);
                Assert.IsNull(watch.Fault);
            }

            byte[] later = PacketBuilder.WithIpv4Word(PacketBuilder.Ip(protocol, House.Wan, Outside, 24), Ipv4Header.FragmentOffset, fragmentOffset);
            watch.Send(Side.Wan, later, 0, later.Length);
            HasFault(fault, watch);
        }

        [TestMethod]
        public void A_first_fragment_without_the_flags_is_a_fault()
        {
            byte[] first = PacketBuilder.WithIpv4Word(PacketBuilder.Ip(IpProtocol.Tcp, House.Wan, Outside, 8), Ipv4Header.FragmentOffset, 0x2000);
            HasFault("TCP without its flags", Side.Lan, Side.Wan, first);
        }

        private static void HasFault(string fault, Side from, Side to, byte[] packet)
        {
            WireWatch watch = new() { From = from };
            watch.Send(to, packet, 0, packet.Length);
            HasFault(fault, watch);
        }

        private static void HasFault(string fault, WireWatch watch)
        {
            if (fault.Length == 0)
            {
                Assert.IsNull(watch.Fault);
                return;
            }

            StringAssert.StartsWith(watch.Fault, fault, StringComparison.Ordinal);
        }
    }
}
