namespace Gateway.Collector
{
    /// <summary>
    /// The parameters of reporting.md, written down here once more: the firmware's own list is what is under test.
    /// </summary>
    internal sealed class ParameterList
    {
        private const string DeviceInfo = "Device.DeviceInfo.";
        private const int FirstInterface = 1;
        private const int LastInterface = 2;

        private static readonly string[] Stats =
        [
            "BytesSent", "BytesReceived", "PacketsSent", "PacketsReceived", "DiscardPacketsReceived", "DiscardPacketsSent",
        ];

        private static readonly string[] Op25bCounters =
        [
            "AllowedConnections", "RedirectedConnections", "RejectedConnections", "WouldBlockConnections", "BlockedPackets", "BlockedPacketsIPv6",
            "InboundSourcePort25Dropped", "SpoofedSourceDropped", "FragmentDropped", "NoticesDelivered", "NoticePageViews", "RelayResolveFailures",
            "SettingsErrors",
        ];

        private static readonly string[] NatCounters = ["SessionsCreated", "TableFullDrops", "Evictions", "PortExhaustion"];

        private static readonly string[] CacheCounters = ["CacheHits", "CacheMisses", "CacheRingDrops"];

        private readonly Dictionary<string, ParameterKind> _kinds = [];
        private readonly HashSet<string> _optional = [];

        /// <summary>Makes the list of a vendor's gateways.</summary>
        /// <param name="vendor">VENDOR in the own parameters' names.</param>
        public ParameterList(string vendor)
        {
            Add(ParameterKind.Text, ManufacturerOui, ProductClass, SerialNumber, DeviceInfo + "SoftwareVersion");
            Add(ParameterKind.Gauge, DeviceInfo + "UpTime", "Device.Hosts.HostNumberOfEntries");
            Add(ParameterKind.Counter, DeviceInfo + "Reboots.BootCount");
            AddOptional(ParameterKind.Gauge, DeviceInfo + "MemoryStatus.Total", DeviceInfo + "MemoryStatus.Free"); // where a board can't tell
            for (int i = FirstInterface; i <= LastInterface; i++)
            {
                Add(ParameterKind.Counter, [.. Stats.Select(name => $"Device.IP.Interface.{i}.Stats.{name}")]);
            }

            string op25b = $"Device.X_{vendor}_OP25B.";
            Mode = op25b + "Mode";
            Add(ParameterKind.Text, Mode);
            Add(ParameterKind.Gauge, op25b + "RelayNumberOfEntries", op25b + "AffectedHosts");
            Add(ParameterKind.Counter, [.. Op25bCounters.Select(name => op25b + name)]);
            AddOptional(ParameterKind.Text, op25b + "SettingsError"); // while remote settings have one
            string nat = $"Device.X_{vendor}_NAT.";
            Add(ParameterKind.Gauge, nat + "ActiveSessions");
            Add(ParameterKind.Counter, [.. NatCounters.Select(name => nat + name)]);
            AddOptional(ParameterKind.Counter, [.. CacheCounters.Select(name => nat + name)]); // where there is no cache
        }

        /// <summary>ManufacturerOUI's name.</summary>
        public static string ManufacturerOui => DeviceInfo + "ManufacturerOUI";

        /// <summary>ProductClass's name.</summary>
        public static string ProductClass => DeviceInfo + "ProductClass";

        /// <summary>SerialNumber's name.</summary>
        public static string SerialNumber => DeviceInfo + "SerialNumber";

        /// <summary>Mode's name.</summary>
        public string Mode { get; }

        /// <summary>All names.</summary>
        public IEnumerable<string> Names => _kinds.Keys;

        /// <summary>What a parameter's values may be; null where there is no such parameter.</summary>
        public ParameterKind? KindOf(string name)
        {
            return _kinds.TryGetValue(name, out ParameterKind kind) ? kind : null;
        }

        /// <summary>Whether each report must have it.</summary>
        public bool IsRequired(string name)
        {
            return _kinds.ContainsKey(name) && !_optional.Contains(name);
        }

        private void Add(ParameterKind kind, params string[] names)
        {
            foreach (string name in names)
            {
                _kinds.Add(name, kind);
            }
        }

        private void AddOptional(ParameterKind kind, params string[] names)
        {
            Add(kind, names);
            _optional.UnionWith(names);
        }
    }
}
