using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Policy
{
    /// <summary>What each LAN host tried at port 25: whose attempts are kept, and what counts as one.</summary>
    [TestClass]
    public class AttemptLogTests
    {
        [TestMethod]
        public void The_same_again_counts_in_its_row_and_the_latest_stands_first()
        {
            var log = new AttemptLog();
            log.Add(TestGateway.HostA, TestGateway.Foreign, Verdict.Redirect, 10);
            log.Add(TestGateway.HostA, TestGateway.Foreign2, Verdict.Redirect, 10);
            log.Add(TestGateway.HostA, TestGateway.Foreign, Verdict.Redirect, 20);
            log.Add(TestGateway.HostA, TestGateway.Foreign, Verdict.WouldBlockMonitor, 20);
            AttemptList list = Read(log, TestGateway.HostA);

            Assert.AreEqual(3, list.Count);
            Has(list, 0, TestGateway.Foreign, Verdict.WouldBlockMonitor, 20, 1);
            Has(list, 1, TestGateway.Foreign, Verdict.Redirect, 20, 2);
            Has(list, 2, TestGateway.Foreign2, Verdict.Redirect, 10, 1);
            Assert.AreEqual(0, Read(log, TestGateway.HostB).Count);
        }

        // An infected host must not push out the others' rows.
        [TestMethod]
        public void A_host_has_its_share_of_rows()
        {
            var log = new AttemptLog();
            log.Add(TestGateway.HostB, TestGateway.Foreign, Verdict.Redirect, 1);
            for (uint i = 0; i < 1000; i++)
            {
                log.Add(TestGateway.HostA, TestGateway.Foreign + i, Verdict.Redirect, 2);
            }

            AttemptList list = Read(log, TestGateway.HostA);
            Assert.AreEqual(AttemptLog.MaximumRowsAHost, list.Count);
            for (int i = 0; i < list.Count; i++)
            {
                Has(list, i, TestGateway.Foreign + 999 - (uint)i, Verdict.Redirect, 2, 1);
            }

            Assert.AreEqual(1, Read(log, TestGateway.HostB).Count);
        }

        [TestMethod]
        public void With_many_hosts_the_oldest_rows_go()
        {
            var log = new AttemptLog();
            for (uint i = 0; i <= AttemptLog.Capacity; i++)
            {
                log.Add(TestGateway.HostA + i, TestGateway.Foreign, Verdict.Redirect, 1);
            }

            Assert.AreEqual(0, Read(log, TestGateway.HostA).Count);
            Assert.AreEqual(1, Read(log, TestGateway.HostA + 1).Count);
            Assert.AreEqual(1, Read(log, TestGateway.HostA + AttemptLog.Capacity).Count);
        }

        [TestMethod]
        public void Cleared_it_is_empty()
        {
            var log = new AttemptLog();
            log.Add(TestGateway.HostA, TestGateway.Foreign, Verdict.Redirect, 1);
            log.Clear();

            Assert.AreEqual(0, Read(log, TestGateway.HostA).Count);
        }

        // how a blocked connection ends, verdict, attempts that three SYNs of one connection count as
        [DataRow((int)BlockAction.Reject, (int)Verdict.Reject, 3)]
        [DataRow((int)BlockAction.Drop, (int)Verdict.Drop, 3)]
        [DataRow((int)BlockAction.Redirect, (int)Verdict.Redirect, 0)]
        [TestMethod]
        public void A_blocked_SYN_is_an_attempt_where_nobody_answers_it(int action, int verdict, int count)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.OnBlock = (BlockAction)action;
            var gateway = new TestGateway(settings, null);
            for (int i = 0; i < 3; i++)
            {
                gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Foreign, 25, TcpFlags.Syn));
            }

            gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Foreign, 25, TcpFlags.Ack));
            AttemptList list = Status(gateway).Attempts;

            Assert.AreEqual(count == 0 ? 0 : 1, list.Count);
            if (count > 0)
            {
                Has(list, 0, TestGateway.Foreign, (Verdict)verdict, list.LastS[0], count);
            }
        }

        [TestMethod]
        public void A_redirected_connection_is_an_attempt_when_its_handshake_completes()
        {
            var gateway = new TestGateway();
            var client = new NoticeClient(gateway, 50000);
            client.Open();
            Assert.AreEqual(0, Status(gateway).Attempts.Count);
            client.Acknowledge();
            client.Say("QUIT\r\n");

            Assert.AreEqual(1, Status(gateway).Attempts.Count);
            Has(Status(gateway).Attempts, 0, TestGateway.Foreign, Verdict.Redirect, Status(gateway).NowS, 1);
        }

        [TestMethod]
        public void What_passes_is_an_attempt_only_where_it_will_be_blocked()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.Mode = Op25bMode.Monitor;
            var gateway = new TestGateway(settings, null);
            gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Relay, 25, TcpFlags.Syn));
            gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50001, TestGateway.Foreign, 25, TcpFlags.Syn));
            gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50002, TestGateway.Foreign, 587, TcpFlags.Syn));

            Assert.AreEqual(1, Status(gateway).Attempts.Count);
            Has(Status(gateway).Attempts, 0, TestGateway.Foreign, Verdict.WouldBlockMonitor, Status(gateway).NowS, 1);
        }

        // Hosts of another LAN are others.
        [TestMethod]
        public void Another_LAN_begins_anew()
        {
            var gateway = new TestGateway();
            new NoticeClient(gateway, 50000).Connect();
            gateway.Settings.LanAddress = 0xC0A80201;
            gateway.Engine.Apply(gateway.Settings);

            Assert.AreEqual(0, Status(gateway).Attempts.Count);
        }

        // The line's address is nothing to the hosts.
        [TestMethod]
        public void Another_WAN_address_changes_nothing()
        {
            var gateway = new TestGateway();
            new NoticeClient(gateway, 50000).Connect();
            gateway.Settings.WanAddress = TestGateway.Wan + 1;
            gateway.Engine.Apply(gateway.Settings);

            Assert.AreEqual(1, Status(gateway).Attempts.Count);
        }

        // The address may be another device's by then.
        [DataRow(AttemptLog.MaximumAgeS - 1, 1)]
        [DataRow(AttemptLog.MaximumAgeS, 0)]
        [TestMethod]
        public void An_attempt_is_told_for_a_day(int ageS, int count)
        {
            var log = new AttemptLog();
            var list = new AttemptList();
            log.Add(TestGateway.HostA, TestGateway.Foreign, Verdict.Redirect, 5);
            log.Read(TestGateway.HostA, 5 + ageS, list);

            Assert.AreEqual(count, list.Count);
        }

        // A copy stays what it was.
        [TestMethod]
        public void A_status_is_a_copy()
        {
            var gateway = new TestGateway();
            EngineStatus before = Status(gateway);
            new NoticeClient(gateway, 50000).Connect();
            gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.Foreign, 50000, TestGateway.Foreign, 80, TcpFlags.Syn));

            Assert.AreEqual(0, before.Op25b.RedirectedConnections);
            Assert.AreEqual(0, before.Traffic.Received);
            Assert.AreEqual(0, before.Drops.Of(DropReason.SpoofedSource));
            Assert.AreEqual(1, Status(gateway).Drops.Of(DropReason.SpoofedSource));
            Assert.AreEqual(1, Status(gateway).Op25b.RedirectedConnections);
        }

        // "Since when" is since mode or date changed what is in force; other settings leave it.
        [TestMethod]
        public void What_is_in_force_has_its_time()
        {
            var gateway = new TestGateway();
            int started = Status(gateway).InForceSinceS;
            gateway.Clock.Advance(60 * 1000);
            gateway.Engine.Apply(gateway.Settings);
            Assert.AreEqual(started, Status(gateway).InForceSinceS);

            gateway.Settings.Op25b.Mode = Op25bMode.Monitor;
            gateway.Engine.Apply(gateway.Settings);
            Assert.AreEqual(started + 60, Status(gateway).InForceSinceS);
            Assert.AreEqual(started, Status(gateway).StartedS);
        }

        private static EngineStatus Status(TestGateway gateway)
        {
            var status = new EngineStatus();
            gateway.Engine.ReadStatus(TestGateway.HostA, status);
            return status;
        }

        private static AttemptList Read(AttemptLog log, uint host)
        {
            var list = new AttemptList();
            log.Read(host, 20, list);
            return list;
        }

        private static void Has(AttemptList list, int at, uint destination, Verdict verdict, int lastS, int count)
        {
            Assert.AreEqual(destination, list.Destinations[at]);
            Assert.AreEqual((int)verdict, (int)list.Verdicts[at]);
            Assert.AreEqual(lastS, list.LastS[at]);
            Assert.AreEqual(count, list.Counts[at]);
        }
    }
}
