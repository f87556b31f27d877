namespace Gateway.Boards.Linux.Configuration
{
    /// <summary>What a settings file says.</summary>
    internal sealed class BoardSettings
    {
        /// <summary>What the engine is told.</summary>
        public EngineSettings Engine { get; } = new();

        /// <summary>The relays as they are written: addresses, blocks and names.</summary>
        public List<string> Relays { get; } = [];

        /// <summary>The relays that are given by name.</summary>
        public List<string> RelayNames { get; } = [];

        /// <summary>The facts that the help page tells.</summary>
        public PageSettings Page { get; } = new();
    }
}
