using System;
using System.Collections.Generic;
using Gateway.Boards.Linux.Devices;
using Gateway.Boards.Linux.Running;
using Gateway.Tests.Support;
using Gateway.Wire;

namespace Gateway.PcTests.Running
{
    /// <summary>The loop on devices in memory, with a clock that the test moves; what it writes is kept.</summary>
    internal sealed class MemoryGateway : IDisposable
    {
        private const int MaximumPacketLength = 1500;

        /// <summary>Makes it.</summary>
        /// <param name="hasHost">Whether it has a device for its own stack.</param>
        public MemoryGateway(bool hasHost = true)
        {
            Host = hasHost ? MakeDevice("host", ToHost) : null;
            Lan = MakeDevice("lan", ToLan);
            Wan = MakeDevice("wan", ToWan);
            Devices = new GatewayDevices(Attach(Lan), Attach(Wan), hasHost ? Attach(Host) : null);
            Loop = new PacketLoop(
                output => new Engine(TestGateway.MakeSettings(), Clock, new SequenceRandom(1), output, null), Clock, Devices);
        }

        public ManualClock Clock { get; } = new();

        public MemoryDevice Lan { get; }

        public MemoryDevice Wan { get; }

        public MemoryDevice Host { get; }

        public GatewayDevices Devices { get; }

        public PacketLoop Loop { get; }

        public List<SentPacket> ToLan { get; } = [];

        public List<SentPacket> ToWan { get; } = [];

        public List<SentPacket> ToHost { get; } = [];

        /// <summary>Opens a connection from <see cref="TestGateway.HostA"/> to a web server; gives its port outside.</summary>
        public int Open()
        {
            Lan.Send(Tcp(TcpFlags.Syn));
            Loop.Turn();
            int port = ToWan[^1].SourcePort;
            Wan.Send(PacketBuilder.Tcp(TestGateway.Foreign, 80, TestGateway.Wan, port, TcpFlags.Syn | TcpFlags.Ack));
            Loop.Turn();
            Lan.Send(Tcp(TcpFlags.Ack));
            Loop.Turn();
            return port;
        }

        /// <summary>A segment of that connection.</summary>
        public static byte[] Tcp(int flags)
        {
            return PacketBuilder.Tcp(TestGateway.HostA, 1025, TestGateway.Foreign, 80, flags);
        }

        public void Dispose()
        {
            Devices.Dispose();
        }

        private static PacketPort Attach(MemoryDevice device)
        {
            MemoryWait wait = new();
            device.Arrived = wait.Wake;
            return new PacketPort(device, wait);
        }

        private static MemoryDevice MakeDevice(string name, List<SentPacket> sent)
        {
            return new MemoryDevice(name, MaximumPacketLength)
            {
                Deliver = (buffer, offset, length) => sent.Add(new SentPacket(default, buffer.AsSpan(offset, length).ToArray())),
            };
        }
    }
}
