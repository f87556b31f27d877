using System;
using Gateway.Platform;
using Gateway.Wire;

namespace Gateway.Dns
{
    /// <summary>
    /// Asks one question at a time: the servers in turn over UDP, twice, with a new id and a new port each time (RFC 5452 §9.2),
    /// and over TCP what does not fit a datagram (RFC 7766 §5). It never waits: <see cref="Step"/> looks what came.
    /// </summary>
    internal sealed class DnsClient
    {
        /// <summary>Servers that are asked. Ours: what other stub resolvers take, and DHCP rarely gives more.</summary>
        public const int MaximumServers = 3;

        /// <summary>How long the first round waits for an answer: RFC 1035 §4.2.1, 2 to 5 s. The next one waits twice as long.</summary>
        public const int FirstTimeoutMs = 2000;

        /// <summary>How often each server is asked. Ours: a lost datagram is no lost server.</summary>
        public const int MaximumRounds = 2;

        /// <summary>How long a connection may take, to its answer's end. Ours: two lost SYNs (RFC 6298: 1 and 2 s), and some.</summary>
        public const int TcpTimeoutMs = 10 * 1000;

        /// <summary>
        /// Datagrams that do not fit until TCP takes over: somebody guesses (RFC 5452 §9.3). Ours: honest servers send none,
        /// since each question has a port of its own.
        /// </summary>
        public const int MaximumMismatches = 4;

        // RFC 1035 §4.2.
        private const int ServerPort = 53;

        // Ours: one of 16384 is rarely taken, three never are.
        private const int MaximumPortTries = 3;

        // Ours: over a hundred addresses; a longer answer is taken for nonsense.
        private const int BufferLength = 2048;

        // RFC 1035 §4.2.2: a message over TCP stands behind its length.
        private const int LengthPrefix = 2;

        private const int None = -1;

        private readonly IUdpExchange _udp;
        private readonly ITcpExchange _tcp;
        private readonly IRandom _random;
        private readonly DnsCounters _counters;
        private readonly byte[] _query = new byte[DnsQuery.MaximumLength];
        private readonly byte[] _buffer = new byte[BufferLength];
        private uint[] _servers = new uint[0];
        private int _queryLength;
        private int _preferred;
        private int _attempt;
        private int _settled;
        private int _mismatches;
        private DnsResult _failure;
        private int _socket = None;
        private int _connection = None;
        private int _received;
        private long _untilMs;

        /// <summary>Makes it.</summary>
        public DnsClient(IUdpExchange udp, ITcpExchange tcp, IRandom random, DnsCounters counters)
        {
            _udp = udp;
            _tcp = tcp;
            _random = random;
            _counters = counters;
        }

        /// <summary>The latest answer.</summary>
        public DnsResponse Response { get; } = new DnsResponse();

        /// <summary>Takes other servers, of which the first ones are asked; drops the question under way.</summary>
        public void Apply(uint[] servers)
        {
            Close();
            _servers = new uint[servers.Length < MaximumServers ? servers.Length : MaximumServers];
            Array.Copy(servers, 0, _servers, 0, _servers.Length);
            _preferred = 0;
        }

        /// <summary>Begins a question; <see cref="Step"/> tells what came of it.</summary>
        public void Ask(string name, long nowMs)
        {
            _attempt = 0;
            _settled = 0;
            _queryLength = DnsQuery.Write(name, 0, _query);
            _failure = _queryLength == 0 ? DnsResult.NameError : DnsResult.NotSent;
            AskServer(nowMs);
        }

        /// <summary>Goes on with the question.</summary>
        /// <returns>None while it is under way; else what came of it in the end.</returns>
        public DnsResult Step(long nowMs)
        {
            if (_connection != None)
            {
                return StepTcp(nowMs);
            }

            return _socket != None ? StepUdp(nowMs) : _failure;
        }

        // The next server that has not refused this question already. Without one, the question is over.
        private void AskServer(long nowMs)
        {
            Close();
            for (int attempts = _queryLength == 0 ? 0 : _servers.Length * MaximumRounds; _attempt < attempts; _attempt++)
            {
                int server = ServerIndex();
                if ((_settled & (1 << server)) != 0)
                {
                    continue;
                }

                _mismatches = 0;
                _untilMs = nowMs + (FirstTimeoutMs << (_attempt / _servers.Length));
                DnsQuery.WriteId((int)_random.NextUInt32(), _query);
                for (int i = 0; i < MaximumPortTries && _socket == None; i++)
                {
                    _socket = _udp.Open(HostPorts.Choose(_random));
                }

                if (_socket != None && _udp.Send(_socket, _servers[server], ServerPort, _query, 0, _queryLength))
                {
                    _counters.UdpQuestions++;
                    return;
                }

                _counters.Add(DnsResult.NotSent);
                Close();
            }
        }

