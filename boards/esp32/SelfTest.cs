using System;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Wire;

namespace Gateway.Boards.Esp32
{
    /// <summary>
    /// Four conversations through the engine as it will run, and what came out: an allowed flow out and back, blocked mail, mail
    /// redirected to its notice, and 1000 packets timed. Documentation addresses (RFC 5737); nothing leaves the chip.
    /// </summary>
    internal sealed class SelfTest
    {
        private const uint Client = 0xC0A80164; // 192.168.1.100
        private const uint WanAddress = 0xCB00710A; // 203.0.113.10
        private const uint Relay = 0xC6336419; // 198.51.100.25
        private const uint Foreign = 0xC0000219; // 192.0.2.25
        private const int ClientPort = 50000;
        private const int ClientSequence = 1000;
        private const int MaximumFlows = 128; // nat.md: a device without PSRAM, so that this runs on any
        private const int TimedPackets = 1000;
        private const int Transport = Ipv4Header.MinimumLength;
        private const int TimeToLive = 64;

        private readonly SelfTestClock _clock = new SelfTestClock();
        private readonly SelfTestOutput _output = new SelfTestOutput();
        private readonly byte[] _packet = new byte[Ipv4Header.MinimumLength + TcpHeader.MinimumLength];
        private readonly byte[] _template = new byte[Ipv4Header.MinimumLength + TcpHeader.MinimumLength];
        private readonly Ipv4Header _ipv4 = new Ipv4Header();
        private readonly EngineSettings _settings;
        private readonly Engine _engine;
        private int _failures;

        /// <summary>Makes an engine with settings of its own.</summary>
        public SelfTest()
        {
            _settings = new EngineSettings { WanAddress = WanAddress };
            _settings.Nat.MaximumFlows = MaximumFlows;
            _settings.Notice.SubmissionHost = "smtp.isp.example";
            _settings.Op25b.IsFallback = false;
            _settings.Op25b.Relays = new[] { new Ipv4Prefix(Relay, Ipv4Prefix.MaximumLength) };
            _engine = new Engine(_settings, _clock, new SelfTestRandom(), _output, null);
        }

        /// <summary>Runs all, and logs what came out.</summary>
        /// <returns>Whether all was as it should be.</returns>
        public bool Run()
        {
            PassAllowed();
            Redirect();
            Block();
            Measure();
            Console.WriteLine(_failures == 0 ? "self-test: passed" : "self-test: FAILED, " + _failures.ToString() + " checks");
            return _failures == 0;
        }

        private void PassAllowed()
        {
            Receive(Side.Lan, Client, ClientPort, Relay, Op25bPolicy.SmtpPort, ClientSequence, 0, TcpFlags.Syn);
            Check("mail to the relay goes to the WAN", IsOut(Side.Wan) && _ipv4.Source == WanAddress && _ipv4.Destination == Relay);
            int externalPort = TcpHeader.SourcePort(_output.Packet, Transport);
            Receive(Side.Wan, Relay, Op25bPolicy.SmtpPort, WanAddress, externalPort, 1, ClientSequence + 1, TcpFlags.Syn | TcpFlags.Ack);
            Check("the relay's answer goes to its host", IsOut(Side.Lan) && _ipv4.Destination == Client && TcpHeader.DestinationPort(_output.Packet, Transport) == ClientPort);
            Receive(Side.Lan, Client, ClientPort, Relay, Op25bPolicy.SmtpPort, ClientSequence + 1, 2, TcpFlags.Ack);
            Check("and the connection stands", IsOut(Side.Wan) && TcpHeader.SourcePort(_output.Packet, Transport) == externalPort);
        }

