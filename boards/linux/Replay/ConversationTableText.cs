using System.Globalization;

namespace Gateway.Boards.Linux.Replay
{
    /// <summary>The conversations as a table of text.</summary>
    internal sealed class ConversationTableText
    {
        /// <summary>Rows shown at most. Ours: what a person looks over; the JSON document has all.</summary>
        public const int MaximumRows = 40;

        private const int MaximumEndpointColumns = 18; // of IPv6, whose addresses are shortened; IPv4 is written out
        private const int ReasonColumn = 4;
        private const string Gap = "  ";

        private static readonly string[] Headings =
            ["proto", "LAN host", "  outside host", "verdict", "reason", "out/in", "bytes", "ext."];

        private static readonly bool[] IsRightAligned = [false, false, false, false, false, true, true, true];

        private readonly IReadOnlyList<Conversation> _conversations;

        /// <summary>Makes a table.</summary>
        public ConversationTableText(IReadOnlyList<Conversation> conversations)
        {
            _conversations = conversations;
        }

        /// <summary>Writes it.</summary>
        /// <param name="output">Where to.</param>
        /// <param name="heading">Writes a heading.</param>
        public void Write(TextWriter output, Action<string> heading)
        {
            IReadOnlyList<Conversation> all = [.. _conversations.Where(HasPackets)];
            heading("Conversations");
            if (all.Count == 0)
            {
                output.WriteLine("  none");
                return;
            }

            string[][] rows = [Headings, .. all.Take(MaximumRows).Select(RowOf)];
            int[] widths = Widths(rows);
            foreach (string[] row in rows)
            {
                IEnumerable<string> cells = row.Select((cell, column) => Cell(cell, widths[column], IsRightAligned[column]));
                output.WriteLine($"  {string.Join(Gap, cells).TrimEnd()}");
            }

            if (all.Count > MaximumRows)
            {
                output.WriteLine($"  and {all.Count - MaximumRows} more (--json has all)");
            }

            output.WriteLine("  > opened from the LAN, < from outside; out/in: packets given to the gateway from either side;");
            output.WriteLine("  bytes: of these; ext.: the port or ICMP identifier that the gateway chose on the WAN");
        }

        private static bool HasPackets(Conversation conversation)
        {
            return conversation.Played + conversation.NotPlayed > 0;
        }

        private static int[] Widths(string[][] rows)
        {
            int[] widths = [.. Enumerable.Range(0, Headings.Length).Select(column => rows.Max(row => row[column].Length))];
            int others = widths.Sum() - widths[ReasonColumn] + (Gap.Length * widths.Length);
            widths[ReasonColumn] = Math.Clamp(TextReport.MaximumColumns - others, Headings[ReasonColumn].Length, widths[ReasonColumn]);
            return widths;
        }

        private static string[] RowOf(Conversation conversation)
        {
            return
            [
                Words.ProtocolOf(conversation),
                Endpoint(conversation, Words.LanHostOf(conversation), conversation.LanPort),
                (conversation.IsOpenedFromLan ? "> " : "< ")
                    + Endpoint(conversation, Words.RemoteHostOf(conversation), RemotePortOf(conversation)),
                Words.OutcomeOf(conversation),
                Words.ReasonOf(conversation),
                $"{conversation.Outbound.Packets}/{conversation.Inbound.Packets}",
                (conversation.Outbound.Bytes + conversation.Inbound.Bytes).ToString(CultureInfo.InvariantCulture),
                conversation.ExternalPort?.ToString(CultureInfo.InvariantCulture) ?? "-",
            ];
        }

        private static int RemotePortOf(Conversation conversation)
        {
            // An ICMP query has one identifier, shown with the LAN host.
            return conversation.Key.Protocol == IpFields.ProtocolIcmp ? ConversationKey.NoPort : conversation.RemotePort;
        }

        private static string Endpoint(Conversation conversation, string address, int port)
        {
            if (conversation.Key.Version == 0)
            {
                return "?";
            }

            string suffix = port == ConversationKey.NoPort ? "" : $":{port}";
            if (conversation.Key.Version == 6 && suffix.Length > 0)
            {
                int room = MaximumEndpointColumns - suffix.Length - "[]".Length;
                return $"[{Shorten(address, room)}]{suffix}";
            }

            return conversation.Key.Version == 6 ? Shorten(address, MaximumEndpointColumns) : address + suffix;
        }

        private static string Shorten(string text, int length)
        {
            const string Ellipsis = "..";
            if (text.Length <= length)
            {
                return text;
            }

            int front = (length - Ellipsis.Length) / 2;
            return text[..front] + Ellipsis + text[^(length - Ellipsis.Length - front)..];
        }

        private static string Cell(string text, int width, bool isRightAligned)
        {
            string cell = text.Length <= width ? text : text[..(width - 1)] + "~";
            return isRightAligned ? cell.PadLeft(width) : cell.PadRight(width);
        }
    }
}
