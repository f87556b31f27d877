using Gateway.Policy;
using Gateway.Reporting;
using Gateway.Settings;
using Gateway.StatusPage.Texts;
using Gateway.Time;
using Gateway.Wire;

namespace Gateway.StatusPage
{
    /// <summary>What one answer tells: the ISP's facts, the engine's status, the language. Strings from outside are not escaped yet.</summary>
    public sealed class PageFacts
    {
        /// <summary>Message Submission (RFC 6409 §3.1), which begins in the clear and changes to TLS.</summary>
        public const int SubmissionPort = 587;

        /// <summary>Submission over TLS from the beginning (RFC 8314 §7.3).</summary>
        public const int SubmissionsPort = 465;

        /// <summary>The smallest span that is told.</summary>
        public const int SecondsAMinute = 60;

        private const int MinutesAnHour = 60;
        private const int HoursADay = 24;
        private const int JapansOffsetMinutes = 540; // UTC+9: who reads Japanese knows it

        /// <summary>The ISP's facts.</summary>
        public PageSettings Isp { get; internal set; }

        /// <summary>Our LAN address, as text.</summary>
        public string OwnAddress { get; internal set; }

        /// <summary>The engine's status.</summary>
        public EngineStatus Status { get; internal set; }

        /// <summary>How reporting goes.</summary>
        public ReportStatus Reports { get; internal set; }

        /// <summary>All counters, in the order of <see cref="Counter"/>; null unless the page <see cref="Page.NeedsCounters"/>.</summary>
        public long[] Counters { get; internal set; }

        /// <summary>The answer's language.</summary>
        public PageLanguage Language { get; internal set; }

        /// <summary>Whether the language was chosen by a link: then links keep it.</summary>
        public bool IsLanguageChosen { get; internal set; }

        /// <summary>Whether the answer is in Japanese.</summary>
        public bool IsJapanese
        {
            get { return Language == PageLanguage.Japanese; }
        }

        /// <summary>What OP25B comes to, in the page's words.</summary>
        public Enforcement Enforcement
        {
            get
            {
                return Status.Mode == Op25bMode.Off ? Enforcement.Off
                    : Status.Mode == Op25bMode.Monitor ? Enforcement.Announced
                    : Status.IsEffective ? Enforcement.InForce
                    : Enforcement.FromDate;
            }
        }

        /// <summary>The port that the page recommends.</summary>
        public int PreferredPort
        {
            get
            {
                int[] ports = Isp.SubmissionPorts;
                int preferred = ports.Length == 0 ? SubmissionPort : ports[0];
                for (int i = 0; i < ports.Length; i++)
                {
                    preferred = ports[i] == SubmissionPort || (ports[i] == SubmissionsPort && preferred != SubmissionPort) ? ports[i] : preferred;
                }

                return preferred;
            }
        }

        /// <summary>How a mail program calls the encryption at a port.</summary>
        public static string SecurityAt(int port)
        {
            return port == SubmissionsPort ? "SSL/TLS" : "STARTTLS";
        }

        /// <summary>Gives a text in the answer's language.</summary>
        public string TextOf(int key)
        {
            return IsJapanese ? JapaneseText.Get(key) : EnglishText.Get(key);
        }

        /// <summary>Gives the fact that a letter in braces stands for; null when it stands for none.</summary>
        public string FactOf(char letter)
        {
            switch (letter)
            {
                case 'a':
                    return OwnAddress;
                case 'd':
                    return DateOf(Status.EffectiveFromUtcSeconds);
                case 'g':
                    return PreferredPort == SubmissionsPort ? "SSL" : "TLS";
                case 'h':
                    return Isp.SubmissionHost.Length > 0 ? Isp.SubmissionHost : TextOf(TextKey.HostUnknown);
                case 'i':
                    return Isp.IspName.Length > 0 ? Isp.IspName : TextOf(TextKey.YourProvider);
                case 'p':
                    return PreferredPort.ToString();
                case 'q':
                    return Ipv4Text.Format(Status.LanHost);
                case 'r':
                    return DateOf(Reports.State == ReportState.Good ? Reports.LastSuccessUtc : Reports.FailingSinceUtc);
                case 's':
                    return SecurityAt(PreferredPort);
                default:
                    return null;
            }
        }

        /// <summary>Writes a moment in the ISP's time.</summary>
        public string DateOf(long utcSeconds)
        {
            int offset = Isp.UtcOffsetMinutes;
            string text = CivilText.Of(new CivilTime(utcSeconds + ((long)offset * SecondsAMinute)), IsJapanese);
            if (IsJapanese && offset == JapansOffsetMinutes)
            {
                return text;
            }

            int size = offset < 0 ? -offset : offset;
            string zone = offset == 0 ? "UTC"
                : "UTC" + (offset < 0 ? "-" : "+") + (size / MinutesAnHour).ToString()
                    + (size % MinutesAnHour == 0 ? "" : ":" + (size % MinutesAnHour).ToString("D2"));
            return IsJapanese ? text + "（" + zone + "）" : text + " (" + zone + ")";
        }

        /// <summary>Writes a time span: its largest two units, minutes at the least.</summary>
        public string SpanOf(int seconds)
        {
            int minutes = seconds / SecondsAMinute;
            int hours = minutes / MinutesAnHour;
            int days = hours / HoursADay;
            if (minutes == 0)
            {
                return TextOf(TextKey.LessThanAMinute);
            }

            string inMinutes = (minutes % MinutesAnHour).ToString() + TextOf(TextKey.Minutes);
            string inHours = (hours % HoursADay).ToString() + TextOf(TextKey.Hours);
            return days > 0 ? days.ToString() + TextOf(TextKey.Days) + inHours
                : hours > 0 ? inHours + inMinutes
                : inMinutes;
        }
    }
}
