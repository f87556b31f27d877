using Gateway.Platform;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>The largest segment that a SYN tells is one that fits the WAN (ours; RFC 2516: MTU 1492).</summary>
    [TestClass]
    public class SegmentSizeTests
    {
        private const uint A = TestGateway.HostA;
        private const uint Peer = TestGateway.Foreign;
        private const int Syn = TcpFlags.Syn;
        private const int SynAck = TcpFlags.Syn | TcpFlags.Ack;

        // the WAN's MTU, TCP options as they come, and as they go: both ways
        [DataRow(1492, "020405b4", "020405ac")] // 1460 becomes 1452
        [DataRow(1492, "020405ac", "020405ac")]
        [DataRow(1492, "020405ab", "020405ab")] // less stays
        [DataRow(1492, "02040218", "02040218")]
        [DataRow(1500, "020405b4", "020405b4")]
        [DataRow(1500, "020422b0", "020405b4")] // 8880, of jumbo frames
        [DataRow(576, "020405b4", "02040218")]
        [DataRow(1492, "0204ffff", "020405ac")]
        [DataRow(1492, "020405b40402080a0000000100000000", "020405ac0402080a0000000100000000")]
        [DataRow(1492, "0103030701010402020405b400000000", "0103030701010402020405ac00000000")]
        [DataRow(1492, "01020405b4010101", "01020405ac010101")] // over two words of the checksum
        [DataRow(1492, "020405b4020405b5", "020405ac020405ac")]
        [DataRow(1492, "", "")] // nothing is added
        [DataRow(1492, "01010101", "01010101")]
        [DataRow(1492, "00020405b4000000", "00020405b4000000")] // behind the end of the options
        [DataRow(1492, "020305b4", "020305b4")] // lengths that can't be
        [DataRow(1492, "020505b400000000", "020505b400000000")]
        [DataRow(1492, "02000000020405b4", "02000000020405b4")]
        [DataRow(1492, "02010000020405b4", "02010000020405b4")]
        [DataRow(1492, "08ff0000020405b4", "08ff0000020405b4")]
        [DataRow(1492, "01010204", "01010204")] // cut
        [DataRow(1492, "01010102", "01010102")]
        [TestMethod]
        public void A_SYN_and_a_SYN_ACK_tell_no_more_than_fits(int mtu, string options, string expected)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.WanMtu = mtu;
            var gateway = new TestGateway(settings, null);

            Check(gateway.Receive(Side.Lan, Segment(A, 30000, Peer, 80, Syn, options)), expected);
            Check(gateway.Receive(Side.Lan, Segment(A, 30000, Peer, 80, Syn, options)), expected); // again, of a known flow
            Check(gateway.Receive(Side.Wan, Segment(Peer, 80, TestGateway.Wan, 30000, SynAck, options)), expected);
        }

        // The same bytes are data or nothing of the kind in other segments.
        [TestMethod]
        public void Other_segments_are_left_alone()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.WanMtu = 1492;
            var gateway = new TestGateway(settings, null);
            Exchange.Establish(gateway, A, 30000, Peer, 80);

            Check(gateway.Receive(Side.Lan, Segment(A, 30000, Peer, 80, TcpFlags.Ack, "020405b4")), "020405b4");
            Check(gateway.Receive(Side.Lan, Segment(A, 30000, Peer, 80, TcpFlags.Fin | TcpFlags.Ack, "020405b4")), "020405b4");
        }

        // Our own stack's segments are to fit as well: both ways.
        [TestMethod]
        public void The_own_stack_s_connections_fit_too()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.WanMtu = 1492;
            var gateway = new TestGateway(settings, null);

            Check(gateway.Receive(Side.Host, Segment(TestGateway.Wan, 50000, Peer, 443, Syn, "020405b4")), "020405ac");
            Check(gateway.Receive(Side.Wan, Segment(Peer, 443, TestGateway.Wan, 50000, SynAck, "020405b4")), "020405ac");
        }

        private static void Check(SentPacket sent, string options)
        {
            Assert.IsNotNull(sent);
            Assert.AreEqual(options, Hex.Format(sent.Bytes, 40, sent.Bytes.Length - 40));
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(sent.Bytes));
        }

        private static byte[] Segment(uint source, int sourcePort, uint destination, int destinationPort, int flags, string options)
        {
            // Options are the first data of a segment whose header is then said to be longer.
            byte[] packet = PacketBuilder.Tcp(source, sourcePort, destination, destinationPort, flags, 1, 1, Hex.Parse(options));
            return PacketBuilder.WithTcpWord(packet, TcpHeader.DataOffsetOffset, ((20 + (options.Length / 2)) << 10) | flags);
        }
    }
}
