using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Time;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Time
{
    /// <summary>
    /// The start date through the whole: time servers, clock, engine. An unknown time enforces; the date cuts living flows when it
    /// is reached, however it is reached; what was cut stays cut.
    /// </summary>
    [TestClass]
    public class StartDateTests
    {
        private const int SynAck = TcpFlags.Syn | TcpFlags.Ack;

        [TestMethod]
        public void Before_the_time_is_known_mail_is_blocked_and_then_it_passes_until_the_date()
        {
            var setup = new TimeSetup();
            var output = new RecordingOutput();
            Engine engine = Make(setup, output, 3600);
            Open(engine, output, Verdict.Redirect, 50000);

            setup.Synchronize();
            engine.Tick();
            int external = Open(engine, output, Verdict.WouldBlockNotYetEffective, 50001);
            Assert.AreEqual(1L, engine.Op25b.WouldBlockConnections);
            Carries(engine, output, 50001, external);

            // The client that is at the notice must connect anew.
            output.Clear();
            Receive(engine, Side.Lan, Data(50000));
            Assert.AreEqual(TcpFlags.Rst, TcpHeader.Flags(output.Last.Bytes, 20));
        }

        [TestMethod]
        public void The_date_is_reached_while_a_flow_lives()
        {
            var setup = new TimeSetup();
            var output = new RecordingOutput();
            Engine engine = MakeWithFlow(setup, output, 3600, out int external);

            setup.Board.Advance((3600 * 1000) - setup.Board.MonotonicMs - 1);
            engine.Tick();
            Carries(engine, output, 50000, external);
            setup.Board.Advance(1);
            engine.Tick();

            IsCut(engine, output, 50000, external);
            Open(engine, output, Verdict.Redirect, 50001);
        }

        // Two answers agree that it is later than the clock says: past the date.
        [TestMethod]
        public void A_correction_forward_past_the_date_cuts_living_flows()
        {
            var setup = new TimeSetup();
            var output = new RecordingOutput();
            Engine engine = MakeWithFlow(setup, output, 86400, out int external);

            setup.PassUntilAsked(2 * 3600 * 1000);
            setup.Answer(86400 * 1000);
            engine.Tick();
            Carries(engine, output, 50000, external);
            setup.Answer(86400 * 1000);
            engine.Tick();

            IsCut(engine, output, 50000, external);
        }

        // Two answers agree that it is earlier: before the date. New flows pass; those that were cut stay cut.
        [TestMethod]
        public void A_correction_back_before_the_date_revives_nothing()
        {
            var setup = new TimeSetup();
            var output = new RecordingOutput();
            Engine engine = MakeWithFlow(setup, output, 3600, out int external);
            setup.PassUntilAsked(2 * 3600 * 1000);
            engine.Tick();
            IsCut(engine, output, 50000, external);

            setup.Answer(-86400 * 1000);
            engine.Tick();
            Open(engine, output, Verdict.Redirect, 50001);
            setup.Answer(-86400 * 1000);
            engine.Tick();

            output.Clear();
            Receive(engine, Side.Lan, Data(50000));
            Assert.AreEqual(0, output.CountTo(Side.Wan));
            Open(engine, output, Verdict.WouldBlockNotYetEffective, 50002);
        }

        // The clock passes the date, and an answer says that it is 3 s earlier: the date is not passed twice.
        [TestMethod]
        public void A_small_correction_back_over_the_date_opens_nothing()
        {
            var setup = new TimeSetup();
            var output = new RecordingOutput();
            Engine engine = Make(setup, output, 4000);
            setup.Synchronize();
            long date = (TimeSetup.StartUtcMs / 1000) + 4000;
            while (setup.Shown < date)
            {
                setup.Board.Advance(250);
            }

            engine.Tick();
            Open(engine, output, Verdict.Redirect, 50000);
            Assert.AreEqual((int)TimeOffer.Taken, (int)setup.Clock.Offer((date * 1000) - 3000));
            for (int i = 0; i < 20; i++)
            {
                engine.Tick();
                Open(engine, output, Verdict.Redirect, 50001 + i);
                setup.Board.Advance(250);
            }
        }

        // Settings without time servers: the device does not know the time any more.
        [TestMethod]
        public void Losing_the_time_cuts_what_only_the_date_had_opened()
        {
            var setup = new TimeSetup();
            var output = new RecordingOutput();
            Engine engine = MakeWithFlow(setup, output, 3600, out int external);

            setup.Clock.UsesServers = false;
            engine.Tick();
            IsCut(engine, output, 50000, external);
            Open(engine, output, Verdict.Redirect, 50001);

            // And back: new ones pass, once two answers agree.
            setup.Clock.UsesServers = true;
            setup.PassUntilAsked(2 * 3600 * 1000);
            setup.Clock.Offer(TimeSetup.StartUtcMs);
            setup.Clock.Offer(TimeSetup.StartUtcMs);
            engine.Tick();
            Open(engine, output, Verdict.WouldBlockNotYetEffective, 50002);
            output.Clear();
            Receive(engine, Side.Lan, Data(50000));
            Assert.AreEqual(0, output.CountTo(Side.Wan));
        }

        // Servers that disagree, or lie before the floor: unknown, for a day.
        [DataRow(600000L)]
        [DataRow(-2592000001L)]
        [TestMethod]
        public void A_time_that_nobody_confirms_opens_nothing(long offMs)
        {
            var setup = new TimeSetup();
            var output = new RecordingOutput();
            Engine engine = Make(setup, output, 10 * 86400);
            for (int i = 0; i < 20; i++)
            {
                setup.PassUntilAsked(2 * 3600 * 1000);
                setup.Answer(setup.Udp.SentAddress == TimeSetup.First ? offMs - setup.Board.MonotonicMs : -86400000 + (i * 10000));
                setup.Pass(2000);
                engine.Tick();
                Open(engine, output, Verdict.Redirect, 50000 + i);
            }

            Assert.AreEqual(0L, engine.Op25b.WouldBlockConnections);
        }

        private static Engine Make(TimeSetup setup, RecordingOutput output, int secondsToDate)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.EffectiveFromUtcSeconds = (TimeSetup.StartUtcMs / 1000) + secondsToDate;
            return new Engine(settings, setup.Clock, new SequenceRandom(1), output, null);
        }

        // The time is known, and a flow lives that the date will block: of the host's port 50000.
        private static Engine MakeWithFlow(TimeSetup setup, RecordingOutput output, int secondsToDate, out int external)
        {
            Engine engine = Make(setup, output, secondsToDate);
            setup.Synchronize();
            engine.Tick();
            external = Open(engine, output, Verdict.WouldBlockNotYetEffective, 50000);
            return engine;
        }

        private static void Receive(Engine engine, Side from, byte[] packet)
        {
            engine.Receive(from, packet, 0, packet.Length);
        }

        // Connects to a foreign host's port 25; gives the external port, or 0 where the gateway answers.
        private static int Open(Engine engine, RecordingOutput output, Verdict verdict, int port)
        {
            output.Clear();
            Receive(engine, Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, port, TestGateway.Foreign, 25, TcpFlags.Syn));
            Assert.AreEqual((int)verdict, (int)engine.LastVerdict);
            if (verdict == Verdict.Redirect)
            {
                Assert.AreEqual(0, output.CountTo(Side.Wan));
                return 0;
            }

            int external = TcpHeader.SourcePort(output.Last.Bytes, 20);
            Receive(engine, Side.Wan, PacketBuilder.Tcp(TestGateway.Foreign, 25, TestGateway.Wan, external, SynAck));
            Receive(engine, Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, port, TestGateway.Foreign, 25, TcpFlags.Ack));
            return external;
        }

        private static void Carries(Engine engine, RecordingOutput output, int port, int external)
        {
            output.Clear();
            Receive(engine, Side.Lan, Data(port));
            Receive(engine, Side.Wan, PacketBuilder.Tcp(TestGateway.Foreign, 25, TestGateway.Wan, external, TcpFlags.Ack));
            Assert.AreEqual(1, output.CountTo(Side.Wan));
            Assert.AreEqual(1, output.CountTo(Side.Lan));
        }

        private static void IsCut(Engine engine, RecordingOutput output, int port, int external)
        {
            Assert.AreEqual(1L, engine.Op25b.FlowsCutByPolicy);
            Assert.AreEqual(0, engine.FlowCount);
            output.Clear();
            Receive(engine, Side.Lan, Data(port));
            Assert.AreEqual(0, output.CountTo(Side.Wan));
            Assert.AreEqual(TcpFlags.Rst, TcpHeader.Flags(output.Last.Bytes, 20));
            output.Clear();
            Receive(engine, Side.Wan, PacketBuilder.Tcp(TestGateway.Foreign, 25, TestGateway.Wan, external, TcpFlags.Ack));
            Assert.AreEqual(0, output.Count);
        }

        private static byte[] Data(int port)
        {
            return PacketBuilder.Tcp(TestGateway.HostA, port, TestGateway.Foreign, 25, TcpFlags.Ack | TcpFlags.Psh, 100, 200, Hex.Parse("4441544120"));
        }
    }
}
