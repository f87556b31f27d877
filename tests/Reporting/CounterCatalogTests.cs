using Gateway.Reporting;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Reporting
{
    /// <summary>The catalogue: every name once, each such as its readers take.</summary>
    [TestClass]
    public class CounterCatalogTests
    {
        // The numbers are those of stored records: who changes one reads others' totals under it.
        [TestMethod]
        [DataRow(0, "Device.DeviceInfo.UpTime")]
        [DataRow(1, "Device.DeviceInfo.MemoryStatus.Total")]
        [DataRow(2, "Device.DeviceInfo.MemoryStatus.Free")]
        [DataRow(3, "Device.DeviceInfo.Reboots.BootCount")]
        [DataRow(4, "Device.IP.Interface.1.Stats.BytesSent")]
        [DataRow(5, "Device.IP.Interface.1.Stats.BytesReceived")]
        [DataRow(6, "Device.IP.Interface.1.Stats.PacketsSent")]
        [DataRow(7, "Device.IP.Interface.1.Stats.PacketsReceived")]
        [DataRow(8, "Device.IP.Interface.1.Stats.DiscardPacketsReceived")]
        [DataRow(9, "Device.IP.Interface.1.Stats.DiscardPacketsSent")]
        [DataRow(10, "Device.IP.Interface.2.Stats.BytesSent")]
        [DataRow(11, "Device.IP.Interface.2.Stats.BytesReceived")]
        [DataRow(12, "Device.IP.Interface.2.Stats.PacketsSent")]
        [DataRow(13, "Device.IP.Interface.2.Stats.PacketsReceived")]
        [DataRow(14, "Device.IP.Interface.2.Stats.DiscardPacketsReceived")]
        [DataRow(15, "Device.IP.Interface.2.Stats.DiscardPacketsSent")]
        [DataRow(16, "Device.Hosts.HostNumberOfEntries")]
        [DataRow(17, "Device.X_00005E_OP25B.Mode")]
        [DataRow(18, "Device.X_00005E_OP25B.RelayNumberOfEntries")]
        [DataRow(19, "Device.X_00005E_OP25B.AllowedConnections")]
        [DataRow(20, "Device.X_00005E_OP25B.RedirectedConnections")]
        [DataRow(21, "Device.X_00005E_OP25B.RejectedConnections")]
        [DataRow(22, "Device.X_00005E_OP25B.WouldBlockConnections")]
        [DataRow(23, "Device.X_00005E_OP25B.BlockedPackets")]
        [DataRow(24, "Device.X_00005E_OP25B.BlockedPacketsIPv6")]
        [DataRow(25, "Device.X_00005E_OP25B.InboundSourcePort25Dropped")]
        [DataRow(26, "Device.X_00005E_OP25B.SpoofedSourceDropped")]
        [DataRow(27, "Device.X_00005E_OP25B.FragmentDropped")]
        [DataRow(28, "Device.X_00005E_OP25B.AffectedHosts")]
        [DataRow(29, "Device.X_00005E_OP25B.NoticesDelivered")]
        [DataRow(30, "Device.X_00005E_OP25B.NoticePageViews")]
        [DataRow(31, "Device.X_00005E_OP25B.RelayResolveFailures")]
        [DataRow(32, "Device.X_00005E_OP25B.SettingsErrors")]
        [DataRow(33, "Device.X_00005E_NAT.ActiveSessions")]
        [DataRow(34, "Device.X_00005E_NAT.SessionsCreated")]
        [DataRow(35, "Device.X_00005E_NAT.TableFullDrops")]
        [DataRow(36, "Device.X_00005E_NAT.Evictions")]
        [DataRow(37, "Device.X_00005E_NAT.PortExhaustion")]
        [DataRow(38, "Device.X_00005E_NAT.CacheHits")]
        [DataRow(39, "Device.X_00005E_NAT.CacheMisses")]
        [DataRow(40, "Device.X_00005E_NAT.CacheRingDrops")]
        public void A_reported_counter_keeps_its_number_and_name(int number, string name)
        {
            Assert.AreEqual(name, CounterCatalog.ReportNameOf(Entry(number), "00005E"));
        }

        [TestMethod]
        public void The_reported_ones_come_first()
        {
            for (int i = 0; i < CounterCatalog.Count; i++)
            {
                Assert.AreEqual(i < CounterCatalog.ReportedCount, Entry(i).ReportName != null);
            }

            Assert.AreEqual(41, CounterCatalog.ReportedCount);
            Assert.IsTrue(CounterCatalog.ReportedCount <= CounterCatalog.MaximumReportedCount);
        }

        [TestMethod]
        public void No_name_stands_twice()
        {
            for (int i = 0; i < CounterCatalog.Count; i++)
            {
                CounterEntry one = Entry(i);
                Assert.IsTrue(one.ReportName != null || one.MetricName != null);
                for (int j = 0; j < i; j++)
                {
                    CounterEntry other = Entry(j);
                    Assert.IsFalse(one.ReportName != null && one.ReportName == other.ReportName, one.ReportName);
                    Assert.IsFalse(one.MetricName != null && one.MetricName == other.MetricName, one.MetricName);
                    Assert.IsFalse(one.Help == other.Help, "Help " + i);
                }
            }
        }

        // As Prometheus has them: small letters, digits, underscores; a total says so at its end, and nothing else does.
        [TestMethod]
        public void Metric_names_are_legal()
        {
            for (int i = 0; i < CounterCatalog.Count; i++)
            {
                CounterEntry entry = Entry(i);
                string name = entry.MetricName;
                if (name == null)
                {
                    continue;
                }

                char[] letters = name.ToCharArray();
                for (int at = 0; at < letters.Length; at++)
                {
                    char c = letters[at];
                    Assert.IsTrue((c >= 'a' && c <= 'z') || (at > 0 && ((c >= '0' && c <= '9') || c == '_')), name);
                }

                Assert.AreEqual(entry.Kind == CounterKind.Total, name.IndexOf("_total") == name.Length - 6 && name.Length > 6);
                Assert.IsTrue(name.IndexOf("__") < 0);
            }
        }

        // TR-106: parts of letters, digits and underscores behind points, the first a letter; instances are numbers.
        [TestMethod]
        public void Report_names_are_legal()
        {
            for (int i = 0; i < CounterCatalog.ReportedCount; i++)
            {
                string name = CounterCatalog.ReportNameOf(Entry(i), "ISP_EXAMPLE");
                Assert.AreEqual(0, name.IndexOf("Device."));
                char before = '.';
                char[] letters = name.ToCharArray();
                for (int at = 0; at < letters.Length; at++)
                {
                    char c = letters[at];
                    bool isLetter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
                    Assert.IsTrue(isLetter || (c >= '0' && c <= '9') || (before != '.' && (c == '_' || c == '.')), name);
                    before = c;
                }

                Assert.IsTrue(before != '.');
            }
        }

        [TestMethod]
        public void Each_has_a_unit_and_a_sentence()
        {
            for (int i = 0; i < CounterCatalog.Count; i++)
            {
                CounterEntry entry = Entry(i);
                Assert.IsTrue(entry.Unit.Length > 0);
                Assert.IsTrue(entry.Help[entry.Help.Length - 1] == '.' && entry.Help[0] >= 'A' && entry.Help[0] <= 'Z', "Help " + i);
                Assert.IsTrue(entry.Help.IndexOf('\\') < 0 && entry.Help.IndexOf('\n') < 0, "Help " + i);
            }
        }

        [TestMethod]
        public void A_name_for_JSON_is_the_end_of_the_report_s()
        {
            Assert.AreEqual("blockedPackets", CounterCatalog.JsonNameOf(Entry((int)Counter.BlockedPackets)));
            Assert.AreEqual("upTime", CounterCatalog.JsonNameOf(Entry((int)Counter.UpTime)));
        }

        private static CounterEntry Entry(int number)
        {
            var entry = new CounterEntry();
            CounterCatalog.Read((Counter)number, entry);
            return entry;
        }
    }
}
