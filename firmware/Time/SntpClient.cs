using Gateway.Platform;

namespace Gateway.Time
{
    /// <summary>
    /// Asks time servers for the time (SNTP, RFC 4330), and tells the <see cref="NetworkClock"/>. The first server is asked; the
    /// second when that one fails, or when the clock wants another opinion. It never waits: a board calls <see cref="Step"/> with
    /// every tick. An answer may lie there for a tick, which makes the time wrong by half of it.
    /// </summary>
    public sealed class SntpClient
    {
        /// <summary>How many servers are used; further ones are left alone.</summary>
        public const int MaximumServers = 2;

        // RFC 4330 §10: never more often than every 15 s. It doubles with every failure, up to the regular interval.
        private const int RetryMs = 16 * 1000;

        // ours: the crystal of a cheap board loses a third of a second in it.
        private const int PollMs = 3600 * 1000;

        // ours: a million gateways after a power cut then ask 60,000 times a second, which the ISP's servers bear.
        private const int FirstSpreadMs = 16 * 1000;

        // ours: a server of the ISP answers in a few; an answer that took longer would be a second wrong.
        private const int TimeoutMs = 2 * 1000;

        // RFC 4330 §8: a server that denies is no longer asked. ours: for a day, since a gateway runs for years.
        private const int DeniedMs = 24 * 3600 * 1000;

        // RFC 5905 §7.4: ask less often with every RATE. ours: that server rests for an hour, then for two, up to a day.
        private const int RateLimitedMs = PollMs;
        private const int RateLimitedMaximumMs = DeniedMs;

        // ours: a port may be taken; four times in a row means that there is no socket.
        private const int PortTries = 4;

        // ours: what is looked at in one step; a flood of forged answers takes no more.
        private const int MaximumDatagrams = 8;

        private const int None = -1;

        private readonly IUdpExchange _udp;
        private readonly IRandom _random;
        private readonly NetworkClock _clock;
        private readonly byte[] _message = new byte[SntpMessage.Length];
        private readonly uint[] _servers = new uint[MaximumServers];
        private readonly long[] _restUntilMs = new long[MaximumServers];
        private readonly int[] _restMs = new int[MaximumServers];
        private int _count;
        private bool _isStarted;
        private int _socket = None;
        private int _asked;
        private bool _hasAskedOther;
        private uint _nonceHigh;
        private uint _nonceLow;
        private long _askedAtMs;
        private long _nextMs;
        private int _retryMs = RetryMs;

        /// <summary>Makes a client that knows no server yet.</summary>
        public SntpClient(IUdpExchange udp, IRandom random, NetworkClock clock)
        {
            _udp = udp;
            _random = random;
            _clock = clock;
        }

        /// <summary>
        /// Takes the servers' addresses, in host order, the preferred one first: as often as they are resolved. The time of the
        /// next question does not depend on it, and a server that wants rest keeps it.
        /// </summary>
        public void Apply(uint[] servers)
        {
            uint first = servers.Length > 0 ? servers[0] : 0;
            uint second = servers.Length > 1 && servers[1] != first ? servers[1] : 0;
            int count = first == 0 ? 0 : second == 0 ? 1 : 2;
            if (count == _count && first == _servers[0] && second == _servers[1])
            {
                return;
            }

            // The two may have changed places.
            if (second == _servers[0] || first == _servers[1])
            {
                Exchange();
            }

            Take(0, first);
            Take(1, second);
            _count = count;
            long nowMs = _clock.MonotonicMs;
            if (_socket != None)
            {
                Close();
                EndRound(nowMs);
            }

            if (count > 0 && !_isStarted)
            {
                _isStarted = true;
                _nextMs = nowMs + Jitter.Below(FirstSpreadMs, _random);
            }
        }

        /// <summary>Does what is due: at least four times a second.</summary>
        public void Step()
        {
            long nowMs = _clock.MonotonicMs;
            if (_socket != None)
            {
                Receive(nowMs);
                if (_socket != None && nowMs - _askedAtMs >= TimeoutMs)
                {
                    _clock.Counters.Timeouts++;
                    Fail(nowMs);
                }
            }
            else if (_count > 0 && nowMs >= _nextMs)
            {
                BeginRound(nowMs);
            }
        }

        private void BeginRound(long nowMs)
        {
            _hasAskedOther = _count == 1;
            if (nowMs >= _restUntilMs[0])
            {
                Ask(0, nowMs);
            }
            else if (!_hasAskedOther && nowMs >= _restUntilMs[1])
            {
                _hasAskedOther = true;
                Ask(1, nowMs);
            }
            else
            {
                EndRound(nowMs);
            }
        }

