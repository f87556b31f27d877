using Gateway.Wire;

namespace Gateway.Settings
{
    /// <summary>The section reporting.</summary>
    internal static class ReportingSection
    {
        // Those that may come from afar, as the schedule is all that does: reporting.md.
        private const string ScheduleKeys =
            "reportingInterval, numberOfRetainedFailedReports, retryMinimumWaitInterval, retryIntervalMultiplier";

        private const string Keys = "url, userName, password, vendor, manufacturerOui, productClass, serialNumber, " + ScheduleKeys
            + ", persistAcrossReboot, settingsUrl";

        private const string AllowedUrl = "https://reports.isp.example/op25b, a host's name or address outside, and neither user nor query in it";

        /// <summary>Reads it.</summary>
        public static void Read(SettingsCursor cursor, ReportingSettings reporting, AddressRules rules)
        {
            int line = cursor.Line;
            int problems = cursor.ProblemCount;
            ReportUrl settingsUrl = null;
            if (!cursor.EnterObject(Keys))
            {
                return;
            }

            while (cursor.NextKey())
            {
                switch (cursor.Key)
                {
                    case "url":
                        ReportUrl url = ReadUrl(cursor, rules);
                        reporting.Host = url?.Host;
                        reporting.Port = url == null ? ReportingSettings.DefaultPort : url.Port;
                        reporting.Path = url == null ? "/" : url.Path;
                        break;
                    case "settingsUrl":
                        settingsUrl = ReadUrl(cursor, rules);
                        break;
                    case "persistAcrossReboot":
                        reporting.PersistAcrossReboot = cursor.ReadBoolean();
                        break;
                    default:
                        if (!ReadSchedule(cursor, reporting))
                        {
                            ReadIdentity(cursor, reporting);
                        }

                        break;
                }
            }

            if (cursor.ProblemCount == problems && cursor.IsJson)
            {
                reporting.SettingsPath = settingsUrl?.Path;
                CheckTogether(cursor, line, reporting, settingsUrl);
            }
        }

        /// <summary>Reads what of it may come from afar: the schedule, whole. What is missing there is as in a file that does not say it.</summary>
        public static void ReadRemote(SettingsCursor cursor, ReportingSettings reporting)
        {
            var schedule = new ReportingSettings();
            if (!cursor.EnterObject(ScheduleKeys))
            {
                return;
            }

            while (cursor.NextKey())
            {
                ReadSchedule(cursor, schedule);
            }

            reporting.IntervalS = schedule.IntervalS;
            reporting.RetainedReports = schedule.RetainedReports;
            reporting.RetryMinimumWaitS = schedule.RetryMinimumWaitS;
            reporting.RetryMultiplier = schedule.RetryMultiplier;
        }

        private static bool ReadSchedule(SettingsCursor cursor, ReportingSettings reporting)
        {
            switch (cursor.Key)
            {
                case "reportingInterval":
                    reporting.IntervalS = cursor.ReadInteger(ReportingSettings.MinimumIntervalS, ReportingSettings.MaximumIntervalS);
                    return true;
                case "numberOfRetainedFailedReports":
                    reporting.RetainedReports = cursor.ReadInteger(0, ReportingSettings.MaximumRetainedReports);
                    return true;
                case "retryMinimumWaitInterval":
                    reporting.RetryMinimumWaitS = cursor.ReadInteger(1, ReportingSettings.MaximumRetryValue);
                    return true;
                case "retryIntervalMultiplier":
                    reporting.RetryMultiplier = cursor.ReadInteger(ReportingSettings.MinimumRetryMultiplier, ReportingSettings.MaximumRetryValue);
                    return true;
                default:
                    return false;
            }
        }

        private static void ReadIdentity(SettingsCursor cursor, ReportingSettings reporting)
        {
            const string LabelWhat = "label";
            const string LabelAllowed = "1 to 64 printable ASCII characters";
            switch (cursor.Key)
            {
                case "userName":
                    reporting.UserName = cursor.ReadForm(TextForm.UserName, "user's name", "1 to 128 printable ASCII characters without a colon");
                    break;
                case "password":
                    reporting.Password = cursor.ReadForm(TextForm.Password, "password", "1 to 128 printable ASCII characters");
                    break;
                case "vendor":
                    reporting.Vendor = cursor.ReadForm(TextForm.Vendor, "vendor's OUI or domain", "00A1B2, ISP-EXAMPLE (upper case, hyphens for the dots)");
                    break;
                case "manufacturerOui":
                    reporting.ManufacturerOui = cursor.ReadForm(TextForm.Oui, "OUI", "00A1B2, six upper-case hexadecimal digits");
                    break;
                case "productClass":
                    reporting.ProductClass = cursor.ReadForm(TextForm.Label, LabelWhat, LabelAllowed);
                    break;
                default:
                    reporting.SerialNumber = cursor.ReadForm(TextForm.Label, LabelWhat, LabelAllowed);
                    break;
            }
        }

        private static ReportUrl ReadUrl(SettingsCursor cursor, AddressRules rules)
        {
            string text = cursor.ReadForm(TextForm.ReportUrl, "address for reports", AllowedUrl);
            ReportUrl url = text == null ? null : ReportUrl.Parse(text);
            bool isAllowed = url != null
                && (!Ipv4Text.TryParse(url.Host, out uint address) || rules.IsOutsideLan(cursor, address, Ipv4Prefix.MaximumLength));
            return isAllowed ? url : null;
        }

        private static void CheckTogether(SettingsCursor cursor, int line, ReportingSettings reporting, ReportUrl settingsUrl)
        {
            bool isNamed = reporting.Vendor != null && reporting.ManufacturerOui != null
                && reporting.ProductClass != null && reporting.SerialNumber != null;
            if (reporting.Host != null && !isNamed)
            {
                cursor.Refuse(line, "a key is missing beside url; needed: all of vendor, manufacturerOui, productClass, serialNumber");
            }

            if (reporting.Password != null && reporting.UserName == null)
            {
                cursor.Refuse(line, "a key is missing beside password; needed: userName");
            }

            string host = reporting.Host?.ToLower();
            string settingsHost = settingsUrl?.Host.ToLower();
            if (settingsUrl != null && (host != settingsHost || reporting.Port != settingsUrl.Port))
            {
                cursor.Refuse(line, "settingsUrl is at another host or port; needed: those of url, for it is the same connection");
            }
        }
    }
}
