using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Gateway.Boards.Linux.Captures;
using Gateway.PcTests.Project;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using PacketDotNet;

namespace Gateway.PcTests.Replay
{
    /// <summary>Captures by others, which stand beside the checkout at some places.</summary>
    [TestClass]
    public class SharedCaptureTests
    {
        private const string Relay = "74.53.140.153";

        private static readonly string Folder = Checkout.PathOf("../shared/captures");

        [TestMethod]
        public void Every_capture_is_sound()
        {
            NeedsCaptures();
            foreach (string path in Directory.GetFiles(Folder, "*.pcap*"))
            {
                ReplayAssert.IsSound(ReplayOutcome.Of(path, "--json"), path);
                ReplayAssert.IsSound(ReplayOutcome.Of(path, "--json", "--lan", "0.0.0.0/0"), path);
                ReplayAssert.IsSound(ReplayOutcome.Of(path, "--json", "--lan", "10.0.0.0/8"), path);
            }
        }

        [TestMethod]
        public void A_mail_past_the_relay_is_redirected_and_the_client_is_told()
        {
            NeedsCaptures();
            string path = Path.Combine(Folder, "smtp.pcap");

            ReplayOutcome json = ReplayOutcome.Of(path, "--json");
            string text = ReplayOutcome.Of(path).Output;

            ReplayAssert.IsSound(json, path);
            JsonElement mail = ReplayAssert.Conversation(json, "tcp", 25);
            Assert.AreEqual("redirect", mail.GetProperty("outcome").GetString());
            Assert.AreEqual(JsonValueKind.Null, mail.GetProperty("externalPort").ValueKind);
            Assert.AreEqual("closed", json.Json.GetProperty("redirectedClients")[0].GetProperty("end").GetString());
            Assert.Contains("S: 554-5.7.1 Outbound port 25 is blocked by your ISP (OP25B). This mail was NOT sent.", text);
            Assert.Contains("S: 554-5.7.1 Set your mail software to smtp.isp.example port 587 or 465 with SMTP AUTH.", text);
            Assert.Contains("S: 554 5.7.1 Help: http://192.168.1.1/op25b", text);
            Assert.IsNotEmpty(json.Wan);
        }

        [TestMethod]
        public void A_mail_to_the_relay_arrives_whole_through_one_port()
        {
            NeedsCaptures();
            string path = Path.Combine(Folder, "smtp.pcap");
            ReplayOutcome outcome = ReplayOutcome.Of(path, "--json", "--relay", Relay);
            ReplayAssert.IsSound(outcome, path, Relay);

            IPPacket[] mail = outcome.Wan.Where(packet => packet.DestinationAddress.ToString() == Relay).ToArray();
            Assert.IsNotEmpty(mail);
            foreach (IPPacket packet in outcome.Wan.Concat(outcome.Lan))
            {
                OracleAssert.IsValid(packet);
            }

            int[] ports = mail.Select(packet => (int)packet.Extract<TcpPacket>().SourcePort).Distinct().ToArray();
            Assert.HasCount(1, ports);
            Assert.AreEqual(ports[0], ReplayAssert.Conversation(outcome, "tcp", 25).GetProperty("externalPort").GetInt32());
            Assert.IsTrue(mail.All(packet => packet.SourceAddress.ToString() == "203.0.113.10"));

            byte[] sent = TcpStream.Of(mail.Select(packet => packet.Extract<TcpPacket>()));
            byte[] captured = TcpStream.Of(Captured(path).Where(packet => packet.DestinationAddress.ToString() == Relay)
                .Select(packet => packet.Extract<TcpPacket>()));
            Assert.IsGreaterThan(10_000, captured.Length);
            Assert.Contains("MAIL FROM", Encoding.Latin1.GetString(captured));
            CollectionAssert.AreEqual(captured, sent);

            byte[] answers = TcpStream.Of(outcome.Lan.Where(packet => packet.SourceAddress.ToString() == Relay)
                .Select(packet => packet.Extract<TcpPacket>()));
            byte[] capturedAnswers = TcpStream.Of(Captured(path).Where(packet => packet.SourceAddress.ToString() == Relay)
                .Select(packet => packet.Extract<TcpPacket>()));
            CollectionAssert.AreEqual(capturedAnswers, answers);
        }

        private static IPPacket[] Captured(string path)
        {
            System.Collections.Generic.List<IPPacket> packets = [];
            using CaptureReader reader = CaptureReader.Open(path);
            for (CapturedFrame frame = new(); reader.TryRead(frame);)
            {
                if (Packet.ParsePacket(LinkLayers.Ethernet, frame.Bytes.ToArray()).Extract<IPv4Packet>() is IPv4Packet { Protocol: ProtocolType.Tcp } packet)
                {
                    packets.Add(packet);
                }
            }

            return packets.ToArray();
        }

        private static void NeedsCaptures()
        {
            if (!Directory.Exists(Folder))
            {
                Assert.Inconclusive("There are no captures by others beside this checkout.");
            }
        }
    }
}
