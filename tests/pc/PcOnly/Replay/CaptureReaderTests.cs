using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Gateway.Boards.Linux.Captures;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Replay
{
    /// <summary>Captures of every shape, and of every way to be broken.</summary>
    [TestClass]
    public class CaptureReaderTests
    {
        private static readonly byte[] Packet = CapturedPackets.Udp("192.0.2.1", 1000, "192.0.2.2", 2000, [1, 2, 3]);
        private static readonly TimedFrame[] Frames = [new(1_700_000_000_123_456_000, Packet), new(1_700_000_001_000_000_000, Packet)];

        [TestMethod]
        [DataRow(false, false)]
        [DataRow(false, true)]
        [DataRow(true, false)]
        [DataRow(true, true)]
        public void Pcap_is_read_in_both_byte_orders_and_resolutions(bool isBigEndian, bool isNanosecond)
        {
            AreFramesRead(CaptureBytes.Pcap(Frames, CaptureBytes.RawIp, isBigEndian, isNanosecond));
        }

        [TestMethod]
        [DataRow(false, null, 6)]
        [DataRow(true, null, 6)]
        [DataRow(false, (byte)6, 6)]
        [DataRow(false, (byte)9, 6)]
        [DataRow(true, (byte)9, 2)]
        [DataRow(false, null, 2)]
        public void Pcapng_is_read_in_both_byte_orders_and_resolutions(bool isBigEndian, byte? resolution, int packetType)
        {
            AreFramesRead(CaptureBytes.Pcapng(Frames, CaptureBytes.RawIp, isBigEndian, resolution, packetType));
        }

        [TestMethod]
        public void A_binary_resolution_is_read()
        {
            List<CapturedFrame> read = Read(CaptureBytes.Pcapng(Frames, CaptureBytes.RawIp, false, 0x80 | 20), out _);
            Assert.IsTrue(Frames[0].TimestampNs - read[0].TimestampNs is >= 0 and < 2000, $"{read[0].TimestampNs}");
        }

        [TestMethod]
        public void Simple_packet_blocks_have_frames_but_no_time()
        {
            List<CapturedFrame> read = Read(CaptureBytes.Pcapng(Frames, CaptureBytes.RawIp, false, null, packetType: 3), out _);
            Assert.HasCount(2, read);
            Assert.AreEqual(0, read[0].TimestampNs);
            CollectionAssert.AreEqual(Packet, read[1].Bytes.ToArray());
        }

        [TestMethod]
        public void Sections_may_follow_one_another_in_either_byte_order()
        {
            byte[] first = CaptureBytes.Pcapng(Frames, CaptureBytes.RawIp, isBigEndian: false, null);
            byte[] second = CaptureBytes.Pcapng(Frames, CaptureBytes.RawIp, isBigEndian: true, 9);
            Assert.HasCount(4, Read([.. first, .. second, .. first[..28]], out string breakOff));
            Assert.IsNull(breakOff);
        }

        // Link type, what stands before the packet, where the packet begins; -1: there is none.
        [TestMethod]
        [DataRow(1, "0200000000010200000000020800", 14)]
        [DataRow(1, "02000000000102000000000286DD", 14)]
        [DataRow(1, "0200000000010200000000028100000A0800", 18)]
        [DataRow(1, "02000000000102000000000288A800648100000A0800", 22)]
        [DataRow(1, "0200000000010200000000029100006481000001810000020800", 26)]
        [DataRow(1, "0200000000010200000000028100000A0806", -1)]
        [DataRow(1, "0200000000010200000000020806", -1)]
        [DataRow(1, "020000000001020000000002002E", -1)]
        [DataRow(0, "02000000", 4)]
        [DataRow(0, "00000002", 4)]
        [DataRow(0, "1E000000", 4)]
        [DataRow(0, "07000000", -1)]
        [DataRow(108, "00000002", 4)]
        [DataRow(108, "00000018", 4)]
        [DataRow(12, "", 0)]
        [DataRow(14, "", 0)]
        [DataRow(101, "", 0)]
        [DataRow(228, "", 0)]
        [DataRow(229, "", 0)]
        [DataRow(113, "00000001000602000000000100000800", 16)]
        [DataRow(113, "00000001000602000000000100000806", -1)]
        [DataRow(276, "0800000000000001000100060200000000010000", 20)]
        [DataRow(276, "0806000000000001000100060200000000010000", -1)]
        public void Every_link_type_gives_its_ip_packet(int linkType, string before, int offset)
        {
            byte[] frame = [.. Convert.FromHexString(before), .. Packet];
            byte[] capture = CaptureBytes.Pcap([new TimedFrame(1, frame)], linkType, false, false);
            CapturedFrame read = Read(capture, out _).Single();

            bool isFound = LinkLayer.TryFindIp(read, out int at, out _);

            Assert.AreEqual(offset >= 0, isFound);
            if (isFound)
            {
                Assert.AreEqual(offset, at);
            }
        }

        [TestMethod]
        public void A_frame_cut_anywhere_in_its_link_header_is_no_error()
        {
            foreach (int linkType in Enum.GetValues<LinkType>().Select(value => (int)value))
            {
                for (int length = 0; length < 40; length++)
                {
                    byte[] bytes = Convert.FromHexString("0200000000010200000000028100000A8100000B81")[..Math.Min(length, 21)];
                    CapturedFrame frame = new() { LinkType = (LinkType)linkType };
                    bytes.CopyTo(frame.Reserve(bytes.Length));
                    if (LinkLayer.TryFindIp(frame, out int at, out _))
                    {
                        Assert.IsLessThan(bytes.Length, at);
                    }
                }
            }
        }

        [TestMethod]
        [DataRow(105, "IEEE 802.11")]
        [DataRow(127, "radiotap")]
        [DataRow(9999, "9999")]
        public void Other_link_types_are_refused_by_name(int linkType, string name)
        {
            byte[][] captures =
            [
                CaptureBytes.Pcap(Frames, linkType, false, false),
                CaptureBytes.Pcapng(Frames, linkType, false, null),
            ];
            foreach (byte[] capture in captures)
            {
                CaptureFormatException refusal = Assert.ThrowsExactly<CaptureFormatException>(() => Read(capture, out _));
                Assert.Contains(name, refusal.Message);
            }
        }

        [TestMethod]
        [DataRow("")]
        [DataRow("D4C3")]
        [DataRow("D4C3B2A1")]
        [DataRow("D4C3B2A10200040000000000000000000000040001")]
        [DataRow("D4C3B2A103000400000000000000000000000400010000FF")]
        [DataRow("1F8B0800000000000003")]
        [DataRow("7B226C616E223A7B7D7D")]
        [DataRow("0A0D0D0A1C000000")]
        [DataRow("0A0D0D0A1C000000000000000100000000000000000000001C000000")]
        [DataRow("0A0D0D0A1C0000004D3C2B1A0200000000000000000000001C000000")]
        [DataRow("0A0D0D0A030000004D3C2B1A0100000000000000000000001C000000")]
        public void What_is_no_capture_is_refused(string bytes)
        {
            CaptureFormatException refusal = Assert.ThrowsExactly<CaptureFormatException>(() => Read(Convert.FromHexString(bytes), out _));
            Assert.IsGreaterThan(10, refusal.Message.Length);
        }

        [TestMethod]
        public void A_file_cut_at_any_byte_is_read_up_to_there()
        {
            byte[][] captures =
            [
                CaptureBytes.Pcap(Frames, CaptureBytes.RawIp, false, false),
                CaptureBytes.Pcapng(Frames, CaptureBytes.RawIp, false, 9),
                CaptureBytes.Pcapng(Frames, CaptureBytes.RawIp, true, null, packetType: 3),
                CaptureBytes.Pcapng(Frames, CaptureBytes.RawIp, true, null, packetType: 2),
            ];
            foreach (byte[] capture in captures)
            {
                int atMost = 0;
                for (int length = 28; length <= capture.Length; length++)
                {
                    List<CapturedFrame> read = Read(capture[..length], out string breakOff);
                    Assert.IsGreaterThanOrEqualTo(atMost, read.Count);
                    atMost = read.Count;
                    Assert.IsTrue(breakOff != null || IsWhole(capture, length), $"cut at {length}");
                }

                Assert.AreEqual(2, atMost);
            }
        }

        [TestMethod]
        public void A_file_with_any_byte_changed_is_no_exception_but_a_refusal()
        {
            byte[] original = CaptureBytes.Pcapng(Frames, CaptureBytes.Ethernet, false, 9);
            byte[] other = CaptureBytes.Pcap(Frames, CaptureBytes.Ethernet, true, false);
            foreach (byte[] capture in new[] { original, other })
            {
                for (int at = 0; at < capture.Length; at++)
                {
                    foreach (byte value in new byte[] { 0, 1, 0x7F, 0x80, 0xFF })
                    {
                        byte[] changed = (byte[])capture.Clone();
                        changed[at] = value;
                        try
                        {
                            Read(changed, out _);
                        }
                        catch (CaptureFormatException)
                        {
                            // a refusal is fine
                        }
                    }
                }
            }
        }

        private static bool IsWhole(byte[] capture, int length)
        {
            // Where a record or block ends nothing is missing: read on from each beginning.
            bool isPcap = capture[0] != 0x0A;
            int at = isPcap ? 24 : 0;
            while (at < length)
            {
                bool isBig = capture[isPcap ? 0 : 8] is 0xA1 or 0x1A;
                byte[] field = capture[(at + (isPcap ? 8 : 4))..(at + (isPcap ? 12 : 8))];
                int value = BitConverter.ToInt32(isBig ? [.. field.Reverse()] : field);
                at += isPcap ? 16 + value : value;
            }

            return at == length;
        }

        private static void AreFramesRead(byte[] capture)
        {
            List<CapturedFrame> read = Read(capture, out string breakOff);
            Assert.IsNull(breakOff);
            CollectionAssert.AreEqual(Frames.Select(frame => frame.TimestampNs).ToArray(), read.Select(frame => frame.TimestampNs).ToArray());
            foreach (CapturedFrame frame in read)
            {
                CollectionAssert.AreEqual(Packet, frame.Bytes.ToArray());
                Assert.AreEqual(Packet.Length, frame.WireLength);
            }
        }

        private static List<CapturedFrame> Read(byte[] capture, out string breakOff)
        {
            string path = Path.GetTempFileName();
            try
            {
                File.WriteAllBytes(path, capture);
                using CaptureReader reader = CaptureReader.Open(path);
                List<CapturedFrame> frames = [];
                for (CapturedFrame frame = new(); reader.TryRead(frame); frame = new CapturedFrame())
                {
                    frames.Add(frame);
                }

                breakOff = reader.BreakOff;
                return frames;
            }
            finally
            {
                File.Delete(path);
            }
        }
    }
}
