using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gateway.Boards.Linux.Captures;
using Gateway.Boards.Linux.Configuration;
using Gateway.Policy;
using Gateway.Settings;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Replay
{
    /// <summary>Tells a program what a replay found. The names are documented in boards/linux/README.md.</summary>
    internal sealed class JsonReport
    {
        /// <summary>Grows when a name changes its meaning or goes away; new names may come without that.</summary>
        private const int FormatVersion = 1;

        private const double NanosecondsASecond = 1e9;

        private readonly ReplayResult _result;
        private readonly Utf8JsonWriter _json;

        private JsonReport(ReplayResult result, Utf8JsonWriter json)
        {
            _result = result;
            _json = json;
        }

        private CaptureScan Scan => _result.Scan;

        private Engine Engine => _result.Gateway.Engine;

        /// <summary>Writes it.</summary>
        public static void Write(ReplayResult result, TextWriter output)
        {
            using MemoryStream stream = new();
            JsonWriterOptions options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
            using (Utf8JsonWriter json = new(stream, options))
            {
                new JsonReport(result, json).Write();
            }

            output.WriteLine(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
        }

        private void Write()
        {
            _json.WriteStartObject();
            _json.WriteNumber("format", FormatVersion);
            WriteCapture();
            WriteSettings();
            WriteAltered();
            WriteNotPlayed();
            _json.WriteStartArray("conversations");
            foreach (Conversation conversation in _result.Conversations)
            {
                WriteConversation(conversation);
            }

            _json.WriteEndArray();
            WriteCounters();
            WriteDialogues();
            WriteOutputs();
            _json.WriteEndObject();
        }

        private void WriteCapture()
        {
            _json.WriteStartObject("capture");
            _json.WriteString("file", _result.Request.CapturePath);
            _json.WriteString("type", Scan.FormatName);
            _json.WriteStartArray("linkTypes");
            foreach (LinkType linkType in Scan.LinkTypes)
            {
                _json.WriteNumberValue((int)linkType);
            }

            _json.WriteEndArray();
            _json.WriteNumber("frames", Scan.Frames);
            _json.WriteNumber("bytes", Scan.Bytes);
            _json.WriteNumber("framesPlayed", _result.FramesPlayed);
            _json.WriteNumber("framesNotIp", Scan.NotIp);
            _json.WriteNumber("framesOfUnknownLinkType", Scan.UnknownLinkType);
            _json.WriteNumber("framesBackInTime", Scan.BackInTime);
            _json.WriteNumber("packetsIpv6", Scan.Ipv6);
            _json.WriteNumber("packetsSnapped", Scan.Snapped);
            _json.WriteNumber("packetsMalformed", Scan.Malformed);
            _json.WriteString("firstUtc", Words.Time(Scan.FirstNs).UtcDateTime);
            _json.WriteNumber("durationSeconds", Scan.Frames == 0 ? 0 : (Scan.LastNs - Scan.FirstNs) / NanosecondsASecond);
            _json.WriteString("brokenOff", Scan.BreakOff);
            _json.WriteEndObject();
        }

        private void WriteSettings()
        {
            GatewaySettings settings = _result.Request.Settings;
            Op25bSettings op25b = settings.Engine.Op25b;
            _json.WriteStartObject("settings");
            _json.WriteString("file", _result.Request.SettingsPath);
            _json.WriteString("lanAddress", $"{Ipv4Text.Format(settings.Engine.LanAddress)}/{settings.Engine.LanPrefixLength}");
            _json.WriteString("wanAddress", Ipv4Text.Format(settings.Engine.WanAddress));
            _json.WriteBoolean("wanAddressIsReplaysOwn", _result.IsWanAddressOurs);
            _json.WriteString("mode", Words.KeyOf(op25b.Mode.ToString()));
            _json.WriteString("onBlock", Words.KeyOf(op25b.OnBlock.ToString()));
            WriteStrings("relays", RelayText.Of(settings));
            WriteStrings("unresolvedRelayNames", settings.RelayNames);
            _json.WriteEndObject();
        }

        private void WriteAltered()
        {
            Offload offload = _result.Offload;
            _json.WriteStartObject("altered");
            WriteHosts("lanHosts", _result.Plan.LanHosts);
            WriteHosts("outsideHosts", _result.Plan.RemoteHosts);
            _json.WriteNumber("ipv4ChecksumsRepaired", offload.Ipv4ChecksumsRepaired);
            _json.WriteNumber("transportChecksumsRepaired", offload.TransportChecksumsRepaired);
            _json.WriteNumber("wrongChecksumsLeft", offload.WrongChecksumsLeft);
            _json.WriteNumber("oversizeSegmentsCut", offload.SegmentsCut);
            _json.WriteNumber("segmentsMade", offload.SegmentsMade);
            _json.WriteNumber("oversizePacketsLeft", offload.OversizeLeft);
            _json.WriteEndObject();
        }

        private void WriteNotPlayed()
        {
            _json.WriteStartObject("notPlayed");
            _json.WriteNumber("answersNoLongerFit", _result.NotPlayedRedirected);
            foreach (Disposition disposition in Enum.GetValues<Disposition>().Where(value => value != Disposition.Play))
            {
                _json.WriteNumber(Words.KeyOf(disposition.ToString()), _result.NotPlayedFor(disposition));
            }

            _json.WriteEndObject();
        }

        private void WriteConversation(Conversation conversation)
        {
            _json.WriteStartObject();
            _json.WriteString("protocol", Words.ProtocolOf(conversation));
            WriteEndpoint("lanHost", Words.LanHostOf(conversation), conversation.LanPort);
            WriteEndpoint("outsideHost", Words.RemoteHostOf(conversation), conversation.RemotePort);
            WriteEndpoint("capturedOpener", Words.AddressOf(conversation, conversation.OpenerAddress), conversation.OpenerPort);
            WriteEndpoint("capturedPeer", Words.AddressOf(conversation, conversation.PeerAddress), conversation.PeerPort);
            _json.WriteString("openedFrom", conversation.IsOpenedFromLan ? "lan" : "outside");
            _json.WriteBoolean("openerGuessed", conversation.IsOpenerGuessed);
            _json.WriteString("outcome", Words.OutcomeOf(conversation));
            _json.WriteString("reason", Words.ReasonOf(conversation));
            _json.WriteString("verdict", Words.KeyOf(conversation.Verdict.ToString()));
            WriteNumberOrNull("externalPort", conversation.ExternalPort ?? ConversationKey.NoPort);
            WriteTally("outbound", conversation.Outbound);
            WriteTally("inbound", conversation.Inbound);
            WriteTally("sentToWan", conversation.SentToWan);
            WriteTally("sentToLan", conversation.SentToLan);
            _json.WriteNumber("forwarded", conversation.Forwarded);
            _json.WriteNumber("answered", conversation.Answered);
            _json.WriteNumber("toHost", conversation.ToHost);
            WriteDrops("dropped", conversation.DroppedFor);
            _json.WriteNumber("notPlayed", conversation.NotPlayed);
            _json.WriteEndObject();
        }

        private void WriteCounters()
        {
            TrafficCounters traffic = Engine.Traffic;
            _json.WriteStartObject("counters");
            _json.WriteNumber("packetsIn", traffic.Received);
            _json.WriteNumber("forwarded", traffic.Forwarded);
            _json.WriteNumber("answered", traffic.Answered);
            _json.WriteNumber("toHost", traffic.ToHost);
            _json.WriteNumber("dropped", Engine.Drops.Total);
            _json.WriteBoolean("addsUp", _result.AddsUp);
            WriteDrops("droppedByReason", Engine.Drops.Of);
            WriteGroup("traffic", traffic);
            WriteGroup("op25b", Engine.Op25b);
            WriteGroup("nat", Engine.Nat);
            _json.WriteNumber("flowsAtTheEnd", Engine.FlowCount);
            WriteTally("port25OnTheWanToRelays", _result.Gateway.Port25ToRelays);
            WriteTally("port25OnTheWanToOthers", _result.Gateway.Port25ToOthers);
            _json.WriteEndObject();
        }

        private void WriteDialogues()
        {
            _json.WriteStartArray("redirectedClients");
            foreach (ClientDialogue dialogue in _result.Dialogues())
            {
                _json.WriteStartObject();
                _json.WriteNumber("clients", dialogue.Clients);
                _json.WriteString("end", Words.KeyOf(dialogue.End.ToString()));
                WriteStrings("transcript", dialogue.Transcript.Split('\n', StringSplitOptions.RemoveEmptyEntries));
                _json.WriteEndObject();
            }

            _json.WriteEndArray();
        }

        private void WriteOutputs()
        {
            _json.WriteStartObject("written");
            WriteOutput("wan", _result.Request.WanOutputPath, _result.WanPacketsWritten);
            WriteOutput("lan", _result.Request.LanOutputPath, _result.LanPacketsWritten);
            _json.WriteEndObject();
        }

        private void WriteOutput(string name, string? path, long packets)
        {
            if (path == null)
            {
                _json.WriteNull(name);
                return;
            }

            _json.WriteStartObject(name);
            _json.WriteString("file", path);
            _json.WriteNumber("packets", packets);
            _json.WriteEndObject();
        }

        private void WriteStrings(string name, IEnumerable<string> values)
        {
            _json.WriteStartArray(name);
            foreach (string value in values)
            {
                _json.WriteStringValue(value);
            }

            _json.WriteEndArray();
        }

        private void WriteHosts(string name, IEnumerable<AddressChange> hosts)
        {
            _json.WriteStartArray(name);
            foreach (AddressChange host in hosts)
            {
                _json.WriteStartObject();
                _json.WriteString("captured", Ipv4Text.Format(host.Captured));
                _json.WriteString("played", Ipv4Text.Format(host.Played));
                _json.WriteEndObject();
            }

            _json.WriteEndArray();
        }

        private void WriteEndpoint(string name, string address, int port)
        {
            _json.WriteStartObject(name);
            _json.WriteString("address", address);
            WriteNumberOrNull("port", port);
            _json.WriteEndObject();
        }

        private void WriteNumberOrNull(string name, int number)
        {
            if (number == ConversationKey.NoPort)
            {
                _json.WriteNull(name);
            }
            else
            {
                _json.WriteNumber(name, number);
            }
        }

        private void WriteTally(string name, Tally tally)
        {
            _json.WriteStartObject(name);
            _json.WriteNumber("packets", tally.Packets);
            _json.WriteNumber("bytes", tally.Bytes);
            _json.WriteEndObject();
        }

        private void WriteDrops(string name, Func<DropReason, long> packetsOf)
        {
            _json.WriteStartObject(name);
            for (int reason = 1; reason < DropCounters.ReasonCount; reason++)
            {
                if (packetsOf((DropReason)reason) is var packets and > 0)
                {
                    _json.WriteNumber(Words.KeyOf(((DropReason)reason).ToString()), packets);
                }
            }

            _json.WriteEndObject();
        }

        private void WriteGroup(string name, object counters)
        {
            _json.WriteStartObject(name);
            foreach ((string counter, long value) in CounterNames.Of(counters))
            {
                _json.WriteNumber(Words.KeyOf(counter), value);
            }

            _json.WriteEndObject();
        }
    }
}
