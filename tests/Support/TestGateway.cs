using Gateway.Nat;
using Gateway.Platform;
using Gateway.Wire;

namespace Gateway.Tests.Support
{
    /// <summary>
    /// An engine with a clock that the test moves, a fixed randomness and an output that is kept. As made it enforces, knows one
    /// relay and redirects; addresses are from the documentation blocks (RFC 5737).
    /// </summary>
    public sealed class TestGateway
    {
        /// <summary>The gateway's LAN address, 192.168.1.1 of a /24.</summary>
        public const uint Lan = 0xC0A80101;

        /// <summary>The gateway's WAN address, 203.0.113.10.</summary>
        public const uint Wan = 0xCB00710A;

        /// <summary>A LAN host, 192.168.1.100.</summary>
        public const uint HostA = 0xC0A80164;

        /// <summary>Another LAN host, 192.168.1.101.</summary>
        public const uint HostB = 0xC0A80165;

        /// <summary>The ISP's relay, 198.51.100.25.</summary>
        public const uint Relay = 0xC6336419;

        /// <summary>A foreign host, 192.0.2.25.</summary>
        public const uint Foreign = 0xC0000219;

        /// <summary>Another foreign host, 192.0.2.26.</summary>
        public const uint Foreign2 = 0xC000021A;

        /// <summary>2026-01-01T00:00:00Z.</summary>
        public const long NewYear2026 = 1767225600;

        /// <summary>Makes a gateway with the settings of <see cref="MakeSettings"/>.</summary>
        public TestGateway()
            : this(MakeSettings(), null)
        {
        }

        /// <summary>Makes a gateway.</summary>
        /// <param name="settings">Its settings; a test may change and apply them again.</param>
        /// <param name="offload">Its flow cache, or null.</param>
        public TestGateway(EngineSettings settings, IFlowOffload offload)
        {
            Settings = settings;
            Clock = new ManualClock();
            Output = new RecordingOutput();
            Engine = new Engine(settings, Clock, new SequenceRandom(1), Output, offload);
        }

        /// <summary>The engine.</summary>
        public Engine Engine { get; }

        /// <summary>Its clock.</summary>
        public ManualClock Clock { get; }

        /// <summary>What it sent.</summary>
        public RecordingOutput Output { get; }

        /// <summary>Its settings.</summary>
        public EngineSettings Settings { get; }

        /// <summary>Settings that enforce, know <see cref="Relay"/> and redirect.</summary>
        public static EngineSettings MakeSettings()
        {
            var settings = new EngineSettings { LanAddress = Lan, LanPrefixLength = 24, WanAddress = Wan };
            settings.Notice.SubmissionHost = "smtp.isp.example";
            settings.Op25b.IsFallback = false;
            settings.Op25b.Relays = new[] { new Ipv4Prefix(Relay, Ipv4Prefix.MaximumLength) };
            return settings;
        }

        /// <summary>Puts a copy of a packet in, and gives what came out: the one packet, or null when it was none.</summary>
        public SentPacket Receive(Side from, byte[] packet)
        {
            Output.Clear();
            byte[] copy = (byte[])packet.Clone();
            Engine.Receive(from, copy, 0, copy.Length);
            return Output.Last;
        }

        /// <summary>Lets time pass, with four ticks a second as a board gives them (at most 100 in all: longer times in larger steps).</summary>
        public void Pass(long ms)
        {
            const int MaximumTicks = 100;
            const int TickMs = 250;
            long ticks = (ms + TickMs - 1) / TickMs;
            ticks = ticks > MaximumTicks ? MaximumTicks : ticks;
            long passed = 0;
            for (int i = 1; i <= ticks; i++)
            {
                long until = ms * i / ticks;
                Clock.Advance(until - passed);
                passed = until;
                Engine.Tick();
            }
        }

        /// <summary>Finds a living flow of a LAN host's port, or null.</summary>
        public FlowSnapshot FindFlow(int protocol, uint lanAddress, int lanPort)
        {
            var flow = new FlowSnapshot();
            int cursor = 0;
            while (Engine.ReadFlow(ref cursor, flow))
            {
                if (flow.Protocol == protocol && flow.LanAddress == lanAddress && flow.LanPort == lanPort)
                {
                    return flow;
                }
            }

            return null;
        }
    }
}
