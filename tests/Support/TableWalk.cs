using Gateway.Nat;

namespace Gateway.Tests.Support
{
    /// <summary>Walks over an engine's table and looks for what can't be. Gives what is wrong in words, or "".</summary>
    public sealed class TableWalk
    {
        private readonly FlowSnapshot _flow = new FlowSnapshot();
        private readonly int[] _protocols;
        private readonly uint[] _lanAddresses;
        private readonly int[] _lanPorts;
        private readonly uint[] _remoteAddresses;
        private readonly int[] _remotePorts;
        private readonly int[] _externalPorts;

        /// <summary>Makes it for a table's size.</summary>
        public TableWalk(int maximumFlows)
        {
            _protocols = new int[maximumFlows];
            _lanAddresses = new uint[maximumFlows];
            _lanPorts = new int[maximumFlows];
            _remoteAddresses = new uint[maximumFlows];
            _remotePorts = new int[maximumFlows];
            _externalPorts = new int[maximumFlows];
        }

        /// <summary>
        /// Looks at all flows: as many as FlowCount says, no two of one key in either direction, one external port a LAN port and
        /// one LAN port an external one, as many hosts as HostCount says. Ticks until nothing expires any more, before.
        /// </summary>
        public string Check(Engine engine)
        {
            int before;
            do
            {
                before = engine.FlowCount;
                engine.Tick();
            }
            while (engine.FlowCount != before);

            int count = 0;
            int hosts = 0;
            int cursor = 0;
            while (engine.ReadFlow(ref cursor, _flow))
            {
                if (count == _protocols.Length)
                {
                    return "more flows than fit";
                }

                bool isKnownHost = false;
                for (int i = 0; i < count; i++)
                {
                    isKnownHost |= _lanAddresses[i] == _flow.LanAddress;
                    string wrong = Compare(i);
                    if (wrong.Length > 0)
                    {
                        return wrong + ": " + Describe(_flow);
                    }
                }

                hosts += isKnownHost ? 0 : 1;
                Keep(count);
                count++;
            }

            if (count != engine.FlowCount)
            {
                return "walked over " + count + " flows of " + engine.FlowCount;
            }

            return hosts == engine.HostCount ? "" : "saw " + hosts + " hosts of " + engine.HostCount;
        }

        /// <summary>Sees whether every packet that came in went one way out.</summary>
        public static string CheckAccounts(Engine engine)
        {
            long gone = engine.Traffic.Forwarded + engine.Traffic.Answered + engine.Traffic.ToHost + engine.Drops.Total;
            return engine.Traffic.Received == gone ? "" : "received " + engine.Traffic.Received + " and accounted for " + gone;
        }

        /// <summary>A flow in words.</summary>
        public static string Describe(FlowSnapshot flow)
        {
            return flow.Protocol + " " + flow.LanAddress.ToString("X8") + ":" + flow.LanPort + " " + flow.RemoteAddress.ToString("X8") + ":"
                + flow.RemotePort + " by " + flow.ExternalPort;
        }

        private string Compare(int i)
        {
            if (_protocols[i] != _flow.Protocol)
            {
                return "";
            }

            bool isSameRemote = _remoteAddresses[i] == _flow.RemoteAddress && _remotePorts[i] == _flow.RemotePort;
            bool isSameLan = _lanAddresses[i] == _flow.LanAddress && _lanPorts[i] == _flow.LanPort;
            bool isSameExternal = _externalPorts[i] == _flow.ExternalPort;
            if (isSameRemote && (isSameLan || isSameExternal))
            {
                return "two flows of one key";
            }

            return isSameLan == isSameExternal ? "" : "a mapping that is not one to one";
        }

        private void Keep(int i)
        {
            _protocols[i] = _flow.Protocol;
            _lanAddresses[i] = _flow.LanAddress;
            _lanPorts[i] = _flow.LanPort;
            _remoteAddresses[i] = _flow.RemoteAddress;
            _remotePorts[i] = _flow.RemotePort;
            _externalPorts[i] = _flow.ExternalPort;
        }
    }
}
