using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Network
{
    /// <summary>What a household does all day.</summary>
    [TestClass]
    public sealed class TrafficTests : LabTest
    {
        private const int Connections = 200;
        private const int LargestDatagram = 1472; // what an MTU of 1500 takes without fragments
        private const double BitsAByte = 8;
        private const int SharedPort = 30_001;

        private static readonly TimeSpan DownloadTimeout = TimeSpan.FromMinutes(3); // ours: 5 Mbit/s would be a fault

        [TestMethod]
        public void A_download_of_100_MB_arrives_as_it_was_sent()
        {
            string path = Path.Combine(World.Folder, "downloaded.bin");
            Stopwatch watch = Stopwatch.StartNew();
            string[] words = World.Home.Pc.Inside("curl", "-sS", "-f", "-o", path, $"http://{LabPlan.Web}/large.bin");
            Command.Run(words, timeout: DownloadTimeout).OrThrow();
            double rate = LabWorld.DownloadLength * BitsAByte / watch.Elapsed.TotalMicroseconds;
            TellFigure(string.Create(CultureInfo.InvariantCulture, $"download {rate:F0} Mbit/s"));
            using FileStream file = File.OpenRead(path);
            Assert.AreEqual(World.DownloadHash, Convert.ToHexStringLower(SHA256.HashData(file)));
        }

        [TestMethod]
        public void Two_hundred_connections_live_side_by_side()
        {
            List<EchoClient> clients = [];
            try
            {
                for (int i = 0; i < Connections; i++)
                {
                    clients.Add(new EchoClient(TcpProbe.Connect(World.Home.Pc, LabPlan.Pc, LabPlan.Web, LabPlan.EchoPort)));
                }

                for (int i = 0; i < Connections; i++)
                {
                    Assert.IsTrue(clients[i].Echoes($"connection {i} of {Connections}"), $"connection {i}");
                }

                Assert.AreEqual(Connections, clients.Select(client => client.SeenAs.Port).Distinct().Count(), "external ports");
                Assert.IsTrue(clients.All(client => client.SeenAs.Address.ToString() == LabPlan.GatewayWan), "All come from the WAN address.");
            }
            finally
            {
                clients.ForEach(client => client.Dispose());
            }
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(512)]
        [DataRow(LargestDatagram)]
        public void A_datagram_comes_back_as_it_was_sent(int length)
        {
            using Socket socket = World.Home.Pc.Bind(ProtocolType.Udp, LabPlan.Pc);
            socket.Connect(new IPEndPoint(IPAddress.Parse(LabPlan.Web), LabPlan.EchoPort));
            socket.ReceiveTimeout = (int)Deadline.Usual.TotalMilliseconds;
            byte[] sent = RandomNumberGenerator.GetBytes(length);
            socket.Send(sent);
            byte[] received = new byte[LargestDatagram + 1];
            int count = socket.Receive(received);
            CollectionAssert.AreEqual(sent, received[..count]);
        }

        [TestMethod]
        public void Two_hosts_may_use_one_source_port_to_one_server()
        {
            using EchoClient pc = new(TcpProbe.Connect(World.Home.Pc, LabPlan.Pc, LabPlan.Web, LabPlan.EchoPort, SharedPort));
            using EchoClient printer = new(TcpProbe.Connect(World.Home.Printer, LabPlan.Printer, LabPlan.Web, LabPlan.EchoPort, SharedPort));
            Assert.AreNotEqual(pc.SeenAs.Port, printer.SeenAs.Port, "the external ports");
            Assert.IsTrue(pc.Echoes("from the PC"));
            Assert.IsTrue(printer.Echoes("from the printer"));
        }

        [TestMethod]
        public void The_gateways_own_stack_keeps_to_its_ports()
        {
            const int First = 49_152; // nat.md, "What is for whom"
            using EchoClient own = new(TcpProbe.Connect(World.GatewayPlace, LabPlan.GatewayWan, LabPlan.Web, LabPlan.EchoPort));
            Assert.IsGreaterThanOrEqualTo(First, own.SeenAs.Port);
            Assert.AreEqual(LabPlan.GatewayWan, own.SeenAs.Address.ToString());
            Assert.IsTrue(own.Echoes("from the gateway"));
        }
    }
}
