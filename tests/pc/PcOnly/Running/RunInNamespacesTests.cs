using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using Gateway.Boards.Linux.Devices;
using Gateway.Boards.Linux.Lab;
using Gateway.PcTests.Lab;
using Gateway.PcTests.Project;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Running
{
    /// <summary>The command run as a process in a namespace, between two others that it makes devices in.</summary>
    [TestClass]
    public class RunInNamespacesTests
    {
        private const int StartMs = 20_000;
        private const int AnswerMs = 10_000;
        private const uint LanHost = 0xC0A80164; // 192.168.1.100
        private const uint OutsideHost = 0xC0000219; // 192.0.2.25
        private const uint WanAddress = 0xCB00710A; // 203.0.113.10, as in gateway.example.json

        [TestMethod]
        public void It_routes_blocks_reloads_and_stops()
        {
            NamespaceRights.Need();
            string settings = Path.GetTempFileName();
            File.Copy(Checkout.PathOf("boards/gateway.example.json"), settings, overwrite: true);
            using NetworkNamespace lan = NetworkNamespace.Create("lan");
            using NetworkNamespace own = NetworkNamespace.Create("own");
            using NetworkNamespace wan = NetworkNamespace.Create("wan");
            using GatewayProcess gateway = own.Run(() => new GatewayProcess(
                "run", "--lan-device", $"lan0@{lan.Path}", "--wan-device", $"wan0@{wan.Path}", "--host-device", "host0",
                "--settings", settings));
            Assert.IsTrue(Poll.Until(() => gateway.Printed.Contains("started", StringComparison.Ordinal), StartMs), gateway.Printed);
            SetUp(lan, "lan0", LanHost, 24);
            SetUp(wan, "wan0", OutsideHost, 32);
            using Socket web = NamespaceSockets.Listen(wan, 80, (stream, peer) => stream.Write(Encoding.ASCII.GetBytes($"{peer}\n")));

            // A web server sees the WAN address; a mail client gets the notice; the gateway's own stack has its own ports.
            Assert.StartsWith("203.0.113.10:", Read(lan, new Peer(OutsideHost, 80)));
            Assert.StartsWith("554-5.7.1 Outbound port 25 is blocked", Read(lan, new Peer(OutsideHost, 25)));
            string ownPort = Read(own, new Peer(OutsideHost, 80)).Split(':')[1];
            Assert.IsGreaterThanOrEqualTo(49152, int.Parse(ownPort));

            // Nothing answers from outside.
            Assert.ThrowsExactly<IOException>(() => NamespaceSockets.Connect(wan, new Peer(WanAddress, 80)));

            File.WriteAllText(settings, """{"op25b":{"mode":"on"}}""");
            gateway.Signal("HUP");
            Assert.IsTrue(Poll.Until(() => gateway.Printed.Contains("op25b.mode (line 1)", StringComparison.Ordinal), AnswerMs), gateway.Printed);
            Assert.StartsWith("554-5.7.1", Read(lan, new Peer(OutsideHost, 25)));

            File.WriteAllText(settings, """{"wan":{"address":"203.0.113.11"},"op25b":{"mode":"off"}}""");
            gateway.Signal("HUP");
            Assert.IsTrue(Poll.Until(() => gateway.Printed.Contains("port 25 off", StringComparison.Ordinal), AnswerMs), gateway.Printed);
            Assert.StartsWith("203.0.113.11:", Read(lan, new Peer(OutsideHost, 80)));
            Assert.StartsWith("203.0.113.11:", Read(own, new Peer(OutsideHost, 80)));

            gateway.Signal("TERM");
            Assert.AreEqual(0, gateway.WaitForExit(AnswerMs), gateway.Printed);
            Assert.Contains("packets in ", gateway.Printed);
            File.Delete(settings);
        }

        // A file that is spoiled before the start: the last good settings, told plainly; without them exit code 2.
        [TestMethod]
        public void It_starts_with_the_last_good_settings()
        {
            NamespaceRights.Need();
            string settings = Path.GetTempFileName();
            DirectoryInfo state = Directory.CreateTempSubdirectory();
            File.Copy(Checkout.PathOf("boards/gateway.example.json"), settings, overwrite: true);
            using NetworkNamespace lan = NetworkNamespace.Create("lan");
            using NetworkNamespace own = NetworkNamespace.Create("own");
            string[] arguments = ["run", "--lan-device", $"lan0@{lan.Path}", "--wan-device", $"wan0@{lan.Path}", "--settings", settings, "--state"];
            using GatewayProcess first = own.Run(() => new GatewayProcess([.. arguments, state.FullName]));
            Assert.IsTrue(Poll.Until(() => first.Printed.Contains("started", StringComparison.Ordinal), StartMs), first.Printed);
            first.Kill();
            File.WriteAllText(settings, """{"op25b":{"mode":"on"}}""");

            using GatewayProcess again = own.Run(() => new GatewayProcess([.. arguments, state.FullName]));
            Assert.IsTrue(Poll.Until(() => again.Printed.Contains("started", StringComparison.Ordinal), StartMs), again.Printed);
            Assert.Contains("settings refused, the last good ones are used", again.Printed);
            Assert.Contains("op25b.mode (line 1)", again.Printed);
            Assert.Contains("relays 198.51.100.25, 198.51.100.32/28", again.Printed);
            again.Signal("TERM");
            Assert.AreEqual(0, again.WaitForExit(AnswerMs), again.Printed);

            using GatewayProcess without = own.Run(() => new GatewayProcess([.. arguments, state.FullName + "-none"]));
            Assert.AreEqual(2, without.WaitForExit(StartMs), without.Printed);
            Assert.Contains("op25b.mode (line 1)", without.Printed);
            state.Delete(recursive: true);
            File.Delete(settings);
        }

        private static void SetUp(NetworkNamespace at, string device, uint address, int prefixLength)
        {
            at.Run(() =>
            {
                NetworkInterface.Assign(device, address, prefixLength);
                NetworkInterface.AddDefaultRoute(device);
            });
        }

        private static string Read(NetworkNamespace from, Peer to)
        {
            using Stream stream = NamespaceSockets.Connect(from, to);
            using StreamReader reader = new(stream);
            return reader.ReadLine();
        }
    }
}
