namespace Gateway.Lan
{
    /// <summary>What the DHCP server did. Plain fields, written by it alone.</summary>
    public sealed class DhcpCounters
    {
        /// <summary>Offers that gave way to newer ones before their time.</summary>
        public long OffersDisplaced;

        /// <summary>Addresses that went to another client after their lease was over.</summary>
        public long AddressesReused;

        /// <summary>Leases given for a short time because they could not be stored at once.</summary>
        public long LeasesNotStored;

        /// <summary>Clients that were known after a restart.</summary>
        public long LeasesLoaded;

        private const int ResultCount = (int)DhcpResult.PoolFull + 1;

        private readonly long[] _results = new long[ResultCount];

        /// <summary>How many messages came to this.</summary>
        public long Of(DhcpResult result)
        {
            return _results[(int)result];
        }

        /// <summary>Counts one.</summary>
        internal void Add(DhcpResult result)
        {
            _results[(int)result]++;
        }
    }
}
