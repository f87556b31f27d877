using Gateway.Lan;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Lan
{
    /// <summary>REQUEST in the four states of a client (RFC 2131 section 4.3.2), DECLINE and RELEASE.</summary>
    [TestClass]
    public class DhcpRequestTests
    {
        private const uint A = 0xC0A80165;
        private const uint B = 0xC0A80166;
        private const uint Outside = 0xC0A8010A; // in the LAN, not in the range
        private const uint Foreign = 0x0A000005;
        private const uint OtherServer = 0xC0A801FE;

        // Client 1 has a lease of A, client 2 of B; client 3 was offered another address, client 4 nothing.
        // client; ciaddr, option 50, option 54; the answer's type; what is counted
        [DataRow(1, 0u, A, TestDhcp.Gateway, DhcpBuilder.Ack, (int)DhcpResult.Acknowledged)]
        [DataRow(1, 0u, B, TestDhcp.Gateway, DhcpBuilder.Nak, (int)DhcpResult.Refused)]
        [DataRow(1, 0u, 0xC0A80170u, TestDhcp.Gateway, DhcpBuilder.Nak, (int)DhcpResult.Refused)]
        [DataRow(1, 0u, A, OtherServer, 0, (int)DhcpResult.ForOtherServer)]
        [DataRow(1, A, A, TestDhcp.Gateway, 0, (int)DhcpResult.Unexpected)]
        [DataRow(1, 0u, 0u, TestDhcp.Gateway, 0, (int)DhcpResult.Unexpected)]
        [DataRow(4, 0u, A, TestDhcp.Gateway, DhcpBuilder.Nak, (int)DhcpResult.Refused)]
        [DataRow(4, 0u, 0xC0A80170u, TestDhcp.Gateway, DhcpBuilder.Ack, (int)DhcpResult.Acknowledged)]
        [DataRow(4, 0u, Outside, TestDhcp.Gateway, DhcpBuilder.Nak, (int)DhcpResult.Refused)]
        [DataRow(4, 0u, TestDhcp.Gateway, TestDhcp.Gateway, DhcpBuilder.Nak, (int)DhcpResult.Refused)]
        // INIT-REBOOT
        [DataRow(1, 0u, A, 0u, DhcpBuilder.Ack, (int)DhcpResult.Acknowledged)]
        [DataRow(1, 0u, B, 0u, DhcpBuilder.Nak, (int)DhcpResult.Refused)]
        [DataRow(1, 0u, Outside, 0u, DhcpBuilder.Nak, (int)DhcpResult.Refused)]
        [DataRow(1, 0u, Foreign, 0u, DhcpBuilder.Nak, (int)DhcpResult.Refused)]
        [DataRow(4, 0u, Foreign, 0u, DhcpBuilder.Nak, (int)DhcpResult.Refused)]
        [DataRow(4, 0u, A, 0u, 0, (int)DhcpResult.UnknownLease)]
        [DataRow(4, 0u, 0xC0A80170u, 0u, 0, (int)DhcpResult.UnknownLease)]
        [DataRow(4, 0u, Outside, 0u, 0, (int)DhcpResult.UnknownLease)]
        [DataRow(1, 0u, 0u, 0u, 0, (int)DhcpResult.Unexpected)]
        // RENEWING and REBINDING
        [DataRow(1, A, 0u, 0u, DhcpBuilder.Ack, (int)DhcpResult.Acknowledged)]
        [DataRow(1, B, 0u, 0u, DhcpBuilder.Nak, (int)DhcpResult.Refused)]
        [DataRow(1, Outside, 0u, 0u, DhcpBuilder.Nak, (int)DhcpResult.Refused)]
        [DataRow(4, A, 0u, 0u, DhcpBuilder.Nak, (int)DhcpResult.Refused)]
        [DataRow(4, 0xC0A80170u, 0u, 0u, DhcpBuilder.Ack, (int)DhcpResult.Acknowledged)]
        [DataRow(4, Outside, 0u, 0u, 0, (int)DhcpResult.UnknownLease)]
        [DataRow(4, Foreign, 0u, 0u, DhcpBuilder.Nak, (int)DhcpResult.Refused)]
        [TestMethod]
        public void Rfc2131_S4_3_2_a_request_is_judged_by_the_client_s_state(
            int client, uint clientAddress, uint requested, uint server, int type, int result)
        {
            var test = new TestDhcp();
            Assert.AreEqual(A, DhcpBuilder.AddressOf(test.Select(1, test.Discover(1, A))));
            Assert.AreEqual(B, DhcpBuilder.AddressOf(test.Select(2, test.Discover(2, B))));
            Assert.AreEqual(0xC0A80180u, test.Discover(3, 0xC0A80180));
            long before = test.Count((DhcpResult)result);
            string options = (requested == 0 ? "" : DhcpBuilder.Option(50, requested)) + (server == 0 ? "" : DhcpBuilder.Option(54, server));
            byte[] answer = test.Send(DhcpBuilder.Message(DhcpBuilder.Request, client, clientAddress, options));

            Assert.AreEqual(type, DhcpBuilder.TypeOf(answer));
            Assert.AreEqual(before + 1, test.Count((DhcpResult)result));
            if (type == DhcpBuilder.Ack)
            {
                Assert.AreEqual(clientAddress | requested, DhcpBuilder.AddressOf(answer));
            }
        }

        [TestMethod]
        public void What_is_offered_to_another_is_refused()
        {
            var test = new TestDhcp();
            test.Discover(1, A);

            Assert.AreEqual(DhcpBuilder.Nak, DhcpBuilder.TypeOf(test.Select(2, A)));
            Assert.AreEqual(DhcpBuilder.Nak, DhcpBuilder.TypeOf(test.Renew(2, A)));
            Assert.AreEqual(DhcpBuilder.Ack, DhcpBuilder.TypeOf(test.Select(1, A)));
        }

        [TestMethod]
        public void An_offer_lasts_a_minute()
        {
            var test = new TestDhcp();
            Assert.AreEqual(A, test.Discover(1, A));
            test.Pass(59);
            Assert.AreNotEqual(A, test.Discover(2, A));
            test.Pass(1);
            Assert.AreEqual(A, test.Discover(3, A));
        }

        // A client that chose another server's offer.
        [TestMethod]
        public void An_offer_that_is_not_taken_is_free_at_once()
        {
            var test = new TestDhcp();
            test.Discover(1, A);
            test.Send(DhcpBuilder.Message(DhcpBuilder.Request, 1, DhcpBuilder.Option(50, A) + DhcpBuilder.Option(54, OtherServer)));

            Assert.AreEqual(A, test.Discover(2, A));
        }

        [TestMethod]
        public void A_renewed_lease_lasts_anew()
        {
            var test = new TestDhcp();
            uint address = test.Obtain(1);
            test.Pass(TestDhcp.Lease - 1);
            Assert.AreEqual((uint)TestDhcp.Lease, DhcpBuilder.LeaseOf(test.Renew(1, address)));
            test.Pass(TestDhcp.Lease - 1);
            Assert.AreEqual(1, test.Server.LeaseCount);
            test.Pass(1);
            Assert.AreEqual(0, test.Server.LeaseCount);
            Assert.AreEqual(DhcpBuilder.Ack, DhcpBuilder.TypeOf(test.Renew(1, address)));
        }

        [TestMethod]
        public void Who_asks_again_gets_the_same()
        {
            var test = new TestDhcp();
            uint address = test.Obtain(1);

            Assert.AreEqual(address, test.Discover(1));
            Assert.AreEqual(address, test.Discover(1, B));
            Assert.AreEqual(1, test.Server.LeaseCount);
        }

        // options of DISCOVER for one client twice: whether it is the same client
        [DataRow("3d03aabbcc", "3d03aabbcc", true)]
        [DataRow("3d03aabbcc", "3d03aabbcd", false)]
        [DataRow("3d03aabbcc", "3d0200aa", false)]
        [DataRow("3d03aabb00", "3d02aabb", false)]
        [DataRow("", "3d0701" + "02005e000001", true)]
        [DataRow("", "3d0700" + "02005e000001", false)]
        [DataRow("", "3d03aabbcc", false)]
        [DataRow("3d180102030405060708090a0b0c0d0e0f101112131415161718", "3d180102030405060708090a0b0c0d0e0f101112131415161719", false)]
        [DataRow("3d180102030405060708090a0b0c0d0e0f101112131415161718", "3d180102030405060708090a0b0c0d0e0f101112131415161718", true)]
        [TestMethod]
        public void A_client_is_its_identifier_or_else_its_card(string first, string second, bool isSame)
        {
            var test = new TestDhcp();
            uint address = DhcpBuilder.AddressOf(test.Send(DhcpBuilder.Message(DhcpBuilder.Discover, 1, first)));

            Assert.AreEqual(isSame, DhcpBuilder.AddressOf(test.Send(DhcpBuilder.Message(DhcpBuilder.Discover, 1, second))) == address);
        }

        // What a longer identifier leaves behind is no part of a shorter one.
        [TestMethod]
        public void A_short_identifier_is_the_same_behind_any_other()
        {
            var test = new TestDhcp();
            test.Send(DhcpBuilder.Message(DhcpBuilder.Discover, 1, "3d050102030405"));
            uint address = DhcpBuilder.AddressOf(test.Send(DhcpBuilder.Message(DhcpBuilder.Discover, 1, "3d020102")));
            test.Send(DhcpBuilder.Message(DhcpBuilder.Discover, 1, "3d050908070605"));

            Assert.AreEqual(address, DhcpBuilder.AddressOf(test.Send(DhcpBuilder.Message(DhcpBuilder.Discover, 1, "3d020102"))));
        }

        [TestMethod]
        public void A_released_address_is_kept_for_its_client()
        {
            var test = new TestDhcp();
            uint address = test.Obtain(1);
            test.Release(1, address);

            Assert.AreEqual(0, test.Server.LeaseCount);
            Assert.AreEqual(1L, test.Count(DhcpResult.Released));
            Assert.AreNotEqual(address, test.Discover(2, address));
            Assert.AreEqual(address, test.Discover(1));
        }

        [TestMethod]
        public void A_declined_address_is_set_aside_for_an_hour()
        {
            var test = new TestDhcp();
            uint address = test.Obtain(1);
            test.Decline(1, address);

            Assert.AreEqual(1L, test.Count(DhcpResult.Declined));
            Assert.AreNotEqual(address, test.Obtain(1));
            test.Pass(3599);
            Assert.AreNotEqual(address, test.Discover(2, address));
            test.Pass(1);
            Assert.AreEqual(address, test.Discover(3, address));
        }

        // type; client, address, server; what is counted
        [DataRow(DhcpBuilder.Decline, 2, A, TestDhcp.Gateway, (int)DhcpResult.UnknownLease)]
        [DataRow(DhcpBuilder.Decline, 1, B, TestDhcp.Gateway, (int)DhcpResult.UnknownLease)]
        [DataRow(DhcpBuilder.Decline, 1, Foreign, TestDhcp.Gateway, (int)DhcpResult.UnknownLease)]
        [DataRow(DhcpBuilder.Decline, 1, A, OtherServer, (int)DhcpResult.ForOtherServer)]
        [DataRow(DhcpBuilder.Decline, 1, A, 0u, (int)DhcpResult.Unexpected)]
        [DataRow(DhcpBuilder.Release, 2, A, TestDhcp.Gateway, (int)DhcpResult.UnknownLease)]
        [DataRow(DhcpBuilder.Release, 1, B, TestDhcp.Gateway, (int)DhcpResult.UnknownLease)]
        [DataRow(DhcpBuilder.Release, 1, A, OtherServer, (int)DhcpResult.ForOtherServer)]
        [DataRow(DhcpBuilder.Release, 1, A, 0u, (int)DhcpResult.Unexpected)]
        [TestMethod]
        public void Nobody_gives_up_what_is_another_s(int type, int client, uint address, uint server, int result)
        {
            var test = new TestDhcp();
            test.Select(1, test.Discover(1, A));
            string options = DhcpBuilder.Option(50, address) + (server == 0 ? "" : DhcpBuilder.Option(54, server));
            byte[] answer = test.Send(DhcpBuilder.Message(type, client, address, options));

            Assert.AreEqual(0, answer.Length);
            Assert.AreEqual(1L, test.Count((DhcpResult)result));
            Assert.AreEqual(1, test.Server.LeaseCount);
            Assert.AreEqual(A, test.Discover(1));
        }
    }
}
