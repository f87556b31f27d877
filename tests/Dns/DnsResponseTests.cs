using Gateway.Dns;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Dns
{
    /// <summary>Answers: what real servers sent, and what is made of the rest.</summary>
    [TestClass]
    public class DnsResponseTests
    {
        private const int Id = 0x1234;
        private const string Smtp = "smtp.isp.example";
        private const uint Relay = 0xC6336419;

        // Unbound 1.17 and dnsmasq 2.90, asked by hand; several addresses come in another order each time.
        [TestMethod]
        [DataRow("smtp.isp.example", "12348180000100010000000004736d747003697370076578616d706c650000010001c00c000100010000012c0004c6336419", "c6336419", 300)]
        [DataRow("smtp.isp.example", "12348580000100010000000004736d747003697370076578616d706c650000010001c00c000100010000005a0004c6336419", "c6336419", 90)]
        [DataRow("a.isp.example", "123481800001000400000000016103697370076578616d706c650000010001c00c0005000100000e1000040162c00ec02b0005000100000078000a0163056f74686572c00ec03b0005000100000258000704736d7470c00ec051000100010000012c0004c6336419", "c6336419", 120)]
        [DataRow("a.isp.example", "123485800001000300000000016103697370076578616d706c650000010001c00c0005000100000032000f016203697370076578616d706c6500c02b000500010000001e001204736d747003697370076578616d706c6500c046000100010000005a0004c6336419", "c6336419", 30)]
        [DataRow("rot.isp.example", "12348180000100030000000003726f7403697370076578616d706c650000010001c00c000100010000003c0004c6336403c00c000100010000003c0004c6336401c00c000100010000003c0004c6336402", "c6336403 c6336401 c6336402", 60)]
        [DataRow("rot.isp.example", "12348580000100030000000003726f7403697370076578616d706c650000010001c00c000100010000001e0004c6336402c00c000100010000001e0004c6336401c00c000100010000001e0004c6336403", "c6336402 c6336401 c6336403", 30)]
        [DataRow("l8.isp.example", "123481800001000900000000026c3803697370076578616d706c650000010001c00c000500010000003c0005026c37c00fc02c000500010000003c0005026c36c00fc03d000500010000003c0005026c35c00fc04e000500010000003c0005026c34c00fc05f000500010000003c0005026c33c00fc070000500010000003c0005026c32c00fc081000500010000003c0005026c31c00fc092000500010000003c0005026c30c00fc0a3000100010000003c0004c6336428", "c6336428", 60)]
        public void A_real_server_s_addresses_are_read(string name, string answer, string addresses, int timeToLiveS)
        {
            var response = new DnsResponse();

            Assert.AreEqual((int)DnsResult.Answer, (int)Parse(response, name, answer));
            Assert.AreEqual(addresses, AddressesOf(response));
            Assert.AreEqual(timeToLiveS, response.TimeToLiveS);
        }

        // Likewise: NXDOMAIN with and without the zone's SOA, no A record, an alias that ends nowhere, SERVFAIL, REFUSED, cut.
        [TestMethod]
        [DataRow("no.isp.example", "123481830001000000010000026e6f03697370076578616d706c650000010001c00f000600010000003c0020026e73c00f04726f6f74c00f000000010000003c0000003c000002580000003c", (int)DnsResult.NameError)]
        [DataRow("no.isp.example", "123481830001000000000000026e6f03697370076578616d706c650000010001", (int)DnsResult.NameError)]
        [DataRow("v6only.isp.example", "1234818000010000000100000676366f6e6c7903697370076578616d706c650000010001c013000600010000003c0020026e73c01304726f6f74c013000000010000003c0000003c000002580000003c", (int)DnsResult.NoAddress)]
        [DataRow("loop1.isp.example", "123481820001000000000000056c6f6f703103697370076578616d706c650000010001", (int)DnsResult.ServerFailure)]
        [DataRow("x.refused.example", "12348585000100000000000001780772656675736564076578616d706c650000010001", (int)DnsResult.Refused)]
        [DataRow("many.isp.example", "123483800001000000000000046d616e7903697370076578616d706c650000010001", (int)DnsResult.Truncated)]
        public void A_real_server_s_failure_has_its_name(string name, string answer, int expected)
        {
            Assert.AreEqual(expected, (int)Parse(new DnsResponse(), name, answer));
        }

        // dnsmasq fills a cut answer: what stands there must not be used (RFC 2181 §9).
        [TestMethod]
        public void A_cut_answer_gives_no_address()
        {
            byte[] query = DnsBuilder.Query(Smtp, Id);
            byte[] answer = DnsBuilder.Answer(query, DnsBuilder.A(Smtp, 60, Relay));
            answer[2] |= 0x02;
            var response = new DnsResponse();

            Assert.AreEqual((int)DnsResult.Truncated, (int)response.Parse(answer, answer.Length, query, query.Length));
            Assert.AreEqual(0, response.AddressCount);
        }

        [TestMethod]
        [DataRow("smtp.isp.example", "12348180000100010000000004736d747003697370076578616d706c650000010001c00c000100010000012c0004c6336419")]
        [DataRow("a.isp.example", "123481800001000400000000016103697370076578616d706c650000010001c00c0005000100000e1000040162c00ec02b0005000100000078000a0163056f74686572c00ec03b0005000100000258000704736d7470c00ec051000100010000012c0004c6336419")]
        [DataRow("v6only.isp.example", "1234818000010000000100000676366f6e6c7903697370076578616d706c650000010001c013000600010000003c0020026e73c01304726f6f74c013000000010000003c0000003c000002580000003c")]
        public void No_beginning_of_an_answer_is_one(string name, string answer)
        {
            var response = new DnsResponse();
            byte[] query = DnsBuilder.Query(name, Id);
            byte[] message = Hex.Parse(answer);
            for (int length = 0; length < message.Length; length++)
            {
                // The rest of the buffer holds what would have come: it must not be looked at.
                DnsResult result = response.Parse(message, length, query, query.Length);
                Assert.AreEqual((int)(length < query.Length ? DnsResult.Mismatch : DnsResult.Malformed), (int)result);
                Assert.AreEqual(0, response.AddressCount);
            }
        }

        // RFC 5452 §9.1. Offset and bits to turn in a good answer.
        [TestMethod]
        [DataRow(0, 0x01)]
        [DataRow(1, 0x80)]
        [DataRow(2, 0x80)]
        [DataRow(2, 0x08)]
        [DataRow(2, 0x40)]
        [DataRow(4, 0x01)]
        [DataRow(5, 0x01)]
        [DataRow(5, 0x03)]
        [DataRow(12, 0x01)]
        [DataRow(13, 0x01)]
        [DataRow(27, 0x40)]
        [DataRow(29, 0x01)]
        [DataRow(30, 0x1D)]
        [DataRow(32, 0x02)]
        public void What_is_not_ours_is_a_mismatch(int offset, int bits)
        {
            byte[] query = DnsBuilder.Query(Smtp, Id);
            byte[] answer = DnsBuilder.Answer(query, DnsBuilder.A(Smtp, 60, Relay));
            answer[offset] ^= (byte)bits;

            Assert.AreEqual((int)DnsResult.Mismatch, (int)new DnsResponse().Parse(answer, answer.Length, query, query.Length));
        }

        // Servers answer in the case of the question, in that of the zone, or in lower case (RFC 4343).
        [TestMethod]
        [DataRow("SMTP.isp.Example", "smtp.ISP.eXAMPLE")]
        [DataRow("smtp.isp.example", "SMTP.ISP.EXAMPLE")]
        public void Case_does_not_matter(string asked, string answered)
        {
            byte[] query = DnsBuilder.Query(asked, Id);
            byte[] answer = DnsBuilder.Answer(
                DnsBuilder.Query(answered, Id),
                DnsBuilder.Cname(Smtp, 60, "REAL.example"),
                DnsBuilder.A("real.EXAMPLE", 60, Relay));

            Assert.AreEqual((int)DnsResult.Answer, (int)new DnsResponse().Parse(answer, answer.Length, query, query.Length));
        }

        [TestMethod]
        [DataRow(0x8181, (int)DnsResult.OtherError)]
        [DataRow(0x8182, (int)DnsResult.ServerFailure)]
        [DataRow(0x8183, (int)DnsResult.NameError)]
        [DataRow(0x8184, (int)DnsResult.OtherError)]
        [DataRow(0x8185, (int)DnsResult.Refused)]
        [DataRow(0x818F, (int)DnsResult.OtherError)]
        [DataRow(0x8180, (int)DnsResult.NoAddress)]
        [DataRow(0x8380, (int)DnsResult.Truncated)]
        [DataRow(0x8382, (int)DnsResult.ServerFailure)]
        [DataRow(0x87F0, (int)DnsResult.Truncated)]
        [DataRow(0x8000, (int)DnsResult.NoAddress)]
        public void A_response_code_is_a_result(int flags, int expected)
        {
            byte[] query = DnsBuilder.Query(Smtp, Id);
            byte[] answer = DnsBuilder.Failure(query, flags);

            Assert.AreEqual(expected, (int)new DnsResponse().Parse(answer, answer.Length, query, query.Length));
        }

        private static DnsResult Parse(DnsResponse response, string name, string answer)
        {
            byte[] query = DnsBuilder.Query(name, Id);
            byte[] message = Hex.Parse(answer);
            return response.Parse(message, message.Length, query, query.Length);
        }

        private static string AddressesOf(DnsResponse response)
        {
            string text = "";
            byte[] address = new byte[4];
            for (int i = 0; i < response.AddressCount; i++)
            {
                NetworkOrder.WriteUInt32(address, 0, response.AddressAt(i));
                text += (i == 0 ? "" : " ") + Hex.Format(address);
            }

            return text;
        }
    }
}
