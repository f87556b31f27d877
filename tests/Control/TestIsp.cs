using Gateway.Platform;
using Gateway.Tests.Support;
using Gateway.Time;
using Gateway.Wire;

namespace Gateway.Tests.Control
{
    /// <summary>
    /// The ISP's servers as the gateway meets them: name servers that answer at once from a table of records, and time servers
    /// that tell the right time. The answer is there with the next step.
    /// </summary>
    public sealed class TestIsp : IUdpExchange
    {
        /// <summary>Where name servers are.</summary>
        public const int DnsPort = 53;

        private const int MaximumNames = 8;
        private const int HeaderLength = 12;

        private readonly ManualClock _clock;
        private readonly ScriptedUdp _udp = new ScriptedUdp();
        private readonly string[] _names = new string[MaximumNames];
        private readonly byte[][][] _records = new byte[MaximumNames][][];
        private int _count;

        /// <summary>Makes it.</summary>
        /// <param name="clock">The right time's monotonic part.</param>
        public TestIsp(ManualClock clock)
        {
            _clock = clock;
        }

        /// <summary>What a name server says: 0 the records, or else these flags without any; negative: nothing.</summary>
        public int DnsFlags { get; set; }

        /// <summary>Whether time servers are silent.</summary>
        public bool IsTimeSilent { get; set; }

        /// <summary>The time that time servers tell, in milliseconds since 1970.</summary>
        public long UtcMs
        {
            get { return TimeSetup.StartUtcMs + _clock.MonotonicMs; }
        }

        /// <summary>Questions to name servers so far.</summary>
        public int DnsQuestions { get; private set; }

        /// <summary>The latest such question.</summary>
        public byte[] DnsQuestion { get; private set; }

        /// <summary>Whom it went to.</summary>
        public uint DnsServer { get; private set; }

        /// <summary>Time servers that were asked so far, in order, as text.</summary>
        public string TimeServers { get; private set; } = "";

        /// <summary>Gives a name its records.</summary>
        public void SetRecords(string name, params byte[][] records)
        {
            int index = 0;
            while (index < _count && _names[index] != name)
            {
                index++;
            }

            _names[index] = name;
            _records[index] = records;
            _count = index == _count ? _count + 1 : _count;
        }

        /// <summary>Gives a name one address.</summary>
        public void SetAddress(string name, uint address)
        {
            SetRecords(name, DnsBuilder.A(name, 60, address));
        }

        /// <inheritdoc/>
        public int Open(int localPort)
        {
            return _udp.Open(localPort);
        }

        /// <inheritdoc/>
        public bool Send(int socket, uint address, int port, byte[] buffer, int offset, int length)
        {
            _udp.Send(socket, address, port, buffer, offset, length);
            if (port == DnsPort)
            {
                AnswerName(address);
            }
            else
            {
                AnswerTime(address);
            }

            return true;
        }

        /// <inheritdoc/>
        public int Receive(int socket, byte[] buffer, out uint address, out int port)
        {
            return _udp.Receive(socket, buffer, out address, out port);
        }

        /// <inheritdoc/>
        public void Close(int socket)
        {
            _udp.Close(socket);
        }

        private void AnswerName(uint server)
        {
            DnsQuestions++;
            DnsQuestion = _udp.Sent;
            DnsServer = server;
            if (DnsFlags > 0)
            {
                _udp.Deliver(_udp.SentFromPort, server, DnsPort, DnsBuilder.Failure(DnsQuestion, DnsFlags));
                return;
            }

            string text = Hex.Format(DnsQuestion, HeaderLength, DnsQuestion.Length - HeaderLength);
            for (int i = 0; i < _count && DnsFlags == 0; i++)
            {
                byte[] query = DnsBuilder.Query(_names[i], 0);
                if (Hex.Format(query, HeaderLength, query.Length - HeaderLength) == text)
                {
                    _udp.Deliver(_udp.SentFromPort, server, DnsPort, DnsBuilder.Answer(DnsQuestion, _records[i]));
                }
            }
        }

        private void AnswerTime(uint server)
        {
            TimeServers += (TimeServers.Length == 0 ? "" : " ") + Ipv4Text.Format(server);
            if (!IsTimeSilent)
            {
                _udp.Deliver(_udp.SentFromPort, server, SntpMessage.Port, SntpReplies.Make(_udp.Sent, UtcMs));
            }
        }
    }
}
