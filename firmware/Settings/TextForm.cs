namespace Gateway.Settings
{
    /// <summary>What a text in settings must look like, where it may come to stand in a line of a protocol: ASCII of few kinds.</summary>
    internal enum TextForm
    {
        /// <summary>A host's name (<see cref="Settings.HostName"/>).</summary>
        HostName,

        /// <summary>A mail address.</summary>
        Mail,

        /// <summary>An http or https URL that a page links to.</summary>
        Url,

        /// <summary>Where reports go: an https URL of a host, a port and a path (<see cref="ReportUrl"/>).</summary>
        ReportUrl,

        /// <summary>Six upper-case hexadecimal digits (TR-069 §3.4.4, ManufacturerOUI).</summary>
        Oui,

        /// <summary>An OUI, or a domain in upper case with hyphens for its dots (TR-106 §3.3).</summary>
        Vendor,

        /// <summary>Printable ASCII, spaces too (TR-181, Device.DeviceInfo., ProductClass and SerialNumber).</summary>
        Label,

        /// <summary>Printable ASCII without a colon, which ends a user's name (RFC 7617 §2).</summary>
        UserName,

        /// <summary>Printable ASCII, shown nowhere.</summary>
        Password,
    }
}
