using System;
using Gateway.Lan;
using Gateway.Tests.Support;
using Gateway.Wire;

namespace Gateway.Tests.Lan
{
    /// <summary>A server of 192.168.1.1/24, and what clients do with it.</summary>
    public sealed class TestDhcp
    {
        /// <summary>The gateway, 192.168.1.1.</summary>
        public const uint Gateway = 0xC0A80101;

        /// <summary>The first of the default range, 192.168.1.100.</summary>
        public const uint First = 0xC0A80164;

        /// <summary>The last of the default range, 192.168.1.199.</summary>
        public const uint Last = 0xC0A801C7;

        /// <summary>A lease's seconds.</summary>
        public const int Lease = 12 * 60 * 60;

        /// <summary>A short lease's seconds.</summary>
        public const int ShortLease = 10 * 60;

        /// <summary>Makes it with the default range.</summary>
        public TestDhcp()
            : this(new DhcpSettings())
        {
        }

        /// <summary>Makes it with settings.</summary>
        public TestDhcp(DhcpSettings settings)
        {
            Settings = settings;
            Start();
        }

        /// <summary>Its time.</summary>
        public ManualClock Clock { get; private set; }

        /// <summary>What outlives it.</summary>
        public MemoryStorage Storage { get; } = new MemoryStorage();

        /// <summary>The server.</summary>
        public DhcpServer Server { get; private set; }

        /// <summary>Its settings.</summary>
        public DhcpSettings Settings { get; private set; }

        /// <summary>An address in host order.</summary>
        public static uint Address(string text)
        {
            return Ipv4Text.TryParse(text, out uint address) ? address : throw new ArgumentException(text);
        }

        /// <summary>A range of some addresses from 192.168.1.100 on.</summary>
        public static DhcpSettings Range(int count)
        {
            return new DhcpSettings { First = First, Last = First + (uint)count - 1 };
        }

        /// <summary>A range with one reservation for the card of a client.</summary>
        public static DhcpSettings Reserved(int count, int client, uint address)
        {
            DhcpSettings settings = Range(count);
            settings.Reservations = new[]
            {
                new DhcpReservation { HardwareAddress = new byte[] { 2, 0, 0x5E, 0, (byte)(client >> 8), (byte)client }, Address = address },
            };
            return settings;
        }

        /// <summary>Starts it anew, as after a cut of power: its clock too.</summary>
        public void Start()
        {
            Clock = new ManualClock();
            Server = new DhcpServer(Clock, Storage) { IsWanUp = true };
            Apply(Settings);
        }

        /// <summary>Gives it other settings.</summary>
        public void Apply(DhcpSettings settings)
        {
            Settings = settings;
            Server.Apply(settings, Gateway, new Ipv4Prefix(Gateway, 24), new uint[0], 1500);
        }

        /// <summary>Lets time pass, with a step each minute.</summary>
        public void Pass(int seconds)
        {
            for (; seconds > 60; seconds -= 60)
            {
                Clock.Advance(60 * 1000);
                Server.Step();
            }

            Clock.Advance(seconds * 1000L);
            Server.Step();
        }

        /// <summary>Sends a message from 0.0.0.0.</summary>
        /// <returns>The answer; empty for none.</returns>
        public byte[] Send(byte[] message)
        {
            return Send(0, message);
        }

        /// <summary>Sends a message.</summary>
        /// <returns>The answer; empty for none.</returns>
        public byte[] Send(uint source, byte[] message)
        {
            byte[] answer = new byte[Server.Receive(source, message, message.Length)];
            Array.Copy(Server.Answer, answer, answer.Length);
            return answer;
        }

        /// <summary>A client asks for an address.</summary>
        /// <returns>What it is offered; 0 for nothing.</returns>
        public uint Discover(int client)
        {
            return DhcpBuilder.AddressOf(Send(DhcpBuilder.Message(DhcpBuilder.Discover, client, "")));
        }

        /// <summary>A client asks for an address, and names one that it wants.</summary>
        public uint Discover(int client, uint wanted)
        {
            return DhcpBuilder.AddressOf(Send(DhcpBuilder.Message(DhcpBuilder.Discover, client, DhcpBuilder.Option(50, wanted))));
        }

        /// <summary>A client takes an offer.</summary>
        public byte[] Select(int client, uint address)
        {
            return Send(DhcpBuilder.Message(
                DhcpBuilder.Request, client, DhcpBuilder.Option(50, address) + DhcpBuilder.Option(54, Gateway)));
        }

        /// <summary>A client asks for an address and takes it.</summary>
        /// <returns>The address; 0 for none.</returns>
        public uint Obtain(int client)
        {
            uint address = Discover(client);
            return address == 0 ? 0 : DhcpBuilder.AddressOf(Select(client, address));
        }

        /// <summary>A client prolongs its lease.</summary>
        public byte[] Renew(int client, uint address)
        {
            return Send(address, DhcpBuilder.Message(DhcpBuilder.Request, client, address, ""));
        }

        /// <summary>A client that was switched off confirms its address.</summary>
        public byte[] Reboot(int client, uint address)
        {
            return Send(DhcpBuilder.Message(DhcpBuilder.Request, client, DhcpBuilder.Option(50, address)));
        }

        /// <summary>A client finds an address in use.</summary>
        public void Decline(int client, uint address)
        {
            Send(DhcpBuilder.Message(DhcpBuilder.Decline, client, DhcpBuilder.Option(50, address) + DhcpBuilder.Option(54, Gateway)));
        }

        /// <summary>A client gives its address back.</summary>
        public void Release(int client, uint address)
        {
            Send(address, DhcpBuilder.Message(DhcpBuilder.Release, client, address, DhcpBuilder.Option(54, Gateway)));
        }

        /// <summary>How many messages came to this.</summary>
        public long Count(DhcpResult result)
        {
            return Server.Counters.Of(result);
        }
    }
}
