using Gateway.Dns;
using Gateway.Wire;

namespace Gateway.Tests.Support
{
    /// <summary>A resolver whose network, clock and randomness are the test's.</summary>
    public sealed class TestResolver
    {
        /// <summary>The first server, 192.0.2.53.</summary>
        public const uint Server1 = 0xC0000235;

        /// <summary>The second server, 192.0.2.54.</summary>
        public const uint Server2 = 0xC0000236;

        /// <summary>The third server, 192.0.2.55.</summary>
        public const uint Server3 = 0xC0000237;

        /// <summary>A relay's name.</summary>
        public const string Name = "smtp.isp.example";

        /// <summary>Another relay's name.</summary>
        public const string Name2 = "smtp2.isp.example";

        /// <summary>A relay, 198.51.100.25.</summary>
        public const uint Relay = 0xC6336419;

        /// <summary>Another relay, 198.51.100.26.</summary>
        public const uint Relay2 = 0xC633641A;

        /// <summary>Where DNS servers are.</summary>
        public const int DnsPort = 53;

        private const int TickMs = 250;

        /// <summary>Makes a resolver without names.</summary>
        public TestResolver()
            : this(1)
        {
        }

        /// <summary>Makes a resolver without names.</summary>
        /// <param name="seed">Of its randomness.</param>
        public TestResolver(uint seed)
        {
            Resolver = new NameResolver(Udp, Tcp, Clock, new SequenceRandom(seed));
        }

        /// <summary>Its clock.</summary>
        public ManualClock Clock { get; } = new ManualClock();

        /// <summary>Its datagrams.</summary>
        public ScriptedUdp Udp { get; } = new ScriptedUdp();

        /// <summary>Its connections.</summary>
        public ScriptedTcp Tcp { get; } = new ScriptedTcp();

        /// <summary>The resolver.</summary>
        public NameResolver Resolver { get; }

        /// <summary>The LAN, 192.168.1.0/24.</summary>
        public static Ipv4Prefix Lan
        {
            get { return new Ipv4Prefix(0xC0A80100, 24); }
        }

        /// <summary>The name that the latest question asked for.</summary>
        public string AskedName
        {
            get
            {
                char[] text = new char[Udp.Sent.Length];
                int length = 0;
                int offset = 12;
                while (Udp.Sent[offset] != 0)
                {
                    for (int left = Udp.Sent[offset++]; left > 0; left--)
                    {
                        text[length++] = (char)Udp.Sent[offset++];
                    }

                    text[length++] = '.';
                }

                return new string(text, 0, length - 1);
            }
        }

        /// <summary>A resolver whose one name was just asked for at the first of three servers.</summary>
        public static TestResolver Asked()
        {
            var test = new TestResolver();
            test.Apply(Name);
            test.PassUntilAsked(NameResolver.NewSpreadMs);
            return test;
        }

        /// <summary>A resolver whose one name has one address.</summary>
        public static TestResolver Resolved(int timeToLiveS)
        {
            TestResolver test = Asked();
            test.Answer(DnsBuilder.A(Name, timeToLiveS, Relay));
            return test;
        }

        /// <summary>Gives it names, and the three servers.</summary>
        public void Apply(params string[] names)
        {
            Resolver.Apply(names, new[] { Server1, Server2, Server3 }, Lan);
        }

        /// <summary>Lets time pass, with four steps a second as a board gives them.</summary>
        public void Pass(long ms)
        {
            while (ms > 0)
            {
                long step = ms < TickMs ? ms : TickMs;
                Clock.Advance(step);
                Resolver.Step();
                ms -= step;
            }
        }

        /// <summary>Lets much time pass in one step.</summary>
        public void Leap(long ms)
        {
            Clock.Advance(ms);
            Resolver.Step();
        }

        /// <summary>Lets time pass until the next question goes out.</summary>
        /// <param name="limitMs">For how long at the most.</param>
        /// <returns>How long that took; negative when none went out.</returns>
        public long PassUntilAsked(long limitMs)
        {
            int sent = Udp.SentCount;
            for (long ms = 0; ms <= limitMs; ms += TickMs)
            {
                Resolver.Step();
                if (Udp.SentCount > sent)
                {
                    return ms;
                }

                Clock.Advance(TickMs);
            }

            return -1;
        }

        /// <summary>Answers the latest question as its server does.</summary>
        public void Answer(params byte[][] records)
        {
            Reply(DnsBuilder.Answer(Udp.Sent, records));
        }

        /// <summary>Answers the latest question without records.</summary>
        public void Fail(int flags)
        {
            Reply(DnsBuilder.Failure(Udp.Sent, flags));
        }

        /// <summary>Sends a datagram from the server that was asked, to the port that asked.</summary>
        public void Reply(byte[] message)
        {
            Udp.Deliver(Udp.SentFromPort, Udp.SentAddress, DnsPort, message);
            Resolver.Step();
        }

        /// <summary>The relays' addresses as hex digits, in the order that they were first seen.</summary>
        public string Relays()
        {
            Ipv4Prefix[] relays = Resolver.MakeRelays(new Ipv4Prefix[0], 0, Resolver.NameCount);
            string text = "";
            byte[] address = new byte[4];
            for (int i = 0; i < relays.Length; i++)
            {
                NetworkOrder.WriteUInt32(address, 0, relays[i].Address);
                text += (i == 0 ? "" : " ") + Hex.Format(address);
            }

            return text;
        }
    }
}
