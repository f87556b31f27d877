using System;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace Gateway.Lab
{
    /// <summary>A web server of one small page, for figures: it costs next to nothing itself.</summary>
    public sealed class PageServer : IDisposable
    {
        /// <summary>Bytes of the page.</summary>
        public const int PageLength = 10_000;

        private const int Backlog = 128; // ours
        private const int RequestLength = 4096; // ours: the lab's clients ask in 100 bytes

        private readonly Socket _listener;
        private readonly byte[] _answer = Encoding.ASCII.GetBytes(
            $"HTTP/1.0 200 OK\r\nContent-Length: {PageLength}\r\n\r\n{new string('x', PageLength)}");

        /// <summary>Starts it.</summary>
        public PageServer(LabNamespace place, string address, int port)
        {
            _listener = place.Bind(ProtocolType.Tcp, address, port);
            _listener.Listen(Backlog);
            _ = Accept();
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _listener.Dispose();
        }

        private async Task Accept()
        {
            try
            {
                while (true)
                {
                    Socket client = await _listener.AcceptAsync();
                    _ = Serve(client);
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // The end.
            }
        }

        private async Task Serve(Socket client)
        {
            using Socket _ = client;
            try
            {
                client.NoDelay = true;
                await client.ReceiveAsync(new byte[RequestLength]);
                await client.SendAsync(_answer);
                client.Shutdown(SocketShutdown.Send);
            }
            catch (SocketException)
            {
                // The client went away.
            }
        }
    }
}