        private void Ask(int server, long nowMs)
        {
            _asked = server;
            _askedAtMs = nowMs;
            for (int i = 0; i < PortTries && _socket < 0; i++)
            {
                _socket = _udp.Open(HostPorts.Choose(_random));
            }

            _nonceHigh = _random.NextUInt32();
            _nonceLow = _random.NextUInt32();
            SntpMessage.WriteRequest(_message, _nonceHigh, _nonceLow);
            if (_socket < 0 || !_udp.Send(_socket, _servers[server], SntpMessage.Port, _message, 0, SntpMessage.Length))
            {
                _clock.Counters.SendFailures++;
                Fail(nowMs);
                return;
            }

            _clock.Counters.Questions++;
        }

        private void Receive(long nowMs)
        {
            for (int i = 0; i < MaximumDatagrams; i++)
            {
                int length = _udp.Receive(_socket, _message, out uint address, out int port);
                if (length < 0)
                {
                    return;
                }

                SntpReply reply = address == _servers[_asked] && port == SntpMessage.Port
                    ? SntpMessage.Check(_message, length, _nonceHigh, _nonceLow)
                    : SntpReply.Foreign;
                switch (reply)
                {
                    case SntpReply.Foreign:
                        _clock.Counters.Foreign++;
                        continue;
                    case SntpReply.Usable:
                        Hear(nowMs);
                        break;
                    case SntpReply.Denied:
                        _clock.Counters.Denied++;
                        Rest(DeniedMs, nowMs);
                        break;
                    case SntpReply.RateLimited:
                        _clock.Counters.RateLimited++;
                        int restMs = _restMs[_asked] == 0 ? RateLimitedMs : _restMs[_asked] * 2;
                        Rest(restMs < RateLimitedMaximumMs ? restMs : RateLimitedMaximumMs, nowMs);
                        break;
                    default:
                        _clock.Counters.Unusable++;
                        Fail(nowMs);
                        break;
                }

                return;
            }
        }

        // RFC 4330 §5, but for our own clock: its time at sending and receipt is the monotonic one.
        private void Hear(long nowMs)
        {
            long elapsedMs = nowMs - _askedAtMs;
            long transmitMs = SntpMessage.ReadUtcMs(_message, SntpMessage.TransmitTimestampOffset);
            long stayMs = transmitMs - SntpMessage.ReadUtcMs(_message, SntpMessage.ReceiveTimestampOffset);

            // It can't have stayed there longer than it was under way; a millisecond is what two roundings make.
            if (stayMs < 0 || stayMs > elapsedMs + 1)
            {
                _clock.Counters.Unusable++;
                Fail(nowMs);
                return;
            }

            _restMs[_asked] = 0;
            TimeOffer offer = _clock.Offer(transmitMs + ((elapsedMs - stayMs) / 2));
            if (offer != TimeOffer.Taken)
            {
                Fail(nowMs);
                return;
            }

            Close();
            _retryMs = RetryMs;
            _nextMs = nowMs + PollMs + Jitter.Below(PollMs / 4, _random);
        }

        private void Rest(int restMs, long nowMs)
        {
            _restMs[_asked] = restMs;
            _restUntilMs[_asked] = nowMs + restMs;
            Fail(nowMs);
        }

        // This server's answer did not do: the other one's may.
        private void Fail(long nowMs)
        {
            Close();
            int other = 1 - _asked;
            if (!_hasAskedOther && nowMs >= _restUntilMs[other])
            {
                _hasAskedOther = true;
                Ask(other, nowMs);
            }
            else
            {
                EndRound(nowMs);
            }
        }

        private void EndRound(long nowMs)
        {
            _nextMs = nowMs + _retryMs + Jitter.Below(_retryMs / 4, _random);
            _retryMs = _retryMs < PollMs / 2 ? _retryMs * 2 : PollMs;
        }

        private void Close()
        {
            if (_socket >= 0)
            {
                _udp.Close(_socket);
            }

            _socket = None;
        }

        private void Take(int server, uint address)
        {
            if (_servers[server] != address)
            {
                _servers[server] = address;
                _restUntilMs[server] = 0;
                _restMs[server] = 0;
            }
        }

        private void Exchange()
        {
            uint address = _servers[0];
            long restUntilMs = _restUntilMs[0];
            int restMs = _restMs[0];
            _servers[0] = _servers[1];
            _restUntilMs[0] = _restUntilMs[1];
            _restMs[0] = _restMs[1];
            _servers[1] = address;
            _restUntilMs[1] = restUntilMs;
            _restMs[1] = restMs;
        }
    }
}
