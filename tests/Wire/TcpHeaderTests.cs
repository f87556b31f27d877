using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Wire
{
    /// <summary>Which TCP headers are taken, what they say, and how one is written.</summary>
    [TestClass]
    public class TcpHeaderTests
    {
        [TestMethod]
        public void Truncated_at_every_length_is_truncated()
        {
            for (int length = 0; length < TcpHeader.MinimumLength; length++)
            {
                byte[] segment = new byte[length];
                if (length > TcpHeader.DataOffsetOffset)
                {
                    segment[TcpHeader.DataOffsetOffset] = 0x50;
                }

                Assert.AreEqual((int)ParseResult.Truncated, (int)TcpHeader.Check(segment, 0, length), "length " + length.ToString());
            }
        }

        // data offset in words, bytes that are there, result
        [DataRow(0, 20, (int)ParseResult.Malformed)]
        [DataRow(1, 20, (int)ParseResult.Malformed)]
        [DataRow(2, 20, (int)ParseResult.Malformed)]
        [DataRow(3, 20, (int)ParseResult.Malformed)]
        [DataRow(4, 20, (int)ParseResult.Malformed)]
        [DataRow(4, 1480, (int)ParseResult.Malformed)]
        [DataRow(5, 20, (int)ParseResult.Valid)]
        [DataRow(5, 21, (int)ParseResult.Valid)]
        [DataRow(6, 20, (int)ParseResult.Truncated)]
        [DataRow(6, 23, (int)ParseResult.Truncated)]
        [DataRow(6, 24, (int)ParseResult.Valid)]
        [DataRow(15, 20, (int)ParseResult.Truncated)]
        [DataRow(15, 59, (int)ParseResult.Truncated)]
        [DataRow(15, 60, (int)ParseResult.Valid)]
        [DataRow(15, 1480, (int)ParseResult.Valid)]
        [TestMethod]
        public void The_data_offset_must_lie_between_20_bytes_and_the_segment_s_end(int dataOffset, int length, int result)
        {
            byte[] segment = new byte[length + 1];
            segment[1 + TcpHeader.DataOffsetOffset] = (byte)((dataOffset << 4) | 0xF);

            Assert.AreEqual(result, (int)TcpHeader.Check(segment, 1, length));
        }

        // RFC 9293 by hand.
        [TestMethod]
        public void Every_field_lies_where_the_RFC_has_it()
        {
            byte[] segment = Hex.Parse("ff 8000 0019 fedcba98 89abcdef 6012 fffe 1234 0000 020405b4");

            Assert.AreEqual((int)ParseResult.Valid, (int)TcpHeader.Check(segment, 1, 24));
            Assert.AreEqual(24, TcpHeader.HeaderLength(segment, 1));
            Assert.AreEqual(TcpFlags.Syn | TcpFlags.Ack, TcpHeader.Flags(segment, 1));
            Assert.AreEqual(32768, TcpHeader.SourcePort(segment, 1));
            Assert.AreEqual(25, TcpHeader.DestinationPort(segment, 1));
            Assert.AreEqual(0xFEDCBA98u, TcpHeader.SequenceNumber(segment, 1));
            Assert.AreEqual(0x89ABCDEFu, TcpHeader.AcknowledgmentNumber(segment, 1));
            Assert.AreEqual(65534, TcpHeader.Window(segment, 1));
        }

        [TestMethod]
        public void A_written_header_is_the_one_by_hand()
        {
            byte[] segment = new byte[22];
            segment[1 + TcpHeader.ChecksumOffset] = 0xAA;
            segment[1 + TcpHeader.UrgentPointerOffset] = 0xAA;
            TcpHeader.Write(segment, 1, 32768, 25, 0xFEDCBA98u, 0x89ABCDEFu, 20, TcpFlags.Fin | TcpFlags.Ack, 65534);

            Assert.AreEqual("00" + "80000019" + "fedcba98" + "89abcdef" + "5011fffe" + "00000000" + "00", Hex.Format(segment));
        }

        // The segment of RFC 9293's pseudo header: with the checksum in place all sums up to ones.
        [DataRow("")]
        [DataRow("00")]
        [DataRow("ff")]
        [DataRow("45484c4f2061 0d0a")]
        [TestMethod]
        public void A_written_checksum_is_right(string data)
        {
            byte[] bytes = Hex.Parse(data);
            byte[] segment = new byte[20 + bytes.Length];
            TcpHeader.Write(segment, 0, 1, 2, 3, 4, 20, TcpFlags.Ack, 5);
            System.Array.Copy(bytes, 0, segment, 20, bytes.Length);
            TcpHeader.WriteChecksum(segment, 0, segment.Length, TestGateway.HostA, TestGateway.Foreign);
            int pseudo = InternetChecksum.PseudoHeaderSum(TestGateway.HostA, TestGateway.Foreign, IpProtocol.Tcp, segment.Length);

            Assert.AreEqual(InternetChecksum.AllOnes, InternetChecksum.Sum(segment, 0, segment.Length, pseudo));
        }
    }
}
