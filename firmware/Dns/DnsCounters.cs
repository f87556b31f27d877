namespace Gateway.Dns
{
    /// <summary>What the resolver did. Plain fields, written by it alone.</summary>
    public sealed class DnsCounters
    {
        /// <summary>Questions sent over UDP, repeated ones included.</summary>
        public long UdpQuestions;

        /// <summary>Questions sent over TCP.</summary>
        public long TcpQuestions;

        /// <summary>Lookups of a name that failed, after all servers and repetitions.</summary>
        public long FailedLookups;

        /// <summary>Of these, lookups of the first names: the relays'.</summary>
        public long FailedRelayLookups;

        /// <summary>Addresses in answers that no host of the WAN can have.</summary>
        public long AddressesRefused;

        /// <summary>Addresses for which there was no room: in an answer, or beside a name's others.</summary>
        public long AddressesLeftOut;

        private const int ResultCount = (int)DnsResult.NotSent + 1;

        private readonly long[] _results = new long[ResultCount];

        /// <summary>How often something came of a question. One question may come to several: mismatches, then an answer.</summary>
        public long Of(DnsResult result)
        {
            return _results[(int)result];
        }

        /// <summary>Counts one.</summary>
        internal void Add(DnsResult result)
        {
            _results[(int)result]++;
        }
    }
}
