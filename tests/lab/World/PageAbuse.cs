using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Gateway.Lab
{
    /// <summary>
    /// A LAN host that means harm to the gateway's page, until it is disposed: connections that say a letter now and then, and are
    /// opened anew when they are closed; bytes of chance; request heads that don't end.
    /// </summary>
    public sealed class PageAbuse : IDisposable
    {
        /// <summary>Slow connections at a time (issue E).</summary>
        public const int SlowConnections = 1000;

        private const int HttpPort = 80;
        private const int HeadLength = 1 << 20; // issue E: 1 MB
        private const int GarbageLength = 3000; // ours: two segments
        private const int LetterPauseMs = 1000; // ours: often enough that no limit to silence ends it
        private const int ReopenPauseMs = 500; // ours: some 2000 new connections a second
        private const int AnswerTimeoutMs = 5000; // ours: so long one waits for a refusal

        private static readonly byte[] SlowBeginning = Encoding.ASCII.GetBytes("GET / HT");
        private static readonly byte[] Letter = Encoding.ASCII.GetBytes("x");
        private static readonly byte[] EndlessHead = Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nX: " + new string('x', HeadLength));

        private readonly LabNamespace _place;
        private readonly string _address;
        private readonly CancellationTokenSource _over = new();
        private readonly Task _all;
        private int _opened;
        private int _garbage;
        private int _heads;

        /// <summary>Begins.</summary>
        /// <param name="place">The host.</param>
        /// <param name="address">Its address.</param>
        public PageAbuse(LabNamespace place, string address)
        {
            _place = place;
            _address = address;
            Random random = new(1);
            byte[] garbage = new byte[GarbageLength];
            random.NextBytes(garbage);
            _all = Task.WhenAll(
            [
                .. Enumerable.Range(0, SlowConnections).Select(i => Again(SpeakSlowly, i * ReopenPauseMs / SlowConnections)),
                Again(socket => Say(socket, garbage, ref _garbage), 0),
                Again(socket => Say(socket, EndlessHead, ref _heads), 0),
            ]);
        }

        /// <summary>Slow connections that the gateway's kernel took, up to now.</summary>
        public int Opened => Volatile.Read(ref _opened);

        /// <summary>Connections of garbage up to now.</summary>
        public int Garbage => Volatile.Read(ref _garbage);

        /// <summary>Endless heads up to now.</summary>
        public int EndlessHeads => Volatile.Read(ref _heads);

        /// <inheritdoc/>
        public void Dispose()
        {
            _over.Cancel();
            _all.GetAwaiter().GetResult();
            _over.Dispose();
        }

        private async Task Again(Func<Socket, Task> what, int waitMs)
        {
            try
            {
                await Task.Delay(waitMs, _over.Token);
                while (true)
                {
                    using (Socket socket = _place.Bind(ProtocolType.Tcp, _address))
                    {
                        try
                        {
                            await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(LabPlan.GatewayLan), HttpPort), _over.Token);
                            await what(socket);
                        }
                        catch (SocketException)
                        {
                            // Closed, or reset: as it should be.
                        }
                    }

                    await Task.Delay(ReopenPauseMs, _over.Token);
                }
            }
            catch (OperationCanceledException)
            {
                // The end.
            }
        }

        private async Task SpeakSlowly(Socket socket)
        {
            Interlocked.Increment(ref _opened);
            await socket.SendAsync(SlowBeginning, _over.Token);
            while (true)
            {
                await Task.Delay(LetterPauseMs, _over.Token);
                await socket.SendAsync(Letter, _over.Token);
            }
        }

        private Task Say(Socket socket, byte[] bytes, ref int count)
        {
            Interlocked.Increment(ref count);
            return Say(socket, bytes);
        }

        private async Task Say(Socket socket, byte[] bytes)
        {
            using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
            timeout.CancelAfter(AnswerTimeoutMs);
            byte[] answer = new byte[GarbageLength];
            try
            {
                await socket.SendAsync(bytes, timeout.Token);
                while (await socket.ReceiveAsync(answer, timeout.Token) > 0)
                {
                }
            }
            catch (OperationCanceledException) when (!_over.IsCancellationRequested)
            {
                // No answer in time: the next.
            }
        }
    }
}
