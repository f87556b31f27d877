using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using PacketDotNet;
using static Gateway.PcTests.Replay.CapturedPackets;
using static Gateway.PcTests.Replay.OwnCaptures;

namespace Gateway.PcTests.Replay
{
    /// <summary>How captures are played: sides, addresses, checksums, segments, time.</summary>
    [TestClass]
    public class ReplayTests
    {
        [TestMethod]
        public void A_household_is_played_as_it_should()
        {
            ReplayOutcome outcome = ReplayOutcome.Of(All["household.pcap"], "--json");
            ReplayAssert.IsSound(outcome, "household", Relay);

            Assert.AreEqual(1, ReplayAssert.Number(outcome.Json.GetProperty("capture"), "framesNotIp"));
            Assert.AreEqual("forward", Outcome(outcome, "udp", 53));
            Assert.AreEqual("forward", Outcome(outcome, "tcp", 587));
            Assert.AreEqual("forward", Outcome(outcome, "tcp", 80));
            Assert.AreEqual("allow", Outcome(outcome, "tcp", 25));
            JsonElement redirected = outcome.Json.GetProperty("conversations").EnumerateArray()
                .Single(conversation => conversation.GetProperty("verdict").GetString() == "redirect");
            Assert.AreEqual(Printer, redirected.GetProperty("lanHost").GetProperty("address").GetString());
            Assert.AreEqual(1, outcome.Json.GetProperty("redirectedClients").GetArrayLength());
            Assert.HasCount(2, outcome.Lan.Where(packet => packet.Extract<IcmpV4Packet>() is { TypeCode: IcmpV4TypeCode.EchoReply }).ToArray());
            foreach (IPPacket packet in outcome.Wan.Concat(outcome.Lan))
            {
                OracleAssert.IsValid(packet);
            }
        }

        [TestMethod]
        public void Vlan_tags_are_looked_through_and_nanoseconds_kept()
        {
            ReplayOutcome outcome = ReplayOutcome.Of(All["vlan.pcapng"], "--json");
            ReplayAssert.IsSound(outcome, "vlan");
            Assert.AreEqual("forward", Outcome(outcome, "udp", 53));
            Assert.AreEqual("redirect", Outcome(outcome, "tcp", 25));
        }

        [TestMethod]
        public void One_direction_alone_goes_out()
        {
            ReplayOutcome outcome = ReplayOutcome.Of(All["one-direction.pcap"], "--json");
            ReplayAssert.IsSound(outcome, "one direction", Relay);
            Assert.AreEqual("allow", Outcome(outcome, "tcp", 25));
            Assert.Contains("RCPT TO:<b@mail.example>", Encoding.Latin1.GetString(TcpStream.Of(outcome.Wan.Select(packet => packet.Extract<TcpPacket>()))));
        }

        [TestMethod]
        public void What_offload_left_is_repaired_and_cut()
        {
            ReplayOutcome outcome = ReplayOutcome.Of(All["offload.pcap"], "--json");
            ReplayAssert.IsSound(outcome, "offload");

            JsonElement altered = outcome.Json.GetProperty("altered");
            Assert.IsGreaterThan(4, ReplayAssert.Number(altered, "ipv4ChecksumsRepaired"));
            Assert.IsGreaterThan(4, ReplayAssert.Number(altered, "transportChecksumsRepaired"));
            Assert.AreEqual(0, ReplayAssert.Number(altered, "wrongChecksumsLeft"));
            Assert.AreEqual(1, ReplayAssert.Number(altered, "oversizeSegmentsCut"));
            Assert.AreEqual(4, ReplayAssert.Number(altered, "segmentsMade")); // 5500 bytes at 1460
            foreach (IPPacket packet in outcome.Wan.Concat(outcome.Lan))
            {
                OracleAssert.IsValid(packet);
                Assert.IsLessThanOrEqualTo(1500, packet.TotalLength);
            }

            string sent = Encoding.Latin1.GetString(TcpStream.Of(outcome.Wan.Select(packet => packet.Extract<TcpPacket>())));
            Assert.EndsWith("line 0499\r\n", sent);
        }

