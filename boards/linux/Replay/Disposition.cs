namespace Gateway.Boards.Linux.Replay
{
    /// <summary>Whether a conversation is played.</summary>
    internal enum Disposition
    {
        /// <summary>It is.</summary>
        Play,

        /// <summary>Not: both hosts lie in the prefix of --lan, so that a gateway does not see their packets.</summary>
        BetweenLanHosts,

        /// <summary>Not: both hosts lie outside the prefix of --lan.</summary>
        OutsideTheLan,

        /// <summary>Not: the settings' LAN prefix has no address left for its host.</summary>
        LanFull,
    }
}
