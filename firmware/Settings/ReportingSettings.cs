namespace Gateway.Settings
{
    /// <summary>How the gateway reports to the ISP (reporting.md; the names are TR-181's, Device.BulkData.Profile.{i}).</summary>
    public sealed class ReportingSettings
    {
        /// <summary>HTTPS's port.</summary>
        public const int DefaultPort = 443;

        /// <summary>The shortest interval. reporting.md.</summary>
        public const int MinimumIntervalS = 60;

        /// <summary>The longest interval. Ours: a day; who reports less often is taken for dead.</summary>
        public const int MaximumIntervalS = 24 * 60 * 60;

        /// <summary>The most retained reports. Ours: a day at an hour's interval, and what a small device's memory bears.</summary>
        public const int MaximumRetainedReports = 24;

        /// <summary>The longest product class, serial number or vendor. TR-181: Device.DeviceInfo., string(64).</summary>
        public const int MaximumLabelLength = 64;

        /// <summary>The longest user name or password. Ours: the request's head is one buffer.</summary>
        public const int MaximumCredentialLength = 128;

        /// <summary>RetryMinimumWaitInterval and RetryIntervalMultiplier at the most. TR-181.</summary>
        public const int MaximumRetryValue = 65535;

        /// <summary>RetryIntervalMultiplier at the least: no wait is shorter than the one before. TR-181.</summary>
        public const int MinimumRetryMultiplier = 1000;

        /// <summary>The collector's host name or address; null where nothing is reported.</summary>
        public string Host { get; set; }

        /// <summary>Its port.</summary>
        public int Port { get; set; } = DefaultPort;

        /// <summary>The path that reports are posted to, with its slash.</summary>
        public string Path { get; set; } = "/";

        /// <summary>For Basic authentication (RFC 7617); null for none.</summary>
        public string UserName { get; set; }

        /// <summary>Its password: shown nowhere.</summary>
        public string Password { get; set; }

        /// <summary>VENDOR in the own parameters' names: an upper-case OUI or a domain (TR-106); null where nothing is reported.</summary>
        public string Vendor { get; set; }

        /// <summary>Device.DeviceInfo.ManufacturerOUI: six upper-case hexadecimal digits.</summary>
        public string ManufacturerOui { get; set; }

        /// <summary>Device.DeviceInfo.ProductClass.</summary>
        public string ProductClass { get; set; }

        /// <summary>Device.DeviceInfo.SerialNumber.</summary>
        public string SerialNumber { get; set; }

        /// <summary>ReportingInterval, in seconds.</summary>
        public int IntervalS { get; set; } = 60 * 60;

        /// <summary>NumberOfRetainedFailedReports.</summary>
        public int RetainedReports { get; set; } = 12;

        /// <summary>RetryMinimumWaitInterval, in seconds.</summary>
        public int RetryMinimumWaitS { get; set; } = 5;

        /// <summary>RetryIntervalMultiplier, in thousandths.</summary>
        public int RetryMultiplier { get; set; } = 2000;

        /// <summary>PersistAcrossReboot: whether retained reports outlast a restart.</summary>
        public bool PersistAcrossReboot { get; set; } = true;

        /// <summary>The path of remote settings on the same host and port; null where they are off.</summary>
        public string SettingsPath { get; set; }
    }
}