        [TestMethod]
        public void A_checksum_that_was_wrong_on_the_wire_stays_wrong()
        {
            byte[] packet = Udp(Computer, 30000, "192.0.2.7", 4007, [1, 2, 3, 4]);
            packet[27] ^= 0x55;
            byte[] header = Udp(Computer, 30001, "192.0.2.7", 4007, [1, 2, 3, 4]);
            header[11] ^= 0x55;
            ReplayOutcome outcome = Play([packet, header]);

            Assert.AreEqual(2, ReplayAssert.Number(outcome.Json.GetProperty("altered"), "wrongChecksumsLeft"));
            Assert.IsFalse(outcome.Wan.Single().Extract<UdpPacket>().ValidUdpChecksum);
            Assert.AreEqual(1, ReplayAssert.Number(outcome.Json.GetProperty("counters").GetProperty("droppedByReason"), "ipv4ChecksumWrong"));
        }

        [TestMethod]
        public void Padding_of_a_frame_is_no_part_of_the_packet()
        {
            byte[] frame = Ethernet(Udp(Computer, 30000, "192.0.2.7", 4007, []));
            Assert.HasCount(60, frame);
            ReplayOutcome outcome = ReplayOutcome.Of(CaptureBytes.Pcap([new TimedFrame(1_000_000_000, frame)], CaptureBytes.Ethernet, false, false), "--json");

            Assert.AreEqual(28, outcome.Wan.Single().Bytes.Length);
            Assert.AreEqual(28, ReplayAssert.Number(outcome.Json.GetProperty("conversations")[0].GetProperty("outbound"), "bytes"));
        }

        // Opener and peer as captured; as played.
        [TestMethod]
        [DataRow("192.168.1.7", "192.0.2.7", "192.168.1.7", "192.0.2.7")]
        [DataRow("10.9.9.9", "192.0.2.7", "192.168.1.2", "192.0.2.7")]
        [DataRow("192.168.1.1", "192.0.2.7", "192.168.1.2", "192.0.2.7")]
        [DataRow("192.168.1.255", "192.0.2.7", "192.168.1.2", "192.0.2.7")]
        [DataRow("192.0.2.7", "10.1.1.1", "192.168.1.2", "10.1.1.1")]
        [DataRow("127.0.0.1", "127.0.0.1", "192.168.1.2", "198.18.0.1")]
        [DataRow("192.168.1.7", "192.168.1.8", "192.168.1.7", "198.18.0.1")]
        [DataRow("192.168.1.7", "192.168.1.1", "192.168.1.7", "198.18.0.1")]
        [DataRow("192.168.1.7", "203.0.113.10", "192.168.1.7", "198.18.0.1")]
        [DataRow("192.168.1.7", "239.255.255.250", "192.168.1.7", "239.255.255.250")]
        [DataRow("192.168.1.7", "255.255.255.255", "192.168.1.7", "255.255.255.255")]
        [DataRow("192.168.1.7", "192.168.1.255", "192.168.1.7", "192.168.1.255")]
        [DataRow("192.168.1.7", "169.254.1.1", "192.168.1.7", "169.254.1.1")]
        [DataRow("0.0.0.0", "255.255.255.255", "0.0.0.0", "255.255.255.255")]
        public void Addresses_are_played_as_documented(string opener, string peer, string lanHost, string outsideHost)
        {
            ReplayOutcome outcome = Play([Udp(opener, 30000, peer, 4007, [1])]);

            JsonElement conversation = outcome.Json.GetProperty("conversations")[0];
            Assert.AreEqual(lanHost, conversation.GetProperty("lanHost").GetProperty("address").GetString());
            Assert.AreEqual(outsideHost, conversation.GetProperty("outsideHost").GetProperty("address").GetString());
        }

        [TestMethod]
        public void A_host_that_keeps_its_address_keeps_it_from_others()
        {
            ReplayOutcome outcome = Play([Udp("10.0.0.5", 30000, "192.0.2.7", 4007, []), Udp("192.168.1.2", 30000, "192.0.2.7", 4007, [])]);

            CollectionAssert.AreEqual(
                new[] { "192.168.1.3", "192.168.1.2" },
                outcome.Json.GetProperty("conversations").EnumerateArray()
                    .Select(conversation => conversation.GetProperty("lanHost").GetProperty("address").GetString()).ToArray());
        }

