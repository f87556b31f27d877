namespace Gateway.Nat
{
    /// <summary>Tells whether a packet from outside may begin a flow of a mapping that is no port forward's (nat.md; RFC 4787 REQ-8).</summary>
    internal sealed class InboundFilter
    {
        /// <summary>What the settings say; the engine sets it.</summary>
        public NatFiltering Filtering;

        private readonly FlowTable _flows;

        /// <summary>Makes it for a table.</summary>
        public InboundFilter(FlowTable flows)
        {
            _flows = flows;
        }

        /// <summary>Tells it.</summary>
        /// <param name="mapping">The mapping that the packet is for.</param>
        /// <param name="remoteAddress">Where it comes from.</param>
        /// <param name="nowS">Monotonic seconds.</param>
        public bool Admits(int mapping, uint remoteAddress, int nowS)
        {
            switch (Filtering)
            {
                case NatFiltering.EndpointIndependent:
                    return true;
                case NatFiltering.AddressDependent:
                    return HasFlowTo(mapping, remoteAddress, nowS);
                default:
                    return false;
            }
        }

        // A walk over the LAN host's flows: at most half of the table, and only under this setting, to a mapping that lives.
        private bool HasFlowTo(int mapping, uint remoteAddress, int nowS)
        {
            int host = _flows.Hosts.Find(_flows.Mappings.LanAddressOf(mapping));
            return host != FlowRow.None
                && (IsIn(HostTable.Steady, host, mapping, remoteAddress, nowS) || IsIn(HostTable.Transitory, host, mapping, remoteAddress, nowS));
        }

        private bool IsIn(int list, int host, int mapping, uint remoteAddress, int nowS)
        {
            int[] rows = _flows.Rows;
            int flow = FlowList.Head(_flows.Hosts.Rows, (host * HostTable.Ints) + list);
            while (flow != FlowRow.None)
            {
                int row = flow * FlowRow.Ints;
                if (rows[row + FlowRow.RemoteAddress] == (int)remoteAddress && _flows.MappingOf(flow) == mapping && !_flows.IsExpired(flow, nowS))
                {
                    return true;
                }

                flow = rows[row + FlowRow.HostLinks] & FlowRow.LowHalf;
            }

            return false;
        }
    }
}
