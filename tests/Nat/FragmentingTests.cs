using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>What is larger than the WAN's MTU: fragments, or the sender is told (RFC 4787 REQ-13, RFC 1191).</summary>
    [TestClass]
    public class FragmentingTests
    {
        private const uint A = TestGateway.HostA;
        private const uint Peer = TestGateway.Foreign;
        private const int MaximumLength = 1500;

        // the WAN's MTU, bytes of the packet, the fragments' lengths
        [DataRow(1500, 1500, "1500")]
        [DataRow(1492, 1492, "1492")]
        [DataRow(1492, 1493, "1492 21")]
        [DataRow(1492, 1500, "1492 28")]
        [DataRow(1491, 1500, "1484 36")] // data in units of 8 bytes
        [DataRow(576, 577, "572 25")]
        [DataRow(576, 1500, "572 572 396")]
        [DataRow(576, 1124, "572 572")]
        [DataRow(576, 1125, "572 572 21")]
        [TestMethod]
        public void Rfc4787_Req13_without_DF_it_goes_in_fragments(int mtu, int length, string lengths)
        {
            TestGateway gateway = Make(mtu);

            // First the flow's first packet, then one of the known flow.
            for (int i = 1; i <= 2; i++)
            {
                byte[] packet = Large(length, 0);
                gateway.Receive(Side.Lan, packet);

                Assert.AreEqual(lengths, LengthsOf(gateway.Output));
                byte[] whole = Reassemble(gateway.Output);
                Assert.AreEqual(length, whole.Length);
                Assert.IsTrue(PacketBuilder.AreChecksumsRight(whole));
                Assert.AreEqual(Hex.Format(packet, 28, length - 28), Hex.Format(whole, 28, length - 28));
                Assert.AreEqual(i, gateway.Engine.Traffic.Forwarded);
                Assert.AreEqual(gateway.Output.Count * (long)i, gateway.Engine.Traffic.WanPacketsSent);
            }
        }

        // the WAN's MTU, bytes, whether it is told
        [DataRow(1500, 1500, false)]
        [DataRow(1492, 1492, false)]
        [DataRow(1492, 1493, true)]
        [DataRow(576, 1500, true)]
        [TestMethod]
        public void Rfc1191_with_DF_the_sender_is_told_the_MTU(int mtu, int length, bool isTold)
        {
            TestGateway gateway = Make(mtu);
            Exchange.UdpOut(gateway, A, 31000, Peer, 7);
            for (int port = 30000; port <= 31000; port += 1000)
            {
                byte[] packet = Large(length, Ipv4Header.DontFragment);
                NetworkOrder.WriteUInt16(packet, 20, port);
                SentPacket sent = gateway.Receive(Side.Lan, packet);

                Assert.AreEqual(!isTold, sent.To == Side.Wan);
                if (isTold)
                {
                    Assert.IsTrue(Exchange.IsError(sent, Side.Lan, A, 3, 4));
                    Assert.AreEqual(mtu, NetworkOrder.ReadUInt16(sent.Bytes, 26));
                    Assert.AreEqual(Hex.Format(packet, 0, 548), Hex.Format(PacketBuilder.Embedded(sent.Bytes)));
                    Assert.AreEqual((int)DropReason.TooLarge, (int)gateway.Engine.LastDropReason);
                }
            }

            Assert.AreEqual(isTold ? 1 : 2, gateway.Engine.FlowCount);
        }

        // The LAN's MTU is never smaller, and a hairpin stays in the LAN.
        [TestMethod]
        public void To_the_LAN_nothing_is_too_large()
        {
            TestGateway gateway = Make(576);
            Exchange.UdpOut(gateway, A, 30000, Peer, 7);

            SentPacket inbound = gateway.Receive(Side.Wan, PacketBuilder.Udp(Peer, 7, TestGateway.Wan, 30000, new byte[1472]));
            Assert.AreEqual(MaximumLength, inbound.Bytes.Length);
            byte[] hairpin = PacketBuilder.Udp(TestGateway.HostB, 31000, TestGateway.Wan, 30000, new byte[1472]);
            for (int i = 0; i < 2; i++)
            {
                SentPacket sent = gateway.Receive(Side.Lan, hairpin);
                Assert.AreEqual((int)Side.Lan, (int)sent.To);
                Assert.AreEqual(MaximumLength, sent.Bytes.Length);
            }
        }

        // Don't Fragment, IP options; whether it goes
        [DataRow(false, false, true)]
        [DataRow(true, false, false)]
        [DataRow(false, true, false)]
        [TestMethod]
        public void Our_own_stack_s_packets_go_in_fragments_or_not_at_all(bool isDontFragment, bool hasOptions, bool goes)
        {
            TestGateway gateway = Make(576);
            byte[] packet = PacketBuilder.Udp(TestGateway.Wan, 50000, Peer, 7, new byte[1000]);
            packet = PacketBuilder.WithIpv4Word(packet, Ipv4Header.FragmentOffset, isDontFragment ? Ipv4Header.DontFragment : 0);
            packet = hasOptions ? PacketBuilder.WithIpv4Options(packet, new byte[] { 1, 1, 1, 0 }) : packet;

            gateway.Receive(Side.Host, packet);

            Assert.AreEqual(goes ? 2 : 0, gateway.Output.CountTo(Side.Wan));
            Assert.AreEqual((int)(goes ? DropReason.None : DropReason.TooLarge), (int)gateway.Engine.LastDropReason);
        }

        private static TestGateway Make(int mtu)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.WanMtu = mtu;
            return new TestGateway(settings, null);
        }

        private static byte[] Large(int length, int fragmentField)
        {
            byte[] data = new byte[length - 28];
            for (int i = 0; i < data.Length; i++)
            {
                data[i] = (byte)(i * 7);
            }

            byte[] packet = PacketBuilder.Udp(A, 30000, Peer, 7, data);
            NetworkOrder.WriteUInt16(packet, Ipv4Header.IdentificationOffset, 0x1234);
            return PacketBuilder.WithIpv4Word(packet, Ipv4Header.FragmentOffset, fragmentField);
        }

        private static string LengthsOf(RecordingOutput output)
        {
            string lengths = "";
            for (int i = 0; i < output.Count; i++)
            {
                lengths += (i == 0 ? "" : " ") + output[i].Bytes.Length;
            }

            return lengths;
        }

        // Of fragments in order, each with a header of its own that is right.
        private static byte[] Reassemble(RecordingOutput output)
        {
            byte[] whole = new byte[MaximumLength];
            int length = 20;
            for (int i = 0; i < output.Count; i++)
            {
                byte[] bytes = output[i].Bytes;
                int field = NetworkOrder.ReadUInt16(bytes, Ipv4Header.FragmentOffset);
                Assert.AreEqual((int)Side.Wan, (int)output[i].To);
                Assert.AreEqual(bytes.Length, NetworkOrder.ReadUInt16(bytes, Ipv4Header.TotalLengthOffset));
                Assert.AreEqual(InternetChecksum.AllOnes, InternetChecksum.Sum(bytes, 0, 20, 0));
                Assert.AreEqual(0x1234, NetworkOrder.ReadUInt16(bytes, Ipv4Header.IdentificationOffset));
                Assert.AreEqual((length - 20) / 8, field & Ipv4Header.FragmentOffsetMask);
                Assert.AreEqual(i + 1 < output.Count, (field & Ipv4Header.MoreFragments) != 0);
                System.Array.Copy(bytes, 0, whole, 0, 20);
                System.Array.Copy(bytes, 20, whole, length, bytes.Length - 20);
                length += bytes.Length - 20;
            }

            byte[] packet = new byte[length];
            System.Array.Copy(whole, packet, length);
            NetworkOrder.WriteUInt16(packet, Ipv4Header.FragmentOffset, 0);
            return PacketBuilder.WithIpv4Word(packet, Ipv4Header.TotalLengthOffset, length);
        }
    }
}
