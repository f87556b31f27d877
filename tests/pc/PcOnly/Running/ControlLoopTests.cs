using System;
using System.IO;
using System.Linq;
using Gateway.Boards.Linux.Running;
using Gateway.Control;
using Gateway.Settings;
using Gateway.Tests.Control;
using Gateway.Tests.Support;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Running
{
    /// <summary>The control plane beside the packets, and what the log says of it: once a change, in words that tell what to do.</summary>
    [TestClass]
    public sealed class ControlLoopTests : IDisposable
    {
        private const string Ntp = "ntp.isp.example";

        private readonly StringWriter _text = new();
        private readonly ManualClock _clock = new();
        private readonly MemoryStorage _storage = new();
        private TestIsp _isp;
        private ControlPlane _plane;
        private ControlLoop _loop;

        public void Dispose()
        {
            _text.Dispose();
            _loop?.Dispose();
        }

        [TestMethod]
        public void A_name_s_addresses_are_told_when_they_change()
        {
            Start(TestControl.MakeSettings());
            _isp.SetAddress(TestResolver.Name, TestResolver.Relay);
            Pass(120);
            _isp.SetAddress(TestResolver.Name, TestResolver.Relay2);
            Pass(120);

            AssertLog("smtp.isp.example is 198.51.100.25", "smtp.isp.example is 198.51.100.25, 198.51.100.26");
        }

        [TestMethod]
        [DataRow(-1, "no answer")]
        [DataRow(0x8182, "server failure")]
        [DataRow(0x8183, "no such name")]
        [DataRow(0x8180, "it has no IPv4 address")]
        [DataRow(0x8185, "the servers refuse")]
        public void Why_a_name_can_t_be_found_out_is_told_once(int flags, string cause)
        {
            Start(TestControl.MakeSettings());
            _isp.DnsFlags = flags;
            Pass(600);
            _isp.DnsFlags = 0x8184;
            Pass(120);
            _isp.DnsFlags = 0;
            _isp.SetAddress(TestResolver.Name, TestResolver.Relay);
            Pass(120);
            _isp.DnsFlags = flags;
            Pass(600);
            _isp.DnsFlags = 0;
            Pass(600);

            AssertLog(
                $"smtp.isp.example can't be found out ({cause})",
                "smtp.isp.example can't be found out (no answer that makes sense)",
                "smtp.isp.example is 198.51.100.25",
                $"smtp.isp.example can't be found out ({cause}): it stays 198.51.100.25",
                "smtp.isp.example is 198.51.100.25");
        }

        [TestMethod]
        public void Settings_without_a_name_server_say_so()
        {
            GatewaySettings settings = TestControl.MakeSettings();
            settings.DnsServers = [];
            Start(settings);
            Pass(60);

            AssertLog("smtp.isp.example can't be found out (no name server is known: the settings' dns.servers tells some)");
        }

        [TestMethod]
        public void What_was_kept_is_told_as_such()
        {
            TestControl.Resolved(_storage);
            Start(TestControl.MakeSettings());
            _isp.DnsFlags = -1;
            Pass(1);

            AssertLog("smtp.isp.example is 198.51.100.25, as before the restart");
        }

        [TestMethod]
        public void The_time_and_the_start_date_are_told()
        {
            GatewaySettings settings = TestControl.MakeSettings([]);
            settings.TimeServers = ["198.51.100.7"];
            settings.Engine.Op25b.EffectiveFromUtcSeconds = (TimeSetup.StartUtcMs / 1000) + 900;
            Start(settings);
            _isp.IsTimeSilent = true;
            Pass(60);
            _isp.IsTimeSilent = false;
            Pass(1800);

            string[] lines = Lines();
            Assert.HasCount(5, lines, _text.ToString());
            Assert.AreEqual("blocking is in force, for the time is not known; its date is 2026-12-24T00:15:00Z", lines[0]);
            Assert.AreEqual("the time can't be learnt (no answer): until it is, op25b.effectiveFrom counts as reached", lines[1]);
            Assert.StartsWith("the time is known: 2026-12-24T00:0", lines[2]);
            Assert.AreEqual("blocking is not in force yet: it begins at 2026-12-24T00:15:00Z", lines[3]);
            Assert.AreEqual("blocking is in force; its date is 2026-12-24T00:15:00Z", lines[4]);
        }

        [TestMethod]
        public void Without_a_stack_nothing_is_told_again_and_again()
        {
            GatewaySettings settings = TestControl.MakeSettings();
            settings.TimeServers = [Ntp];
            Start(settings, hasStack: false);
            Pass(600);

            AssertLog();
        }

        [TestMethod]
        public void A_state_that_can_t_be_written_is_told_once()
        {
            _storage.IsReadOnly = true;
            Start(TestControl.MakeSettings());
            _isp.SetAddress(TestResolver.Name, TestResolver.Relay);
            Pass(3600);

            AssertLog("smtp.isp.example is 198.51.100.25", "the folder of --state can't be written: a restart will know less");
        }

        [TestMethod]
        public void Settings_are_applied_between_two_steps()
        {
            Start(TestControl.MakeSettings());
            _isp.SetAddress(TestResolver.Name, TestResolver.Relay);
            Pass(5);
            Assert.AreEqual(0L, _loop.Apply(TestControl.MakeSettings(TestResolver.Name, TestResolver.Name2)));
            Pass(5);

            Assert.AreEqual(1, _plane.CountUnresolvedRelays());
            Assert.HasCount(1, Lines());
        }

        [TestMethod]
        public void A_name_that_comes_back_is_told_anew()
        {
            Start(TestControl.MakeSettings());
            _isp.SetAddress(TestResolver.Name, TestResolver.Relay);
            Pass(5);
            _loop.Apply(TestControl.MakeSettings([]));
            Pass(5);
            _loop.Apply(TestControl.MakeSettings());
            Pass(5);

            AssertLog("smtp.isp.example is 198.51.100.25", "smtp.isp.example is 198.51.100.25");
        }

        [TestMethod]
        public void Another_start_date_is_told()
        {
            _clock.SetUtc(TimeSetup.StartUtcMs / 1000);
            GatewaySettings settings = TestControl.MakeSettings([]);
            settings.Engine.Op25b.EffectiveFromUtcSeconds = (TimeSetup.StartUtcMs / 1000) + 900;
            Start(settings);
            Pass(1);
            settings = TestControl.MakeSettings([]);
            settings.Engine.Op25b.EffectiveFromUtcSeconds = (TimeSetup.StartUtcMs / 1000) + 1800;
            _loop.Apply(settings);
            Pass(1);

            AssertLog(
                "blocking is not in force yet: it begins at 2026-12-24T00:15:00Z", "blocking is not in force yet: it begins at 2026-12-24T00:30:00Z");
        }

        // Five times a second, for years.
        [TestMethod]
        public void A_turn_without_a_change_allocates_nothing()
        {
            const int TurnsToAnswer = 100;
            const int Turns = 5000;
            Start(TestControl.MakeSettings());
            _isp.SetRecords(TestResolver.Name, DnsBuilder.A(TestResolver.Name, 3600, TestResolver.Relay));
            long before = 0;
            for (int i = -TurnsToAnswer; i < Turns; i++)
            {
                before = i == 0 ? GC.GetAllocatedBytesForCurrentThread() : before;
                _clock.Advance(ControlLoop.StepMs);
                _loop.Turn();
            }

            Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.AreEqual(0, _plane.CountUnresolvedRelays());
        }

        private void Start(GatewaySettings settings, bool hasStack = true)
        {
            using MemoryGateway gateway = new();
            _isp = new TestIsp(_clock);
            _plane = new ControlPlane(settings, _clock, new SequenceRandom(1), hasStack ? _isp : null, hasStack ? new ScriptedTcp() : null, _storage);
            PacketLoop packets = new(output => _plane.Start(output, null), _clock, gateway.Devices);
            _loop = new ControlLoop(_plane, packets, new ControlLog(new RunLog(_text, false), new SettingsKeeper(_storage), hasStack));
        }

        private void Pass(int seconds)
        {
            for (int i = 0; i < seconds * 1000 / ControlLoop.StepMs; i++)
            {
                _clock.Advance(ControlLoop.StepMs);
                _plane.Engine.Tick();
                _loop.Turn();
            }
        }

        private void AssertLog(params string[] lines)
        {
            CollectionAssert.AreEqual(lines, Lines(), _text.ToString());
        }

        // Without the time before each.
        private string[] Lines()
        {
            return [.. _text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(line => line[(line.IndexOf(' ') + 1)..])];
        }
    }
}
