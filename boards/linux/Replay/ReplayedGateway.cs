using Gateway.Boards.Linux.Captures;
using Gateway.Platform;
using Gateway.Policy;

namespace Gateway.Boards.Linux.Replay
{
    /// <summary>
    /// The firmware's engine with the surroundings that replay gives it: the capture's clock, the output captures, and the mail
    /// clients of redirected connections.
    /// </summary>
    internal sealed class ReplayedGateway : IPacketOutput
    {
        private const int SmtpPort = 25; // RFC 5321

        private readonly EngineSettings _settings;
        private readonly CaptureClock _clock;
        private readonly PcapWriter? _wan;
        private readonly PcapWriter? _lan;
        private readonly PacketFacts _sent = new();
        private readonly PacketFacts _received = new();
        private readonly Dictionary<ClientKey, Conversation> _clients = [];
        private readonly PriorityQueue<Conversation, long> _due = new();
        private readonly Queue<byte[]> _toClients = new();
        private readonly TickSchedule _ticks;
        private Conversation? _playing;
        private bool _isPlayingFromLan;

        /// <summary>Makes a gateway that has just started.</summary>
        /// <param name="settings">Its settings.</param>
        /// <param name="clock">The capture's clock.</param>
        /// <param name="wan">Takes what it sends to the WAN; null for nowhere.</param>
        /// <param name="lan">Takes what it sends to the LAN; null for nowhere.</param>
        public ReplayedGateway(EngineSettings settings, CaptureClock clock, PcapWriter? wan, PcapWriter? lan)
        {
            _settings = settings;
            _clock = clock;
            _wan = wan;
            _lan = lan;
            _ticks = new TickSchedule(clock);
            Engine = new Engine(settings, clock, new SeededRandom(), this, null);
        }

        /// <summary>The engine.</summary>
        public Engine Engine { get; }

        /// <summary>Packets to the gateway's own stack.</summary>
        public Tally SentToHost { get; } = new();

        /// <summary>TCP packets to port 25 of relays, seen on the WAN.</summary>
        public Tally Port25ToRelays { get; } = new();

        /// <summary>TCP packets to port 25 of others, seen on the WAN: what OP25B is there to make none of.</summary>
        public Tally Port25ToOthers { get; } = new();

        /// <summary>Lets time pass until a packet of the capture is due: ticks, and what the mail clients say meanwhile.</summary>
        /// <param name="ns">The packet's time.</param>
        public void AdvanceTo(long ns)
        {
            _ticks.Plan(ns);
            while (true)
            {
                long tickNs = _ticks.NextNs;
                long clientNs = _due.TryPeek(out _, out long due) ? due : long.MaxValue;
                long nextNs = Math.Min(tickNs, clientNs);
                if (nextNs > ns)
                {
                    break;
                }

                _clock.MoveTo(nextNs);
                if (clientNs <= tickNs)
                {
                    ActForClient();
                }
                else
                {
                    Engine.Tick();
                    _ticks.Ticked();
                    DeliverToClients();
                }
            }

            _clock.MoveTo(ns);
        }

        /// <summary>Lets the mail clients finish.</summary>
        public void Finish()
        {
            while (_due.TryPeek(out _, out long due))
            {
                AdvanceTo(Math.Max(due, _clock.NowNs));
            }
        }

        /// <summary>Gives the gateway a packet of a conversation.</summary>
        /// <param name="conversation">The conversation; what became of the packet is written to it.</param>
        /// <param name="isFromLan">The side that the packet comes from: the LAN, or else the WAN.</param>
        /// <param name="buffer">The packet from index 0 on; rewritten in place.</param>
        /// <param name="length">Its bytes.</param>
        public void Play(Conversation conversation, bool isFromLan, byte[] buffer, int length)
        {
            _received.Read(buffer.AsSpan(0, length));
            Feed(conversation, isFromLan, buffer, length);
            if (isFromLan && _received.IsOpeningSyn && Engine.LastVerdict == Verdict.Redirect && Engine.LastFate == PacketFate.Answered)
            {
                TakeOver(conversation, _received.TcpSequence);
            }

            DeliverToClients();
        }

