using Gateway.Boards.Linux.Captures;

namespace Gateway.Boards.Linux.Replay
{
    /// <summary>Replays a capture: two walks over it, with a gateway between its hosts in the second one.</summary>
    internal static class ReplayRun
    {
        /// <summary>The WAN address where the settings have none: 203.0.113.10, for documentation (RFC 5737).</summary>
        public const uint OwnWanAddress = 0xCB00710A;

        /// <summary>Replays.</summary>
        /// <param name="request">What.</param>
        /// <param name="progress">Is told how far it is.</param>
        /// <exception cref="CaptureFormatException">The file is no capture.</exception>
        /// <exception cref="IOException">A file can't be read or written.</exception>
        public static ReplayResult Execute(ReplayRequest request, ProgressBar progress)
        {
            EngineSettings settings = request.Settings.Engine;
            bool isWanAddressOurs = settings.WanAddress == EngineSettings.NoAddress;
            if (isWanAddressOurs)
            {
                settings.WanAddress = OwnWanAddress;
            }

            CaptureScan scan;
            using (CaptureReader reader = CaptureReader.Open(request.CapturePath))
            {
                progress.Begin("Reading", reader.LengthBytes);
                scan = CaptureScan.Of(reader, current => progress.Report(current.PositionBytes));
            }

            AddressPlan plan = new(settings, request.LanHosts, scan.Table.Conversations);
            CaptureClock clock = new(scan.FirstNs);
            using PcapWriter? wan = OpenOutput(request.WanOutputPath, scan);
            using PcapWriter? lan = OpenOutput(request.LanOutputPath, scan);
            ReplayedGateway gateway = new(settings, clock, wan, lan);
            CapturePlayer player = new(scan.Table, plan, gateway, settings.WanAddress);
            using (CaptureReader reader = CaptureReader.Open(request.CapturePath))
            {
                progress.Begin("Playing", reader.LengthBytes);
                player.Play(reader, current => progress.Report(current.PositionBytes));
            }

            progress.End();
            return new ReplayResult
            {
                Request = request,
                Scan = scan,
                Plan = plan,
                Offload = player.Offload,
                Gateway = gateway,
                FramesPlayed = player.FramesPlayed,
                IsWanAddressOurs = isWanAddressOurs,
                WanPacketsWritten = wan?.Packets ?? 0,
                LanPacketsWritten = lan?.Packets ?? 0,
            };
        }

        private static PcapWriter? OpenOutput(string? path, CaptureScan scan)
        {
            const int BufferLength = 1 << 16; // ours: few system calls
            return path == null
                ? null
                : new PcapWriter(
                    new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, BufferLength), scan.HasNanoseconds);
        }
    }
}
