using System;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Gateway.Lab
{
    /// <summary>
    /// A name server that lies, in the place of the test's: whatever it is asked, it gives one address, with one thing wrong. No
    /// real name server can be had to do that. It has no TCP.
    /// </summary>
    public sealed class LyingNameServer : IDisposable
    {
        private const int BufferLength = 512; // RFC 1035 §4.2.1
        private const int HeaderLength = 12;
        private const int FlagsOffset = 2;
        private const int AnswersOffset = 6;
        private const int AnswerFlags = 0x8180;
        private const int ServerFailureFlags = 0x8182;
        private const int Guesses = 3; // ours: fewer than make the gateway ask over TCP
        private const int LateMs = 6000; // ours: the gateway's longest wait is 4 s
        private const int UnusualPort = 5353;

        private readonly Socket _socket;
        private readonly Socket _otherAddress;
        private readonly Socket _otherPort;
        private readonly byte[] _address;
        private NameServerLie _lie;
        private int _questions;

        /// <summary>Starts it.</summary>
        /// <param name="place">Where.</param>
        /// <param name="lie">What is wrong.</param>
        /// <param name="address">The address that it gives.</param>
        public LyingNameServer(LabNamespace place, NameServerLie lie, string address)
        {
            _lie = lie;
            _address = IPAddress.Parse(address).GetAddressBytes();
            _socket = place.Bind(ProtocolType.Udp, LabPlan.TestNameServer, LabPlan.DnsPort);
            _otherAddress = place.Bind(ProtocolType.Udp, LabPlan.Stranger, LabPlan.DnsPort);
            _otherPort = place.Bind(ProtocolType.Udp, LabPlan.TestNameServer, UnusualPort);
            new Thread(Answer) { IsBackground = true }.Start();
        }

        /// <summary>Questions so far.</summary>
        public int Questions => Volatile.Read(ref _questions);

        /// <summary>Lies no more.</summary>
        public void TurnHonest()
        {
            _lie = NameServerLie.None;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _socket.Dispose();
            _otherAddress.Dispose();
            _otherPort.Dispose();
        }

        private void Answer()
        {
            byte[] buffer = new byte[BufferLength];
            EndPoint client = new IPEndPoint(IPAddress.Any, 0);
            try
            {
                while (true)
                {
                    int length = _socket.ReceiveFrom(buffer, ref client);
                    Answer(buffer[..length], client);
                    Interlocked.Increment(ref _questions);
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // The end.
            }
        }

        private void Answer(byte[] query, EndPoint client)
        {
            byte[] answer = MakeAnswer(query);
            switch (_lie)
            {
                case NameServerLie.Id:
                    for (int i = 0; i < Guesses; i++)
                    {
                        answer[0]++;
                        _socket.SendTo(answer, client);
                    }

                    break;
                case NameServerLie.Address:
                    _otherAddress.SendTo(answer, client);
                    break;
                case NameServerLie.Port:
                    _otherPort.SendTo(answer, client);
                    break;
                case NameServerLie.Question:
                    answer[HeaderLength + 1] = (byte)'x'; // the first letter of the name
                    _socket.SendTo(answer, client);
                    break;
                case NameServerLie.Late:
                    new Thread(() => SendLate(answer, client)) { IsBackground = true }.Start();
                    break;
                case NameServerLie.ServerFailure:
                    BinaryPrimitives.WriteInt16BigEndian(query.AsSpan(FlagsOffset), unchecked((short)ServerFailureFlags));
                    _socket.SendTo(query, client);
                    break;
                default:
                    _socket.SendTo(answer, client);
                    break;
            }
        }

        private void SendLate(byte[] answer, EndPoint client)
        {
            Thread.Sleep(LateMs);
            try
            {
                _socket.SendTo(answer, client);
            }
            catch (ObjectDisposedException)
            {
                // The end.
            }
        }

        // The question, and one A record that points to its name (RFC 1035 §4.1.4).
        private byte[] MakeAnswer(byte[] query)
        {
            byte[] answer = [.. query, 0xC0, HeaderLength, 0, 1, 0, 1, 0, 0, 0, TestNameServer.TimeToLiveS, 0, 4, .. _address];
            BinaryPrimitives.WriteInt16BigEndian(answer.AsSpan(FlagsOffset), unchecked((short)AnswerFlags));
            answer[AnswersOffset + 1] = 1;
            return answer;
        }
    }
}