        /// <inheritdoc/>
        void IPacketOutput.Send(Side to, byte[] buffer, int offset, int length)
        {
            ReadOnlySpan<byte> packet = buffer.AsSpan(offset, length);
            switch (to)
            {
                case Side.Lan:
                    SendToLan(packet);
                    break;
                case Side.Wan:
                    SendToWan(packet);
                    break;
                default:
                    SentToHost.Add(length);
                    break;
            }
        }

        private void SendToLan(ReadOnlySpan<byte> packet)
        {
            _lan?.Write(_clock.NowNs, packet);
            _sent.Read(packet);
            Conversation? conversation = _playing;
            if (_sent.Protocol == IpFields.ProtocolTcp && _sent.SourcePort == SmtpPort)
            {
                _toClients.Enqueue(packet.ToArray()); // the engine is not to be entered from here
                conversation ??= _clients.GetValueOrDefault(ClientKey.OfPacketToLan(_sent));
            }

            conversation?.SentToLan.Add(packet.Length);
        }

        private void SendToWan(ReadOnlySpan<byte> packet)
        {
            _wan?.Write(_clock.NowNs, packet);
            _playing?.SentToWan.Add(packet.Length);
            _sent.Read(packet);
            if (_playing != null && _isPlayingFromLan && _sent.HasPorts && _sent.Protocol == _playing.Key.Protocol)
            {
                _playing.ExternalPort = _sent.SourcePort;
            }

            if (_sent.Protocol == IpFields.ProtocolTcp && _sent.HasPorts && _sent.DestinationPort == SmtpPort)
            {
                uint destination = (uint)_sent.DestinationAddress;
                bool isRelay = Array.Exists(_settings.Op25b.Relays, relay => relay.Contains(destination));
                (isRelay ? Port25ToRelays : Port25ToOthers).Add(packet.Length);
            }
        }

        private void Feed(Conversation conversation, bool isFromLan, byte[] buffer, int length)
        {
            (isFromLan ? conversation.Outbound : conversation.Inbound).Add(length);
            _playing = conversation;
            _isPlayingFromLan = isFromLan;
            Engine.Receive(isFromLan ? Side.Lan : Side.Wan, buffer, 0, length);
            _playing = null;

            if (Engine.LastVerdict != Verdict.NotConcerned)
            {
                conversation.Verdict = Engine.LastVerdict;
            }

            switch (Engine.LastFate)
            {
                case PacketFate.Forwarded:
                    conversation.Forwarded++;
                    break;
                case PacketFate.Answered:
                    conversation.Answered++;
                    break;
                case PacketFate.ToHost:
                    conversation.ToHost++;
                    break;
                case PacketFate.Held:
                    break; // a fragment: told with its datagram's first one
                default:
                    conversation.AddDrop(Engine.LastDropReason);
                    break;
            }
        }

        private void TakeOver(Conversation conversation, uint synSequence)
        {
            conversation.Client = new MailClient(conversation, synSequence);
            _clients[ClientKey.Of(conversation)] = conversation;
        }

        private void DeliverToClients()
        {
            while (_toClients.TryDequeue(out byte[]? packet))
            {
                _sent.Read(packet);
                if (_clients.TryGetValue(ClientKey.OfPacketToLan(_sent), out Conversation? conversation))
                {
                    conversation.Client!.Receive(packet, _sent, _clock.NowNs);
                    NoteDue(conversation);
                }
            }
        }

        private void ActForClient()
        {
            if (!_due.TryDequeue(out Conversation? conversation, out long due) || conversation.Client!.DueNs != due)
            {
                return; // it has another appointment by now, in the queue too
            }

            byte[]? packet = conversation.Client.Act(_clock.NowNs);
            NoteDue(conversation);
            if (packet != null)
            {
                Feed(conversation, isFromLan: true, (byte[])packet.Clone(), packet.Length);
                DeliverToClients();
            }
        }

        private void NoteDue(Conversation conversation)
        {
            if (conversation.Client!.DueNs != long.MaxValue)
            {
                _due.Enqueue(conversation, conversation.Client.DueNs);
            }
        }
    }
}
