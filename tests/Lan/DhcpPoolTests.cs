using Gateway.Lan;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Lan
{
    /// <summary>Which addresses are given, and to whom when there are too few.</summary>
    [TestClass]
    public class DhcpPoolTests
    {
        // the gateway, the prefix length; the first and the last address, and how many there are
        [DataRow("192.168.1.1", 24, "192.168.1.100", "192.168.1.199", 100)]
        [DataRow("192.168.1.150", 24, "192.168.1.100", "192.168.1.199", 99)]
        [DataRow("10.0.0.1", 8, "10.0.0.100", "10.0.0.199", 100)]
        [DataRow("192.168.1.1", 25, "192.168.1.2", "192.168.1.126", 125)]
        [DataRow("192.168.1.129", 26, "192.168.1.130", "192.168.1.190", 61)]
        [DataRow("192.168.1.1", 30, "192.168.1.2", "192.168.1.2", 1)]
        [DataRow("192.168.1.2", 30, "192.168.1.1", "192.168.1.1", 1)]
        [TestMethod]
        public void The_default_range_fits_the_LAN(string gateway, int length, string first, string last, int count)
        {
            uint address = TestDhcp.Address(gateway);
            var test = new TestDhcp();
            test.Server.Apply(new DhcpSettings(), address, new Ipv4Prefix(address, length), new uint[0], 1500);
            uint least = uint.MaxValue;
            uint most = 0;
            int given = 0;
            for (int client = 1; client <= 130; client++)
            {
                uint offered = test.Discover(client);
                byte[] answer = test.Send(DhcpBuilder.Message(
                    DhcpBuilder.Request, client, DhcpBuilder.Option(50, offered) + DhcpBuilder.Option(54, address)));
                if (offered != 0)
                {
                    Assert.AreEqual(offered, DhcpBuilder.AddressOf(answer));
                    Assert.AreNotEqual(address, offered);
                    least = offered < least ? offered : least;
                    most = offered > most ? offered : most;
                    given++;
                }
            }

            Assert.AreEqual(TestDhcp.Address(first), least);
            Assert.AreEqual(TestDhcp.Address(last), most);
            Assert.AreEqual(count, given);
            Assert.AreEqual(count, test.Server.LeaseCount);
        }

        [TestMethod]
        public void When_all_are_taken_there_is_no_answer_until_one_is_over()
        {
            var test = new TestDhcp(TestDhcp.Range(3));
            uint first = test.Obtain(1);
            test.Pass(100);
            test.Obtain(2);
            test.Obtain(3);
            Assert.AreEqual(0u, test.Obtain(4));
            Assert.AreEqual(1L, test.Count(DhcpResult.PoolFull));

            test.Pass(TestDhcp.Lease - 101);
            Assert.AreEqual(0u, test.Obtain(4));
            test.Pass(1);
            Assert.AreEqual(first, test.Obtain(4));
            Assert.AreEqual(1L, test.Server.Counters.AddressesReused);
        }

        // The one that is over for the longest time goes first; who comes back in time has its own.
        [TestMethod]
        public void Of_those_that_are_over_the_oldest_goes_first()
        {
            var test = new TestDhcp(TestDhcp.Range(3));
            uint first = test.Obtain(1);
            test.Pass(10);
            uint second = test.Obtain(2);
            test.Pass(10);
            uint third = test.Obtain(3);
            test.Pass(2 * TestDhcp.Lease);

            Assert.AreEqual(first, test.Obtain(4));
            Assert.AreEqual(second, test.Obtain(2));
            Assert.AreEqual(third, test.Obtain(5));
            Assert.AreEqual(0u, test.Obtain(1));
        }

        [TestMethod]
        public void A_remembered_client_gives_way_last()
        {
            var test = new TestDhcp(TestDhcp.Range(10));
            uint first = test.Obtain(1);
            test.Pass(2 * TestDhcp.Lease);
            for (int client = 2; client <= 10; client++)
            {
                Assert.AreNotEqual(first, test.Obtain(client));
            }

            Assert.AreEqual(first, test.Obtain(1));
        }

        [DataRow(0xC0A80170u, true)]
        [DataRow(TestDhcp.First, true)]
        [DataRow(TestDhcp.Last, true)]
        [DataRow(0xC0A80163u, false)]
        [DataRow(0xC0A801C8u, false)]
        [DataRow(TestDhcp.Gateway, false)]
        [DataRow(0x0A000001u, false)]
        [DataRow(0u, false)]
        [TestMethod]
        public void A_wish_is_met_in_the_range(uint wanted, bool isMet)
        {
            var test = new TestDhcp();
            uint offered = test.Discover(1, wanted);

            Assert.AreEqual(isMet, offered == wanted);
            Assert.IsTrue(offered >= TestDhcp.First && offered <= TestDhcp.Last);
        }

        // Who only asks, with ever other cards, takes neither leases nor their memory, and keeps nobody out.
        [TestMethod]
        public void A_flood_of_questions_keeps_nobody_out()
        {
            var test = new TestDhcp();
            uint[] leases = new uint[80];
            for (int client = 0; client < leases.Length; client++)
            {
                leases[client] = test.Obtain(client);
            }

            test.Pass(TestDhcp.Lease + 1);
            leases[0] = test.Obtain(0);
            for (int client = 1000; client < 6000; client++)
            {
                Assert.AreNotEqual(0u, test.Discover(client));
                if (client == 5000)
                {
                    Assert.AreNotEqual(0u, test.Obtain(500));
                }
            }

            Assert.AreEqual(2, test.Server.LeaseCount);
            Assert.IsTrue(test.Server.Counters.OffersDisplaced > 4900);
            for (int client = 0; client < leases.Length; client++)
            {
                Assert.AreEqual(leases[client], test.Discover(client));
            }
        }

        // An offer that gave way to others, and that nobody took, is still good.
        [TestMethod]
        public void A_displaced_offer_can_be_taken_where_it_is_free()
        {
            var test = new TestDhcp();
            uint address = test.Discover(1, TestDhcp.Last);
            for (uint i = 0; i < 17; i++)
            {
                test.Discover(100 + (int)i, TestDhcp.First + i);
            }

            Assert.AreEqual(DhcpBuilder.Ack, DhcpBuilder.TypeOf(test.Select(1, address)));
        }

        // Where a reservation lies, and what others get of it.
        [DataRow(0xC0A80132u)]
        [DataRow(TestDhcp.First)]
        [TestMethod]
        public void A_reserved_address_is_its_card_s(uint reserved)
        {
            var test = new TestDhcp(TestDhcp.Reserved(2, 7, reserved));
            int others = reserved == TestDhcp.First ? 1 : 2;
            int given = 0;
            for (int client = 1; client < 7; client++)
            {
                Assert.AreNotEqual(reserved, test.Discover(client));
                Assert.AreNotEqual(reserved, test.Discover(client, reserved));
                uint address = test.Obtain(client);
                Assert.AreNotEqual(reserved, address);
                given += address == 0 ? 0 : 1;
            }

            Assert.AreEqual(others, given);
            Assert.AreNotEqual(DhcpBuilder.Ack, DhcpBuilder.TypeOf(test.Select(8, reserved)));
            Assert.AreNotEqual(DhcpBuilder.Ack, DhcpBuilder.TypeOf(test.Renew(8, reserved)));
            Assert.AreEqual(reserved, test.Obtain(7));

            // By its card, whatever identifier it sends.
            Assert.AreEqual(reserved, DhcpBuilder.AddressOf(test.Send(DhcpBuilder.Message(DhcpBuilder.Discover, 7, "3d03aabbcc"))));
            Assert.AreEqual(DhcpBuilder.Nak, DhcpBuilder.TypeOf(test.Reboot(7, 0xC0A80170)));
        }

        // A reservation that comes later: the card moves when it renews, the other client when its lease is to be renewed.
        [TestMethod]
        public void A_new_reservation_moves_who_is_concerned()
        {
            var test = new TestDhcp(TestDhcp.Range(10));
            uint old = test.Obtain(7);
            uint wanted = test.Obtain(8);
            test.Apply(TestDhcp.Reserved(10, 7, wanted));

            // Another has it, for a while yet: it stays where it is, by its card's key the same client.
            Assert.AreEqual(DhcpBuilder.Ack, DhcpBuilder.TypeOf(test.Renew(7, old)));
            Assert.AreEqual(DhcpBuilder.Nak, DhcpBuilder.TypeOf(test.Renew(8, wanted)));
            Assert.AreNotEqual(wanted, test.Obtain(8));
            Assert.AreEqual(DhcpBuilder.Nak, DhcpBuilder.TypeOf(test.Renew(7, old)));
            Assert.AreEqual(wanted, test.Obtain(7));
        }

        [TestMethod]
        public void Other_settings_leave_leases_that_can_still_be_given()
        {
            var test = new TestDhcp(TestDhcp.Range(10));
            uint address = test.Select(1, test.Discover(1, TestDhcp.First)).Length > 0 ? TestDhcp.First : 0;
            uint lost = test.Discover(2, TestDhcp.First + 9);
            test.Select(2, lost);
            test.Apply(TestDhcp.Range(5));

            Assert.AreEqual(1, test.Server.LeaseCount);
            Assert.AreEqual(address, test.Discover(1));
            Assert.AreNotEqual(lost, test.Discover(2));
        }
    }
}
