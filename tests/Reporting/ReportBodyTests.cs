using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Reporting
{
    /// <summary>A report's bytes.</summary>
    [TestClass]
    public class ReportBodyTests
    {
        private const string Golden = "{\"Report\":[{\"CollectionTime\":1364529149"
            + ",\"Device.DeviceInfo.ManufacturerOUI\":\"00005E\""
            + ",\"Device.DeviceInfo.ProductClass\":\"Gateway\""
            + ",\"Device.DeviceInfo.SerialNumber\":\"A-1\""
            + ",\"Device.DeviceInfo.SoftwareVersion\":\"0.1.0\""
            + ",\"Device.DeviceInfo.UpTime\":3600"
            + ",\"Device.DeviceInfo.MemoryStatus.Total\":320"
            + ",\"Device.DeviceInfo.MemoryStatus.Free\":111"
            + ",\"Device.DeviceInfo.Reboots.BootCount\":1"
            + ",\"Device.IP.Interface.1.Stats.BytesSent\":0"
            + ",\"Device.IP.Interface.1.Stats.BytesReceived\":40"
            + ",\"Device.IP.Interface.1.Stats.PacketsSent\":0"
            + ",\"Device.IP.Interface.1.Stats.PacketsReceived\":1"
            + ",\"Device.IP.Interface.1.Stats.DiscardPacketsReceived\":1"
            + ",\"Device.IP.Interface.1.Stats.DiscardPacketsSent\":0"
            + ",\"Device.IP.Interface.2.Stats.BytesSent\":0"
            + ",\"Device.IP.Interface.2.Stats.BytesReceived\":0"
            + ",\"Device.IP.Interface.2.Stats.PacketsSent\":0"
            + ",\"Device.IP.Interface.2.Stats.PacketsReceived\":0"
            + ",\"Device.IP.Interface.2.Stats.DiscardPacketsReceived\":0"
            + ",\"Device.Hosts.HostNumberOfEntries\":0"
            + ",\"Device.X_ACME_OP25B.Mode\":\"Enforce\""
            + ",\"Device.X_ACME_OP25B.RelayNumberOfEntries\":1"
            + ",\"Device.X_ACME_OP25B.AllowedConnections\":0"
            + ",\"Device.X_ACME_OP25B.RedirectedConnections\":0"
            + ",\"Device.X_ACME_OP25B.RejectedConnections\":0"
            + ",\"Device.X_ACME_OP25B.WouldBlockConnections\":0"
            + ",\"Device.X_ACME_OP25B.BlockedPackets\":0"
            + ",\"Device.X_ACME_OP25B.BlockedPacketsIPv6\":0"
            + ",\"Device.X_ACME_OP25B.InboundSourcePort25Dropped\":0"
            + ",\"Device.X_ACME_OP25B.SpoofedSourceDropped\":0"
            + ",\"Device.X_ACME_OP25B.FragmentDropped\":0"
            + ",\"Device.X_ACME_OP25B.AffectedHosts\":0"
            + ",\"Device.X_ACME_OP25B.NoticesDelivered\":0"
            + ",\"Device.X_ACME_OP25B.NoticePageViews\":9223372036854775807"
            + ",\"Device.X_ACME_OP25B.RelayResolveFailures\":0"
            + ",\"Device.X_ACME_OP25B.SettingsErrors\":0"
            + ",\"Device.X_ACME_NAT.ActiveSessions\":0"
            + ",\"Device.X_ACME_NAT.SessionsCreated\":0"
            + ",\"Device.X_ACME_NAT.TableFullDrops\":0"
            + ",\"Device.X_ACME_NAT.Evictions\":0"
            + ",\"Device.X_ACME_NAT.PortExhaustion\":0"
            + "}]}";

        // What this board does not measure is not there: what is lost to the LAN, the flow cache.
        [TestMethod]
        public void A_report_is_these_bytes()
        {
            Assert.AreEqual(Golden, MakeGolden().ReadBody());
        }

        [TestMethod]
        public void It_may_be_split_anywhere()
        {
            TestReports test = MakeGolden();
            byte[] piece = new byte[Golden.Length];
            for (int first = 1; first < Golden.Length; first++)
            {
                test.Spool.BeginBody();
                Assert.AreEqual(first, test.Spool.NextPiece(piece, 0, first));
                Assert.AreEqual(Golden.Length - first, test.Spool.NextPiece(piece, first, Golden.Length - first));
                Assert.AreEqual(0, test.Spool.NextPiece(piece, 0, 1));
                int wrong = 0;
                for (int i = first - 1; i <= first; i++)
                {
                    wrong += piece[i] == Golden[i] ? 0 : 1;
                }

                Assert.AreEqual(0, wrong);
            }
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(7)]
        [DataRow(4096)]
        public void It_may_be_read_in_pieces_of_any_length(int length)
        {
            Assert.AreEqual(Golden, MakeGolden().ReadBody(length));
        }

        [TestMethod]
        public void No_report_is_an_empty_array()
        {
            Assert.AreEqual("{\"Report\":[]}", new TestReports().ReadBody());
        }

        [TestMethod]
        public void The_oldest_stands_first()
        {
            var test = new TestReports();
            test.Report(1, 1000);
            test.Report(2, 2000);
            test.Report(4, 500);
            string body = test.ReadBody();
            int from = 0;

            // As they were taken, though the clock went back.
            Assert.AreEqual(1000L, TestReports.NumberIn(body, "CollectionTime", ref from));
            Assert.AreEqual(1L, TestReports.NumberIn(body, "NoticePageViews", ref from));
            Assert.AreEqual(2000L, TestReports.NumberIn(body, "CollectionTime", ref from));
            Assert.AreEqual(3L, TestReports.NumberIn(body, "NoticePageViews", ref from));
            Assert.AreEqual(500L, TestReports.NumberIn(body, "CollectionTime", ref from));
            Assert.AreEqual(7L, TestReports.NumberIn(body, "NoticePageViews", ref from));
            TestReports.NumberIn(body, "CollectionTime", ref from);
            Assert.IsTrue(from < 0);
        }

        [TestMethod]
        [DataRow("plain", "plain")]
        [DataRow("a\"b\\c", "a\\\"b\\\\c")]
        [DataRow("\r\n\t\u007F", "\\u000d\\u000a\\u0009\\u007f")]
        [DataRow("\u65E5\u672C", "\\u65e5\\u672c")]
        public void Strings_are_escaped(string serialNumber, string written)
        {
            var test = new TestReports();
            test.Settings.SerialNumber = serialNumber;
            test.Report(1, 1000);

            Assert.IsTrue(test.ReadBody().IndexOf(",\"Device.DeviceInfo.SerialNumber\":\"" + written + "\",") > 0);
        }

        // mode: as Op25bMode
        [TestMethod]
        [DataRow(0, "Off")]
        [DataRow(1, "Monitor")]
        [DataRow(2, "Enforce")]
        public void The_mode_has_its_name(int mode, string name)
        {
            var test = new TestReports();
            test.Gateway.Settings.Op25b.Mode = (Op25bMode)mode;
            test.Gateway.Engine.Apply(test.Gateway.Settings);
            test.Report(1, 1000);

            Assert.IsTrue(test.ReadBody().IndexOf("_OP25B.Mode\":\"" + name + "\",") > 0);
        }

        [TestMethod]
        public void The_newest_report_tells_the_error_of_remote_settings()
        {
            const string Name = "\"Device.X_ACME_OP25B.SettingsError\":\"";
            var test = new TestReports();
            test.Report(1, 1000);
            test.Report(1, 2000);
            test.Spool.SettingsError = "page.hostName (line 2)";
            string body = test.ReadBody();

            Assert.IsTrue(body.IndexOf("," + Name + "page.hostName (line 2)\"}]}") > 0);
            Assert.IsTrue(body.IndexOf(Name, body.IndexOf(Name) + 1) < 0);
            test.Spool.SettingsError = null;
            Assert.IsTrue(test.ReadBody().IndexOf(Name) < 0);
        }

        // An error's text has quoted what others wrote: it may be long.
        [TestMethod]
        public void A_long_error_is_cut()
        {
            var test = new TestReports();
            test.Report(1, 1000);
            test.Spool.SettingsError = "";
            int least = test.ReadBody().Length;
            test.Spool.SettingsError = new string('"', 1000);

            Assert.AreEqual(least + (2 * 200), test.ReadBody().Length);
        }

        private static TestReports MakeGolden()
        {
            var test = new TestReports();
            test.Board.MemoryTotalKib = 320;
            test.Board.MemoryFreeKib = 111;
            test.Board.WanPacketsLost = 0;
            test.Gateway.Pass(3600 * 1000);
            byte[] stranger = PacketBuilder.Tcp(TestGateway.Foreign, 443, TestGateway.Wan, 4444, TcpFlags.Ack);
            test.Gateway.Receive(Side.Wan, stranger);
            test.Page.NoticePageViews = long.MaxValue;
            test.Spool.Take(TestReports.CollectionTime);
            return test;
        }
    }
}