        [TestMethod]
        public void A_broadcast_of_the_captured_network_is_one_of_ours()
        {
            byte[] frame = Ethernet(Udp("10.0.0.5", 138, "10.0.0.255", 138, [1]));
            frame.AsSpan(0, 6).Fill(0xFF);
            ReplayOutcome outcome = ReplayOutcome.Of(CaptureBytes.Pcap([new TimedFrame(1, frame)], CaptureBytes.Ethernet, false, false), "--json");

            JsonElement conversation = outcome.Json.GetProperty("conversations")[0];
            Assert.AreEqual("192.168.1.255", conversation.GetProperty("outsideHost").GetProperty("address").GetString());
            Assert.AreEqual("to host", conversation.GetProperty("outcome").GetString());
        }

        [TestMethod]
        public void A_full_LAN_is_said()
        {
            ReplayOutcome outcome = Play(Enumerable.Range(0, 300).Select(host => Udp($"10.0.{host / 200}.{(host % 200) + 1}", 30000, "192.0.2.7", 4007, [])));

            Assert.AreEqual(253, ReplayAssert.Number(outcome.Json.GetProperty("capture"), "framesPlayed"));
            Assert.AreEqual(47, ReplayAssert.Number(outcome.Json.GetProperty("notPlayed"), "lanFull"));
        }

        [TestMethod]
        public void Who_opens_is_found_out_even_when_the_beginning_is_missing()
        {
            ReplayOutcome outcome = Play([
                Tcp("192.0.2.7", 443, Computer, 40001, Syn | Ack, 9, 2, string.Empty),
                Tcp("192.0.2.8", 443, Computer, 40002, Ack, 9, 2, string.Empty),
                Udp("192.0.2.9", 53, Computer, 40003, []),
                Tcp(Computer, 40004, "192.0.2.10", 40005, Ack, 9, 2, string.Empty),
                Icmp("192.0.2.11", Computer, 0, 0, 1, [])]);

            foreach (JsonElement conversation in outcome.Json.GetProperty("conversations").EnumerateArray())
            {
                Assert.AreEqual(Computer, conversation.GetProperty("lanHost").GetProperty("address").GetString());
            }
        }

        [TestMethod]
        public void With_lan_the_hosts_inside_are_LAN_hosts_whoever_opens()
        {
            string settings = WriteSettings("""
                {
                  "wan": { "address": "203.0.113.10" },
                  "nat": { "portForwards": [{ "protocol": "tcp", "externalPort": 8080, "lanAddress": "192.168.1.20", "lanPort": 80 }] }
                }
                """);
            CaptureScript script = new(packet => packet);
            TcpScript toServer = script.Connect("192.0.2.7", 40001, Computer, 8080);
            toServer.Client("GET / HTTP/1.0\r\n\r\n");
            script.Packet(Udp("192.0.2.7", 40002, Computer, 9999, []));
            script.Packet(Udp(Computer, 40003, Printer, 4009, []));
            script.Packet(Udp("192.0.2.7", 40003, "192.0.2.8", 4009, []));

            ReplayOutcome outcome = ReplayOutcome.Of(
                CaptureBytes.Pcap(script.Frames, CaptureBytes.RawIp, false, false), "--json", "--lan", "192.168.1.0/24", "--settings", settings);
            File.Delete(settings);

            ReplayAssert.IsSound(outcome, "lan");
            JsonElement[] conversations = outcome.Json.GetProperty("conversations").EnumerateArray().ToArray();
            Assert.IsTrue(conversations.Take(2).All(conversation => conversation.GetProperty("openedFrom").GetString() == "outside"));
            Assert.IsTrue(conversations.Skip(2).All(conversation => conversation.GetProperty("outcome").GetString() == "not played"));
            Assert.AreEqual(1, ReplayAssert.Number(outcome.Json.GetProperty("notPlayed"), "betweenLanHosts"));
            Assert.AreEqual(1, ReplayAssert.Number(outcome.Json.GetProperty("notPlayed"), "outsideTheLan"));

            // The forward's packets reach the LAN host; nobody asked for the others.
            Assert.IsTrue(outcome.Lan.Any(packet => packet.Extract<TcpPacket>() is { DestinationPort: 80 } && packet.DestinationAddress.ToString() == Computer));
            Assert.IsFalse(outcome.Lan.Any(packet => packet.Extract<UdpPacket>() is not null));
        }

