using System.Diagnostics;
using System.Linq;
using Gateway.Boards.Sockets;
using Gateway.PcTests.Running;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Sockets
{
    /// <summary>The contract of IUdpExchange, on this machine's own sockets.</summary>
    [TestClass]
    public class UdpExchangeTests
    {
        private const int TimeoutMs = 5000;
        private const int AtOnceMs = 500;

        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(512)]
        [DataRow(2048)]
        public void A_datagram_comes_whole_and_with_its_sender(int length)
        {
            using UdpExchange udp = new();
            int from = LoopbackPort.Open(udp, out int fromPort);
            int to = LoopbackPort.Open(udp, out int toPort);
            byte[] sent = [.. Enumerable.Range(0, length + 10).Select(i => (byte)i)];
            byte[] received = new byte[2048];
            uint address = 0;
            int port = 0;
            int count = -1;

            Assert.IsTrue(udp.Send(from, LoopbackPort.Address, toPort, sent, 3, length));
            Assert.IsTrue(Poll.Until(() => (count = udp.Receive(to, received, out address, out port)) >= 0, TimeoutMs));
            Assert.AreEqual(length, count);
            CollectionAssert.AreEqual(sent[3..(3 + length)], received[..length]);
            Assert.AreEqual(LoopbackPort.Address, address);
            Assert.AreEqual(fromPort, port);
            Assert.IsLessThan(0, udp.Receive(to, received, out _, out _));
        }

        [TestMethod]
        public void Datagrams_keep_their_boundaries()
        {
            using UdpExchange udp = new();
            int from = LoopbackPort.Open(udp, out _);
            int to = LoopbackPort.Open(udp, out int toPort);
            byte[] received = new byte[10];
            for (int i = 1; i <= 3; i++)
            {
                Assert.IsTrue(udp.Send(from, LoopbackPort.Address, toPort, new byte[i], 0, i));
            }

            for (int i = 1; i <= 3; i++)
            {
                int count = -1;
                Assert.IsTrue(Poll.Until(() => (count = udp.Receive(to, received, out _, out _)) >= 0, TimeoutMs));
                Assert.AreEqual(i, count);
            }
        }

        [TestMethod]
        public void What_is_longer_than_the_buffer_is_cut()
        {
            using UdpExchange udp = new();
            int from = LoopbackPort.Open(udp, out _);
            int to = LoopbackPort.Open(udp, out int toPort);
            int count = -1;
            Assert.IsTrue(udp.Send(from, LoopbackPort.Address, toPort, new byte[100], 0, 100));
            Assert.IsTrue(Poll.Until(() => (count = udp.Receive(to, new byte[10], out _, out _)) >= 0, TimeoutMs));

            Assert.AreEqual(10, count);
            Assert.IsLessThan(0, udp.Receive(to, new byte[10], out _, out _));
        }

        [TestMethod]
        public void Nothing_waits()
        {
            using UdpExchange udp = new();
            int socket = LoopbackPort.Open(udp, out _);
            Stopwatch time = Stopwatch.StartNew();
            for (int i = 0; i < 10; i++)
            {
                Assert.IsLessThan(0, udp.Receive(socket, new byte[10], out uint address, out int port));
                Assert.AreEqual(0u, address);
                Assert.AreEqual(0, port);
            }

            Assert.IsLessThan(AtOnceMs, time.ElapsedMilliseconds);
        }

        [TestMethod]
        public void A_port_that_is_taken_is_refused_until_it_is_free()
        {
            using UdpExchange udp = new();
            using UdpExchange other = new();
            int socket = LoopbackPort.Open(udp, out int port);

            Assert.IsLessThan(0, other.Open(port));
            udp.Close(socket);
            Assert.IsGreaterThanOrEqualTo(0, other.Open(port));
        }

        [TestMethod]
        public void There_are_so_many_sockets_and_each_can_be_used_again()
        {
            using UdpExchange udp = new();
            int[] sockets = [.. Enumerable.Range(0, UdpExchange.MaximumSockets).Select(_ => LoopbackPort.Open(udp, out int _))];

            CollectionAssert.AreEqual(Enumerable.Range(0, UdpExchange.MaximumSockets).ToArray(), sockets);
            Assert.IsLessThan(0, udp.Open(LoopbackPort.Any()));
            udp.Close(2);
            Assert.AreEqual(2, LoopbackPort.Open(udp, out _));
        }

        // To the limited broadcast, for which a socket must be set up first.
        [TestMethod]
        public void What_can_not_go_out_is_said()
        {
            using UdpExchange udp = new();
            int socket = LoopbackPort.Open(udp, out _);

            Assert.IsFalse(udp.Send(socket, 0xFFFFFFFF, 53, new byte[10], 0, 10));
        }

        // Nobody is there: the ICMP error must not come up as an exception later.
        [TestMethod]
        public void A_port_that_nobody_has_open_is_silence()
        {
            using UdpExchange udp = new();
            int socket = LoopbackPort.Open(udp, out _);
            int closed = LoopbackPort.Open(udp, out int port);
            udp.Close(closed);
            for (int i = 0; i < 5; i++)
            {
                Assert.IsTrue(udp.Send(socket, LoopbackPort.Address, port, new byte[10], 0, 10));
                Assert.IsLessThan(0, udp.Receive(socket, new byte[10], out _, out _));
            }
        }

        [TestMethod]
        public void Disposing_closes_all()
        {
            UdpExchange udp = new();
            LoopbackPort.Open(udp, out int port);
            udp.Dispose();
            udp.Dispose();
            using UdpExchange other = new();

            Assert.IsGreaterThanOrEqualTo(0, other.Open(port));
        }
    }
}
