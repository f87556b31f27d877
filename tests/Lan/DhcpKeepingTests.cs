using Gateway.Storage;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Lan
{
    /// <summary>What is known after a restart: an address never has two clients.</summary>
    [TestClass]
    public class DhcpKeepingTests
    {
        [TestMethod]
        public void A_lease_is_stored_before_its_client_hears_of_it()
        {
            var test = new TestDhcp();
            Assert.AreEqual(0, test.Storage.WriteCount);
            test.Discover(1);
            Assert.AreEqual(0, test.Storage.WriteCount);
            uint address = test.Obtain(1);
            Assert.AreEqual(1, test.Storage.WriteCount);

            test.Start();
            Assert.AreEqual(1L, test.Server.Counters.LeasesLoaded);
            Assert.AreEqual(1, test.Server.LeaseCount);
            Assert.AreNotEqual(address, test.Discover(2, address));
            Assert.AreEqual(DhcpBuilder.Ack, DhcpBuilder.TypeOf(test.Reboot(1, address)));
        }

        // Nobody knows how long the gateway was off: the lease lasts anew.
        [TestMethod]
        public void After_a_restart_a_lease_lasts_its_longest_time()
        {
            var test = new TestDhcp(TestDhcp.Range(1));
            uint address = test.Obtain(1);
            test.Pass(TestDhcp.Lease - 60);
            test.Start();
            test.Pass(TestDhcp.Lease - 1);
            Assert.AreEqual(0u, test.Discover(2));
            test.Pass(1);
            Assert.AreEqual(address, test.Discover(2));
        }

        [TestMethod]
        public void Renewals_write_nothing()
        {
            var test = new TestDhcp();
            uint address = test.Obtain(1);
            for (int i = 0; i < 20; i++)
            {
                test.Pass(TestDhcp.Lease / 2);
                test.Renew(1, address);
            }

            Assert.AreEqual(1, test.Storage.WriteCount);
        }

        // What is over is told too, in time, so that it does not last anew at each start.
        [TestMethod]
        public void What_is_over_is_stored_as_such()
        {
            var test = new TestDhcp(TestDhcp.Range(1));
            uint address = test.Obtain(1);
            test.Release(1, address);
            test.Pass(120);
            Assert.AreEqual(2, test.Storage.WriteCount);

            test.Start();
            Assert.AreEqual(0, test.Server.LeaseCount);
            Assert.AreEqual(address, test.Discover(1));
            test.Pass(61);
            Assert.AreEqual(address, test.Discover(2));
        }

        // Flash wears out: 32 writes at once, and one more in ten minutes. What can't be stored lasts ten minutes at the most.
        [TestMethod]
        public void Writes_are_few_and_what_is_not_stored_is_short()
        {
            var test = new TestDhcp();
            for (int client = 1; client <= 40; client++)
            {
                byte[] answer = test.Select(client, test.Discover(client));
                Assert.AreEqual((uint)(client <= 32 ? TestDhcp.Lease : TestDhcp.ShortLease), DhcpBuilder.LeaseOf(answer));
            }

            Assert.AreEqual(32, test.Storage.WriteCount);
            Assert.AreEqual(8L, test.Server.Counters.LeasesNotStored);

            // The next one that can be stored takes the others with it.
            test.Pass(300);
            uint address = test.Discover(40);
            Assert.AreEqual((uint)TestDhcp.ShortLease, DhcpBuilder.LeaseOf(test.Renew(40, address)));
            test.Pass(300);
            Assert.AreEqual((uint)TestDhcp.Lease, DhcpBuilder.LeaseOf(test.Renew(40, address)));
            Assert.AreEqual(33, test.Storage.WriteCount);
        }

        [TestMethod]
        public void In_a_year_of_strangers_flash_is_written_144_times_a_day_at_the_most()
        {
            var test = new TestDhcp();
            for (int client = 1; client <= 2880; client++)
            {
                uint address = test.Obtain(client);
                Assert.AreNotEqual(0u, address);
                test.Release(client, address);
                test.Pass(30);
            }

            Assert.IsTrue(test.Storage.WriteCount <= 144 + 32);
        }

        [TestMethod]
        public void What_is_over_leaves_half_of_the_writes_to_new_leases()
        {
            var test = new TestDhcp();
            for (int i = 0; i < 40; i++)
            {
                test.Release(1, test.Obtain(1));
                test.Pass(61);
            }

            // 16 of the first 32, and those of 40 minutes.
            Assert.IsTrue(test.Storage.WriteCount <= 24);
        }

        [TestMethod]
        public void Where_nothing_can_be_stored_leases_are_short()
        {
            var test = new TestDhcp();
            test.Storage.IsReadOnly = true;
            uint address = test.Discover(1);

            Assert.AreEqual((uint)TestDhcp.ShortLease, DhcpBuilder.LeaseOf(test.Select(1, address)));
            Assert.AreEqual(1L, test.Server.Storage.WriteFailures);
            Assert.AreEqual(1L, test.Server.Counters.LeasesNotStored);
            test.Storage.IsReadOnly = false;
            Assert.AreEqual((uint)TestDhcp.Lease, DhcpBuilder.LeaseOf(test.Renew(1, address)));
        }

        // Power fails while the second lease is being stored: the first is known, and the second's client got no answer.
        [TestMethod]
        public void A_torn_write_leaves_the_leases_before_it()
        {
            for (int torn = 0; torn < 60; torn++)
            {
                var test = new TestDhcp();
                uint address = test.Obtain(1);
                uint second = test.Discover(2);
                test.Storage.TearAfter = torn;
                test.Select(2, second);
                test.Storage.TearAfter = -1;
                test.Start();

                Assert.AreEqual(address, test.Discover(1));
                Assert.AreNotEqual(address, test.Discover(3, address));
            }
        }

        // Other addresses' settings, another version's or foreign bytes: what can't be used is as if it were not there.
        [DataRow("01000101", 0)]
        [DataRow("020001c0a8016401020101", 0)]
        [DataRow("010001c0a80164010501", 0)]
        [DataRow("010001c0a80164011901020304050607080910111213141516171819202122232425", 0)]
        [DataRow("0100010a000005010201aa", 0)]
        [DataRow("010001c0a8016401020101", 1)]
        [DataRow("01ffffc0a8016401020101", 1)]
        [DataRow("010001c0a80164010000", 0)]
        [DataRow("010001c0a80164011901", 0)]
        [DataRow("010001c0a8016401ff0101", 0)]
        [DataRow("010002c0a8016401020101c0a8016501020101", 2)]
        [TestMethod]
        public void A_record_is_read_as_far_as_it_is_right(string record, int loaded)
        {
            var test = new TestDhcp();
            byte[] bytes = Hex.Parse(record);
            new TwoSlotRecord(test.Storage, "leases", 1000).Save(bytes, bytes.Length);
            test.Start();

            Assert.AreEqual((long)loaded, test.Server.Counters.LeasesLoaded);
            Assert.AreEqual(loaded == 0 ? 0 : 1, test.Server.LeaseCount);
        }

        // Identifiers of all lengths come back.
        [DataRow(2)]
        [DataRow(6)]
        [DataRow(22)]
        [DataRow(23)]
        [DataRow(24)]
        [DataRow(255)]
        [TestMethod]
        public void A_client_is_known_again(int identifierLength)
        {
            var test = new TestDhcp();
            byte[] identifier = new byte[identifierLength];
            identifier[identifierLength - 1] = 9;
            string options = DhcpBuilder.Option(61, identifier);
            uint address = DhcpBuilder.AddressOf(test.Send(DhcpBuilder.Message(DhcpBuilder.Discover, 1, options)));
            test.Send(DhcpBuilder.Message(
                DhcpBuilder.Request, 1, options + DhcpBuilder.Option(50, address) + DhcpBuilder.Option(54, TestDhcp.Gateway)));
            test.Start();

            Assert.AreEqual(1, test.Server.LeaseCount);
            Assert.AreEqual(DhcpBuilder.Ack, DhcpBuilder.TypeOf(test.Send(DhcpBuilder.Message(DhcpBuilder.Request, 2, options + DhcpBuilder.Option(50, address)))));
            Assert.AreEqual(0, test.Reboot(2, address).Length);
        }
    }
}