        [TestMethod]
        public void The_Internet_s_packets_go_to_the_port_that_the_gateway_chose()
        {
            // Both hosts use one port: one of them gets another.
            CaptureScript script = new(packet => packet);
            foreach (string host in new[] { Computer, Printer })
            {
                script.Packet(Udp(host, 30000, Resolver, 53, [1]));
                script.Packet(Udp(Resolver, 53, host, 30000, [2]));
            }

            ReplayOutcome outcome = ReplayOutcome.Of(CaptureBytes.Pcap(script.Frames, CaptureBytes.RawIp, false, false), "--json");

            Assert.HasCount(2, outcome.Wan.Select(packet => packet.Extract<UdpPacket>().SourcePort).Distinct().ToArray());
            CollectionAssert.AreEqual(new[] { Computer, Printer }, outcome.Lan.Select(packet => packet.DestinationAddress.ToString()).ToArray());
            Assert.IsTrue(outcome.Lan.All(packet => packet.Extract<UdpPacket>().DestinationPort == 30000));
        }

        [TestMethod]
        public void An_error_of_the_Internet_is_about_the_packet_that_it_saw()
        {
            // To the gateway's own stack, as far as NAT does not know such errors; or to the host, once it does.
            byte[] lost = Udp("10.0.0.5", 1000, "192.0.2.99", 33434, [1, 2, 3, 4]);
            ReplayOutcome outcome = Play([lost, Icmp("192.0.2.254", "10.0.0.5", 3, 1, 0, lost[..28])]);

            Assert.AreEqual(2, ReplayAssert.Number(outcome.Json.GetProperty("conversations")[0].GetProperty("outbound"), "packets")
                + ReplayAssert.Number(outcome.Json.GetProperty("conversations")[0].GetProperty("inbound"), "packets"));
            ReplayAssert.IsSound(outcome, "icmp error");
        }

        [TestMethod]
        public void Flows_expire_on_the_capture_s_clock()
        {
            CaptureScript script = new(packet => packet);
            for (int i = 0; i < 3; i++)
            {
                script.Packet(Udp(Computer, 1000, Web, 4000, [1]));
                script.Wait(i == 0 ? TimeSpan.FromSeconds(60) : TimeSpan.FromDays(400));
            }

            ReplayOutcome outcome = ReplayOutcome.Of(CaptureBytes.Pcap(script.Frames, CaptureBytes.RawIp, false, false), "--json");

            JsonElement nat = outcome.Json.GetProperty("counters").GetProperty("nat");
            Assert.AreEqual(2, ReplayAssert.Number(nat, "sessionsCreated"));
            Assert.AreEqual(1, ReplayAssert.Number(nat, "expired"));
        }

        [TestMethod]
        public void Enforcement_begins_on_the_capture_s_clock()
        {
            string settings = WriteSettings("""{ "op25b": { "effectiveFrom": "2026-01-05T09:30:00Z" } }""");
            CaptureScript script = new(packet => packet);
            script.Connect(Computer, 40001, ForeignMail, 25).Server("220 mail.example\r\n").Close();
            script.Wait(TimeSpan.FromHours(1));
            script.Connect(Computer, 40002, ForeignMail, 25).Server("220 mail.example\r\n").Close();

            ReplayOutcome outcome = ReplayOutcome.Of(
                CaptureBytes.Pcap(script.Frames, CaptureBytes.RawIp, false, false), "--json", "--settings", settings);
            File.Delete(settings);

            CollectionAssert.AreEqual(
                new[] { "would block", "redirect" },
                outcome.Json.GetProperty("conversations").EnumerateArray()
                    .Select(conversation => conversation.GetProperty("outcome").GetString()).ToArray());
        }

