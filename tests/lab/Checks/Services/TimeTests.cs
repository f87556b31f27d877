using System;
using System.Globalization;
using System.Net.Sockets;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Services
{
    /// <summary>The time, with two chrony servers, and the start date that depends on it.</summary>
    [TestClass]
    public sealed class TimeTests : ServiceTest
    {
        private const string TimeName = "ntp.isp.example";
        private const int ReplyLength = 512; // RFC 5321 §4.5.3.1.5

        // Ours: within 16 s the gateway asks; then there is time to open a session.
        private static readonly TimeSpan UntilBlocking = TimeSpan.FromSeconds(40);

        [TestMethod]
        public void Before_the_start_date_a_session_lives_and_with_it_it_ends()
        {
            using TimeServer first = new(World.Wan, LabPlan.TimeServer);
            using TimeServer second = new(World.Wan, LabPlan.OtherTimeServer);
            World.TestNames.Serve(TestNameServer.Address(TimeName, LabPlan.TimeServer));
            StartAnew(new GatewaySettings
            {
                DnsServers = [LabPlan.TestNameServer],
                TimeServers = [TimeName, LabPlan.OtherTimeServer],
                EffectiveFrom = TextOf(DateTime.UtcNow + UntilBlocking),
            });
            World.Gateway.RequireLog("blocking is in force, for the time is not known");
            World.Gateway.RequireLog("the time is known: ");
            World.Gateway.RequireLog("blocking is not in force yet");

            // To the relay's other address, which no setting names: as foreign as any.
            using Socket session = TcpProbe.Connect(World.Home.Pc, LabPlan.Pc, LabPlan.Announced, LabPlan.SmtpPort);
            byte[] reply = new byte[ReplyLength];
            Assert.IsGreaterThan(0, session.Receive(reply), "the greeting");
            Assert.IsTrue(IsAnswered(session, reply), "Before its date blocking cuts nothing.");
            Assert.IsGreaterThan(0, World.AnnounceMail());

            World.Gateway.RequireLog("blocking is in force; its date is");
            World.AnnounceMail();
            Assert.IsFalse(IsAnswered(session, reply), "The session goes on.");
            Assert.AreEqual(0, World.AnnounceMail(), "packets to port 25 once blocking is in force");
            AssertAnswers(Notice, LabPlan.Announced);
            AssertAnswers(Relay, LabPlan.Relay);
        }

        [TestMethod]
        public void While_nobody_tells_the_time_blocking_is_in_force()
        {
            StartAnew(new GatewaySettings { TimeServers = [LabPlan.TimeServer], EffectiveFrom = TextOf(DateTime.UtcNow + TimeSpan.FromDays(1)) });
            World.Gateway.RequireLog("blocking is in force, for the time is not known");
            World.Gateway.RequireLog("the time can't be learnt (no answer)");
            AssertAnswers(Notice, LabPlan.Foreign);
        }

        private static string TextOf(DateTime time)
        {
            return time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }

        private static bool IsAnswered(Socket session, byte[] reply)
        {
            try
            {
                session.Send("NOOP\r\n"u8);
                return session.Receive(reply) > 0;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }
}
