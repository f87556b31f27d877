using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>Which flows a flow cache gets, when, and when it loses them (house.md, "Fast path and slow path").</summary>
    [TestClass]
    public class FlowOffloadTests
    {
        private const uint A = TestGateway.HostA;
        private const uint B = TestGateway.HostB;
        private const uint Peer = TestGateway.Foreign;
        private const int Port = 30000;
        private const int SynAck = TcpFlags.Syn | TcpFlags.Ack;
        private const int FinAck = TcpFlags.Fin | TcpFlags.Ack;

        [TestMethod]
        public void TCP_is_installed_at_the_SYN_ACK_and_not_before()
        {
            var cache = new ManagedFlowCache(16);
            TestGateway gateway = Make(cache);

            Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Syn);
            Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Ack);
            Assert.AreEqual(0, cache.Asked);
            Exchange.TcpIn(gateway, Peer, 80, Port, SynAck);

            Assert.AreEqual(1, cache.Count);
            Assert.IsTrue(gateway.FindFlow(IpProtocol.Tcp, A, Port).IsOffloaded);
            Assert.AreEqual(1L, gateway.Engine.Nat.Offloaded);
        }

        [TestMethod]
        public void UDP_is_installed_at_the_first_answer_and_not_before()
        {
            var cache = new ManagedFlowCache(16);
            TestGateway gateway = Make(cache);

            Exchange.UdpOut(gateway, A, Port, Peer, 80);
            Exchange.UdpOut(gateway, A, Port, Peer, 80);
            Assert.AreEqual(0, cache.Asked);
            Exchange.UdpIn(gateway, Peer, 80, Port);

            Assert.AreEqual(1, cache.Count);
        }

        // The answer to what came in is what goes out.
        [TestMethod]
        public void A_port_forward_s_flows_are_installed_when_the_LAN_host_answered()
        {
            var cache = new ManagedFlowCache(16);
            TestGateway gateway = Make(cache);
            gateway.Settings.Nat.PortForwards = new[]
            {
                new PortForward { Protocol = IpProtocol.Udp, ExternalPort = 5000, LanAddress = B, LanPort = 5001 },
                new PortForward { Protocol = IpProtocol.Tcp, ExternalPort = 8080, LanAddress = B, LanPort = 80 },
            };
            gateway.Engine.Apply(gateway.Settings);

            Exchange.UdpIn(gateway, Peer, 40000, 5000);
            Exchange.UdpIn(gateway, Peer, 40000, 5000);
            Exchange.TcpIn(gateway, Peer, 40000, 8080, TcpFlags.Syn);
            Assert.AreEqual(0, cache.Asked);
            Exchange.UdpOut(gateway, B, 5001, Peer, 40000);
            Assert.AreEqual(1, cache.Count);
            Exchange.TcpOut(gateway, B, 80, Peer, 40000, SynAck);
            Assert.AreEqual(2, cache.Count);
        }

        [TestMethod]
        public void ICMP_and_hairpin_flows_are_never_installed()
        {
            var cache = new ManagedFlowCache(16);
            TestGateway gateway = Make(cache);
            Exchange.PingOut(gateway, A, Peer, Port);
            Exchange.PingIn(gateway, Peer, Port);
            Exchange.TcpOut(gateway, B, Port, Peer, 80, TcpFlags.Syn);
            Exchange.TcpOut(gateway, A, 31000, TestGateway.Wan, Port, TcpFlags.Syn);
            Exchange.TcpOut(gateway, B, Port, TestGateway.Wan, 31000, SynAck);
            Exchange.TcpOut(gateway, A, 31000, TestGateway.Wan, Port, TcpFlags.Ack);
            gateway.Pass(2000);
            Exchange.TcpOut(gateway, A, 31000, TestGateway.Wan, Port, TcpFlags.Ack);

            Assert.AreEqual(0, cache.Asked);
            Assert.AreEqual((int)FlowState.Established, (int)gateway.FindFlow(IpProtocol.Tcp, A, 31000).State);
        }

        [TestMethod]
        public void Both_directions_are_installed_with_all_that_changes()
        {
            var cache = new ManagedFlowCache(16);
            TestGateway gateway = Make(cache);
            int external = Exchange.Answer(gateway, A, 5000, Peer, 80);
            int flow = gateway.FindFlow(IpProtocol.Udp, A, 5000).Flow;

            FlowCacheEntry outbound = cache.EntryOf(flow, true);
            Assert.AreEqual((int)Side.Lan, (int)outbound.InputSide);
            Assert.AreEqual((int)Side.Wan, (int)outbound.OutputSide);
            CheckEntry(outbound, A, 5000, Peer, 80, TestGateway.Wan, external, Peer, 80);
            FlowCacheEntry inbound = cache.EntryOf(flow, false);
            Assert.AreEqual((int)Side.Wan, (int)inbound.InputSide);
            Assert.AreEqual((int)Side.Lan, (int)inbound.OutputSide);
            CheckEntry(inbound, Peer, 80, TestGateway.Wan, external, Peer, 80, A, 5000);
            Assert.AreEqual(outbound.Generation, inbound.Generation);
            Assert.AreEqual(IpProtocol.Udp, inbound.Protocol);

            byte[] packet = PacketBuilder.Udp(A, 5000, Peer, 80, new byte[9]);
            SentPacket sent = cache.Receive(gateway, Side.Lan, packet);
            Assert.AreEqual(1L, cache.Hits);
            Assert.IsTrue(Exchange.IsFromWan(sent, external));
            Assert.AreEqual(63, sent.TimeToLive);
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(sent.Bytes));
            SentPacket reply = cache.Receive(gateway, Side.Wan, PacketBuilder.Udp(Peer, 80, TestGateway.Wan, external, new byte[9]));
            Assert.AreEqual(2L, cache.Hits);
            Assert.IsTrue(Exchange.IsTo(reply, A, 5000));
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(reply.Bytes));
        }

        // f FIN-ACK, r RST, a ACK; < before it: inbound. Whether the cache has the flow then.
        [DataRow("f", true)]
        [DataRow("<f", true)]
        [DataRow("f f", true)]
        [DataRow("f <a a", true)]
        [DataRow("f <f", false)]
        [DataRow("<f f a", false)]
        [DataRow("r", false)]
        [DataRow("<r", false)]
        [DataRow("f <r", false)]
        [DataRow("<r a", true)] // revived
        [TestMethod]
        public void A_flow_stays_with_one_FIN_and_leaves_with_both_or_an_RST(string segments, bool isInstalled)
        {
            var cache = new ManagedFlowCache(16);
            TestGateway gateway = Make(cache);
            Exchange.Establish(gateway, A, Port, Peer, 80);
            string[] names = segments.Split(' ');
            for (int i = 0; i < names.Length; i++)
            {
                string name = names[i].Substring(names[i].Length - 1, 1);
                int flags = name == "f" ? FinAck : name == "r" ? TcpFlags.Rst : TcpFlags.Ack;
                byte[] packet = names[i].Length == 2
                    ? PacketBuilder.Tcp(Peer, 80, TestGateway.Wan, Port, flags)
                    : PacketBuilder.Tcp(A, Port, Peer, 80, flags);
                Assert.IsNotNull(cache.Receive(gateway, names[i].Length == 2 ? Side.Wan : Side.Lan, packet));
            }

            Assert.AreEqual(isInstalled, gateway.FindFlow(IpProtocol.Tcp, A, Port).IsOffloaded);
            Assert.AreEqual(isInstalled ? 1 : 0, cache.Count);
        }

        // The connection after it, on the same ports, is installed again at its SYN-ACK.
        [TestMethod]
        public void The_same_ports_again_are_installed_again()
        {
            var cache = new ManagedFlowCache(16);
            TestGateway gateway = Make(cache);
            Exchange.Establish(gateway, A, Port, Peer, 80);
            Exchange.TcpIn(gateway, Peer, 80, Port, TcpFlags.Rst);
            Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Syn);
            Assert.AreEqual(0, cache.Count);
            Exchange.TcpIn(gateway, Peer, 80, Port, SynAck);

            Assert.AreEqual(1, cache.Count);
        }

        [TestMethod]
        public void A_refusing_cache_changes_nothing_and_is_asked_again_a_second_later()
        {
            var cache = new ManagedFlowCache(16) { IsRefusing = true };
            TestGateway gateway = Make(cache);
            Exchange.Establish(gateway, A, Port, Peer, 80);
            Exchange.Answer(gateway, A, Port, Peer, 80);
            Assert.IsFalse(gateway.FindFlow(IpProtocol.Tcp, A, Port).IsOffloaded);
            Assert.IsTrue(Exchange.IsFromWan(Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Ack), Port));
            Assert.IsTrue(Exchange.IsTo(Exchange.UdpIn(gateway, Peer, 80, Port), A, Port));
            int asked = cache.Asked;
            Assert.AreEqual((long)asked, gateway.Engine.Nat.OffloadRefused);

            // Not with every packet of the second.
            for (int i = 0; i < 10; i++)
            {
                Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Ack);
                Exchange.UdpOut(gateway, A, Port, Peer, 80);
            }

            Assert.AreEqual(asked, cache.Asked);
            gateway.Pass(1000);
            cache.IsRefusing = false;
            Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Ack);
            Exchange.UdpOut(gateway, A, Port, Peer, 80);

            Assert.AreEqual(asked + 2, cache.Asked);
            Assert.AreEqual(2, cache.Count);
            Assert.AreEqual(2L, gateway.Engine.Nat.Offloaded);
        }

        [TestMethod]
        public void A_flow_that_expires_leaves_the_cache()
        {
            var cache = new ManagedFlowCache(16);
            TestGateway gateway = Make(cache);
            Exchange.Answer(gateway, A, Port, Peer, 80);

            gateway.Pass(301000);

            Assert.AreEqual(0, cache.Count);
            Assert.AreEqual(0, gateway.Engine.FlowCount);
        }

        [TestMethod]
        public void A_flow_that_makes_room_leaves_the_cache()
        {
            var cache = new ManagedFlowCache(2);
            TestGateway gateway = Make(cache, 2);
            Exchange.Answer(gateway, A, Port, Peer, 80);
            Exchange.Answer(gateway, B, Port, Peer, 81);
            gateway.Pass(241000);

            Exchange.UdpOut(gateway, A + 2, 31000, Peer, 80);

            Assert.AreEqual(1, cache.Count);
            Assert.AreEqual(1L, gateway.Engine.Nat.EvictedEstablished);
        }

        [TestMethod]
        public void The_WAN_address_changes_the_cache_is_emptied()
        {
            var cache = new ManagedFlowCache(16);
            TestGateway gateway = Make(cache);
            Exchange.Establish(gateway, A, Port, Peer, 80);
            Exchange.Answer(gateway, B, 31000, Peer, 80);
            Assert.AreEqual(2, cache.Count);
            gateway.Settings.WanAddress = TestGateway.Wan + 1;

            gateway.Engine.Apply(gateway.Settings);

            Assert.AreEqual(0, cache.Count);
            Assert.IsFalse(cache.Forward(Side.Lan, PacketBuilder.Udp(B, 31000, Peer, 80, new byte[1]), 0, 29));
        }

        [TestMethod]
        public void A_flow_to_a_relay_is_flagged_and_leaves_when_the_relay_is_none_any_more()
        {
            var cache = new ManagedFlowCache(16);
            TestGateway gateway = Make(cache);
            Exchange.Establish(gateway, A, Port, TestGateway.Relay, 25);
            Exchange.Establish(gateway, A, Port + 1, Peer, 80);
            int flow = gateway.FindFlow(IpProtocol.Tcp, A, Port).Flow;
            Assert.IsTrue(cache.EntryOf(flow, true).IsPort25Allowed);
            Assert.IsTrue(cache.EntryOf(flow, false).IsPort25Allowed);
            Assert.IsFalse(cache.EntryOf(gateway.FindFlow(IpProtocol.Tcp, A, Port + 1).Flow, true).IsPort25Allowed);
            gateway.Settings.Op25b.Relays = new Ipv4Prefix[0];

            gateway.Engine.Apply(gateway.Settings);

            Assert.AreEqual(1, cache.Count);
            Assert.IsNull(cache.EntryOf(flow, true));
            Assert.AreEqual(1L, gateway.Engine.Op25b.FlowsCutByPolicy);
        }

        // mode: off, monitor; exempt
        [DataRow(0, false)]
        [DataRow(1, false)]
        [DataRow(2, true)]
        [TestMethod]
        public void What_the_policy_lets_pass_to_port_25_is_flagged(int mode, bool isExempt)
        {
            var cache = new ManagedFlowCache(16);
            TestGateway gateway = Make(cache);
            gateway.Settings.Op25b.Mode = (Op25bMode)mode;
            gateway.Settings.Op25b.ExemptHosts = new Ipv4Prefix[isExempt ? 1 : 0];
            if (isExempt)
            {
                gateway.Settings.Op25b.ExemptHosts[0] = new Ipv4Prefix(A, 32);
            }

            gateway.Engine.Apply(gateway.Settings);
            Exchange.Establish(gateway, A, Port, Peer, 25);

            Assert.AreEqual(1, cache.Count);
            gateway.Settings.Op25b.Mode = Op25bMode.Enforce;
            gateway.Settings.Op25b.ExemptHosts = new Ipv4Prefix[0];
            gateway.Engine.Apply(gateway.Settings);
            Assert.AreEqual(0, cache.Count);
        }

        // The start date is reached between two packets.
        [TestMethod]
        public void At_the_start_date_flows_to_port_25_leave_the_cache()
        {
            var cache = new ManagedFlowCache(16);
            TestGateway gateway = Make(cache);
            gateway.Clock.SetUtc(TestGateway.NewYear2026 - 10);
            gateway.Settings.Op25b.EffectiveFromUtcSeconds = TestGateway.NewYear2026;
            gateway.Engine.Apply(gateway.Settings);
            Exchange.Establish(gateway, A, Port, Peer, 25);
            gateway.Pass(9000);
            Assert.AreEqual(1, cache.Count);

            gateway.Pass(1000);

            Assert.AreEqual(0, cache.Count);
            Assert.AreEqual(0, gateway.Engine.FlowCount);
        }

        private static TestGateway Make(ManagedFlowCache cache)
        {
            return Make(cache, 16);
        }

        private static TestGateway Make(ManagedFlowCache cache, int maximumFlows)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.MaximumFlows = maximumFlows;
            return cache.MakeGateway(settings);
        }

        private static void CheckEntry(
            FlowCacheEntry entry,
            uint source,
            int sourcePort,
            uint destination,
            int destinationPort,
            uint newSource,
            int newSourcePort,
            uint newDestination,
            int newDestinationPort)
        {
            Assert.AreEqual(source, entry.SourceAddress);
            Assert.AreEqual(sourcePort, entry.SourcePort);
            Assert.AreEqual(destination, entry.DestinationAddress);
            Assert.AreEqual(destinationPort, entry.DestinationPort);
            Assert.AreEqual(newSource, entry.NewSourceAddress);
            Assert.AreEqual(newSourcePort, entry.NewSourcePort);
            Assert.AreEqual(newDestination, entry.NewDestinationAddress);
            Assert.AreEqual(newDestinationPort, entry.NewDestinationPort);
        }
    }
}
