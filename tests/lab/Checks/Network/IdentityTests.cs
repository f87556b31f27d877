using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Network
{
    /// <summary>
    /// Random conversations between two kernels, recorded on both wires: what the gateway lets through is what came, but for the
    /// inside's address and port, the TTL, the checksums and the MSS.
    /// </summary>
    [TestClass]
    public sealed class IdentityTests : LabTest
    {
        private const int Connections = 24;
        private const int Turns = 400;
        private const int LongestWrite = 6000; // ours: up to five segments
        private const int LongestDatagram = 1472;
        private const int Pings = 10;
        private const int LongestShown = 120; // hexadecimal digits: the headers

        // No errors about what other checks left behind.
        private static readonly string Conversations =
            $"host {LabPlan.Web} and (port {LabPlan.EchoPort} or icmp[icmptype] = icmp-echo or icmp[icmptype] = icmp-echoreply)";

        private static readonly uint Outside = AddressOf(LabPlan.Web);

        [TestMethod]
        public void Translation_changes_nothing_else()
        {
            int seed = Environment.TickCount;
            TestContext.WriteLine($"seed {seed}");
            (Witness lanWitness, Witness wanWitness) = World.WatchBothWires(Conversations, "identity");
            using Witness lan = lanWitness;
            using Witness wan = wanWitness;
            Converse(new Random(seed));
            WirePacket[] inside = Read(lan);
            WirePacket[] outside = Read(wan);
            Assert.AreEqual((0, 0), (lan.Stop(), wan.Stop()), "packets that a witness did not see");

            Assert.IsTrue(inside.Concat(outside).All(packet => packet.AreChecksumsRight()), "a wrong checksum");
            foreach (bool isOutbound in (bool[])[true, false])
            {
                List<WirePacket> before = Sorted(isOutbound ? inside : outside, isOutbound);
                List<WirePacket> after = Sorted(isOutbound ? outside : inside, isOutbound);
                Assert.IsGreaterThan(Turns, before.Count);
                string[] stayed = before.ConvertAll(packet => packet.WhatStays()).ToArray();
                string[] arrived = after.ConvertAll(packet => packet.WhatStays()).ToArray();
                Assert.AreEqual("", Difference(stayed, arrived), "only on one wire");
                CollectionAssert.AreEqual(stayed, arrived);
                CollectionAssert.AreEqual(
                    before.Select(packet => packet.TimeToLive - 1).Order().ToArray(), after.Select(packet => packet.TimeToLive).Order().ToArray());
            }

            Assert.IsTrue(outside.All(packet => packet.InsideAddress == AddressOf(LabPlan.GatewayWan)));
            Assert.AreEqual(Ports(inside), Ports(outside), "one external port for each inside one, and the other way round");
            TellFigure(string.Create(CultureInfo.InvariantCulture, $"identity: {inside.Length} packets the same on both wires"));
        }

        private static void Converse(Random random)
        {
            List<Socket> connections = [];
            using Socket datagrams = World.Home.Pc.Bind(ProtocolType.Udp, LabPlan.Pc);
            try
            {
                for (int i = 0; i < Connections; i++)
                {
                    bool isPc = random.Next(2) == 0;
                    connections.Add(TcpProbe.Connect(
                        isPc ? World.Home.Pc : World.Home.Printer, isPc ? LabPlan.Pc : LabPlan.Printer, LabPlan.Web, LabPlan.EchoPort));
                    ReadLine(connections[i]);
                }

                for (int turn = 0; turn < Turns; turn++)
                {
                    byte[] sent = new byte[random.Next(1, random.Next(3) == 0 ? LongestWrite : 200)];
                    random.NextBytes(sent);
                    Socket socket = connections[random.Next(Connections)];
                    socket.Send(sent);
                    ReadAll(socket, sent.Length);
                    if (random.Next(2) == 0)
                    {
                        datagrams.SendTo(sent, Math.Min(sent.Length, LongestDatagram), SocketFlags.None, new IPEndPoint(IPAddress.Parse(LabPlan.Web), LabPlan.EchoPort));
                        datagrams.ReceiveTimeout = (int)Deadline.Usual.TotalMilliseconds;
                        datagrams.Receive(new byte[LongestDatagram]);
                    }
                }
            }
            finally
            {
                connections.ForEach(End);
            }

            string count = Pings.ToString(CultureInfo.InvariantCulture);
            string length = random.Next(LongestDatagram).ToString(CultureInfo.InvariantCulture);
            World.Home.Pc.Run("ping", "-n", "-c", count, "-i", "0.1", "-W", "10", "-s", length, LabPlan.Web).OrThrow();
        }

        // In order, and to its end: no packet of it is still under way when the witnesses are read.
        private static void End(Socket connection)
        {
            using (connection)
            {
                connection.Shutdown(SocketShutdown.Send);
                Assert.AreEqual(0, connection.Receive(new byte[1]), "The echo server goes on.");
            }
        }

        private static void ReadLine(Socket socket)
        {
            byte[] one = new byte[1];
            do
            {
                ReadAll(socket, 1, one);
            }
            while (one[0] != '\n');
        }

        private static void ReadAll(Socket socket, int length, byte[]? into = null)
        {
            byte[] buffer = into ?? new byte[length];
            for (int count = 0; count < length;)
            {
                int part = socket.Receive(buffer.AsSpan(count, length - count));
                Assert.IsGreaterThan(0, part, "The echo server closed.");
                count += part;
            }
        }

        // Without connections that other checks began: what they send again, the gateway may have forgotten.
        private static WirePacket[] Read(Witness witness)
        {
            WirePacket[] all = [.. witness.ReadPackets().Select(bytes => new WirePacket(bytes, Outside))];
            HashSet<(uint, int)> begun = [.. all.Where(packet => packet.IsSyn).Select(packet => (packet.InsideAddress, packet.InsidePort))];
            return [.. all.Where(packet => !packet.IsTcp || begun.Contains((packet.InsideAddress, packet.InsidePort)))];
        }

        private static List<WirePacket> Sorted(WirePacket[] packets, bool isOutbound)
        {
            return [.. packets.Where(packet => packet.IsOutbound == isOutbound).OrderBy(packet => packet.WhatStays(), StringComparer.Ordinal)];
        }

        private static string Difference(string[] before, string[] after)
        {
            return string.Join('\n', before.Except(after).Concat(after.Except(before)).Select(packet => packet[..Math.Min(packet.Length, LongestShown)]));
        }

        private static int Ports(WirePacket[] packets)
        {
            return packets.Select(packet => (packet.Protocol, packet.InsideAddress, packet.InsidePort)).Distinct().Count();
        }

        private static uint AddressOf(string text)
        {
            return System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(IPAddress.Parse(text).GetAddressBytes());
        }
    }
}
