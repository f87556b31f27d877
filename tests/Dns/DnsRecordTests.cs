using Gateway.Dns;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Dns
{
    /// <summary>The records of an answer: aliases in any order, lifetimes, and every way in which one can be broken.</summary>
    [TestClass]
    public class DnsRecordTests
    {
        private const int Id = 0x1234;
        private const string Name = "a.example";
        private const uint Relay = 0xC6336419;

        // The question's name stands at 12 (0c), its second label at 14 (0e); records begin at 27 (1b).
        [TestMethod]
        [DataRow(1, "c00c 0001 0001 0000003c 0004 c6336419", (int)DnsResult.Answer)]
        [DataRow(1, "0161c00e 0001 0001 0000003c 0004 c6336419", (int)DnsResult.Answer)]
        [DataRow(1, "c00c 0001 0001 0000003c 0004 c6336419 ffff", (int)DnsResult.Answer)]
        [DataRow(2, "c00c 001c 0001 0000003c 0002 0000 c01b 0001 0001 0000003c 0004 c6336419", (int)DnsResult.Answer)]
        [DataRow(1, "c00e 0001 0001 0000003c 0004 c6336419", (int)DnsResult.NoAddress)]
        [DataRow(1, "00 0001 0001 0000003c 0004 c6336419", (int)DnsResult.NoAddress)]
        [DataRow(1, "c00c 0001 0003 0000003c 0004 c6336419", (int)DnsResult.NoAddress)]
        [DataRow(1, "c00c 001c 0001 0000003c 0010 20010db8000000000000000000000001", (int)DnsResult.NoAddress)]
        [DataRow(0, "c00c 0001 0001 0000003c 0004 c6336419", (int)DnsResult.NoAddress)]
        // A record that is not there, or not whole.
        [DataRow(1, "", (int)DnsResult.Malformed)]
        [DataRow(2, "c00c 0001 0001 0000003c 0004 c6336419", (int)DnsResult.Malformed)]
        [DataRow(0xFFFF, "c00c 0001 0001 0000003c 0004 c6336419", (int)DnsResult.Malformed)]
        [DataRow(1, "c00c 0001 0001 0000003c 00", (int)DnsResult.Malformed)]
        [DataRow(1, "c00c 0001 0001 0000003c 0005 c6336419", (int)DnsResult.Malformed)]
        [DataRow(1, "c00c 0010 0001 0000003c ffff c6336419", (int)DnsResult.Malformed)]
        // An address that is none.
        [DataRow(1, "c00c 0001 0001 0000003c 0000", (int)DnsResult.Malformed)]
        [DataRow(1, "c00c 0001 0001 0000003c 0003 c63364", (int)DnsResult.Malformed)]
        [DataRow(1, "c00c 0001 0001 0000003c 0005 c633641900", (int)DnsResult.Malformed)]
        [DataRow(2, "c00c 0001 0001 0000003c 0004 c6336419 c00e 0001 0001 0000003c 0003 c63364", (int)DnsResult.Malformed)]
        // An alias that is none, or longer or shorter than it says.
        [DataRow(1, "c00c 0005 0001 0000003c 0000", (int)DnsResult.Malformed)]
        [DataRow(1, "c00c 0005 0001 0000003c 0001 01", (int)DnsResult.Malformed)]
        [DataRow(1, "c00c 0005 0001 0000003c 0002 0162 00", (int)DnsResult.Malformed)]
        [DataRow(1, "c00c 0005 0001 0000003c 0004 01620000", (int)DnsResult.Malformed)]
        [DataRow(1, "c00c 0005 0001 0000003c 0001 c00e", (int)DnsResult.Malformed)]
        // Names: a label past the end, reserved label types (RFC 6891 §5), pointers cut, into the header, to themselves and ahead.
        [DataRow(1, "3f61", (int)DnsResult.Malformed)]
        [DataRow(1, "40 0001 0001 0000003c 0004 c6336419", (int)DnsResult.Malformed)]
        [DataRow(1, "80 0001 0001 0000003c 0004 c6336419", (int)DnsResult.Malformed)]
        [DataRow(1, "4161 00 0001 0001 0000003c 0004 c6336419", (int)DnsResult.Malformed)]
        [DataRow(1, "c0", (int)DnsResult.Malformed)]
        [DataRow(1, "c000 0001 0001 0000003c 0004 c6336419", (int)DnsResult.Malformed)]
        [DataRow(1, "c00b 0001 0001 0000003c 0004 c6336419", (int)DnsResult.Malformed)]
        [DataRow(1, "c01b 0001 0001 0000003c 0004 c6336419", (int)DnsResult.Malformed)]
        [DataRow(1, "0161c01b 0001 0001 0000003c 0004 c6336419", (int)DnsResult.Malformed)]
        [DataRow(1, "0161c01d 0001 0001 0000003c 0004 c6336419", (int)DnsResult.Malformed)]
        [DataRow(1, "c01d 0001 0001 0000003c 0004 c6336419", (int)DnsResult.Malformed)]
        [DataRow(1, "ffff 0001 0001 0000003c 0004 c6336419", (int)DnsResult.Malformed)]
        [DataRow(2, "0161c00e 0001 0001 0000003c 0004 c6336419 c01d 0001 0001 0000003c 0004 c633641a", (int)DnsResult.Answer)]
        public void Records_are_read_strictly(int count, string records, int expected)
        {
            byte[] query = DnsBuilder.Query(Name, Id);
            byte[] answer = DnsBuilder.Join(DnsBuilder.Failure(query, DnsBuilder.AnswerFlags), Hex.Parse(records));
            NetworkOrder.WriteUInt16(answer, 6, count);

            Assert.AreEqual(expected, (int)new DnsResponse().Parse(answer, answer.Length, query, query.Length));
        }

        // What stands in the other sections is no answer, but must hold as well.
        [TestMethod]
        [DataRow(1, 0, "c00c 0001 0001 0000003c 0004 c6336419", (int)DnsResult.NoAddress)]
        [DataRow(0, 1, "c00c 0001 0001 0000003c 0004 c6336419", (int)DnsResult.NoAddress)]
        [DataRow(0, 1, "c00c 0001 0001 0000003c 0004 c63364", (int)DnsResult.Malformed)]
        [DataRow(1, 1, "c00c 0001 0001 0000003c 0004 c6336419", (int)DnsResult.Malformed)]
        // An OPT record that we did not ask for (RFC 6891 §7): passed over.
        [DataRow(0, 1, "00 0029 04d0 00000000 0000", (int)DnsResult.NoAddress)]
        public void Only_the_answer_section_answers(int authority, int additional, string records, int expected)
        {
            byte[] query = DnsBuilder.Query(Name, Id);
            byte[] answer = DnsBuilder.Join(DnsBuilder.Failure(query, DnsBuilder.AnswerFlags), Hex.Parse(records));
            NetworkOrder.WriteUInt16(answer, 8, authority);
            NetworkOrder.WriteUInt16(answer, 10, additional);

            Assert.AreEqual(expected, (int)new DnsResponse().Parse(answer, answer.Length, query, query.Length));
        }

        // a -> b -> c, whose address it is; d is nobody's alias.
        [TestMethod]
        [DataRow("0123")]
        [DataRow("0132")]
        [DataRow("0213")]
        [DataRow("0312")]
        [DataRow("1203")]
        [DataRow("2103")]
        [DataRow("3210")]
        [DataRow("3201")]
        [DataRow("2130")]
        public void Aliases_are_followed_in_whatever_order_they_stand(string order)
        {
            byte[][] records =
            {
                DnsBuilder.Cname(Name, 500, "b.example"),
                DnsBuilder.Cname("b.example", 200, "c.other"),
                DnsBuilder.A("c.other", 300, Relay),
                DnsBuilder.A("d.example", 1, 0xC6336463),
            };
            byte[][] ordered = new byte[4][];
            for (int i = 0; i < ordered.Length; i++)
            {
                ordered[i] = records[order[i] - '0'];
            }

            byte[] query = DnsBuilder.Query(Name, Id);
            byte[] answer = DnsBuilder.Answer(query, ordered);
            var response = new DnsResponse();

            Assert.AreEqual((int)DnsResult.Answer, (int)response.Parse(answer, answer.Length, query, query.Length));
            Assert.AreEqual(1, response.AddressCount);
            Assert.AreEqual(Relay, response.AddressAt(0));
            Assert.AreEqual(200, response.TimeToLiveS);
        }

        [TestMethod]
        [DataRow("a.example", "b.example", "b.example", "a.example", (int)DnsResult.Malformed)]
        [DataRow("a.example", "a.example", "b.example", "c.example", (int)DnsResult.Malformed)]
        [DataRow("a.example", "b.example", "c.example", "d.example", (int)DnsResult.NoAddress)]
        [DataRow("b.example", "c.example", "c.example", "d.example", (int)DnsResult.NoAddress)]
        public void Aliases_that_lead_nowhere_give_no_address(string name1, string alias1, string name2, string alias2, int expected)
        {
            byte[] query = DnsBuilder.Query(Name, Id);
            byte[] answer = DnsBuilder.Answer(query, DnsBuilder.Cname(name1, 60, alias1), DnsBuilder.Cname(name2, 60, alias2));

            Assert.AreEqual(expected, (int)new DnsResponse().Parse(answer, answer.Length, query, query.Length));
        }

        [TestMethod]
        [DataRow(DnsResponse.MaximumAliases, (int)DnsResult.Answer)]
        [DataRow(DnsResponse.MaximumAliases + 1, (int)DnsResult.Malformed)]
        public void A_chain_of_aliases_has_an_end(int aliases, int expected)
        {
            byte[][] records = new byte[aliases + 1][];
            for (int i = 0; i < aliases; i++)
            {
                records[i] = DnsBuilder.Cname(AliasName(i), 60, AliasName(i + 1));
            }

            records[aliases] = DnsBuilder.A(AliasName(aliases), 60, Relay);
            byte[] query = DnsBuilder.Query(Name, Id);
            byte[] answer = DnsBuilder.Answer(query, records);

            Assert.AreEqual(expected, (int)new DnsResponse().Parse(answer, answer.Length, query, query.Length));
        }

        // A name with addresses is no alias, whatever else is said of it.
        [TestMethod]
        public void Addresses_of_a_name_end_the_chain()
        {
            byte[] query = DnsBuilder.Query(Name, Id);
            byte[] answer = DnsBuilder.Answer(
                query,
                DnsBuilder.Cname(Name, 1, "b.example"),
                DnsBuilder.A("b.example", 1, 0xC6336463),
                DnsBuilder.A(Name, 60, Relay));
            var response = new DnsResponse();

            Assert.AreEqual((int)DnsResult.Answer, (int)response.Parse(answer, answer.Length, query, query.Length));
            Assert.AreEqual(1, response.AddressCount);
            Assert.AreEqual(Relay, response.AddressAt(0));
            Assert.AreEqual(60, response.TimeToLiveS);
        }

        [TestMethod]
        [DataRow(1, 1, 0)]
        [DataRow(16, 16, 0)]
        [DataRow(40, 16, 24)]
        public void The_first_addresses_are_taken(int sent, int taken, int leftOut)
        {
            byte[][] records = new byte[sent][];
            for (int i = 0; i < sent; i++)
            {
                records[i] = DnsBuilder.A(Name, 60, Relay + (uint)i);
            }

            byte[] query = DnsBuilder.Query(Name, Id);
            byte[] answer = DnsBuilder.Answer(query, records);
            var response = new DnsResponse();

            Assert.AreEqual((int)DnsResult.Answer, (int)response.Parse(answer, answer.Length, query, query.Length));
            Assert.AreEqual(taken, response.AddressCount);
            Assert.AreEqual(leftOut, response.LeftOutCount);
            Assert.AreEqual(Relay + (uint)taken - 1, response.AddressAt(taken - 1));
        }

        // RFC 2181 §8, and §5.2: one set of records has one lifetime; where it has not, the shortest.
        [TestMethod]
        [DataRow(60u, 60u, 60)]
        [DataRow(0u, 60u, 0)]
        [DataRow(60u, 5u, 5)]
        [DataRow(0x7FFFFFFFu, 0x7FFFFFFFu, int.MaxValue)]
        [DataRow(0x80000000u, 60u, 0)]
        [DataRow(0xFFFFFFFFu, 0xFFFFFFFFu, 0)]
        public void The_shortest_lifetime_counts(uint first, uint second, int expected)
        {
            byte[] address = { 198, 51, 100, 25 };
            byte[] query = DnsBuilder.Query(Name, Id);
            byte[] answer = DnsBuilder.Answer(
                query,
                DnsBuilder.Record(Name, 1, 1, first, address),
                DnsBuilder.Record(Name, 1, 1, second, address));
            var response = new DnsResponse();

            Assert.AreEqual((int)DnsResult.Answer, (int)response.Parse(answer, answer.Length, query, query.Length));
            Assert.AreEqual(expected, response.TimeToLiveS);
        }

        // Nothing but pointers, each to the one before: legal in form, and no server's way of writing.
        [TestMethod]
        [DataRow(32, (int)DnsResult.NoAddress)]
        [DataRow(33, (int)DnsResult.Malformed)]
        public void A_name_has_so_many_pointers_at_the_most(int pointers, int expected)
        {
            byte[] query = DnsBuilder.Query(Name, Id);
            byte[] data = new byte[(pointers - 1) * 2];
            byte[] fields = Hex.Parse("c00c 0010 0001 0000003c 0000");
            int first = query.Length + fields.Length;
            NetworkOrder.WriteUInt16(fields, fields.Length - 2, data.Length);
            for (int i = 0; i < pointers - 1; i++)
            {
                NetworkOrder.WriteUInt16(data, i * 2, 0xC000 | (i == 0 ? 12 : first + ((i - 1) * 2)));
            }

            byte[] last = Hex.Parse("0000 0010 0001 0000003c 0000");
            NetworkOrder.WriteUInt16(last, 0, 0xC000 | (first + data.Length - 2));
            byte[] answer = DnsBuilder.Join(DnsBuilder.Failure(query, DnsBuilder.AnswerFlags), fields, data, last);
            NetworkOrder.WriteUInt16(answer, 6, 2);

            Assert.AreEqual(expected, (int)new DnsResponse().Parse(answer, answer.Length, query, query.Length));
        }

        // 255 bytes with the lengths (RFC 1035 §2.3.4), be it through pointers.
        [TestMethod]
        [DataRow(4, 0, (int)DnsResult.NoAddress)]
        [DataRow(4, 1, (int)DnsResult.Malformed)]
        [DataRow(5, 0, (int)DnsResult.Malformed)]
        public void A_name_has_255_bytes_at_the_most(int labels, int more, int expected)
        {
            // Labels of 59, 4 * 60 + a.example's 11 + 4 = 255.
            byte[] query = DnsBuilder.Query(Name, Id);
            byte[] name = new byte[(labels * 60) + 4 + more];
            for (int i = 0; i < labels; i++)
            {
                name[i * 60] = 59;
            }

            name[labels * 60] = (byte)(3 + more);
            byte[] answer = DnsBuilder.Join(DnsBuilder.Failure(query, DnsBuilder.AnswerFlags), name, Hex.Parse("c00c 0010 0001 0000003c 0000"));
            NetworkOrder.WriteUInt16(answer, 6, 1);

            Assert.AreEqual(expected, (int)new DnsResponse().Parse(answer, answer.Length, query, query.Length));
        }

        private static string AliasName(int number)
        {
            return number == 0 ? Name : "n" + number.ToString() + ".example";
        }
    }
}
