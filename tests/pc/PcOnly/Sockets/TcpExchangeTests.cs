using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using Gateway.Boards.Sockets;
using Gateway.PcTests.Running;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Sockets
{
    /// <summary>The contract of ITcpExchange, on this machine's own sockets.</summary>
    [TestClass]
    public class TcpExchangeTests
    {
        private const int TimeoutMs = 5000;
        private const int AtOnceMs = 1000;

        [TestMethod]
        public void What_is_sent_before_it_stands_goes_out_and_the_answer_comes_in_pieces()
        {
            using TcpListener listener = Listen(out int port);
            using TcpExchange tcp = new();
            int connection = Open(tcp, port);
            byte[] sent = [.. Enumerable.Range(0, 300).Select(i => (byte)i)];
            Assert.IsTrue(tcp.Send(connection, sent, 2, 290));
            using TcpClient server = listener.AcceptTcpClient();
            byte[] arrived = new byte[290];
            server.GetStream().ReadExactly(arrived);
            CollectionAssert.AreEqual(sent[2..292], arrived);
            server.GetStream().Write(sent, 0, 100);

            byte[] received = new byte[20];
            List<byte> all = [];
            Assert.IsTrue(Poll.Until(
                () =>
                {
                    int count = tcp.Receive(connection, received, 5, 10);
                    all.AddRange(received[5..(5 + Math.Max(0, count))]);
                    return all.Count >= 100;
                },
                TimeoutMs));
            CollectionAssert.AreEqual(sent[..100], all);
            Assert.AreEqual(0, tcp.Receive(connection, received, 0, 20));

            // Standing, it sends at once; then the server ends it.
            Assert.IsTrue(tcp.Send(connection, sent, 0, 7));
            server.GetStream().ReadExactly(arrived, 0, 7);
            server.Close();
            Assert.IsTrue(Poll.Until(() => tcp.Receive(connection, received, 0, 20) < 0, TimeoutMs));
            Assert.IsLessThan(0, tcp.Receive(connection, received, 0, 20));
            Assert.IsFalse(tcp.Send(connection, sent, 0, 1));
            tcp.Close(connection);
        }

        [TestMethod]
        public void It_comes_from_the_port_that_was_asked_for()
        {
            using TcpListener listener = Listen(out int port);
            using TcpExchange tcp = new();
            int localPort = LoopbackPort.Any();
            int connection = tcp.Open(localPort, LoopbackPort.Address, port);
            Assert.IsGreaterThanOrEqualTo(0, connection);
            using TcpClient server = listener.AcceptTcpClient();

            Assert.AreEqual(localPort, ((IPEndPoint)server.Client.RemoteEndPoint).Port);
        }

        [TestMethod]
        public void A_refused_connection_is_over()
        {
            int port;
            using (TcpListener listener = Listen(out port))
            {
                listener.Stop();
            }

            using TcpExchange tcp = new();
            int connection = Open(tcp, port);
            tcp.Send(connection, new byte[10], 0, 10);

            Assert.IsTrue(Poll.Until(() => tcp.Receive(connection, new byte[10], 0, 10) < 0, TimeoutMs));
            Assert.IsFalse(tcp.Send(connection, new byte[10], 0, 10));
        }

        [TestMethod]
        public void A_reset_connection_is_over()
        {
            using TcpListener listener = Listen(out int port);
            using TcpExchange tcp = new();
            int connection = Open(tcp, port);
            TcpClient server = listener.AcceptTcpClient();
            server.LingerState = new LingerOption(true, 0);
            server.Close();

            Assert.IsTrue(Poll.Until(() => tcp.Receive(connection, new byte[10], 0, 10) < 0, TimeoutMs));
        }

        // A server whose queue is full: the SYN gets no answer. Nothing waits for it, and closing ends it.
        [TestMethod]
        public void A_connection_that_hangs_holds_nothing_up()
        {
            using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen(0);
            int port = ((IPEndPoint)listener.LocalEndPoint).Port;
            List<Socket> fillers = [];
            for (int i = 0; i < 4; i++)
            {
                Socket filler = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
                fillers.Add(filler);
                try
                {
                    filler.Connect(IPAddress.Loopback, port);
                }
                catch (SocketException)
                {
                    // Under way.
                }
            }

            using TcpExchange tcp = new();
            Stopwatch time = Stopwatch.StartNew();
            int connection = Open(tcp, port);
            Assert.IsTrue(tcp.Send(connection, new byte[10], 0, 10));
            Assert.IsFalse(tcp.Send(connection, new byte[10], 0, 10));
            Assert.AreEqual(0, tcp.Receive(connection, new byte[10], 0, 10));
            tcp.Close(connection);

            Assert.IsLessThan(AtOnceMs, time.ElapsedMilliseconds);
            Assert.AreEqual(0, Open(tcp, port));
            fillers.ForEach(f => f.Dispose());
        }

        // Each time a thread connects: none may be left that waits for a server which never answers.
        [TestMethod]
        public void Closing_releases_the_thread_that_connects()
        {
            using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen(0);
            int port = ((IPEndPoint)listener.LocalEndPoint).Port;
            using TcpExchange tcp = new();
            int before = ThreadCount();
            for (int i = 0; i < 40; i++)
            {
                tcp.Close(Open(tcp, port));
            }

            Assert.IsTrue(Poll.Until(() => ThreadCount() <= before + 10, TimeoutMs), $"{before} threads before, {ThreadCount()} now");
        }

        [TestMethod]
        public void There_are_so_many_connections_and_each_can_be_used_again()
        {
            using TcpListener listener = Listen(out int port);
            using TcpExchange tcp = new();
            for (int i = 0; i < TcpExchange.MaximumConnections; i++)
            {
                Assert.AreEqual(i, Open(tcp, port));
            }

            Assert.IsLessThan(0, tcp.Open(LoopbackPort.Any(), LoopbackPort.Address, port));
            tcp.Close(0);
            Assert.AreEqual(0, Open(tcp, port));
        }

        private static int ThreadCount()
        {
            using Process process = Process.GetCurrentProcess();
            return process.Threads.Count;
        }

        private static TcpListener Listen(out int port)
        {
            TcpListener listener = new(IPAddress.Loopback, 0);
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
            return listener;
        }

        private static int Open(TcpExchange tcp, int port)
        {
            int connection = -1;
            for (int i = 0; i < 100 && connection < 0; i++)
            {
                connection = tcp.Open(LoopbackPort.Any(), LoopbackPort.Address, port);
            }

            return connection;
        }
    }
}
