using System;
using System.Net.Sockets;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Network
{
    /// <summary>Other settings, while traffic flows.</summary>
    [TestClass]
    public sealed class SettingsTests : LabTest
    {
        private const int ReplyLength = 512; // RFC 5321 §4.5.3.1.5

        [TestCleanup]
        public void RestoreSettings()
        {
            World.Gateway.Apply(new GatewaySettings());
        }

        [TestMethod]
        public void A_flow_to_a_relay_ends_when_it_is_one_no_more()
        {
            using Socket session = TcpProbe.Connect(World.Home.Pc, LabPlan.Pc, LabPlan.Relay, LabPlan.SmtpPort);
            using EchoClient other = new(TcpProbe.Connect(World.Home.Pc, LabPlan.Pc, LabPlan.Web, LabPlan.EchoPort));
            byte[] reply = new byte[ReplyLength];
            Assert.IsGreaterThan(0, session.Receive(reply), "the relay's greeting");

            World.Gateway.Apply(new GatewaySettings { Relays = [] });
            int before = World.Witness.Count(Witness.MailToRelay);
            Assert.IsFalse(IsAnswered(session, reply), "The session goes on.");
            Assert.AreEqual(before, World.Witness.Count(Witness.MailToRelay), "packets to the former relay on the WAN's wire");
            Assert.IsTrue(other.Echoes("Other flows go on."));
        }

        [TestMethod]
        public void Reject_is_felt_at_once()
        {
            World.Gateway.Apply(new GatewaySettings { OnBlock = "reject" });
            SocketException refused = Assert.ThrowsExactly<SocketException>(
                () => TcpProbe.Connect(World.Home.Pc, LabPlan.Pc, LabPlan.Foreign, LabPlan.SmtpPort).Dispose());
            Assert.AreEqual(SocketError.HostUnreachable, refused.SocketErrorCode, "what Linux makes of ICMP 3/13");
            AssertWitnessSawNoMailToOthers();
        }

        [TestMethod]
        public void Drop_is_silent()
        {
            World.Gateway.Apply(new GatewaySettings { OnBlock = "drop" });
            using Socket? socket = TcpProbe.TryConnect(World.Home.Pc, LabPlan.Pc, LabPlan.Foreign, LabPlan.SmtpPort, TimeSpan.FromSeconds(2));
            Assert.IsNull(socket);
            AssertWitnessSawNoMailToOthers();
        }

        [TestMethod]
        public void Settings_that_make_no_sense_change_nothing()
        {
            System.IO.File.WriteAllText(World.Gateway.SettingsPath, "{ \"op25b\": { \"mode\": \"perhaps\" } }");
            World.Gateway.HangUp();
            Deadline.Require(
                "a word about bad settings",
                () => World.Gateway.Log.Contains("settings refused", StringComparison.Ordinal),
                () => World.Gateway.Log);
            using EchoClient client = new(TcpProbe.Connect(World.Home.Pc, LabPlan.Pc, LabPlan.Web, LabPlan.EchoPort));
            Assert.IsTrue(client.Echoes("as before"));
        }

        private static bool IsAnswered(Socket session, byte[] reply)
        {
            try
            {
                session.Send("EHLO pc.home.example\r\n"u8);
                return session.Receive(reply) > 0;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }
}
