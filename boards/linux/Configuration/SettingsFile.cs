using System.Text.Json;
using Gateway.Nat;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Configuration
{
    /// <summary>Reads a settings file. Every key may be missing; what is there must be right, and all that is not is told at once.</summary>
    internal sealed class SettingsFile
    {
        private const int MinimumLanPrefixLength = 8; // EngineSettings.LanPrefixLength
        private const int MaximumLanPrefixLength = 30;
        private static readonly Dictionary<string, int> Protocols = new(StringComparer.Ordinal)
        {
            ["tcp"] = IpProtocol.Tcp,
            ["udp"] = IpProtocol.Udp,
        };

        private readonly BoardSettings _settings = new();
        private readonly List<SettingsProblem> _problems = [];
        private readonly List<LanBlock> _inLan = [];
        private readonly List<(SettingsNode Node, uint Address)> _outsideLan = [];

        private SettingsFile()
        {
        }

        private EngineSettings Engine => _settings.Engine;

        /// <summary>Reads a file.</summary>
        /// <exception cref="SettingsException">It is no JSON, or says what is not allowed.</exception>
        /// <exception cref="IOException">It can't be read.</exception>
        public static BoardSettings Read(string path)
        {
            return Parse(File.ReadAllBytes(path), path);
        }

        /// <summary>Reads the text of a settings file.</summary>
        /// <param name="json">UTF-8.</param>
        /// <param name="path">What to call it in messages.</param>
        /// <exception cref="SettingsException">It is no JSON, or says what is not allowed.</exception>
        public static BoardSettings Parse(ReadOnlyMemory<byte> json, string path)
        {
            SettingsFile file = new();
            try
            {
                using JsonDocument document = JsonDocument.Parse(SkipByteOrderMark(json));
                file.ReadRoot(new SettingsNode(document.RootElement, "$", file._problems));
            }
            catch (JsonException exception)
            {
                file._problems.Add(new SettingsProblem("$", $"is no JSON: {exception.Message}"));
            }

            return file._problems.Count == 0 ? file._settings : throw new SettingsException(path, file._problems);
        }

        private static ReadOnlyMemory<byte> SkipByteOrderMark(ReadOnlyMemory<byte> json)
        {
            return json.Span.StartsWith("\uFEFF"u8) ? json["\uFEFF"u8.Length..] : json;
        }

        private void ReadRoot(SettingsNode root)
        {
            Engine.Op25b.IsFallback = false;
            root.ReadObject(new Dictionary<string, Action<SettingsNode>>(StringComparer.Ordinal)
            {
                ["lan"] = node => node.ReadObject(new Dictionary<string, Action<SettingsNode>>(StringComparer.Ordinal)
                {
                    ["address"] = ReadLanAddress,
                }),
                ["wan"] = node => node.ReadObject(new Dictionary<string, Action<SettingsNode>>(StringComparer.Ordinal)
                {
                    ["address"] = ReadWanAddress,
                }),
                ["nat"] = ReadNat,
                ["op25b"] = node => Op25bSection.Read(node, _settings, _inLan),
                ["page"] = node => node.ReadObject(new Dictionary<string, Action<SettingsNode>>(StringComparer.Ordinal)
                {
                    ["isp"] = isp => IspSection.Read(isp, _settings),
                }),
            });
            CheckAgainstLan();
        }

        private void ReadLanAddress(SettingsNode node)
        {
            const string What = "the gateway's own address with its prefix length, such as \"192.168.1.1/24\"";
            if (node.ReadString(What) is not string text)
            {
                return;
            }

            if (!text.Contains('/') || !Ipv4Text.TryParseBlock(text, out uint address, out int length)
                || length < MinimumLanPrefixLength || length > MaximumLanPrefixLength)
            {
                node.Refuse($"must be {What}; the length is {MinimumLanPrefixLength} to {MaximumLanPrefixLength}; it is \"{text}\"");
                return;
            }

            Ipv4Prefix lan = new(address, length);
            if (address == lan.Address || address == (lan.Address | ~lan.Mask) || Ipv4Address.IsNeverHost(address))
            {
                node.Refuse($"must be an address that a host can have; it is \"{text}\"");
                return;
            }

            Engine.LanAddress = address;
            Engine.LanPrefixLength = length;
        }

        private void ReadWanAddress(SettingsNode node)
        {
            if (SettingsValues.ReadHostAddress(node) is uint address)
            {
                Engine.WanAddress = address;
                _outsideLan.Add((node, address));
            }
        }

        private void ReadNat(SettingsNode node)
        {
            List<PortForward> forwards = [];
            node.ReadObject(new Dictionary<string, Action<SettingsNode>>(StringComparer.Ordinal)
            {
                ["maximumFlows"] = value =>
                    Engine.Nat.MaximumFlows = value.ReadInteger(1, NatSettings.MaximumFlowsLimit) ?? Engine.Nat.MaximumFlows,
                ["portForwards"] = value => value.ReadArray("port forwards", forward => ReadPortForward(forward, forwards)),
            });
            if (forwards.Count > NatSettings.MaximumPortForwards)
            {
                node.Refuse($"has {forwards.Count} port forwards; at most {NatSettings.MaximumPortForwards} are allowed");
            }

            Engine.Nat.PortForwards = [.. forwards];
        }

        private void ReadPortForward(SettingsNode node, List<PortForward> forwards)
        {
            PortForward forward = new();
            node.ReadObject(new Dictionary<string, Action<SettingsNode>>(StringComparer.Ordinal)
            {
                ["protocol"] = value => forward.Protocol = value.ReadWord(Protocols) ?? -1,
                ["externalPort"] = value => forward.ExternalPort = value.ReadInteger(1, ushort.MaxValue) ?? -1,
                ["lanAddress"] = value =>
                {
                    forward.LanAddress = SettingsValues.ReadHostAddress(value) ?? uint.MaxValue;
                    if (forward.LanAddress != uint.MaxValue)
                    {
                        _inLan.Add(new LanBlock(value, forward.LanAddress, Ipv4Prefix.MaximumLength));
                    }
                },
                ["lanPort"] = value => forward.LanPort = value.ReadInteger(1, ushort.MaxValue) ?? -1,
            });
            if (forward.Protocol == 0 || forward.ExternalPort == 0 || forward.LanAddress == 0 || forward.LanPort == 0)
            {
                node.Refuse("must have all of protocol, externalPort, lanAddress, lanPort");
            }
            else if (forwards.Exists(other =>
                other.Protocol == forward.Protocol && other.ExternalPort == forward.ExternalPort && forward.ExternalPort > 0))
            {
                node.Refuse($"forwards port {forward.ExternalPort} a second time");
            }

            forwards.Add(forward);
        }

        /// <summary>What can only be judged once the LAN is known.</summary>
        private void CheckAgainstLan()
        {
            Ipv4Prefix lan = new(Engine.LanAddress, Engine.LanPrefixLength);
            foreach ((SettingsNode node, uint address, int length) in _inLan)
            {
                if (!lan.Contains(address) || length < lan.Length)
                {
                    node.Refuse($"must lie in the LAN, {Ipv4Text.Format(lan)}");
                }
                else if (address == Engine.LanAddress && length == Ipv4Prefix.MaximumLength)
                {
                    node.Refuse("is the gateway's own address");
                }
            }

            foreach ((SettingsNode node, uint address) in _outsideLan)
            {
                if (lan.Contains(address))
                {
                    node.Refuse($"must lie outside the LAN, {Ipv4Text.Format(lan)}");
                }
            }
        }
    }
}
