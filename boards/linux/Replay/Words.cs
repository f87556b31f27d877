using System.Buffers.Binary;
using System.Net;
using System.Text;
using Gateway.Boards.Linux.Captures;
using Gateway.Policy;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Replay
{
    /// <summary>Names of things, as reports show them.</summary>
    internal static class Words
    {
        private const byte ProtocolIcmpv6 = 58;

        /// <summary>A name of the code as words: "TimeToLiveExceeded" as "time to live exceeded".</summary>
        public static string Of(string name)
        {
            StringBuilder words = new();
            for (int i = 0; i < name.Length; i++)
            {
                if (i > 0 && char.IsAsciiLetterUpper(name[i]))
                {
                    words.Append(' ');
                }

                words.Append(char.ToLowerInvariant(name[i]));
            }

            return words.ToString();
        }

        /// <summary>A name of the code as a JSON key: "TimeToLiveExceeded" as "timeToLiveExceeded".</summary>
        public static string KeyOf(string name)
        {
            return char.ToLowerInvariant(name[0]) + name[1..];
        }

        /// <summary>A protocol that the gateway forwards.</summary>
        public static string OfProtocol(int protocol)
        {
            return protocol switch
            {
                IpProtocol.Tcp => "tcp",
                IpProtocol.Udp => "udp",
                _ => "icmp",
            };
        }

        /// <summary>A time of settings.</summary>
        /// <param name="utcSeconds">Seconds since 1970-01-01T00:00:00Z.</param>
        public static string OfTime(long utcSeconds)
        {
            return $"{DateTimeOffset.FromUnixTimeSeconds(utcSeconds):yyyy-MM-dd HH:mm:ss} UTC";
        }

        /// <summary>A link type.</summary>
        public static string Of(LinkType linkType)
        {
            return linkType switch
            {
                LinkType.Null or LinkType.Loop => "loopback",
                LinkType.LinuxSll or LinkType.LinuxSll2 => "Linux cooked",
                LinkType.Ethernet => "Ethernet",
                _ => "raw IP",
            };
        }

        /// <summary>A conversation's protocol.</summary>
        public static string ProtocolOf(Conversation conversation)
        {
            return conversation.Key switch
            {
                { Version: 0 } => "unknown",
                { Protocol: IpFields.ProtocolTcp } => "tcp",
                { Protocol: IpFields.ProtocolUdp } => "udp",
                { Protocol: IpFields.ProtocolIcmp } => "icmp",
                { Protocol: ProtocolIcmpv6, Version: 6 } => "icmp6",
                ConversationKey key => $"ip-{key.Protocol}",
            };
        }

        /// <summary>An address of a conversation's captured packets.</summary>
        public static string AddressOf(Conversation conversation, UInt128 address)
        {
            if (conversation.Key.Version != 6)
            {
                return Ipv4Text.Format((uint)address);
            }

            Span<byte> bytes = stackalloc byte[16];
            BinaryPrimitives.WriteUInt128BigEndian(bytes, address);
            return new IPAddress(bytes).ToString();
        }

        /// <summary>A conversation's LAN host: as played, or as captured where it was not.</summary>
        public static string LanHostOf(Conversation conversation)
        {
            return IsRenumbered(conversation)
                ? Ipv4Text.Format(conversation.LanAddress)
                : AddressOf(conversation, conversation.IsOpenedFromLan ? conversation.OpenerAddress : conversation.PeerAddress);
        }

        /// <summary>A conversation's outside host: as played, or as captured where it was not.</summary>
        public static string RemoteHostOf(Conversation conversation)
        {
            return IsRenumbered(conversation)
                ? Ipv4Text.Format(conversation.RemoteAddress)
                : AddressOf(conversation, conversation.IsOpenedFromLan ? conversation.PeerAddress : conversation.OpenerAddress);
        }

        /// <summary>What the gateway made of a conversation, in a word.</summary>
        public static string OutcomeOf(Conversation conversation)
        {
            return conversation switch
            {
                { Played: 0 } => "not played",
                { Verdict: Verdict.Redirect } => "redirect",
                { Verdict: Verdict.Reject } => "reject",
                { Verdict: Verdict.Drop or Verdict.DropRelayUnresolved or Verdict.DropFallback } => "drop",
                { Verdict: Verdict.WouldBlockMonitor or Verdict.WouldBlockNotYetEffective } => "would block",
                { Verdict: not Verdict.NotConcerned } => "allow",
                { Forwarded: > 0 } => "forward",
                { Answered: > 0 } => "answer",
                { ToHost: > 0 } => "to host",
                _ => "drop",
            };
        }

        /// <summary>Why, as far as there is something to say.</summary>
        public static string ReasonOf(Conversation conversation)
        {
            string policy = conversation.Verdict switch
            {
                Verdict.AllowModeOff => "mode off",
                Verdict.AllowExemptHost => "exempt host",
                Verdict.AllowRelay => "relay",
                Verdict.WouldBlockMonitor => "monitor",
                Verdict.WouldBlockNotYetEffective => "not yet effective",
                Verdict.Redirect or Verdict.Reject or Verdict.Drop => "no relay",
                Verdict.DropRelayUnresolved => "relay name unresolved",
                Verdict.DropFallback => "fallback settings",
                _ => NotPlayedReasonOf(conversation.Disposition),
            };
            string outcome = OutcomeOf(conversation);
            if (conversation.Client != null || (outcome is "drop" && policy.Length > 0))
            {
                return policy;
            }

            string dropped = Of(conversation.MainDropReason.ToString());
            if (conversation.Dropped > 0 && conversation.Dropped == conversation.Played)
            {
                return dropped;
            }

            string[] parts =
            [
                policy,
                Part(conversation.Answered, outcome is "answer" or "reject", "answered"),
                Part(conversation.ToHost, outcome is "to host", "to host"),
                Part(conversation.Dropped, false, $"dropped: {dropped}"),
            ];
            return string.Join(", ", parts.Where(part => part.Length > 0));
        }

        /// <summary>Why a conversation was not played.</summary>
        public static string NotPlayedReasonOf(Disposition disposition)
        {
            return disposition switch
            {
                Disposition.BetweenLanHosts => "both hosts in the LAN",
                Disposition.OutsideTheLan => "both hosts outside the LAN",
                Disposition.LanFull => "no LAN address left",
                _ => "",
            };
        }

        /// <summary>A number of bytes, as a person reads it.</summary>
        public static string Size(long bytes)
        {
            const double Step = 1000;
            string[] units = ["kB", "MB", "GB", "TB"];
            if (bytes < Step)
            {
                return $"{bytes} bytes";
            }

            double size = bytes / Step;
            int unit = 0;
            for (; size >= Step && unit < units.Length - 1; unit++)
            {
                size /= Step;
            }

            return $"{size:0.0} {units[unit]}";
        }

        /// <summary>A captured packet's time.</summary>
        public static DateTimeOffset Time(long ns)
        {
            const long NanosecondsATick = 100;
            return DateTimeOffset.UnixEpoch.AddTicks(ns / NanosecondsATick);
        }

        private static string Part(long packets, bool isOutcome, string what)
        {
            return packets == 0 || isOutcome ? "" : $"{packets} {what}";
        }

        private static bool IsRenumbered(Conversation conversation)
        {
            return conversation.Key.Version == 4 && conversation.Disposition == Disposition.Play;
        }
    }
}
