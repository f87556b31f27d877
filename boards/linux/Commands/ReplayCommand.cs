using System.CommandLine;
using System.CommandLine.Parsing;
using Gateway.Boards.Linux.Configuration;
using Gateway.Boards.Linux.Replay;
using Gateway.Settings;
using Gateway.Wire;
using ParseResult = System.CommandLine.ParseResult;

namespace Gateway.Boards.Linux.Commands
{
    /// <summary>The command replay.</summary>
    internal sealed class ReplayCommand
    {
        private const string DefaultSettingsName = "gateway.example.json";

        private const string Examples = $"""
            Examples:
              # What does a gateway with the example settings make of this capture?
              Gateway.Linux replay tests/captures/household.pcap

              # And if this server were a relay of the ISP? Keep what goes out on the WAN.
              Gateway.Linux replay smtp.pcap --relay 74.53.140.153 --out-wan wan.pcap

              # A capture of a whole network: its LAN hosts are those in 10.10.0.0/16, whoever opens.
              Gateway.Linux replay office.pcapng --lan 10.10.0.0/16 --settings my.json --json

            {GatewayCommandLine.ExitCodes}
            """;

        private readonly CommandConsole _console;

        private readonly Argument<string> _file = new("FILE")
        {
            Description = "The capture: pcap or pcapng; Ethernet (VLAN tags too), raw IP, loopback or Linux cooked.",
        };

        private readonly Option<string?> _settings = new("--settings")
        {
            Description = "The gateway's settings, JSON. Default: gateway.example.json, which lies beside the program.",
            HelpName = "F",
        };

        private readonly Option<Ipv4Prefix?> _lan = new("--lan")
        {
            Description = "Hosts of the capture in this block are LAN hosts, whoever opens a conversation.",
            HelpName = "PREFIX",
            CustomParser = ParseLan,
        };

        private readonly Option<Ipv4Prefix[]> _relay = new("--relay")
        {
            Description = "One more relay of the ISP, besides those of the settings. May be given several times.",
            HelpName = "ADDRESS|CIDR",
            Arity = ArgumentArity.OneOrMore,
            CustomParser = ParseRelays,
        };

        private readonly Option<string?> _outWan = new("--out-wan")
        {
            Description = "Write what the gateway sends to the WAN to this file, pcap.",
            HelpName = "W.pcap",
        };

        private readonly Option<string?> _outLan = new("--out-lan")
        {
            Description = "Write what the gateway sends to the LAN to this file, pcap.",
            HelpName = "L.pcap",
        };

        private readonly Option<bool> _json = new("--json")
        {
            Description = "Print one JSON document instead of text.",
        };

        private ReplayCommand(CommandConsole console)
        {
            _console = console;
        }

        /// <summary>Makes the command.</summary>
        public static Command Make(CommandConsole console)
        {
            ReplayCommand replay = new(console);
            Command command = new("replay", "Plays a capture through the gateway, and tells what became of it.")
            {
                replay._file,
                replay._settings,
                replay._lan,
                replay._relay,
                replay._outWan,
                replay._outLan,
                replay._json,
            };
            command.SetAction(replay.Run);
            ExamplesHelpAction.AddTo(command, Examples);
            return command;
        }

        private static Ipv4Prefix? ParseLan(ArgumentResult argument)
        {
            string text = argument.Tokens[0].Value;
            if (Ipv4Text.TryParseBlock(text, out uint address, out int length))
            {
                return new Ipv4Prefix(address, length);
            }

            argument.AddError($"--lan {text}: must be an IPv4 block such as 10.10.0.0/16.");
            return null;
        }

        private static Ipv4Prefix[] ParseRelays(ArgumentResult argument)
        {
            List<Ipv4Prefix> relays = [];
            foreach (Token token in argument.Tokens)
            {
                string? problem = Ipv4Text.TryParseBlock(token.Value, out uint address, out int length)
                    ? RelayBlock.ProblemOf(address, length)
                    : "is no IPv4 address or block; allowed: 198.51.100.25, 198.51.100.32/28";
                if (problem == null)
                {
                    relays.Add(new Ipv4Prefix(address, length));
                }
                else
                {
                    argument.AddError($"--relay: \"{token.Value}\" {problem}");
                }
            }

            return [.. relays];
        }

        private int Run(ParseResult parsed)
        {
            return _console.Run(() => Replay(parsed));
        }

        private ExitCode Replay(ParseResult parsed)
        {
            string settingsPath = parsed.GetValue(_settings) ?? Path.Combine(AppContext.BaseDirectory, DefaultSettingsName);
            string capturePath = parsed.GetRequiredValue(_file);
            string? wanPath = parsed.GetValue(_outWan);
            string? lanPath = parsed.GetValue(_outLan);
            RefuseSameFiles(capturePath, settingsPath, wanPath, lanPath);

            GatewaySettings settings = SettingsFile.Read(settingsPath);
            settings.Engine.Op25b.Relays = [.. settings.Engine.Op25b.Relays, .. parsed.GetValue(_relay) ?? []];

            ReplayRequest request = new(capturePath, settingsPath, settings, parsed.GetValue(_lan), wanPath, lanPath);
            ProgressBar progress = new(_console.IsErrorTerminal ? _console.Error : null);
            ReplayResult result = ReplayRun.Execute(request, progress);
            if (parsed.GetValue(_json))
            {
                JsonReport.Write(result, _console.Output);
            }
            else
            {
                new TextReport(result, _console.Output, _console.IsOutputTerminal).Write();
            }

            return result.AddsUp ? ExitCode.Success : ExitCode.CountersDoNotAddUp;
        }

        private static void RefuseSameFiles(params string?[] paths)
        {
            string[] full = [.. paths.OfType<string>().Select(Path.GetFullPath)];
            if (full.Distinct(StringComparer.Ordinal).Count() != full.Length)
            {
                throw new IOException("FILE, --settings, --out-wan and --out-lan must be different files.");
            }
        }
    }
}
