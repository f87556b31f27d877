using Gateway.Platform;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Support
{
    /// <summary>
    /// A tiny mail client on a LAN host that OP25B redirects: TCP by hand, so that a test chooses each segment. It keeps what
    /// came in order, and what it sent until that is acknowledged.
    /// </summary>
    public sealed class NoticeClient
    {
        /// <summary>The client's initial sequence number.</summary>
        public const uint InitialSequence = 0xFFFFFFF0; // ours: it wraps after some bytes

        // Ours: more than the longest conversation.
        private const int StreamCapacity = 2048;

        private readonly TestGateway _gateway;
        private readonly uint _address;
        private readonly int _port;
        private readonly uint _server;
        private readonly char[] _stream = new char[StreamCapacity];
        private int _streamLength;
        private string _pending = "";
        private int _inFlight; // how much of it was sent

        /// <summary>A client on <see cref="TestGateway.HostA"/>, to <see cref="TestGateway.Foreign"/>.</summary>
        public NoticeClient(TestGateway gateway, int port)
            : this(gateway, TestGateway.HostA, port, TestGateway.Foreign)
        {
        }

        /// <summary>Makes a client; nothing is sent yet.</summary>
        public NoticeClient(TestGateway gateway, uint address, int port, uint server)
        {
            _gateway = gateway;
            _address = address;
            _port = port;
            _server = server;
            Sequence = InitialSequence;
        }

        /// <summary>The window that it offers.</summary>
        public int Window { get; set; } = PacketBuilder.Window;

        /// <summary>Whether what comes is lost on the way.</summary>
        public bool IsDeaf { get; set; }

        /// <summary>The first sequence number that is not acknowledged.</summary>
        public uint Sequence { get; private set; }

        /// <summary>The next sequence number that it expects.</summary>
        public uint Expected { get; private set; }

        /// <summary>The server's initial sequence number.</summary>
        public uint ServerIsn { get; private set; }

        /// <summary>Whether the server's FIN came, behind all that it said.</summary>
        public bool IsFinished { get; private set; }

        /// <summary>Whether an RST came.</summary>
        public bool IsReset { get; private set; }

        /// <summary>Packets that came, lost ones included.</summary>
        public int Packets { get; private set; }

        /// <summary>Segments that came ahead of their turn.</summary>
        public int Gaps { get; private set; }

        /// <summary>What it sent and is not acknowledged.</summary>
        public string Pending
        {
            get { return _pending; }
        }

        /// <summary>What the server said, in order.</summary>
        public string Text
        {
            get { return new string(_stream, 0, _streamLength); }
        }

        /// <summary>SYN.</summary>
        public SentPacket Open()
        {
            return Send(TcpFlags.Syn, Sequence, "");
        }

        /// <summary>SYN, and the ACK that completes the handshake: the greeting comes.</summary>
        public SentPacket Connect()
        {
            Open();
            Assert.AreEqual(InitialSequence + 1, Sequence, "The SYN is acknowledged");
            return Acknowledge();
        }

        /// <summary>An ACK of all that came, behind all that was sent (as TCP's is: RFC 9293 §3.10.7.4).</summary>
        public SentPacket Acknowledge()
        {
            return Send(TcpFlags.Ack, Sequence + (uint)_inFlight, "");
        }

        /// <summary>Sends data, behind what is not acknowledged yet.</summary>
        public SentPacket Say(string data)
        {
            uint sequence = Sequence + (uint)_pending.Length;
            _pending += data;
            _inFlight = _pending.Length;
            return Send(TcpFlags.Ack | TcpFlags.Psh, sequence, data);
        }

        /// <summary>Keeps data to send it later, with <see cref="Resend"/>: as TCP does while a small segment is under way (RFC 9293 §3.7.4).</summary>
        public void Keep(string data)
        {
            _pending += data;
        }

        /// <summary>Sends all that is not acknowledged, as one segment.</summary>
        public SentPacket Resend()
        {
            _inFlight = _pending.Length;
            return Send(TcpFlags.Ack | TcpFlags.Psh, Sequence, _pending);
        }

        /// <summary>FIN, with all that is not acknowledged.</summary>
        public SentPacket Close()
        {
            _inFlight = _pending.Length;
            return Send(TcpFlags.Fin | TcpFlags.Ack, Sequence, _pending);
        }

        /// <summary>RST.</summary>
        public SentPacket Reset()
        {
            return Send(TcpFlags.Rst, Sequence, "");
        }

        /// <summary>Sends a segment with the acknowledgment of all that came, and takes the answer.</summary>
        /// <returns>The answer, or null.</returns>
        public SentPacket Send(int flags, uint sequence, string data)
        {
            return Send(flags, sequence, (flags & TcpFlags.Ack) != 0 ? Expected : 0, data);
        }

        /// <summary>Sends any segment, and takes the answer.</summary>
        /// <returns>The answer, or null.</returns>
        public SentPacket Send(int flags, uint sequence, uint acknowledgment, string data)
        {
            byte[] bytes = new byte[data.Length];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)data[i];
            }

            byte[] packet = PacketBuilder.Tcp(_address, _port, _server, 25, flags, sequence, acknowledgment, bytes);
            PacketBuilder.WithTcpWord(packet, TcpHeader.WindowOffset, Window);
            SentPacket answer = _gateway.Receive(Side.Lan, packet);
            Assert.AreEqual(0, _gateway.Output.CountTo(Side.Wan), "Nothing goes to the WAN");
            Assert.IsTrue(_gateway.Output.Count <= 1, "One answer a segment");
            if (answer != null)
            {
                Take(answer.Bytes);
            }

            return answer;
        }

        /// <summary>Lets time pass in one step, with one tick at its end.</summary>
        /// <returns>Packets that came for this client.</returns>
        public int Wait(long ms)
        {
            _gateway.Output.Clear();
            _gateway.Clock.Advance(ms);
            _gateway.Engine.Tick();
            int before = Packets;
            for (int i = 0; i < _gateway.Output.Count; i++)
            {
                byte[] packet = _gateway.Output[i].Bytes;
                if (NetworkOrder.ReadUInt32(packet, Ipv4Header.DestinationOffset) == _address
                    && TcpHeader.DestinationPort(packet, Ipv4Header.MinimumLength) == _port)
                {
                    Take(packet);
                }
            }

            return Packets - before;
        }

        private void Take(byte[] packet)
        {
            const int Tcp = Ipv4Header.MinimumLength;
            Packets++;
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(packet), "Checksums are right");
            Assert.AreEqual(_server, NetworkOrder.ReadUInt32(packet, Ipv4Header.SourceOffset));
            Assert.AreEqual(_address, NetworkOrder.ReadUInt32(packet, Ipv4Header.DestinationOffset));
            Assert.AreEqual(25, TcpHeader.SourcePort(packet, Tcp));
            Assert.AreEqual(_port, TcpHeader.DestinationPort(packet, Tcp));
            if (IsDeaf)
            {
                return;
            }

            int flags = TcpHeader.Flags(packet, Tcp);
            uint sequence = TcpHeader.SequenceNumber(packet, Tcp);
            if ((flags & TcpFlags.Rst) != 0)
            {
                IsReset = true;
                return;
            }

            Assert.IsTrue((flags & TcpFlags.Ack) != 0, "All but an RST acknowledges");
            if ((flags & TcpFlags.Syn) != 0)
            {
                Assert.AreEqual(Sequence + 1, TcpHeader.AcknowledgmentNumber(packet, Tcp));
                Sequence++;
                ServerIsn = sequence;
                Expected = sequence + 1;
                return;
            }

            TakeAcknowledgment(TcpHeader.AcknowledgmentNumber(packet, Tcp));
            TakeData(packet, Tcp + TcpHeader.HeaderLength(packet, Tcp), sequence, (flags & TcpFlags.Fin) != 0);
        }

        private void TakeAcknowledgment(uint acknowledgment)
        {
            int acknowledged = (int)(acknowledgment - Sequence);
            if (acknowledged > 0)
            {
                // A FIN takes one number more than the data has.
                _pending = acknowledged >= _pending.Length ? "" : _pending.Substring(acknowledged);
                _inFlight = acknowledged >= _inFlight ? 0 : _inFlight - acknowledged;
                Sequence = acknowledgment;
            }
        }

        private void TakeData(byte[] packet, int dataOffset, uint sequence, bool isFin)
        {
            int skip = (int)(Expected - sequence);
            int length = packet.Length - dataOffset;
            if (skip < 0)
            {
                Gaps++;
                return;
            }

            for (int i = skip; i < length; i++)
            {
                _stream[_streamLength++] = (char)packet[dataOffset + i];
                Expected++;
            }

            if (isFin && !IsFinished && Expected == sequence + (uint)length)
            {
                IsFinished = true;
                Expected++;
            }
        }
    }
}
