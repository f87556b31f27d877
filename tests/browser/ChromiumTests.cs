using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Gateway.PcTests.StatusPage;
using Microsoft.Playwright;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.BrowserTests
{
    /// <summary>All pages, in both languages, as people meet them.</summary>
    [TestClass]
    public class ChromiumTests
    {
        private const int NarrowWidth = 320; // WCAG 2.2, 1.4.10: reflow

        public static IEnumerable<object[]> Pages =>
            from path in PagePaths.All from language in Browsing.Languages select new object[] { path, language };

        [TestMethod]
        [DynamicData(nameof(Pages))]
        public async Task Axe_finds_nothing_in_light_and_dark(string path, string language)
        {
            IPage page = await Browsing.Open();
            await page.GotoAsync(Browsing.At(path, language));
            await AssertAxeFindsNothing(page, new AxeRunOptions());

            // The dark page is the same document in other colours: only what judges by colours can find more.
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await AssertAxeFindsNothing(page, new AxeRunOptions { RunOnly = RunOnlyOptions.Rules("color-contrast", "link-in-text-block") });
            await page.Context.CloseAsync();
        }

        [TestMethod]
        [DynamicData(nameof(Pages))]
        public async Task Nothing_scrolls_sideways_and_nothing_is_complained_of(string path, string language)
        {
            IPage page = await Browsing.Open(NarrowWidth, 640);
            List<string> complaints = [];
            page.Console += (_, message) => complaints.Add(message.Text);
            page.PageError += (_, error) => complaints.Add(error);
            await page.GotoAsync(Browsing.At(path, language));

            Assert.AreEqual(NarrowWidth, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            Assert.AreEqual(language, await page.EvaluateAsync<string>("document.documentElement.lang"));
            Assert.AreEqual(0, await page.EvaluateAsync<int>("document.querySelectorAll('script, form, input, [style]').length"));
            Assert.AreNotEqual("rgba(0, 0, 0, 0)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"), "The style sheet is there");

            // The missing page's own status, and nothing else.
            Assert.AreEqual("", string.Join('\n', complaints.Where(text => path != "/nothing" || !text.Contains("404", StringComparison.Ordinal))));
            await page.Context.CloseAsync();
        }

        [TestMethod]
        [DataRow("ja", "いいえ", "固定IPアドレスの回線では")]
        [DataRow("ja", "はい いいえ", "Webメールのサーバーから送信されます")]
        [DataRow("ja", "はい はい はい", "これまでどおり利用できます")]
        [DataRow("ja", "はい はい いいえ はい", "587番ポートと465番ポートはブロックされません")]
        [DataRow("ja", "はい はい いいえ いいえ", "対象です")]
        [DataRow("en", "No", "fixed IP address can use port 25")]
        [DataRow("en", "Yes No", "Web mail is sent by")]
        [DataRow("en", "Yes Yes Yes", "stays open")]
        [DataRow("en", "Yes Yes No Yes", "are not blocked")]
        [DataRow("en", "Yes Yes No No", "You are affected")]
        public async Task The_chart_leads_to_each_end(string language, string answers, string end)
        {
            IPage page = await Browsing.Open(locale: language);
            await page.GotoAsync($"{Browsing.Home}/op25b");
            await page.Locator("main a[href^='/op25b/check']").First.ClickAsync();
            foreach (string answer in answers.Split(' '))
            {
                await page.GetByRole(AriaRole.Link, new() { Name = answer, Exact = true }).ClickAsync();
            }

            Assert.Contains(end, await page.Locator("main").InnerTextAsync());
            Assert.AreEqual(language, await page.EvaluateAsync<string>("document.documentElement.lang"));
            await page.Context.CloseAsync();
        }

        // The keyboard alone: past the navigation, through the chart, and one sees where one is.
        [TestMethod]
        public async Task The_keyboard_is_enough()
        {
            IPage page = await Browsing.Open();
            await page.GotoAsync(Browsing.At("/op25b/check", "en"));
            await page.Keyboard.PressAsync("Tab");
            Assert.AreEqual("Skip to the text", await Focused(page, "innerText"));
            Assert.AreEqual("0px", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).left"), "It shows when it is focused");
            await page.Keyboard.PressAsync("Enter");
            foreach (string answer in new[] { "Yes", "Yes", "No", "No" })
            {
                for (int i = 0; i < 30 && await Focused(page, "innerText") != answer; i++)
                {
                    await page.Keyboard.PressAsync("Tab");
                    Assert.AreNotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
                }

                string before = page.Url;
                await page.Keyboard.PressAsync("Enter");
                await page.WaitForURLAsync(url => url != before);
            }

            Assert.Contains("You are affected", await page.Locator("main").InnerTextAsync());
            await page.Context.CloseAsync();
        }

        [TestMethod]
        public async Task The_switch_stays_in_links()
        {
            IPage page = await Browsing.Open(locale: "en");
            await page.GotoAsync($"{Browsing.Home}/op25b/faq");
            Assert.AreEqual("en", await page.EvaluateAsync<string>("document.documentElement.lang"));
            await page.GetByRole(AriaRole.Link, new() { Name = "日本語" }).ClickAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "お問い合わせ" }).First.ClickAsync();

            Assert.EndsWith("/op25b/contact?lang=ja", page.Url);
            Assert.AreEqual("ja", await page.EvaluateAsync<string>("document.documentElement.lang"));
            Assert.IsEmpty(await page.Context.CookiesAsync());
            await page.Context.CloseAsync();
        }

        [TestMethod]
        public async Task The_announcement_names_the_day()
        {
            IPage page = await Browsing.Open();
            await page.GotoAsync($"{Browsing.Announcing}/?lang=ja");
            Assert.Contains("2026年6月1日から25番ポートブロックを実施します", await page.Locator("main").InnerTextAsync());
            Assert.Contains("送信されました（実施後はブロックされます）", await page.Locator("main").InnerTextAsync());
            await page.Context.CloseAsync();
        }

        private static async Task AssertAxeFindsNothing(IPage page, AxeRunOptions options)
        {
            AxeResult result = await page.RunAxe(options);
            Assert.AreEqual("", string.Join('\n', result.Violations.Select(violation =>
                $"{violation.Id}: {violation.Help}: {string.Join(' ', violation.Nodes.Select(node => node.Html))}")));
            Assert.IsNotEmpty(result.Passes);
        }

        private static Task<string> Focused(IPage page, string property)
        {
            return page.EvaluateAsync<string>($"document.activeElement.{property}");
        }
    }
}
