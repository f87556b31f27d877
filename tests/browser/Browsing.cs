using System;
using System.IO;
using System.Threading.Tasks;
using Gateway.PcTests.StatusPage;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Reporting;
using Gateway.Settings;
using Gateway.StatusPage;
using Gateway.Tests.StatusPage;
using Gateway.Tests.Support;
using Gateway.Wire;
using Microsoft.Playwright;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.BrowserTests
{
    /// <summary>The browser, and two gateways to look at: one that blocks and has stopped mail, one that will block from a date on.</summary>
    [TestClass]
    public static class Browsing
    {
        private const long AnnouncedFrom = 1780239600; // 2026-05-31T15:00:00Z, midnight in Japan
        private const int JapansOffsetMinutes = 540;

        private static IPlaywright _playwright;
        private static IBrowser _browser;
        private static LoopbackPage _page;
        private static LoopbackPage _announcing;

        /// <summary>The languages.</summary>
        public static string[] Languages => ["ja", "en"];

        /// <summary>Where the gateway that blocks is.</summary>
        public static string Home => $"http://127.0.0.1:{_page.Port}";

        /// <summary>Where the one is that will.</summary>
        public static string Announcing => $"http://127.0.0.1:{_announcing.Port}";

        /// <summary>Starts all. Without a browser nothing is run, and that is said.</summary>
        [AssemblyInitialize]
        public static async Task Start(TestContext context)
        {
            string path = Environment.GetEnvironmentVariable("GATEWAY_TEST_CHROMIUM") ?? "/usr/bin/chromium";
            if (!File.Exists(path))
            {
                Assert.Inconclusive($"There is no {path}: tests/browser/run.sh installs it");
            }

            _page = new LoopbackPage(MakeIsp(), MakeStopping());
            _announcing = new LoopbackPage(MakeIsp(), MakeAnnouncing());
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox"] });
        }

        /// <summary>Ends all.</summary>
        [AssemblyCleanup]
        public static async Task Stop()
        {
            if (_browser != null)
            {
                await _browser.CloseAsync();
            }

            _playwright?.Dispose();
            _page?.Dispose();
            _announcing?.Dispose();
        }

        /// <summary>Opens a window.</summary>
        public static async Task<IPage> Open(int width = 1000, int height = 800, bool isDark = false, string locale = "en")
        {
            IBrowserContext context = await _browser.NewContextAsync(new()
            {
                ViewportSize = new() { Width = width, Height = height },
                ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
                Locale = locale,
            });
            return await context.NewPageAsync();
        }

        /// <summary>Gives the address of a page in a language.</summary>
        public static string At(string path, string language)
        {
            return $"{Home}{path}?lang={language}";
        }

        private static PageSettings MakeIsp()
        {
            PageSettings isp = PageClient.MakeIsp();
            isp.UtcOffsetMinutes = JapansOffsetMinutes;
            return isp;
        }

        // Whoever reads is taken for a host that has tried.
        private static StatusReader MakeStopping()
        {
            TestGateway gateway = new();
            gateway.Clock.SetUtc(TestGateway.NewYear2026);
            new NoticeClient(gateway, TestGateway.HostA, 50000, TestGateway.Foreign).Connect();
            gateway.Clock.Advance(3 * 3600 * 1000);
            new NoticeClient(gateway, TestGateway.HostA, 50001, TestGateway.Foreign2).Connect();
            new NoticeClient(gateway, TestGateway.HostA, 50002, TestGateway.Foreign2).Connect();
            gateway.Clock.Advance(12 * 60 * 1000);
            return ReadAsHostA(gateway);
        }

        private static StatusReader MakeAnnouncing()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.EffectiveFromUtcSeconds = AnnouncedFrom;
            TestGateway gateway = new(settings, null);
            gateway.Clock.SetUtc(TestGateway.NewYear2026);
            gateway.Engine.Apply(settings);
            gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Foreign, Op25bPolicy.SmtpPort, TcpFlags.Syn));
            gateway.Clock.Advance(5 * 60 * 1000);
            return ReadAsHostA(gateway);
        }

        private static StatusReader ReadAsHostA(TestGateway gateway)
        {
            StatusReader reader = PageClient.ReaderOf(gateway, new PageCounters());
            return (_, into, reports, counters) => reader(TestGateway.HostA, into, reports, counters);
        }
    }
}
