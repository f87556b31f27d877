using System;
using System.Net;
using System.Net.Sockets;
using Gateway.Boards.Linux.Devices;
using Gateway.Boards.Linux.Running;
using Gateway.PcTests.Lab;
using Gateway.Platform;
using Gateway.Tests.Support;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Running
{
    /// <summary>The packet loop on the kernel's TUN devices, gone round by the test.</summary>
    [TestClass]
    public class TunLoopTests
    {
        private const int Rounds = 50;
        private const int PacketsARound = 100;
        private const int WaitMs = 1000;

        [TestMethod]
        public void No_packet_allocates_and_none_is_lost()
        {
            NamespaceRights.Need();
            using NetworkNamespace home = NetworkNamespace.Create("home");
            using NetworkNamespace outside = NetworkNamespace.Create("outside");
            using TunDevice lan = Settle(home, TestGateway.HostA, 24);
            using TunDevice wan = Settle(outside, TestGateway.Foreign, 32);
            using GatewayDevices devices = GatewayDevices.Of(lan, wan, null);
            SystemClock clock = new();
            PacketLoop loop = new(output => new Engine(TestGateway.MakeSettings(), clock, new SequenceRandom(1), output, null), clock, devices);
            using Socket sender = home.Run(() => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
            using Socket receiver = outside.Run(() => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
            receiver.Bind(new IPEndPoint(IPAddress.Any, 5000));
            IPEndPoint to = new(IPAddress.Parse("192.0.2.25"), 5000);

            long allocated = 0;
            for (int round = -Rounds; round < Rounds; round++)
            {
                home.Run(() =>
                {
                    for (int i = 0; i < PacketsARound; i++)
                    {
                        sender.SendTo([(byte)i], to);
                    }
                });
                long before = GC.GetAllocatedBytesForCurrentThread();
                devices.Lan.Wait.Wait(WaitMs);
                while (loop.Turn())
                {
                }

                allocated += round < 0 ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
            }

            Assert.AreEqual(0, allocated);
            Assert.AreEqual(2L * Rounds * PacketsARound, loop.WithEngine(engine => engine.Traffic.WanPacketsSent));
            Assert.AreEqual(0, loop.LostTo(Side.Wan));
            Assert.IsGreaterThan(0, receiver.Available);
        }

        private static TunDevice Settle(NetworkNamespace at, uint address, int prefixLength)
        {
            return at.Run(() =>
            {
                TunDevice device = TunDevice.Open("net0");
                NetworkInterface.Assign("net0", address, prefixLength);
                NetworkInterface.SwitchOn("net0");
                NetworkInterface.AddDefaultRoute("net0");
                return device;
            });
        }
    }
}
