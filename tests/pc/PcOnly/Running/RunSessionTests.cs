using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Gateway.Boards.Linux.Configuration;
using Gateway.Boards.Linux.Devices;
using Gateway.Boards.Linux.Running;
using Gateway.Control;
using Gateway.PcTests.Project;
using Gateway.Storage;
using Gateway.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Running
{
    /// <summary>A session of run on devices in memory: settings read again, the end, what the log says.</summary>
    [TestClass]
    public sealed class RunSessionTests : IDisposable
    {
        private const int StopMs = 5000;

        private readonly StringWriter _log = new();
        private string _path = string.Empty;

        [TestInitialize]
        public void MakeSettings()
        {
            _path = Path.GetTempFileName();
            File.Copy(Checkout.PathOf("boards/gateway.example.json"), _path, overwrite: true);
        }

        [TestCleanup]
        public void RemoveSettings()
        {
            File.Delete(_path);
        }

        public void Dispose()
        {
            _log.Dispose();
        }

        [TestMethod]
        public void Good_settings_are_applied_while_it_runs()
        {
            using MemoryGateway gateway = new();
            uint applied = 0;
            using RunSession session = Make(gateway, settings => applied = settings.WanAddress, isJson: false);
            File.WriteAllText(_path, """{"wan":{"address":"203.0.113.99"},"op25b":{"mode":"off","relays":["mail.isp.example"]}}""");

            Assert.IsTrue(session.Reload());

            Assert.AreEqual(0xCB007163u, applied);
            Assert.Contains("WAN 203.0.113.99, port 25 off", _log.ToString());
            Assert.Contains("mail.isp.example", _log.ToString());
        }

        [TestMethod]
        [DataRow("""{"op25b":{"mode":"on"}}""", "op25b.mode (line 1)")]
        [DataRow("{", "no JSON")]
        [DataRow(null, "Could not find file")]
        public void Bad_settings_are_refused_and_nothing_is_applied(string text, string word)
        {
            using MemoryGateway gateway = new();
            bool isApplied = false;
            using RunSession session = Make(gateway, _ => isApplied = true, isJson: false);
            File.Delete(_path);
            if (text != null)
            {
                File.WriteAllText(_path, text);
            }

            Assert.IsFalse(session.Reload());

            Assert.IsFalse(isApplied);
            Assert.Contains("refused, the old ones stay", _log.ToString());
            Assert.Contains(word, _log.ToString());
        }

        [TestMethod]
        public void It_stops_when_told_and_prints_its_counters()
        {
            using MemoryGateway gateway = new();
            using RunSession session = Make(gateway, null, isJson: false);
            Task<bool> run = Task.Run(session.Run);
            gateway.Lan.Send(MemoryGateway.Tcp(TcpFlags.Syn));
            Assert.IsTrue(Poll.Until(() => gateway.ToWan.Count == 1, StopMs));

            session.Stop();

            Assert.IsTrue(run.Wait(StopMs));
            Assert.IsTrue(run.Result);
            Assert.Contains("packets in 1 = forwarded 1 + answered 0", _log.ToString());
        }

        [TestMethod]
        public void A_lost_device_ends_it()
        {
            using MemoryGateway gateway = new();
            using LostDevice lost = new();
            using RunSession session = Make(gateway, gateway.Devices with { Wan = new PacketPort(lost, gateway.Devices.Wan.Wait), Host = null }, null, isJson: false);

            DeviceException exception = Assert.ThrowsExactly<DeviceException>(() => session.Run());

            Assert.Contains("lost0", exception.Message);
        }

        [TestMethod]
        public void The_JSON_log_has_an_object_a_line()
        {
            using MemoryGateway gateway = new();
            using RunSession session = Make(gateway, null, isJson: true);
            session.Reload();
            Task<bool> run = Task.Run(session.Run);
            session.Stop();
            Assert.IsTrue(run.Wait(StopMs));

            // What the control plane says between the two depends on who is first.
            JsonElement[] lines = [.. _log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
            Assert.AreEqual("settings", lines[0].GetProperty("event").GetString());
            Assert.AreEqual("stopped", lines[^1].GetProperty("event").GetString());
            Assert.IsTrue(lines.All(line => line.GetProperty("message").GetString().Length > 0));
            Assert.AreEqual(0, lines[^1].GetProperty("counters").GetProperty("nat").GetProperty("sessionsCreated").GetInt64());
        }

        private RunSession Make(MemoryGateway gateway, Action<EngineSettings> applied, bool isJson)
        {
            return Make(gateway, gateway.Devices, applied, isJson);
        }

        private RunSession Make(MemoryGateway gateway, GatewayDevices devices, Action<EngineSettings> applied, bool isJson)
        {
            ControlPlane plane = new(SettingsFile.Read(_path), new SystemClock(), new SystemRandom(), null, null, new NoStorage());
            return new RunSession(_path, new SettingsKeeper(new NoStorage()), plane, devices, new RunLog(_log, isJson), applied);
        }
    }
}