        private DnsResult StepUdp(long nowMs)
        {
            while (true)
            {
                int length = _udp.Receive(_socket, _buffer, out uint address, out int port);
                if (length < 0)
                {
                    return nowMs < _untilMs ? DnsResult.None : Fail(DnsResult.Timeout, nowMs);
                }

                DnsResult result = address == _servers[ServerIndex()] && port == ServerPort
                    ? Response.Parse(_buffer, length, _query, _queryLength)
                    : DnsResult.Mismatch;
                if (result != DnsResult.Mismatch)
                {
                    return Take(result, nowMs);
                }

                _counters.Add(DnsResult.Mismatch);
                if (++_mismatches == MaximumMismatches)
                {
                    return AskOverTcp(nowMs);
                }
            }
        }

        private DnsResult AskOverTcp(long nowMs)
        {
            Close();
            _received = 0;
            _untilMs = nowMs + TcpTimeoutMs;
            NetworkOrder.WriteUInt16(_buffer, 0, _queryLength);
            Array.Copy(_query, 0, _buffer, LengthPrefix, _queryLength);
            for (int i = 0; i < MaximumPortTries && _connection == None; i++)
            {
                _connection = _tcp.Open(HostPorts.Choose(_random), _servers[ServerIndex()], ServerPort);
            }

            if (_connection == None || !_tcp.Send(_connection, _buffer, 0, LengthPrefix + _queryLength))
            {
                return Fail(DnsResult.NotSent, nowMs);
            }

            _counters.TcpQuestions++;
            return DnsResult.None;
        }

        private DnsResult StepTcp(long nowMs)
        {
            // First the length, then as much: no byte behind it.
            while (true)
            {
                int end = LengthPrefix + (_received < LengthPrefix ? 0 : NetworkOrder.ReadUInt16(_buffer, 0));
                if (end > BufferLength)
                {
                    return Fail(DnsResult.Malformed, nowMs);
                }

                if (_received == end)
                {
                    Array.Copy(_buffer, LengthPrefix, _buffer, 0, end - LengthPrefix);
                    DnsResult result = Response.Parse(_buffer, end - LengthPrefix, _query, _queryLength);
                    bool isNonsense = result == DnsResult.Mismatch || result == DnsResult.Truncated;
                    return Take(isNonsense ? DnsResult.Malformed : result, nowMs);
                }

                int length = _tcp.Receive(_connection, _buffer, _received, end - _received);
                if (length < 0)
                {
                    return Fail(DnsResult.ConnectionLost, nowMs);
                }

                if (length == 0)
                {
                    return nowMs < _untilMs ? DnsResult.None : Fail(DnsResult.Timeout, nowMs);
                }

                _received += length;
            }
        }

        private DnsResult Take(DnsResult result, long nowMs)
        {
            switch (result)
            {
                case DnsResult.Answer:
                case DnsResult.NoAddress:
                case DnsResult.NameError:
                    _counters.Add(result);
                    _preferred = ServerIndex();
                    _failure = result;
                    Close();
                    return result;
                case DnsResult.Truncated:
                    _counters.Add(result);
                    return AskOverTcp(nowMs);
                default:
                    // It said no: asking it again at once would not help (RFC 9520 §3.1).
                    _settled |= 1 << ServerIndex();
                    return Fail(result, nowMs);
            }
        }

        private DnsResult Fail(DnsResult result, long nowMs)
        {
            _counters.Add(result);
            _failure = result;
            _attempt++;
            AskServer(nowMs);
            return _socket == None ? _failure : DnsResult.None;
        }

        private int ServerIndex()
        {
            return (_preferred + _attempt) % _servers.Length;
        }

        private void Close()
        {
            if (_socket != None)
            {
                _udp.Close(_socket);
                _socket = None;
            }

            if (_connection != None)
            {
                _tcp.Close(_connection);
                _connection = None;
            }
        }
    }
}
