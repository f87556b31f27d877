namespace Gateway.Collector
{
    /// <summary>Who reports, as the request's target says.</summary>
    /// <param name="ManufacturerOui">oui.</param>
    /// <param name="ProductClass">pc.</param>
    /// <param name="SerialNumber">sn.</param>
    internal sealed record GatewayIdentity(string ManufacturerOui, string ProductClass, string SerialNumber);
}
