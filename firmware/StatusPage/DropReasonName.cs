using Gateway.Policy;

namespace Gateway.StatusPage
{
    /// <summary>Drop reasons by name: a device's enums know only their numbers.</summary>
    public static class DropReasonName
    {
        /// <summary>Gives the name, in lower case with underscores; the number of a reason that has none here.</summary>
        public static string Of(DropReason reason)
        {
            switch (reason)
            {
                case DropReason.Ipv4Truncated:
                    return "ipv4_truncated";
                case DropReason.Ipv4Malformed:
                    return "ipv4_malformed";
                case DropReason.Ipv4ChecksumWrong:
                    return "ipv4_checksum_wrong";
                case DropReason.Ipv6NotForwarded:
                    return "ipv6_not_forwarded";
                case DropReason.TransportMalformed:
                    return "transport_malformed";
                case DropReason.Fragment:
                    return "fragment";
                case DropReason.FragmentEvasion:
                    return "fragment_evasion";
                case DropReason.Ipv4Options:
                    return "ipv4_options";
                case DropReason.ProtocolNotForwarded:
                    return "protocol_not_forwarded";
                case DropReason.IcmpNotForwarded:
                    return "icmp_not_forwarded";
                case DropReason.TimeToLiveExceeded:
                    return "time_to_live_exceeded";
                case DropReason.SpoofedSource:
                    return "spoofed_source";
                case DropReason.MartianSource:
                    return "martian_source";
                case DropReason.MartianDestination:
                    return "martian_destination";
                case DropReason.TcpFlagsInvalid:
                    return "tcp_flags_invalid";
                case DropReason.NoFlow:
                    return "no_flow";
                case DropReason.Unsolicited:
                    return "unsolicited";
                case DropReason.HairpinNoMapping:
                    return "hairpin_no_mapping";
                case DropReason.NotForUs:
                    return "not_for_us";
                case DropReason.WanDown:
                    return "wan_down";
                case DropReason.TableFull:
                    return "table_full";
                case DropReason.HostQuota:
                    return "host_quota";
                case DropReason.HostTableFull:
                    return "host_table_full";
                case DropReason.PortsExhausted:
                    return "ports_exhausted";
                case DropReason.Port25Blocked:
                    return "port25_blocked";
                case DropReason.Port25RelayUnresolved:
                    return "port25_relay_unresolved";
                case DropReason.Port25Fallback:
                    return "port25_fallback";
                case DropReason.InboundSourcePort25:
                    return "inbound_source_port25";
                case DropReason.HostNoRoute:
                    return "host_no_route";
                case DropReason.HostAnswersStranger:
                    return "host_answers_stranger";
                case DropReason.IcmpErrorMalformed:
                    return "icmp_error_malformed";
                case DropReason.TooLarge:
                    return "too_large";
                case DropReason.FragmentMalformed:
                    return "fragment_malformed";
                case DropReason.FragmentOverlap:
                    return "fragment_overlap";
                case DropReason.FragmentTableFull:
                    return "fragment_table_full";
                case DropReason.FragmentTimeout:
                    return "fragment_timeout";
                default:
                    return ((int)reason).ToString();
            }
        }
    }
}
