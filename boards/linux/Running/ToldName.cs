using Gateway.Dns;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>What was told of a name.</summary>
    internal sealed class ToldName
    {
        /// <summary>Its addresses in a line; empty for none.</summary>
        public string Addresses { get; set; } = "";

        /// <summary>What came of its latest lookup.</summary>
        public DnsResult Result { get; set; }
    }
}