        private void Redirect()
        {
            Receive(Side.Lan, Client, ClientPort, Foreign, Op25bPolicy.SmtpPort, ClientSequence, 0, TcpFlags.Syn);
            Check("mail to another host is answered by the gateway", IsOut(Side.Lan) && TcpHeader.Flags(_output.Packet, Transport) == (TcpFlags.Syn | TcpFlags.Ack));
            uint next = TcpHeader.SequenceNumber(_output.Packet, Transport) + 1;
            Receive(Side.Lan, Client, ClientPort, Foreign, Op25bPolicy.SmtpPort, ClientSequence + 1, next, TcpFlags.Ack);
            int text = Transport + TcpHeader.MinimumLength;
            Check("with a greeting", IsOut(Side.Lan) && _output.Length > text + 3);
            Console.WriteLine(TextOf(_output.Packet, text, _output.Length));
        }

        private void Block()
        {
            _settings.Op25b.OnBlock = BlockAction.Drop;
            _engine.Apply(_settings);
            Receive(Side.Lan, Client, ClientPort + 1, Foreign, Op25bPolicy.SmtpPort, ClientSequence, 0, TcpFlags.Syn);
            Check("with onBlock drop, nothing comes out", _output.Length == 0 && _engine.LastDropReason == DropReason.Port25Blocked);
        }

        private void Measure()
        {
            WriteSegment(Client, ClientPort, Relay, Op25bPolicy.SmtpPort, ClientSequence + 1, 2, TcpFlags.Ack);
            Array.Copy(_packet, _template, _packet.Length);
            long sentBefore = _engine.Traffic.WanPacketsSent;
            long startUs = _clock.ElapsedUs;
            for (int i = 0; i < TimedPackets; i++)
            {
                // The engine rewrites in place.
                Array.Copy(_template, _packet, _packet.Length);
                _engine.Receive(Side.Lan, _packet, 0, _packet.Length);
            }

            long elapsedUs = _clock.ElapsedUs - startUs;
            Console.WriteLine(
                TimedPackets.ToString() + " packets of a known flow in " + elapsedUs.ToString() + " us: "
                + (elapsedUs / TimedPackets).ToString() + " us each, copying in and out included");
            Check("and all passed", _engine.Traffic.WanPacketsSent == sentBefore + TimedPackets);
        }

        private void Receive(Side from, uint source, int sourcePort, uint destination, int destinationPort, uint sequence, uint acknowledgment, int flags)
        {
            _output.Forget();
            WriteSegment(source, sourcePort, destination, destinationPort, sequence, acknowledgment, flags);
            _engine.Receive(from, _packet, 0, _packet.Length);
        }

        private void WriteSegment(uint source, int sourcePort, uint destination, int destinationPort, uint sequence, uint acknowledgment, int flags)
        {
            const int Window = 8192;
            Ipv4Header.Write(_packet, 0, _packet.Length, IpProtocol.Tcp, TimeToLive, source, destination);
            TcpHeader.Write(_packet, Transport, sourcePort, destinationPort, sequence, acknowledgment, TcpHeader.MinimumLength, flags, Window);
            TcpHeader.WriteChecksum(_packet, Transport, TcpHeader.MinimumLength, source, destination);
        }

        // Whether a sound packet came out on this side.
        private bool IsOut(Side side)
        {
            return _output.To == side
                && _ipv4.Parse(_output.Packet, 0, _output.Length) == ParseResult.Valid
                && TcpHeader.Check(_output.Packet, Transport, _output.Length - Transport) == ParseResult.Valid
                && InternetChecksum.Sum(
                    _output.Packet,
                    Transport,
                    _output.Length - Transport,
                    InternetChecksum.PseudoHeaderSum(_ipv4.Source, _ipv4.Destination, IpProtocol.Tcp, _output.Length - Transport))
                    == InternetChecksum.AllOnes;
        }

        private void Check(string what, bool isTrue)
        {
            Console.WriteLine((isTrue ? "ok      " : "FAILED  ") + what);
            _failures += isTrue ? 0 : 1;
        }

        private static string TextOf(byte[] buffer, int from, int to)
        {
            var characters = new char[to - from];
            for (int i = 0; i < characters.Length; i++)
            {
                characters[i] = (char)buffer[from + i];
            }

            return new string(characters);
        }
    }
}
