using System;
using Gateway.Dns;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Dns
{
    /// <summary>What is kept: over other settings, and over a restart.</summary>
    [TestClass]
    public class NameKeepingTests
    {
        private const int HourMs = 60 * 60 * 1000;
        private const int DayMs = 24 * HourMs;

        // version 1, one name of 16 letters, one address, 0 s old.
        private const string Record = "01 01 10 736d74702e6973702e6578616d706c65 01 c6336419 00000000";

        [TestMethod]
        public void What_is_known_of_a_name_that_stays_is_kept()
        {
            TestResolver test = TestResolver.Resolved(3600);
            int sent = test.Udp.SentCount;
            test.Apply(TestResolver.Name2, TestResolver.Name);

            Assert.IsFalse(test.Resolver.IsResolved(0));
            Assert.IsTrue(test.Resolver.IsResolved(1));
            Assert.AreEqual((int)DnsResult.Answer, (int)test.Resolver.ResultOf(1));
            Assert.AreEqual(TestResolver.Relay, test.Resolver.AddressOf(1, 0));

            // The new one is asked for at once, the other when it is due.
            test.Pass(NameResolver.NewSpreadMs);
            Assert.AreEqual(sent + 1, test.Udp.SentCount);
            Assert.AreEqual(TestResolver.Name2, test.AskedName);
            test.Answer(DnsBuilder.A(TestResolver.Name2, 3600, TestResolver.Relay2));
            Assert.IsTrue(test.PassUntilAsked(HourMs) > HourMs / 2);
        }

        [TestMethod]
        public void A_name_that_goes_takes_its_addresses_along()
        {
            TestResolver test = TestResolver.Resolved(3600);
            int generation = test.Resolver.Generation;
            test.Apply(TestResolver.Name2);

            Assert.AreEqual("", test.Relays());
            Assert.IsTrue(test.Resolver.Generation > generation);

            // It comes back as a new one.
            test.Apply(TestResolver.Name);
            Assert.IsFalse(test.Resolver.IsResolved(0));
        }

        // Another LAN may hold what was an address of the WAN until now.
        [TestMethod]
        public void Another_LAN_refuses_what_lies_in_it()
        {
            TestResolver test = TestResolver.Resolved(3600);
            test.Resolver.Apply(new[] { TestResolver.Name }, new[] { TestResolver.Server1 }, new Ipv4Prefix(0xC6336400, 24));

            Assert.IsFalse(test.Resolver.IsResolved(0));
            Assert.IsTrue(test.PassUntilAsked(NameResolver.NewSpreadMs) >= 0);
        }

        // Other servers may know what these did not.
        [TestMethod]
        public void Other_settings_try_a_failed_lookup_again_at_once()
        {
            TestResolver test = TestResolver.Asked();
            for (int i = 0; i < 5; i++)
            {
                test.Fail(0x8183);
                Assert.IsTrue(test.PassUntilAsked(100000) > 0);
            }

            test.Fail(0x8183);
            test.Resolver.Apply(new[] { TestResolver.Name }, new[] { TestResolver.Server3 }, TestResolver.Lan);
            Assert.IsTrue(test.PassUntilAsked(NameResolver.NewSpreadMs + 250) >= 0);
            Assert.AreEqual(TestResolver.Server3, test.Udp.SentAddress);
        }

        [TestMethod]
        public void Other_settings_drop_the_question_under_way()
        {
            TestResolver test = TestResolver.Asked();
            int port = test.Udp.SentFromPort;
            byte[] answer = DnsBuilder.Answer(test.Udp.Sent, DnsBuilder.A(TestResolver.Name, 60, TestResolver.Relay));
            test.Apply(TestResolver.Name2, TestResolver.Name);
            Assert.AreEqual(0, test.Udp.OpenCount);
            test.Udp.Deliver(port, TestResolver.Server1, 53, answer);
            test.Pass(NameResolver.NewSpreadMs);

            Assert.AreEqual(2, test.Resolver.CountUnresolved(0, 2));
        }

        [TestMethod]
        public void A_record_is_written()
        {
            TestResolver test = TestResolver.Resolved(60);
            byte[] saved = new byte[100];

            Assert.AreEqual(Hex.Format(Hex.Parse(Record)), Hex.Format(saved, 0, test.Resolver.Save(saved)));
        }

        [TestMethod]
        public void Only_names_with_addresses_are_written()
        {
            var test = new TestResolver();
            test.Apply(TestResolver.Name2, TestResolver.Name);
            byte[] saved = new byte[100];
            Assert.AreEqual("0100", Hex.Format(saved, 0, test.Resolver.Save(saved)));
            test.Pass(NameResolver.NewSpreadMs);
            while (test.AskedName != TestResolver.Name)
            {
                test.Fail(0x8183);
            }

            test.Answer(DnsBuilder.A(TestResolver.Name, 60, TestResolver.Relay));
            Assert.AreEqual(Hex.Format(Hex.Parse(Record)), Hex.Format(saved, 0, test.Resolver.Save(saved)));
        }

        // 1 address: 28 bytes.
        [TestMethod]
        [DataRow(0, "")]
        [DataRow(1, "")]
        [DataRow(2, "0100")]
        [DataRow(27, "0100")]
        [DataRow(28, "0101")]
        public void What_finds_no_room_is_left_out(int room, string begin)
        {
            TestResolver test = TestResolver.Resolved(60);
            byte[] saved = new byte[room];
            int length = test.Resolver.Save(saved);

            Assert.AreEqual(room < 28 ? begin.Length / 2 : room, length);
            Assert.AreEqual(begin, Hex.Format(saved, 0, begin.Length / 2));
        }

        // Mail to the relay passes before the line is up.
        [TestMethod]
        public void A_name_that_was_kept_counts_as_resolved_at_once()
        {
            var test = new TestResolver();
            test.Udp.HasNoRoute = true;
            test.Apply(TestResolver.Name);
            int generation = test.Resolver.Generation;
            byte[] saved = Hex.Parse(Record);

            Assert.IsTrue(test.Resolver.Load(saved, saved.Length));
            Assert.AreEqual(0, test.Resolver.CountUnresolved(0, 1));
            Assert.AreEqual("c6336419", test.Relays());
            Assert.AreEqual(TestResolver.Relay, test.Resolver.AddressOf(0, 0));
            Assert.IsTrue(test.Resolver.Generation > generation);
            Assert.IsFalse(test.Resolver.NeedsSave);
            test.Pass(DayMs / 24);
            Assert.AreEqual("c6336419", test.Relays());
        }

        [TestMethod]
        public void A_name_that_was_kept_is_asked_for_within_half_a_minute()
        {
            long least = long.MaxValue;
            long most = 0;
            for (uint seed = 1; seed <= 20; seed++)
            {
                var test = new TestResolver(seed);
                test.Apply(TestResolver.Name);
                byte[] saved = Hex.Parse(Record);
                test.Resolver.Load(saved, saved.Length);
                long ms = test.PassUntilAsked(NameResolver.KeptSpreadMs + 250);
                Assert.IsTrue(ms >= 0);
                least = ms < least ? ms : least;
                most = ms > most ? ms : most;
            }

            Assert.IsTrue(most - least > NameResolver.KeptSpreadMs / 2);
        }

        // The old address was an hour old at the save: after the restart it has 23 h more, the time switched off not counted.
        [TestMethod]
        public void Ages_go_on_after_a_restart()
        {
            TestResolver before = TestResolver.Resolved(3600);
            Assert.IsTrue(before.PassUntilAsked(HourMs) > 0);
            before.Answer(DnsBuilder.A(TestResolver.Name, 3600, TestResolver.Relay2));
            byte[] saved = new byte[100];
            int length = before.Resolver.Save(saved);
            long ageMs = NetworkOrder.ReadUInt32(saved, 24) * 1000L;
            Assert.IsTrue(ageMs > HourMs / 2);

            var test = new TestResolver();
            test.Udp.HasNoRoute = true;
            test.Apply(TestResolver.Name);
            Assert.IsTrue(test.Resolver.Load(saved, length));
            Assert.AreEqual("c6336419 c633641a", test.Relays());
            test.Leap(DayMs - ageMs - 2000);
            Assert.AreEqual("c6336419 c633641a", test.Relays());
            test.Leap(60000);
            Assert.AreEqual("c633641a", test.Relays());

            // The latest answer's address stays, as before.
            test.Leap(7L * DayMs);
            Assert.AreEqual("c633641a", test.Relays());
        }

        // A record that somebody wrote by hand, or a day that was too long.
        [TestMethod]
        [DataRow("00000000")]
        [DataRow("7fffffff")]
        [DataRow("ffffffff")]
        public void Any_age_can_be_read(string age)
        {
            var test = new TestResolver();
            test.Apply(TestResolver.Name);
            byte[] saved = Hex.Parse("01 01 10 736d74702e6973702e6578616d706c65 01 c6336419" + age);

            Assert.IsTrue(test.Resolver.Load(saved, saved.Length));
            test.Pass(1000);
            Assert.AreEqual("c6336419", test.Relays());
        }

        [TestMethod]
        [DataRow("")]
        [DataRow("01")]
        [DataRow("00 00")]
        [DataRow("02 00")]
        [DataRow("01 01")]
        [DataRow("01 00 00")]
        [DataRow("01 01 00")]
        [DataRow("01 01 01 61")]
        [DataRow("01 01 ff 61 00")]
        [DataRow("01 01 10 736d74702e6973702e6578616d706c65 02 c6336419 00000000")]
        [DataRow("01 01 10 736d74702e6973702e6578616d706c65 ff c6336419 00000000")]
        [DataRow("01 02 10 736d74702e6973702e6578616d706c65 01 c6336419 00000000")]
        [DataRow("01 00 10 736d74702e6973702e6578616d706c65 01 c6336419 00000000")]
        [DataRow("01 01 10 736d74702e6973702e6578616d706c65 01 c6336419 00000000 00")]
        [DataRow("02 01 10 736d74702e6973702e6578616d706c65 01 c6336419 00000000")]
        public void A_broken_record_gives_nothing(string record)
        {
            var test = new TestResolver();
            test.Apply(TestResolver.Name);
            int generation = test.Resolver.Generation;
            byte[] saved = Hex.Parse(record);

            Assert.IsFalse(test.Resolver.Load(saved, saved.Length));
            Assert.AreEqual("", test.Relays());
            Assert.AreEqual(generation, test.Resolver.Generation);
        }

        [TestMethod]
        public void No_beginning_of_a_record_is_one()
        {
            byte[] saved = Hex.Parse(Record);
            for (int length = 0; length < saved.Length; length++)
            {
                byte[] cut = new byte[length];
                Array.Copy(saved, 0, cut, 0, length);
                var test = new TestResolver();
                test.Apply(TestResolver.Name);

                Assert.IsFalse(test.Resolver.Load(cut, length));
                Assert.IsFalse(test.Resolver.Load(saved, length));
                Assert.AreEqual("", test.Relays());
            }
        }

        // Another name, no address, addresses that can't be: a whole record, of which nothing is of use.
        [TestMethod]
        [DataRow("01 00")]
        [DataRow("01 01 10 736d74702e6973702e6578616d706c66 01 c6336419 00000000")]
        [DataRow("01 01 0f 736d74702e6973702e6578616d706c 01 c6336419 00000000")]
        [DataRow("01 01 10 736d74702e6973702e6578616d706c65 00")]
        [DataRow("01 01 10 736d74702e6973702e6578616d706c65 01 7f000001 00000000")]
        [DataRow("01 01 10 736d74702e6973702e6578616d706c65 01 c0a80119 00000000")]
        public void What_is_of_no_use_is_passed_over(string record)
        {
            var test = new TestResolver();
            test.Apply(TestResolver.Name);
            byte[] saved = Hex.Parse(record);

            Assert.IsTrue(test.Resolver.Load(saved, saved.Length));
            Assert.AreEqual(1, test.Resolver.CountUnresolved(0, 1));
        }

        // What was seen since is newer than what was kept.
        [TestMethod]
        public void A_name_that_has_addresses_takes_none_of_a_record()
        {
            TestResolver test = TestResolver.Resolved(60);
            byte[] saved = Hex.Parse("01 01 10 736d74702e6973702e6578616d706c65 01 c633641a 00000000");

            Assert.IsTrue(test.Resolver.Load(saved, saved.Length));
            Assert.AreEqual("c6336419", test.Relays());
        }

        // More addresses than this version keeps.
        [TestMethod]
        public void A_record_with_very_many_addresses_can_be_read()
        {
            string record = "01 01 10 736d74702e6973702e6578616d706c65 14";
            for (int i = 0; i < 20; i++)
            {
                record += "c63364" + Hex.Format(new[] { (byte)i }) + "00000000";
            }

            var test = new TestResolver();
            test.Apply(TestResolver.Name);
            byte[] saved = Hex.Parse(record);

            Assert.IsTrue(test.Resolver.Load(saved, saved.Length));
            Assert.AreEqual(16, test.Resolver.MakeRelays(new Ipv4Prefix[0], 0, 1).Length);
        }

        [TestMethod]
        public void A_name_that_was_just_resolved_is_saved_at_once()
        {
            TestResolver test = TestResolver.Asked();
            Assert.IsFalse(test.Resolver.NeedsSave);
            test.Answer(DnsBuilder.A(TestResolver.Name, 30, TestResolver.Relay));

            Assert.IsTrue(test.Resolver.NeedsSave);
            test.Resolver.Save(new byte[100]);
            Assert.IsFalse(test.Resolver.NeedsSave);
        }

        // Flash wears out: changes that follow soon wait for 10 minutes.
        [TestMethod]
        public void Changes_are_saved_every_10_minutes_at_the_most()
        {
            TestResolver test = TestResolver.Resolved(30);
            test.Resolver.Save(new byte[100]);
            long savedMs = test.Clock.MonotonicMs;
            Assert.IsTrue(test.PassUntilAsked(30000) > 0);
            test.Answer(DnsBuilder.A(TestResolver.Name, 3600, TestResolver.Relay2));

            Assert.IsFalse(test.Resolver.NeedsSave);
            test.Leap(savedMs + 599999 - test.Clock.MonotonicMs);
            Assert.IsFalse(test.Resolver.NeedsSave);
            test.Leap(1);
            Assert.IsTrue(test.Resolver.NeedsSave);
        }

        // Only where an age matters: one address that answers every hour wears out nothing.
        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void Ages_are_saved_every_6_hours_where_they_matter(bool isAgeing)
        {
            TestResolver test = TestResolver.Resolved(30);
            Assert.IsTrue(test.PassUntilAsked(30000) > 0);
            test.Answer(DnsBuilder.A(TestResolver.Name, 3600, isAgeing ? TestResolver.Relay2 : TestResolver.Relay));
            test.Resolver.Save(new byte[100]);
            test.Clock.Advance((6 * HourMs) - 1);
            Assert.IsFalse(test.Resolver.NeedsSave);
            test.Clock.Advance(1);

            Assert.AreEqual(isAgeing, test.Resolver.NeedsSave);
        }

        // Fallback settings know no relay: what was kept must outlive them.
        [TestMethod]
        public void Nothing_is_never_saved()
        {
            TestResolver test = TestResolver.Resolved(30);
            test.Resolver.Save(new byte[100]);
            test.Apply();
            test.Pass(HourMs);
            Assert.IsFalse(test.Resolver.NeedsSave);
            test.Apply(TestResolver.Name);
            test.Clock.Advance(HourMs);
            Assert.IsFalse(test.Resolver.NeedsSave);
        }
    }
}
