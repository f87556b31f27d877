using Gateway.Storage;
using Gateway.Time;

namespace Gateway.Tests.Support
{
    /// <summary>A clock with its client, two time servers that the test plays, and a storage that outlives it.</summary>
    public sealed class TimeSetup
    {
        /// <summary>The first server, 198.51.100.7.</summary>
        public const uint First = 0xC6336407;

        /// <summary>The second server, 198.51.100.8.</summary>
        public const uint Second = 0xC6336408;

        /// <summary>The right time when the setup begins: 30 days after the firmware's date.</summary>
        public const long StartUtcMs = (Release.UtcSeconds + (30 * 86400)) * 1000;

        /// <summary>A tick, as boards give them.</summary>
        public const int TickMs = 250;

        /// <summary>Makes a setup with two servers, whose client was never asked anything.</summary>
        public TimeSetup()
            : this(new MemoryStorage(), 1)
        {
        }

        /// <summary>Makes a setup, as after a start.</summary>
        /// <param name="storage">Holds what was kept before.</param>
        /// <param name="seed">Of the randomness.</param>
        public TimeSetup(MemoryStorage storage, uint seed)
        {
            Storage = storage;
            Board = new ManualClock();
            Udp = new ScriptedUdp();
            Floor = new TwoSlotRecord(storage, "clock", NetworkClock.FloorRecordLength);
            Clock = new NetworkClock(Board, Floor) { UsesServers = true };
            Client = new SntpClient(Udp, new SequenceRandom(seed), Clock);
            Client.Apply(new[] { First, Second });
        }

        /// <summary>The board's clock, that the test moves.</summary>
        public ManualClock Board { get; }

        /// <summary>What it keeps.</summary>
        public MemoryStorage Storage { get; }

        /// <summary>The network.</summary>
        public ScriptedUdp Udp { get; }

        /// <summary>The floor's record.</summary>
        public TwoSlotRecord Floor { get; }

        /// <summary>The clock.</summary>
        public NetworkClock Clock { get; }

        /// <summary>The client.</summary>
        public SntpClient Client { get; }

        /// <summary>The right time.</summary>
        public long UtcMs
        {
            get { return StartUtcMs + Board.MonotonicMs; }
        }

        /// <summary>What the clock shows, in seconds; 0 when it does not know.</summary>
        public long Shown
        {
            get
            {
                Clock.TryGetUtc(out long utcSeconds);
                return utcSeconds;
            }
        }

        /// <summary>Lets time pass, tick by tick.</summary>
        public void Pass(long ms)
        {
            for (long passed = 0; passed < ms; passed += TickMs)
            {
                Board.Advance(ms - passed < TickMs ? ms - passed : TickMs);
                Client.Step();
            }
        }

        /// <summary>Lets time pass until a question is sent.</summary>
        /// <returns>The milliseconds; more than the limit when none was.</returns>
        public long PassUntilAsked(long limitMs)
        {
            int sent = Udp.SentCount;
            long begin = Board.MonotonicMs;
            while (Udp.SentCount == sent && Board.MonotonicMs - begin <= limitMs)
            {
                Board.Advance(TickMs);
                Client.Step();
            }

            return Board.MonotonicMs - begin;
        }

        /// <summary>Lets the server that was asked last answer with these bytes, at once.</summary>
        public void Deliver(byte[] reply)
        {
            Udp.Deliver(Udp.SentFromPort, Udp.SentAddress, SntpMessage.Port, reply);
            Client.Step();
        }

        /// <summary>Lets the server that was asked last tell a time, so much off the right one.</summary>
        public void Answer(long offMs)
        {
            Deliver(SntpReplies.Make(Udp.Sent, UtcMs + offMs));
        }

        /// <summary>Waits for the question, lets both servers tell the right time, and so sets the clock.</summary>
        public void Synchronize()
        {
            PassUntilAsked(2 * 3600 * 1000);
            Answer(0);
            if (Shown == 0)
            {
                Answer(0);
            }
        }
    }
}
