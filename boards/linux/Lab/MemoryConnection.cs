using System.Security.Cryptography;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Lab
{
    /// <summary>One TCP connection of a <see cref="MemoryHost"/>: handshake, data in order, FIN, RST (RFC 9293, the least of it).</summary>
    internal sealed class MemoryConnection
    {
        /// <summary>Ethernet's MTU.</summary>
        public const int MaximumPacketLength = 1500;

        private const int HeadersLength = Ipv4Header.MinimumLength + TcpHeader.MinimumLength;
        private const int MaximumSegmentLength = MaximumPacketLength - HeadersLength;
        private const int Window = 65535; // the most without scaling; both ends take all at once
        private const int TimeToLive = 64; // RFC 1700, as most systems have it
        private const int TimeoutMs = 10_000; // ours: no scene waits longer

        private readonly object _gate = new();
        private readonly MemoryHost _host;
        private readonly byte[] _packet = new byte[MaximumPacketLength];
        private readonly Queue<byte[]> _received = new();
        private int _taken;
        private uint _sendNext = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint)));
        private uint _receiveNext;
        private bool _isOpen;
        private bool _isReset;
        private bool _hasSentFin;
        private bool _hasReceivedFin;

        /// <summary>Makes a connection; nothing is sent yet.</summary>
        public MemoryConnection(MemoryHost host, int localPort, Peer peer)
        {
            _host = host;
            LocalPort = localPort;
            Peer = peer;
        }

        /// <summary>Its port here.</summary>
        public int LocalPort { get; }

        /// <summary>Its other end.</summary>
        public Peer Peer { get; }

        /// <summary>Connects.</summary>
        /// <exception cref="IOException">Refused, or no answer in time.</exception>
        public void Open()
        {
            lock (_gate)
            {
                Send(TcpFlags.Syn, []);
                WaitUntil(() => _isOpen || _isReset);
                if (!_isOpen)
                {
                    throw new IOException($"{Peer}: connection refused");
                }
            }
        }

        /// <summary>Sends data.</summary>
        /// <exception cref="IOException">The connection was reset.</exception>
        public void Write(ReadOnlySpan<byte> data)
        {
            lock (_gate)
            {
                while (data.Length > 0)
                {
                    ThrowIfReset();
                    ReadOnlySpan<byte> segment = data[..Math.Min(data.Length, MaximumSegmentLength)];
                    Send(TcpFlags.Psh | TcpFlags.Ack, segment);
                    data = data[segment.Length..];
                }
            }
        }

        /// <summary>Takes data that arrived; waits for some.</summary>
        /// <returns>0 at the end.</returns>
        /// <exception cref="IOException">The connection was reset, or nothing comes.</exception>
        public int Read(Span<byte> into)
        {
            lock (_gate)
            {
                WaitUntil(() => _received.Count > 0 || _hasReceivedFin || _isReset);
                if (_received.Count == 0)
                {
                    ThrowIfReset();
                    return 0;
                }

                ReadOnlySpan<byte> first = _received.Peek().AsSpan(_taken);
                int length = Math.Min(first.Length, into.Length);
                first[..length].CopyTo(into);
                _taken += length;
                if (length == first.Length)
                {
                    _received.Dequeue();
                    _taken = 0;
                }

                return length;
            }
        }

        /// <summary>Says that no more comes.</summary>
        public void Close()
        {
            lock (_gate)
            {
                if (!_hasSentFin && !_isReset && _isOpen)
                {
                    _hasSentFin = true;
                    Send(TcpFlags.Fin | TcpFlags.Ack, []);
                }

                ForgetIfOver();
            }
        }

        /// <summary>Takes a segment. On the loop's thread.</summary>
        public void Receive(Packet packet)
        {
            lock (_gate)
            {
                if ((packet.TcpFlags & TcpFlags.Rst) != 0)
                {
                    _isReset = true;
                }
                else if ((packet.TcpFlags & TcpFlags.Syn) != 0)
                {
                    ReceiveSyn(packet);
                }
                else
                {
                    ReceiveData(packet);
                }

                ForgetIfOver();
                Monitor.PulseAll(_gate);
            }
        }

        private void ReceiveSyn(Packet packet)
        {
            if (_isOpen)
            {
                return;
            }

            _isOpen = true;
            _receiveNext = TcpHeader.SequenceNumber(packet.Buffer, packet.TransportOffset) + 1;
            bool isAnswer = (packet.TcpFlags & TcpFlags.Ack) != 0;
            Send(isAnswer ? TcpFlags.Ack : TcpFlags.Syn | TcpFlags.Ack, []);
        }

        private void ReceiveData(Packet packet)
        {
            int headers = packet.TransportOffset - packet.Offset + TcpHeader.HeaderLength(packet.Buffer, packet.TransportOffset);
            int length = packet.Ipv4.TotalLength - headers;
            bool isFin = (packet.TcpFlags & TcpFlags.Fin) != 0;
            if (length == 0 && !isFin)
            {
                return;
            }

            if (TcpHeader.SequenceNumber(packet.Buffer, packet.TransportOffset) == _receiveNext)
            {
                if (length > 0)
                {
                    _received.Enqueue(packet.Buffer.AsSpan(packet.Offset + headers, length).ToArray());
                }

                _receiveNext += (uint)length + (isFin ? 1u : 0u);
                _hasReceivedFin |= isFin;
            }

            Send(TcpFlags.Ack, []);
        }

        private void Send(int flags, ReadOnlySpan<byte> data)
        {
            int length = HeadersLength + data.Length;
            Ipv4Header.Write(_packet, 0, length, IpProtocol.Tcp, TimeToLive, _host.Address, Peer.Address);
            TcpHeader.Write(
                _packet,
                Ipv4Header.MinimumLength,
                LocalPort,
                Peer.Port,
                _sendNext,
                (flags & TcpFlags.Ack) == 0 ? 0 : _receiveNext,
                TcpHeader.MinimumLength,
                flags,
                Window);
            data.CopyTo(_packet.AsSpan(HeadersLength));
            TcpHeader.WriteChecksum(
                _packet, Ipv4Header.MinimumLength, length - Ipv4Header.MinimumLength, _host.Address, Peer.Address);
            _sendNext += (uint)data.Length + ((flags & (TcpFlags.Syn | TcpFlags.Fin)) != 0 ? 1u : 0u);
            _host.Device.Send(_packet, length);
        }

        private void WaitUntil(Func<bool> isSo)
        {
            long end = Environment.TickCount64 + TimeoutMs;
            while (!isSo())
            {
                long left = end - Environment.TickCount64;
                if (left <= 0 || !Monitor.Wait(_gate, (int)left))
                {
                    throw new IOException($"{Peer}: no answer");
                }
            }
        }

        private void ThrowIfReset()
        {
            if (_isReset)
            {
                throw new IOException($"{Peer}: connection reset");
            }
        }

        private void ForgetIfOver()
        {
            if (_isReset || (_hasSentFin && _hasReceivedFin))
            {
                _host.Forget(this);
            }
        }
    }
}