        [TestMethod]
        public void Two_connections_on_one_pair_of_ports_are_two_conversations()
        {
            CaptureScript script = new(packet => packet);
            script.Connect(Computer, 40001, Web, 80).Close();
            byte[] again = Tcp(Computer, 40001, Web, 80, Syn, 7, 0, string.Empty);
            script.Packet(again);

            ReplayOutcome outcome = ReplayOutcome.Of(CaptureBytes.Pcap(script.Frames, CaptureBytes.RawIp, false, false), "--json");

            Assert.AreEqual(2, outcome.Json.GetProperty("conversations").GetArrayLength());
            Assert.AreEqual(1, ReplayAssert.Number(outcome.Json.GetProperty("conversations")[1].GetProperty("outbound"), "packets"));
        }

        [TestMethod]
        public void A_thousand_infected_connections_are_all_told_the_same()
        {
            CaptureScript script = new(packet => packet);
            for (int i = 0; i < 1000; i++)
            {
                script.Packet(Tcp(Computer, 20000 + i, $"192.0.2.{(i % 250) + 1}", 25, Syn, (uint)i, 0, string.Empty));
            }

            ReplayOutcome outcome = ReplayOutcome.Of(CaptureBytes.Pcap(script.Frames, CaptureBytes.RawIp, false, false), "--json");

            ReplayAssert.IsSound(outcome, "bot");
            JsonElement clients = outcome.Json.GetProperty("redirectedClients");
            Assert.AreEqual(1, clients.GetArrayLength());
            Assert.AreEqual(1000, ReplayAssert.Number(clients[0], "clients"));
            Assert.AreEqual("closed", clients[0].GetProperty("end").GetString());
            Assert.IsEmpty(outcome.Wan);
        }

        [TestMethod]
        public void Any_packet_cut_or_changed_anywhere_is_played_without_an_exception()
        {
            byte[][] packets =
            [
                Tcp(Computer, 40001, Web, 80, Syn, 1, 0, string.Empty),
                Udp(Resolver, 53, Computer, 40001, DnsMessage(1, "a.example", Web)),
                Icmp("192.0.2.254", Computer, 3, 1, 0, Udp(Computer, 40005, "192.0.2.99", 33434, [1])),
                [0x60, 0, 0, 0, 0, 8, 17, 64, .. new byte[32], 0, 53, 0, 53, 0, 8, 0, 0],
            ];
            List<byte[]> broken = [];
            foreach (byte[] packet in packets)
            {
                for (int at = 0; at < packet.Length; at++)
                {
                    broken.Add(packet[..at]);
                    foreach (byte value in new byte[] { 0, 0x0F, 0x7F, 0xFF })
                    {
                        byte[] changed = (byte[])packet.Clone();
                        changed[at] = value;
                        broken.Add(changed);
                    }
                }
            }

            ReplayAssert.IsSound(Play(broken), "broken packets");
        }

        [TestMethod]
        public void A_snapped_capture_is_played_as_far_as_it_goes()
        {
            byte[] capture = CaptureBytes.Pcap(Household().Frames, CaptureBytes.Ethernet, false, false, snapLength: 60);
            ReplayOutcome outcome = ReplayOutcome.Of(capture, "--json");

            ReplayAssert.IsSound(outcome, "snapped", Relay);
            Assert.IsGreaterThan(10, ReplayAssert.Number(outcome.Json.GetProperty("capture"), "packetsSnapped"));
        }

        private static ReplayOutcome Play(IEnumerable<byte[]> packets)
        {
            CaptureScript script = new(packet => packet);
            foreach (byte[] packet in packets)
            {
                script.Packet(packet);
            }

            return ReplayOutcome.Of(CaptureBytes.Pcap(script.Frames, CaptureBytes.RawIp, false, false), "--json");
        }

        private static string Outcome(ReplayOutcome outcome, string protocol, int outsidePort)
        {
            return ReplayAssert.Conversation(outcome, protocol, outsidePort).GetProperty("outcome").GetString();
        }

        private static string WriteSettings(string json)
        {
            string path = Path.GetTempFileName();
            File.WriteAllText(path, json);
            return path;
        }
    }
}
