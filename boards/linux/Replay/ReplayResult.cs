namespace Gateway.Boards.Linux.Replay
{
    /// <summary>All that a replay found, for the reports.</summary>
    internal sealed class ReplayResult
    {
        /// <summary>What was asked for.</summary>
        public required ReplayRequest Request { get; init; }

        /// <summary>What was in the capture.</summary>
        public required CaptureScan Scan { get; init; }

        /// <summary>Which host was played with which address.</summary>
        public required AddressPlan Plan { get; init; }

        /// <summary>What was done to checksums and segments.</summary>
        public required Offload Offload { get; init; }

        /// <summary>The gateway, as the replay left it.</summary>
        public required ReplayedGateway Gateway { get; init; }

        /// <summary>Frames whose packets were given to the gateway.</summary>
        public required long FramesPlayed { get; init; }

        /// <summary>Whether the settings had no WAN address, and replay took its own.</summary>
        public required bool IsWanAddressOurs { get; init; }

        /// <summary>Packets written to the WAN output.</summary>
        public long WanPacketsWritten { get; init; }

        /// <summary>Packets written to the LAN output.</summary>
        public long LanPacketsWritten { get; init; }

        /// <summary>The conversations, in the order of their first packets.</summary>
        public IReadOnlyList<Conversation> Conversations => Scan.Table.Conversations;

        /// <summary>Packets whose answers no longer fit the capture, as their connection was redirected.</summary>
        public long NotPlayedRedirected => Conversations.Where(conversation => conversation.Client != null)
            .Sum(conversation => conversation.NotPlayed);

        /// <summary>Whether every packet in was forwarded, answered, given to the host or dropped for a reason: exactly one of these.</summary>
        public bool AddsUp
        {
            get
            {
                TrafficCounters traffic = Gateway.Engine.Traffic;
                long played = Conversations.Sum(conversation => conversation.Played);
                return traffic.Received == traffic.Forwarded + traffic.Answered + traffic.ToHost + Gateway.Engine.Drops.Total
                    && traffic.Received == played;
            }
        }

        /// <summary>Packets not played because of where their hosts stand.</summary>
        public long NotPlayedFor(Disposition disposition)
        {
            return Conversations.Where(conversation => conversation.Disposition == disposition)
                .Sum(conversation => conversation.NotPlayed);
        }

        /// <summary>What redirected clients were told, each distinct dialogue once, with how many heard it; the most heard first.</summary>
        public IReadOnlyList<ClientDialogue> Dialogues()
        {
            return [.. Conversations.Where(conversation => conversation.Client != null)
                .GroupBy(conversation => (conversation.Client!.Transcript, conversation.Client.State))
                .Select(group => new ClientDialogue(group.Key.Transcript, group.Key.State, group.Count()))
                .OrderByDescending(dialogue => dialogue.Clients)];
        }
    }
}
