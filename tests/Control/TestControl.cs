using Gateway.Control;
using Gateway.Platform;
using Gateway.Settings;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Control
{
    /// <summary>A control plane with its engine, the ISP's servers, and a storage that outlives it: a board, but for its network.</summary>
    public sealed class TestControl
    {
        private const int TickMs = 250;

        /// <summary>Makes it, with <see cref="MakeSettings()"/>.</summary>
        public TestControl()
            : this(MakeSettings(), new MemoryStorage(), true)
        {
        }

        /// <summary>Makes it, as after a start.</summary>
        /// <param name="settings">The settings.</param>
        /// <param name="storage">Holds what was kept before.</param>
        /// <param name="hasStack">Whether the gateway has a stack of its own.</param>
        public TestControl(GatewaySettings settings, IStorage storage, bool hasStack)
        {
            Isp = new TestIsp(Clock);
            Plane = new ControlPlane(settings, Clock, new SequenceRandom(1), hasStack ? Isp : null, hasStack ? Tcp : null, storage);
            Engine = Plane.Start(Output, null);
        }

        /// <summary>The board's clock.</summary>
        public ManualClock Clock { get; } = new ManualClock();

        /// <summary>The ISP's servers: no name has an address yet.</summary>
        public TestIsp Isp { get; }

        /// <summary>Connections to them.</summary>
        public ScriptedTcp Tcp { get; } = new ScriptedTcp();

        /// <summary>What the engine sent.</summary>
        public RecordingOutput Output { get; } = new RecordingOutput();

        /// <summary>The control plane.</summary>
        public ControlPlane Plane { get; }

        /// <summary>Its engine.</summary>
        public Engine Engine { get; }

        /// <summary>Settings that enforce, redirect, and know one relay, by name, and one name server.</summary>
        public static GatewaySettings MakeSettings()
        {
            return MakeSettings(TestResolver.Name);
        }

        /// <summary>The same with these relays.</summary>
        public static GatewaySettings MakeSettings(params string[] relayNames)
        {
            var settings = new GatewaySettings { RelayNames = relayNames, DnsServers = new[] { TestResolver.Server1 } };
            settings.Engine.WanAddress = TestGateway.Wan;
            settings.Engine.Op25b.IsFallback = false;
            settings.Engine.Op25b.UnresolvedRelayNames = relayNames.Length;
            return settings;
        }

        /// <summary>One whose relay's name was resolved, to <see cref="TestResolver.Relay"/>.</summary>
        public static TestControl Resolved(MemoryStorage storage)
        {
            var test = new TestControl(MakeSettings(), storage, true);
            test.Isp.SetAddress(TestResolver.Name, TestResolver.Relay);
            test.Pass(2000);
            Assert.AreEqual(0, test.Plane.CountUnresolvedRelays());
            return test;
        }

        /// <summary>Lets time pass, as a board gives it.</summary>
        public void Pass(long ms)
        {
            for (; ms > 0; ms -= TickMs)
            {
                Clock.Advance(ms < TickMs ? ms : TickMs);
                Turn();
            }
        }

        /// <summary>Lets much time pass at once.</summary>
        public void Leap(long ms)
        {
            Clock.Advance(ms);
            Turn();
        }

        /// <summary>What a board does four times a second.</summary>
        public void Turn()
        {
            Engine.Tick();
            Plane.Step();
            Plane.Keep();
        }

        /// <summary>Tells the verdict on a LAN host's connection to port 25.</summary>
        public int Try(int port, uint address)
        {
            Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, port, address, 25, TcpFlags.Syn));
            return (int)Engine.LastVerdict;
        }

        /// <summary>Opens such a connection, which must be allowed. The external port is the same, below the gateway's own.</summary>
        public void Open(int port, uint address)
        {
            Try(port, address);
            Receive(Side.Wan, PacketBuilder.Tcp(address, 25, TestGateway.Wan, port, TcpFlags.Syn | TcpFlags.Ack));
            Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, port, address, 25, TcpFlags.Ack));
            Assert.IsTrue(Carries(port, address));
        }

        /// <summary>Tells whether such a connection still carries data.</summary>
        public bool Carries(int port, uint address)
        {
            Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, port, address, 25, TcpFlags.Ack));
            bool isOut = Output.CountTo(Side.Wan) == 1;
            Receive(Side.Wan, PacketBuilder.Tcp(address, 25, TestGateway.Wan, port, TcpFlags.Ack));
            return isOut && Output.CountTo(Side.Lan) == 1;
        }

        private void Receive(Side from, byte[] packet)
        {
            Output.Clear();
            Engine.Receive(from, packet, 0, packet.Length);
        }
    }
}
