using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using Gateway.Boards.Linux.Captures;
using Gateway.Boards.Linux.Commands;
using PacketDotNet;

namespace Gateway.PcTests.Replay
{
    /// <summary>One run of replay's command line, with what it printed and wrote.</summary>
    internal sealed class ReplayOutcome
    {
        private ReplayOutcome(int exitCode, string output, string error, IReadOnlyList<IPPacket> wan, IReadOnlyList<IPPacket> lan)
        {
            ExitCode = exitCode;
            Output = output;
            Error = error;
            Wan = wan;
            Lan = lan;
        }

        public int ExitCode { get; }

        public string Output { get; }

        public string Error { get; }

        /// <summary>What was written to the WAN output.</summary>
        public IReadOnlyList<IPPacket> Wan { get; }

        /// <summary>What was written to the LAN output.</summary>
        public IReadOnlyList<IPPacket> Lan { get; }

        /// <summary>The JSON document.</summary>
        public JsonElement Json => JsonDocument.Parse(Output).RootElement;

        /// <summary>Replays bytes as a file.</summary>
        public static ReplayOutcome Of(byte[] capture, params string[] options)
        {
            return InFolder(folder =>
            {
                string path = Path.Combine(folder, "capture");
                File.WriteAllBytes(path, capture);
                return Run(folder, path, options);
            });
        }

        /// <summary>Replays a file.</summary>
        public static ReplayOutcome Of(string path, params string[] options)
        {
            return InFolder(folder => Run(folder, path, options));
        }

        /// <summary>Runs the command line as it is given.</summary>
        public static ReplayOutcome OfCommandLine(params string[] arguments)
        {
            StringWriter output = new();
            StringWriter error = new();
            int exitCode = GatewayCommandLine.Run(arguments, new CommandConsole(output, error, false, false));
            return new ReplayOutcome(exitCode, output.ToString(), error.ToString(), [], []);
        }

        private static ReplayOutcome Run(string folder, string path, string[] options)
        {
            string wan = Path.Combine(folder, "wan.pcap");
            string lan = Path.Combine(folder, "lan.pcap");
            ReplayOutcome outcome = OfCommandLine(["replay", path, "--out-wan", wan, "--out-lan", lan, .. options]);
            return outcome.ExitCode == 2
                ? outcome
                : new ReplayOutcome(outcome.ExitCode, outcome.Output, outcome.Error, Packets(wan), Packets(lan));
        }

        private static IPPacket[] Packets(string path)
        {
            List<IPPacket> packets = [];
            using CaptureReader reader = CaptureReader.Open(path);
            CapturedFrame frame = new();
            while (reader.TryRead(frame))
            {
                packets.Add((IPPacket)Packet.ParsePacket(LinkLayers.Raw, frame.Bytes.ToArray()).PayloadPacket
                    ?? throw new InvalidDataException("Not an IP packet."));
            }

            return packets.ToArray();
        }

        private static ReplayOutcome InFolder(Func<string, ReplayOutcome> run)
        {
            string folder = Directory.CreateTempSubdirectory("gateway-replay-").FullName;
            try
            {
                return run(folder);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
