using Gateway.Wire;

namespace Gateway.Nat
{
    /// <summary>
    /// The queues of living flows, one a timeout. All of a queue have the same timeout, so the head is always the first to
    /// expire: no scan, no timer a flow.
    /// </summary>
    internal static class FlowQueue
    {
        /// <summary>TCP opening or closing.</summary>
        public const int TcpTransitory = 0;

        /// <summary>UDP without an answer.</summary>
        public const int UdpUnanswered = 1;

        /// <summary>UDP to port 53.</summary>
        public const int UdpDns = 2;

        /// <summary>ICMP queries.</summary>
        public const int IcmpQuery = 3;

        /// <summary>UDP that was answered.</summary>
        public const int UdpAnswered = 4;

        /// <summary>TCP established.</summary>
        public const int TcpEstablished = 5;

        /// <summary>How many queues there are.</summary>
        public const int Count = 6;

        /// <summary>Flows of queues from here on are established: they make room only when idle (nat.md, "Full tables").</summary>
        public const int FirstSteady = UdpAnswered;

        /// <summary>RFC 5382 REQ-5: 4 minutes at the least while opening or closing.</summary>
        public const int TcpTransitoryTimeoutS = 4 * 60;

        /// <summary>RFC 5382 REQ-5: 2 hours 4 minutes at the least.</summary>
        public const int TcpEstablishedTimeoutS = (2 * 60 * 60) + (4 * 60);

        /// <summary>RFC 4787 REQ-5: 5 minutes recommended, 2 at the least.</summary>
        public const int UdpTimeoutS = 5 * 60;

        /// <summary>RFC 4787 REQ-5a lets well-known ports be shorter. Ours: resolvers give a question up within 30 s.</summary>
        public const int UdpDnsTimeoutS = 30;

        /// <summary>RFC 5508 REQ-2: 60 seconds at the least.</summary>
        public const int IcmpQueryTimeoutS = 60;

        /// <summary>RFC 1035 §4.2.1.</summary>
        private const int DnsPort = 53;

        /// <summary>The queue that a new flow begins in.</summary>
        /// <param name="protocol">The IP protocol.</param>
        /// <param name="remotePort">The outside host's port.</param>
        public static int Opening(int protocol, int remotePort)
        {
            if (protocol == IpProtocol.Tcp)
            {
                return TcpTransitory;
            }

            if (protocol == IpProtocol.Udp)
            {
                return remotePort == DnsPort ? UdpDns : UdpUnanswered;
            }

            return IcmpQuery;
        }

        /// <summary>Makes the table of timeouts, in seconds, by queue.</summary>
        public static int[] MakeTimeouts()
        {
            var timeouts = new int[Count];
            timeouts[TcpTransitory] = TcpTransitoryTimeoutS;
            timeouts[UdpUnanswered] = UdpTimeoutS;
            timeouts[UdpDns] = UdpDnsTimeoutS;
            timeouts[IcmpQuery] = IcmpQueryTimeoutS;
            timeouts[UdpAnswered] = UdpTimeoutS;
            timeouts[TcpEstablished] = TcpEstablishedTimeoutS;
            return timeouts;
        }
    }
}
