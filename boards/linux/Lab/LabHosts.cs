namespace Gateway.Boards.Linux.Lab
{
    /// <summary>The hosts of the lab's world.</summary>
    /// <param name="Pc">A LAN host.</param>
    /// <param name="Printer">Another, which mails what it scans.</param>
    /// <param name="Gateway">The gateway's own stack.</param>
    /// <param name="Relay">The ISP's relay.</param>
    /// <param name="Foreign">A mail host elsewhere.</param>
    /// <param name="Web">A web server.</param>
    /// <param name="Collector">Where the gateway reports to; null: there is none in this world.</param>
    internal sealed record LabHosts(
        ILabHost Pc, ILabHost Printer, ILabHost Gateway, ILabHost Relay, ILabHost Foreign, ILabHost Web, NamespaceHost? Collector)
    {
        /// <summary>All of them.</summary>
        public IEnumerable<ILabHost> All => [Pc, Printer, Gateway, Relay, Foreign, Web, .. Collector == null ? Array.Empty<ILabHost>() : [Collector]];
    }
}
