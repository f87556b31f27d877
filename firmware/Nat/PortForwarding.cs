namespace Gateway.Nat
{
    /// <summary>Puts the settings' port forwards into the mapping table, and takes old ones out with their flows.</summary>
    internal sealed class PortForwarding
    {
        private readonly FlowTable _flows;
        private PortForward[] _applied = new PortForward[0];

        /// <summary>Makes it for a table.</summary>
        public PortForwarding(FlowTable flows)
        {
            _flows = flows;
        }

        /// <summary>Takes other forwards; equal ones keep their flows. A second forward of a port is ignored.</summary>
        public void Apply(PortForward[] forwards)
        {
            for (int i = 0; i < _applied.Length; i++)
            {
                if (!Holds(forwards, _applied[i]))
                {
                    int mapping = _flows.Mappings.FindExternal(_applied[i].Protocol, _applied[i].ExternalPort);
                    RemoveFlowsOf(mapping);
                    _flows.Mappings.RemoveForward(mapping);
                }
            }

            int count = forwards.Length < NatSettings.MaximumPortForwards ? forwards.Length : NatSettings.MaximumPortForwards;
            var applied = new PortForward[count];
            for (int i = 0; i < count; i++)
            {
                applied[i] = Copy(forwards[i]);
                int external = _flows.Mappings.FindExternal(applied[i].Protocol, applied[i].ExternalPort);
                if (external != FlowRow.None && _flows.Mappings.IsForward(external))
                {
                    continue;
                }

                // A flow that got this port by chance, or this host's port outside, gives way.
                RemoveFlowsOf(external);
                RemoveFlowsOf(_flows.Mappings.FindInternal(applied[i].Protocol, applied[i].LanAddress, applied[i].LanPort));
                _flows.Mappings.AddForward(applied[i]);
            }

            _applied = applied;
        }

        private static bool Holds(PortForward[] forwards, PortForward wanted)
        {
            for (int i = 0; i < forwards.Length; i++)
            {
                if (forwards[i].Protocol == wanted.Protocol
                    && forwards[i].ExternalPort == wanted.ExternalPort
                    && forwards[i].LanAddress == wanted.LanAddress
                    && forwards[i].LanPort == wanted.LanPort)
                {
                    return true;
                }
            }

            return false;
        }

        private static PortForward Copy(PortForward forward)
        {
            return new PortForward
            {
                Protocol = forward.Protocol,
                ExternalPort = forward.ExternalPort,
                LanAddress = forward.LanAddress,
                LanPort = forward.LanPort,
            };
        }

        private void RemoveFlowsOf(int mapping)
        {
            if (mapping == FlowRow.None)
            {
                return;
            }

            for (int flow = 0; flow < _flows.Capacity; flow++)
            {
                if (_flows.IsLiving(flow) && _flows.MappingOf(flow) == mapping)
                {
                    _flows.Remove(flow);
                }
            }
        }
    }
}
