using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Services
{
    /// <summary>The DHCP server, and real clients on the LAN's wire.</summary>
    [TestClass]
    public sealed class DhcpTests : ServiceTest
    {
        private const string Card = "02:00:5e:10:00:07";
        private static readonly DhcpProgram[] Programs = [DhcpProgram.Dhclient, DhcpProgram.Udhcpc, DhcpProgram.Dhcpcd];

        [TestMethod]
        [DataRow(DhcpProgram.Dhclient, "dhclient")]
        [DataRow(DhcpProgram.Udhcpc, "udhcpc")]
        [DataRow(DhcpProgram.Dhcpcd, "dhcpcd")]
        public void A_host_gets_an_address_reaches_the_web_and_gives_it_back(DhcpProgram program, string name)
        {
            StartAnew(Settings());
            using DhcpClient client = new(World.Home, program, name);
            string address = client.Start();

            Assert.IsTrue(IsGiven(address), address);
            Deadline.Require(
                "a note of all that a host needs",
                () => client.Notes.Any(note => note.Contains(
                    $"{address} 255.255.255.0 {LabPlan.GatewayLan} 43200 {LabPlan.HomeDomain} {LabPlan.NameServer}", StringComparison.Ordinal)),
                () => string.Join('\n', client.Notes));
            TcpProbe.Connect(client.Host, address, LabPlan.Web, LabPlan.EchoPort).Dispose();
            if (program != DhcpProgram.Dhclient)
            {
                client.Renew();
                Assert.AreEqual(address, client.Address);
            }

            // INIT-REBOOT, where the client knows it; else it asks anew.
            client.PowerOff();
            Assert.AreEqual(address, client.Start());
            client.Release();

            // It is free, and still kept for its host.
            using DhcpClient other = new(World.Home, DhcpProgram.Udhcpc, "other");
            Assert.AreNotEqual(address, other.Start());
            Assert.AreEqual(address, client.Start());
        }

        [TestMethod]
        public void A_restart_of_the_gateway_keeps_the_leases()
        {
            StartAnew(Settings(2));
            using DhcpClient first = new(World.Home, DhcpProgram.Udhcpc, "first");
            using DhcpClient second = new(World.Home, DhcpProgram.Dhclient, "second");
            string address = first.Start();
            World.Gateway.KillAndStart();

            Assert.AreNotEqual(address, second.Start());
            first.Renew();
            Assert.AreEqual(address, first.Address);
            TcpProbe.RequireOpen(first.Host, address, LabPlan.Web, LabPlan.EchoPort);
        }

        [TestMethod]
        public void A_card_gets_the_address_that_is_reserved_for_it()
        {
            StartAnew(Settings() with { Reservations = [(Card, "192.168.1.50")] });
            foreach (DhcpProgram program in Programs)
            {
                using DhcpClient client = new(World.Home, program, $"own-{(int)program}", Card);
                Assert.AreEqual("192.168.1.50", client.Start());
            }
        }

        // A host has, by itself, the address that is reserved for the client's card: the client finds it by ARP, declines, and gets
        // another one.
        [TestMethod]
        [DataRow(DhcpProgram.Udhcpc)]
        [DataRow(DhcpProgram.Dhcpcd)]
        public void An_address_in_use_is_declined(DhcpProgram program)
        {
            StartAnew(Settings() with { Reservations = [(Card, LabPlan.FirstGiven)] });
            using LabNamespace squatter = World.Home.Join("squatter");
            squatter.Configure("address", "add", $"{LabPlan.FirstGiven}/24", "dev", HomeNetwork.HostDevice);
            using DhcpClient client = new(World.Home, program, $"declining-{(int)program}", Card);
            string address = client.Start();

            Assert.AreNotEqual(LabPlan.FirstGiven, address);
            Assert.IsTrue(IsGiven(address), address);
        }

        [TestMethod]
        public void Of_300_hosts_200_get_an_address_and_none_the_same()
        {
            GatewaySettings wide = new() { FirstAddress = "192.168.1.2", LastAddress = "192.168.1.201", DnsServers = [LabPlan.NameServer] };
            StartAnew(wide);
            using LabNamespace host = World.Home.Join("crowd");
            using DhcpCrowd crowd = new(host);
            Dictionary<int, uint> given = crowd.Ask(300, 3);

            Assert.AreEqual(200, given.Count);
            Assert.AreEqual(200, given.Values.Distinct().Count());
            Assert.IsTrue(given.Values.All(address => address is >= 0xC0A80102 and <= 0xC0A801C9));

            // After a restart those that were stored have theirs, and nobody else has.
            World.Gateway.KillAndStart();
            foreach ((int client, uint address) in crowd.Ask(300, 2))
            {
                Assert.IsTrue(given.GetValueOrDefault(client, address) == address, $"client {client}");
            }
        }

        [TestMethod]
        public void Garbage_stops_nothing()
        {
            StartAnew(Settings());
            using LabNamespace host = World.Home.Join("garbage");
            using (DhcpCrowd crowd = new(host))
            {
                Random random = new(1);
                byte[] bytes = new byte[1400];
                for (int i = 0; i < 5000; i++)
                {
                    random.NextBytes(bytes);
                    crowd.Send(bytes.AsSpan(0, random.Next(bytes.Length)));
                }
            }

            using DhcpClient client = new(World.Home, DhcpProgram.Udhcpc, "after");
            Assert.IsTrue(IsGiven(client.Start()));
        }

        private static GatewaySettings Settings(int addresses = 80)
        {
            return new GatewaySettings { LastAddress = $"192.168.1.{120 + addresses - 1}", DnsServers = [LabPlan.NameServer] };
        }

        private static bool IsGiven(string address)
        {
            return IPAddress.TryParse(address, out IPAddress? parsed) && parsed.GetAddressBytes() is [192, 168, 1, >= 120 and <= 199];
        }
    }
}
