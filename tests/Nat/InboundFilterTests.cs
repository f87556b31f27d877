using Gateway.Nat;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>The setting nat.filtering: who may begin a flow from outside (RFC 4787 REQ-8, RFC 5382 REQ-3).</summary>
    [TestClass]
    public class InboundFilterTests
    {
        private const uint A = TestGateway.HostA;
        private const uint Peer = TestGateway.Foreign;
        private const uint Other = TestGateway.Foreign2;
        private const int Port = 30000;

        // filtering, remote address, remote port, external port, whether it passes
        [DataRow((int)NatFiltering.AddressAndPortDependent, Peer, 81, Port, false)]
        [DataRow((int)NatFiltering.AddressAndPortDependent, Other, 80, Port, false)]
        [DataRow((int)NatFiltering.AddressDependent, Peer, 81, Port, true)]
        [DataRow((int)NatFiltering.AddressDependent, Other, 80, Port, false)]
        [DataRow((int)NatFiltering.AddressDependent, Peer, 81, Port + 1, false)]
        [DataRow((int)NatFiltering.EndpointIndependent, Peer, 81, Port, true)]
        [DataRow((int)NatFiltering.EndpointIndependent, Other, 81, Port, true)]
        [DataRow((int)NatFiltering.EndpointIndependent, Other, 81, Port + 1, false)]
        [TestMethod]
        public void Rfc4787_Req8_Rfc5382_Req3_a_new_flow_from_outside(int filtering, uint remote, int remotePort, int externalPort, bool passes)
        {
            TestGateway gateway = Make((NatFiltering)filtering);
            Exchange.UdpOut(gateway, A, Port, Peer, 80);
            Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Syn);

            Assert.AreEqual(passes, Exchange.IsTo(Exchange.UdpIn(gateway, remote, remotePort, externalPort), A, Port));
            Assert.AreEqual(passes, Exchange.IsTo(Exchange.TcpIn(gateway, remote, remotePort, externalPort, TcpFlags.Syn), A, Port));
            Assert.AreEqual(passes ? 4 : 2, gateway.Engine.FlowCount);
            Assert.AreEqual((int)(passes ? DropReason.None : DropReason.Unsolicited), (int)gateway.Engine.LastDropReason);
            if (passes)
            {
                // The answer goes out by the same mapping.
                Assert.IsTrue(Exchange.IsFromWan(Exchange.UdpOut(gateway, A, Port, remote, remotePort), externalPort));
                Assert.IsTrue(gateway.FindFlow(IpProtocol.Tcp, A, Port) != null);
            }
        }

        // Only what begins a connection begins a flow.
        [DataRow(TcpFlags.Ack)]
        [DataRow(TcpFlags.Syn | TcpFlags.Ack)]
        [DataRow(TcpFlags.Rst)]
        [TestMethod]
        public void A_segment_that_opens_nothing_does_not_pass(int flags)
        {
            TestGateway gateway = Make(NatFiltering.EndpointIndependent);
            Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Syn);

            Assert.IsNull(Exchange.TcpIn(gateway, Other, 81, Port, flags));
            Assert.AreEqual(1, gateway.Engine.FlowCount);
        }

        // Whom a flow was with a long time ago is a stranger again; another port's peer always was.
        [TestMethod]
        public void Rfc4787_Req8_address_dependent_is_by_the_port_s_own_living_flows()
        {
            TestGateway gateway = Make(NatFiltering.AddressDependent);
            Exchange.UdpOut(gateway, A, Port, Peer, 80);
            Exchange.UdpOut(gateway, A, Port + 1, Other, 80);
            Assert.IsNull(Exchange.UdpIn(gateway, Other, 81, Port));

            gateway.Pass(200000);
            Exchange.UdpOut(gateway, A, Port, TestGateway.Relay, 80);
            gateway.Pass(101000);
            Assert.IsNull(Exchange.UdpIn(gateway, Peer, 81, Port));
            Assert.IsTrue(Exchange.IsTo(Exchange.UdpIn(gateway, TestGateway.Relay, 81, Port), A, Port));
        }

        // Triangular spamming stays shut, however wide the filter (op25b.md).
        [DataRow((int)NatFiltering.AddressDependent)]
        [DataRow((int)NatFiltering.EndpointIndependent)]
        [TestMethod]
        public void Source_port_25_of_no_relay_does_not_pass(int filtering)
        {
            TestGateway gateway = Make((NatFiltering)filtering);
            Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Syn);

            Assert.IsNull(Exchange.TcpIn(gateway, Peer, 25, Port, TcpFlags.Syn));
            Assert.AreEqual((int)DropReason.InboundSourcePort25, (int)gateway.Engine.LastDropReason);
        }

        [TestMethod]
        public void Another_setting_holds_for_the_next_packet()
        {
            TestGateway gateway = Make(NatFiltering.AddressAndPortDependent);
            Exchange.UdpOut(gateway, A, Port, Peer, 80);
            Assert.IsNull(Exchange.UdpIn(gateway, Other, 81, Port));

            gateway.Settings.Nat.Filtering = NatFiltering.EndpointIndependent;
            gateway.Engine.Apply(gateway.Settings);
            Assert.IsNotNull(Exchange.UdpIn(gateway, Other, 81, Port));
        }

        private static TestGateway Make(NatFiltering filtering)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.Filtering = filtering;
            return new TestGateway(settings, null);
        }
    }
}
