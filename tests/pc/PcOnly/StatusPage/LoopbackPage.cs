using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Gateway.Boards.Linux.Running;
using Gateway.Boards.Sockets;
using Gateway.PcTests.Running;
using Gateway.PcTests.Sockets;
using Gateway.Reporting;
using Gateway.Settings;
using Gateway.StatusPage;
using Gateway.Tests.StatusPage;
using Gateway.Tests.Support;

namespace Gateway.PcTests.StatusPage
{
    /// <summary>The page on loopback, served as a board does it; any address of 127/8 is a LAN host.</summary>
    internal sealed class LoopbackPage : IDisposable
    {
        private const int TimeoutMs = 10_000;

        private readonly HttpLoop _loop;
        private readonly Thread _thread;
        private volatile bool _isStopping;

        /// <summary>Makes it of a fictional ISP and a gateway that has seen nothing.</summary>
        public LoopbackPage()
            : this(PageClient.MakeIsp(), PageClient.ReaderOf(new TestGateway(), new PageCounters()))
        {
        }

        /// <summary>Makes it, and waits until it listens.</summary>
        public LoopbackPage(PageSettings isp, StatusReader reader)
        {
            Port = LoopbackPort.Any();
            _loop = new HttpLoop(new SystemClock(), Port);
            _loop.Apply(new PageSite(isp, LoopbackPort.Address, reader, Counters));
            _thread = new Thread(Go) { Name = "page" };
            _thread.Start();
            if (!Poll.Until(() => _loop.IsListening, TimeoutMs))
            {
                throw new InvalidOperationException("The page does not listen");
            }
        }

        public int Port { get; }

        public PageCounters Counters { get; } = new();

        /// <summary>What ended its thread, or null.</summary>
        public Exception Failure { get; private set; }

        /// <summary>Connects from a LAN host, 127.0.0.HOST.</summary>
        public Socket Connect(int host)
        {
            Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = TimeoutMs, SendTimeout = TimeoutMs };
            socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)host]), 0));
            socket.Connect(IPAddress.Loopback, Port);
            return socket;
        }

        /// <summary>Asks for a path on a new connection that ends behind it, and gives the whole answer.</summary>
        public string Get(int host, string path)
        {
            return Ask(host, Encoding.Latin1.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{Port}\r\nConnection: close\r\n\r\n"));
        }

        /// <summary>Sends bytes on a new connection, and gives all that comes until it ends, be it by an RST.</summary>
        public string Ask(int host, byte[] bytes)
        {
            using Socket socket = Connect(host);
            StringBuilder answer = new();
            byte[] buffer = new byte[4096];
            try
            {
                socket.Send(bytes);
                for (int count = socket.Receive(buffer); count > 0; count = socket.Receive(buffer))
                {
                    answer.Append(Encoding.UTF8.GetString(buffer, 0, count));
                }
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
            {
                // The gateway has closed: what came is the answer.
            }

            return answer.ToString();
        }

        public void Dispose()
        {
            _isStopping = true;
            _thread.Join();
            _loop.Dispose();
        }

        private void Go()
        {
            try
            {
                while (!_isStopping)
                {
                    _loop.Turn();
                }
            }
            catch (Exception exception)
            {
                Failure = exception;
            }
        }
    }
}
