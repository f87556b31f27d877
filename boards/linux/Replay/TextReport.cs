using System.Globalization;
using Gateway.Boards.Linux.Configuration;
using Gateway.Policy;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Replay
{
    /// <summary>Tells a person what a replay found, in at most 100 columns.</summary>
    internal sealed class TextReport
    {
        /// <summary>The widest line.</summary>
        public const int MaximumColumns = 100;

        private const int LabelColumns = 34;
        private const int NumberColumns = 9;
        private const int NoteColumn = 2 + LabelColumns + NumberColumns + 2;
        private const int MaximumDialogues = 10; // ours: distinct ones are few, unless something is wrong
        private const int MaximumHosts = 10; // ours: the rest is in the JSON document

        private readonly ReplayResult _result;
        private readonly TextWriter _output;
        private readonly bool _isTerminal;
        private bool _hasHeading;
        private bool _hasRow;

        /// <summary>Makes a report.</summary>
        /// <param name="result">What was found.</param>
        /// <param name="output">Where to write.</param>
        /// <param name="isTerminal">Whether headings may be bold.</param>
        public TextReport(ReplayResult result, TextWriter output, bool isTerminal)
        {
            _result = result;
            _output = output;
            _isTerminal = isTerminal;
        }

        private CaptureScan Scan => _result.Scan;

        private Engine Engine => _result.Gateway.Engine;

        /// <summary>Writes it.</summary>
        public void Write()
        {
            WriteCapture();
            WriteSettings();
            WriteAlterations();
            new ConversationTableText(_result.Conversations).Write(_output, Heading);
            WriteCounters();
            WriteDialogues();
            WriteOutputs();
        }

        private void WriteCapture()
        {
            string linkTypes = string.Join(", ", Scan.LinkTypes.Select(Words.Of).Distinct());
            Heading($"{Path.GetFileName(_result.Request.CapturePath)}: {Scan.FormatName}{(linkTypes.Length > 0 ? ", " : "")}{linkTypes}");
            Row("frames", Scan.Frames, $"{Words.Size(Scan.Bytes)}{TimeSpanText()}");
            Row("conversations", _result.Conversations.Count, "");
            RowIfAny("opener guessed from the ports", GuessedOpeners(), "first packets were not captured");
            RowIfAny("IPv6 packets", Scan.Ipv6, "played as they are");
            RowIfAny("cut off by the snap length", Scan.Snapped, "played as far as they go, so: truncated");
            RowIfAny("with a header that can't be", Scan.Malformed, "played as they are, from the LAN");
            RowIfAny("not IP (ARP and the like)", Scan.NotIp, "skipped");
            RowIfAny("of an unknown link type", Scan.UnknownLinkType, "skipped");
            RowIfAny("older than the frame before", Scan.BackInTime, "the clock stood still for them");
            if (Scan.BreakOff != null)
            {
                Wrapped($"  NOTE: {Scan.BreakOff}. What came before was played.");
            }
        }

        private string TimeSpanText()
        {
            if (Scan.Frames == 0 || Scan.LastNs == 0)
            {
                return "";
            }

            DateTimeOffset first = Words.Time(Scan.FirstNs);
            TimeSpan span = Words.Time(Scan.LastNs) - first;
            string length = span switch
            {
                { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.000} s"),
                { TotalDays: < 1 } => span.ToString("h\\:mm\\:ss", CultureInfo.InvariantCulture),
                _ => $"{span.Days} days {span.ToString("h\\:mm\\:ss", CultureInfo.InvariantCulture)}",
            };
            return string.Create(CultureInfo.InvariantCulture, $", {length} from {first:yyyy-MM-dd HH:mm:ss} UTC");
        }

        private long GuessedOpeners()
        {
            return _result.Conversations.Count(conversation => conversation.IsOpenerGuessed);
        }

        private void WriteSettings()
        {
            EngineSettings settings = _result.Request.Settings.Engine;
            Op25bSettings op25b = settings.Op25b;
            Heading($"Settings: {Path.GetFileName(_result.Request.SettingsPath)}");
            string ours = _result.IsWanAddressOurs ? " (replay's own: the settings have none)" : "";
            Wrapped($"  LAN {Ipv4Text.Format(settings.LanAddress)}/{settings.LanPrefixLength}, "
                + $"WAN {Ipv4Text.Format(settings.WanAddress)}{ours}");
            string from = op25b.EffectiveFromUtcSeconds == Op25bSettings.EffectiveAtOnce
                ? ""
                : $" from {Words.OfTime(op25b.EffectiveFromUtcSeconds)}";
            Wrapped($"  Port 25: {Words.Of(op25b.Mode.ToString())}{from}, on block {Words.Of(op25b.OnBlock.ToString())}; "
                + $"relays {RelayText.LineOf(_result.Request.Settings)}");
            if (op25b.UnresolvedRelayNames > 0)
            {
                Wrapped($"  NOTE: replay asks no DNS, so {op25b.UnresolvedRelayNames} relay names stay unresolved, and blocking only drops: "
                    + "it might be mail to a relay. Give the relays' addresses in the settings to see more.");
            }
        }

        private void WriteAlterations()
        {
            Heading("Altered or left out before the gateway saw it");
            IReadOnlyList<AddressChange> moved = [.. _result.Plan.LanHosts.Where(host => host.Captured != host.Played)];
            RowIfAny("LAN hosts renumbered", moved.Count, Hosts(moved));
            RowIfAny("Internet hosts renumbered", _result.Plan.RemoteHosts.Count, Hosts(_result.Plan.RemoteHosts));
            Offload offload = _result.Offload;
            RowIfAny("IPv4 checksums repaired", offload.Ipv4ChecksumsRepaired, "left open by offload");
            RowIfAny("TCP and UDP checksums repaired", offload.TransportChecksumsRepaired, "left open by offload");
            RowIfAny("wrong checksums left alone", offload.WrongChecksumsLeft, "offload does not explain them");
            RowIfAny("oversize segments cut", offload.SegmentsCut, $"into {offload.SegmentsMade}");
            RowIfAny("oversize packets left alone", offload.OversizeLeft, "can't be cut");
            RowIfAny("not played: answers no longer fit", _result.NotPlayedRedirected, "redirected; replay's mail client spoke instead");
            RowIfAny("not played: between two LAN hosts", _result.NotPlayedFor(Disposition.BetweenLanHosts), "no gateway sees them");
            RowIfAny("not played: outside the LAN", _result.NotPlayedFor(Disposition.OutsideTheLan), "neither host is in --lan");
            RowIfAny("not played: no LAN address left", _result.NotPlayedFor(Disposition.LanFull), "set a wider lan.address");
            if (!_hasRow)
            {
                _output.WriteLine("  nothing");
            }
        }

        private static string Hosts(IReadOnlyList<AddressChange> changes)
        {
            string list = string.Join(
                ", ", changes.Take(MaximumHosts).Select(change => $"{Ipv4Text.Format(change.Captured)} -> {Ipv4Text.Format(change.Played)}"));
            return changes.Count > MaximumHosts ? $"{list}, and {changes.Count - MaximumHosts} more" : list;
        }

        private void WriteCounters()
        {
            TrafficCounters traffic = Engine.Traffic;
            Heading("Counters");
            Row("packets in", traffic.Received, "");
            Wrapped($"    {(_result.AddsUp ? "=" : "THIS IS NOT")} forwarded {traffic.Forwarded} + answered {traffic.Answered}"
                + $" + to host {traffic.ToHost} + dropped {Engine.Drops.Total}");
            Row("from the LAN", traffic.LanPacketsReceived, Words.Size(traffic.LanBytesReceived));
            Row("from the WAN", traffic.WanPacketsReceived, Words.Size(traffic.WanBytesReceived));
            Row("sent to the LAN", traffic.LanPacketsSent, Words.Size(traffic.LanBytesSent));
            Row("sent to the WAN", traffic.WanPacketsSent, Words.Size(traffic.WanBytesSent));
            Tally relays = _result.Gateway.Port25ToRelays;
            Tally others = _result.Gateway.Port25ToOthers;
            Row("to port 25 on the WAN: of relays", relays.Packets, Words.Size(relays.Bytes));
            Row("to port 25 on the WAN: of others", others.Packets, Words.Size(others.Bytes));
            for (int reason = 1; reason < DropCounters.ReasonCount; reason++)
            {
                RowIfAny($"dropped: {Words.Of(((DropReason)reason).ToString())}", Engine.Drops.Of((DropReason)reason), "");
            }

            WriteGroup("OP25B", Engine.Op25b);
            WriteGroup("NAT", Engine.Nat);
            RowIfAny("NAT: flows at the end", Engine.FlowCount, "");
        }

        private void WriteGroup(string group, object counters)
        {
            foreach ((string name, long value) in CounterNames.Of(counters))
            {
                RowIfAny($"{group}: {Words.Of(name)}", value, "");
            }
        }

        private void WriteDialogues()
        {
            IReadOnlyList<ClientDialogue> dialogues = _result.Dialogues();
            if (dialogues.Count == 0)
            {
                return;
            }

            Heading("Redirected mail clients were told (S: the gateway, C: replay's client)");
            foreach (ClientDialogue dialogue in dialogues.Take(MaximumDialogues))
            {
                string clients = dialogue.Clients == 1 ? "1 client" : $"{dialogue.Clients} clients";
                _output.WriteLine($"  {clients}; the connection {EndOf(dialogue.End)}");
                foreach (string line in dialogue.Transcript.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                {
                    _output.WriteLine($"    {line}");
                }
            }

            if (dialogues.Count > MaximumDialogues)
            {
                _output.WriteLine($"  and {dialogues.Count - MaximumDialogues} other dialogues (--json has all)");
            }
        }

        private static string EndOf(MailClientState state)
        {
            return state switch
            {
                MailClientState.Closed => "was closed in order",
                MailClientState.Reset => "was reset by the gateway",
                _ => "got no answer any more",
            };
        }

        private void WriteOutputs()
        {
            if (_result.Request.WanOutputPath == null && _result.Request.LanOutputPath == null)
            {
                return;
            }

            Heading("Written");
            WriteOutput("packets sent to the WAN", _result.Request.WanOutputPath, _result.WanPacketsWritten);
            WriteOutput("packets sent to the LAN", _result.Request.LanOutputPath, _result.LanPacketsWritten);
        }

        private void WriteOutput(string label, string? path, long packets)
        {
            if (path != null)
            {
                Row(label, packets, path);
            }
        }

        private void Heading(string text)
        {
            const string Bold = "\e[1m";
            const string Plain = "\e[0m";
            if (_hasHeading)
            {
                _output.WriteLine();
            }

            _hasHeading = true;
            _hasRow = false;
            _output.WriteLine(_isTerminal ? $"{Bold}{text}{Plain}" : text);
        }

        private void RowIfAny(string label, long number, string note)
        {
            if (number != 0)
            {
                Row(label, number, note);
            }
        }

        private void Row(string label, long number, string note)
        {
            _hasRow = true;
            string start = $"  {label.PadRight(LabelColumns)}{number.ToString(CultureInfo.InvariantCulture),NumberColumns}";
            Wrapped(note.Length == 0 ? start : $"{start}  {note}", NoteColumn);
        }

        /// <summary>Writes a text, in several lines where it is too long for one.</summary>
        private void Wrapped(string text, int indent = 4)
        {
            while (text.Length > MaximumColumns)
            {
                int at = text.LastIndexOf(' ', MaximumColumns, MaximumColumns - indent);
                if (at < 0)
                {
                    break; // a single long word, such as a path: better whole
                }

                _output.WriteLine(text[..at].TrimEnd());
                text = new string(' ', indent) + text[(at + 1)..];
            }

            _output.WriteLine(text);
        }
    }
}
