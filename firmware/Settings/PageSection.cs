using System;
using Gateway.Smtp;

namespace Gateway.Settings
{
    /// <summary>The section page.</summary>
    internal static class PageSection
    {
        private const string HostNameWhat = "host name";
        private const string UrlWhat = "address on the web";
        private const string UrlAllowed = "https://isp.example/op25b, at most 200 characters of a URL, or null where it is not known";

        /// <summary>Reads it.</summary>
        public static void Read(SettingsCursor cursor, GatewaySettings settings)
        {
            if (!cursor.EnterObject("hostName, utcOffset, isp"))
            {
                return;
            }

            while (cursor.NextKey())
            {
                switch (cursor.Key)
                {
                    case "isp":
                        ReadIsp(cursor, settings.Page, settings.Engine.Notice);
                        break;
                    case "hostName":
                        settings.Page.HostName = cursor.ReadForm(TextForm.HostName, HostNameWhat, "gateway.home.arpa and the like, or null where it has none");
                        break;
                    default:
                        settings.Page.UtcOffsetMinutes = ReadOffset(cursor);
                        break;
                }
            }
        }

        private static int ReadOffset(SettingsCursor cursor)
        {
            const string What = "difference from UTC";
            const string Allowed = "-14:00 to +14:00 in this form, such as +09:00";
            string text = cursor.ReadString(What, Allowed);
            int minutes = 0;
            if (text != null && !UtcText.TryParseOffset(text, out minutes))
            {
                cursor.RefuseValue(What, Allowed);
            }

            return minutes;
        }

        private static void ReadIsp(SettingsCursor cursor, PageSettings page, NoticeSettings notice)
        {
            if (!cursor.EnterObject("name, submissionHost, submissionPorts, contact, corporateUrl, announcementUrl"))
            {
                return;
            }

            while (cursor.NextKey())
            {
                switch (cursor.Key)
                {
                    case "name":
                        page.IspName = cursor.ReadPageText();
                        break;
                    case "submissionHost":
                        page.SubmissionHost = cursor.ReadForm(
                            TextForm.HostName,
                            HostNameWhat,
                            "smtp.isp.example and the like, for it stands in the SMTP notice, or null where it is not known");
                        notice.SubmissionHost = page.SubmissionHost;
                        break;
                    case "submissionPorts":
                        page.SubmissionPorts = ReadPorts(cursor);
                        break;
                    case "contact":
                        ReadContact(cursor, page);
                        break;
                    case "corporateUrl":
                        page.CorporateUrl = cursor.ReadForm(TextForm.Url, UrlWhat, UrlAllowed);
                        break;
                    default:
                        page.AnnouncementUrl = cursor.ReadForm(TextForm.Url, UrlWhat, UrlAllowed);
                        break;
                }
            }
        }

        private static void ReadContact(SettingsCursor cursor, PageSettings page)
        {
            if (!cursor.EnterObject("phone, hours, mail"))
            {
                return;
            }

            while (cursor.NextKey())
            {
                switch (cursor.Key)
                {
                    case "phone":
                        page.Phone = cursor.ReadPageText();
                        break;
                    case "hours":
                        page.Hours = cursor.ReadPageText();
                        break;
                    default:
                        page.Mail = cursor.ReadForm(TextForm.Mail, "mail address", "support@isp.example, or null where it is not known");
                        break;
                }
            }
        }

        private static int[] ReadPorts(SettingsCursor cursor)
        {
            var ports = new int[PageSettings.MaximumSubmissionPorts];
            int count = 0;
            if (cursor.EnterArray("port numbers", ports.Length))
            {
                while (cursor.NextElement())
                {
                    int port = cursor.ReadInteger(1, ushort.MaxValue);
                    if (port > 0)
                    {
                        ports[count++] = port;
                        RefuseRepeated(cursor, ports, count - 1);
                    }
                }
            }

            var exact = new int[count];
            Array.Copy(ports, exact, count);
            return exact;
        }

        private static void RefuseRepeated(SettingsCursor cursor, int[] ports, int index)
        {
            for (int i = 0; i < index; i++)
            {
                if (ports[i] == ports[index])
                {
                    cursor.RefuseShown(SettingsCursor.Repeated);
                    return;
                }
            }
        }
    }
}
