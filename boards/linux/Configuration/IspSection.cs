using Gateway.Smtp;

namespace Gateway.Boards.Linux.Configuration
{
    /// <summary>Reads the section page.isp of a settings file.</summary>
    internal static class IspSection
    {
        private const int MaximumTextLength = 200; // ours: it stands in one line of the page

        /// <summary>Reads the section.</summary>
        public static void Read(SettingsNode node, BoardSettings settings)
        {
            PageSettings page = settings.Page;
            List<int> ports = [];
            node.ReadObject(new Dictionary<string, Action<SettingsNode>>(StringComparer.Ordinal)
            {
                ["name"] = value => page.IspName = ReadText(value, "the ISP's name"),
                ["submissionHost"] = value => page.SubmissionHost = ReadSubmissionHost(value),
                ["submissionPorts"] = value => value.ReadArray("port numbers", port =>
                {
                    if (port.ReadInteger(1, ushort.MaxValue) is int number)
                    {
                        ports.Add(number);
                    }
                }),
                ["contact"] = value => value.ReadObject(new Dictionary<string, Action<SettingsNode>>(StringComparer.Ordinal)
                {
                    ["phone"] = entry => page.Phone = ReadText(entry, "a telephone number"),
                    ["hours"] = entry => page.Hours = ReadText(entry, "the hours"),
                    ["mail"] = entry => page.Mail = ReadText(entry, "a mail address"),
                }),
                ["corporateUrl"] = value => page.CorporateUrl = ReadUrl(value),
                ["announcementUrl"] = value => page.AnnouncementUrl = ReadUrl(value),
            });
            page.SubmissionPorts = ports;
            settings.Engine.Notice.SubmissionHost = page.SubmissionHost ?? "";
        }

        private static string? ReadSubmissionHost(SettingsNode node)
        {
            const string What = "a host name such as \"smtp.isp.example\"";
            string? text = node.ReadString(What);
            if (text != null && (!HostName.IsValid(text) || text.Length > NoticeSettings.SubmissionHostMaximumLength))
            {
                node.Refuse($"must be {What}: it stands in the SMTP notice; it is \"{text}\"");
            }

            return text;
        }

        private static string? ReadText(SettingsNode node, string what)
        {
            string? text = node.ReadString(what);
            if (text != null && (text.Length is 0 or > MaximumTextLength || text.Any(char.IsControl)))
            {
                node.Refuse($"must be {what}: 1 to {MaximumTextLength} characters in one line, or null where it is not known");
            }

            return text;
        }

        private static string? ReadUrl(SettingsNode node)
        {
            string? text = node.ReadString("an address on the web");
            bool isUrl = Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https";
            if (text != null && (!isUrl || text.Length > MaximumTextLength))
            {
                node.Refuse($"must be an address that begins with http:// or https://, of at most {MaximumTextLength} characters");
            }

            return text;
        }
    }
}
