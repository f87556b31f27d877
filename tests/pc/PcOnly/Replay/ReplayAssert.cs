using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using PacketDotNet;

namespace Gateway.PcTests.Replay
{
    /// <summary>What holds after every replay.</summary>
    internal static class ReplayAssert
    {
        /// <summary>The run ended well, no other than the named relays got TCP/25, and the counters add up. The run gave JSON.</summary>
        public static void IsSound(ReplayOutcome outcome, string name, params string[] relays)
        {
            Assert.AreEqual(0, outcome.ExitCode, name + outcome.Error);
            Assert.IsFalse(
                outcome.Wan.Any(packet => packet.Extract<TcpPacket>() is TcpPacket { DestinationPort: 25 }
                    && !relays.Contains(packet.DestinationAddress.ToString())),
                name + ": port 25 on the WAN");
            JsonElement counters = outcome.Json.GetProperty("counters");
            Assert.AreEqual(
                Number(counters, "packetsIn"),
                Number(counters, "forwarded") + Number(counters, "answered") + Number(counters, "toHost") + Number(counters, "dropped"),
                name);
            Assert.AreEqual(
                Number(counters, "dropped"),
                counters.GetProperty("droppedByReason").EnumerateObject().Sum(reason => reason.Value.GetInt64()),
                name);
            Assert.IsTrue(counters.GetProperty("addsUp").GetBoolean(), name);
            Assert.AreEqual(0, Number(counters.GetProperty("port25OnTheWanToOthers"), "packets"), name);
        }

        /// <summary>The conversation that a LAN host had with an outside port.</summary>
        public static JsonElement Conversation(ReplayOutcome outcome, string protocol, int outsidePort)
        {
            return outcome.Json.GetProperty("conversations").EnumerateArray().First(conversation =>
                conversation.GetProperty("protocol").GetString() == protocol
                && conversation.GetProperty("outsideHost").GetProperty("port") is { ValueKind: JsonValueKind.Number } port
                && port.GetInt32() == outsidePort);
        }

        /// <summary>A number of an object.</summary>
        public static long Number(JsonElement element, string name)
        {
            return element.GetProperty(name).GetInt64();
        }
    }
}
