using Gateway.Reporting;
using Gateway.Settings;
using Gateway.StatusPage.Texts;
using Gateway.Wire;

namespace Gateway.StatusPage
{
    /// <summary>All pages, and what they are made of: the same for all connections. Other settings make another site.</summary>
    public sealed class PageSite
    {
        private readonly Page[] _pages;
        private readonly ErrorPage[] _errors;

        /// <summary>Makes a site.</summary>
        /// <param name="isp">The ISP's facts; kept.</param>
        /// <param name="lanAddress">Our LAN address, in host order: the host that requests must name.</param>
        /// <param name="reader">Reads the engine's status.</param>
        /// <param name="counters">Counts on; another site goes on with the same.</param>
        public PageSite(PageSettings isp, uint lanAddress, StatusReader reader, PageCounters counters)
        {
            Isp = isp;
            LanAddress = lanAddress;
            OwnAddress = Ipv4Text.Format(lanAddress);
            OwnName = isp.HostName.ToLower();
            Reader = reader;
            Counters = counters;
            _pages = new Page[]
            {
                new ExplanationPage(),
                new StatePage(),
                new StyleSheet(),
                new CheckQuestion(PagePath.Check, 1, TextKey.Q1, PagePath.CheckSoftware, PagePath.CheckedFixed),
                new CheckQuestion(PagePath.CheckSoftware, 2, TextKey.Q2, PagePath.CheckServer, PagePath.CheckedWebMail),
                new CheckQuestion(PagePath.CheckServer, 3, TextKey.Q3, PagePath.CheckedRelay, PagePath.CheckPort),
                new CheckQuestion(PagePath.CheckPort, 4, TextKey.Q4, PagePath.CheckedSubmission, PagePath.CheckedAffected),
                new CheckResult(PagePath.CheckedFixed, TextKey.R1),
                new CheckResult(PagePath.CheckedWebMail, TextKey.R2),
                new CheckResult(PagePath.CheckedRelay, TextKey.R3),
                new CheckResult(PagePath.CheckedSubmission, TextKey.R4),
                new CheckResult(PagePath.CheckedAffected, TextKey.R5),
                new MailAppsPage(),
                new FaqPage(),
                new ContactPage(),
                new StatusJson(),
                new MetricsText(),
            };
            _errors = new[]
            {
                new ErrorPage(HttpStatus.BadRequest),
                new ErrorPage(HttpStatus.NotFound),
                new ErrorPage(HttpStatus.MethodNotAllowed),
                new ErrorPage(HttpStatus.RequestTimeout),
                new ErrorPage(HttpStatus.ContentTooLarge),
                new ErrorPage(HttpStatus.UriTooLong),
                new ErrorPage(HttpStatus.MisdirectedRequest),
                new ErrorPage(HttpStatus.FieldsTooLarge),
                new ErrorPage(HttpStatus.NotImplemented),
                new ErrorPage(HttpStatus.VersionNotSupported),
            };
        }

        /// <summary>The ISP's facts.</summary>
        public PageSettings Isp { get; }

        /// <summary>Our LAN address, in host order.</summary>
        public uint LanAddress { get; }

        /// <summary>The same as text.</summary>
        public string OwnAddress { get; }

        /// <summary>Our name in lower case, or empty.</summary>
        public string OwnName { get; }

        /// <summary>Reads the engine's status.</summary>
        public StatusReader Reader { get; }

        /// <summary>What the server did.</summary>
        public PageCounters Counters { get; }

        /// <summary>How many pages there are.</summary>
        public int PageCount
        {
            get { return _pages.Length; }
        }

        /// <summary>Gives a page by number, as a walk over all does.</summary>
        public Page PageAt(int index)
        {
            return _pages[index];
        }

        /// <summary>Finds the page of a path, exactly as it is written: there is nothing to decode in ours. Else the one that says so.</summary>
        public Page Find(byte[] target, int begin, int end)
        {
            for (int i = 0; i < _pages.Length; i++)
            {
                if (AsciiBytes.AreEqual(target, begin, end, _pages[i].Path))
                {
                    return _pages[i];
                }
            }

            return ErrorOf(HttpStatus.NotFound);
        }

        /// <summary>Gives the page of a refusal.</summary>
        public Page ErrorOf(int status)
        {
            for (int i = 0; i < _errors.Length; i++)
            {
                if (_errors[i].Status == status)
                {
                    return _errors[i];
                }
            }

            return _errors[0];
        }
    }
}
