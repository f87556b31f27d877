using System;
using System.IO;
using System.Threading.Tasks;
using Gateway.PcTests.StatusPage;
using Microsoft.Playwright;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.BrowserTests
{
    /// <summary>Pictures of all pages, and their HTML for a validator, into the folder that GATEWAY_SCREENSHOTS names.</summary>
    [TestClass]
    public class Screenshots
    {
        [TestMethod]
        public async Task Take()
        {
            string folder = Environment.GetEnvironmentVariable("GATEWAY_SCREENSHOTS");
            if (folder == null)
            {
                Assert.Inconclusive("Only with GATEWAY_SCREENSHOTS (tests/browser/run.sh screenshots)");
            }

            Directory.CreateDirectory(folder);
            foreach ((string device, int width) in new[] { ("phone", 375), ("desktop", 1000) })
            {
                foreach (bool isDark in new[] { false, true })
                {
                    IPage page = await Browsing.Open(width, 700, isDark);
                    foreach (string language in Browsing.Languages)
                    {
                        string kind = $"{language}-{device}-{(isDark ? "dark" : "light")}";
                        foreach (string path in PagePaths.All)
                        {
                            await page.GotoAsync(Browsing.At(path, language));
                            string name = path == "/" ? "state" : path[1..].Replace('/', '-');
                            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{kind}.png"), FullPage = true });
                            if (device == "phone" && !isDark)
                            {
                                IAPIResponse answer = await page.APIRequest.GetAsync(Browsing.At(path, language));
                                await File.WriteAllTextAsync(Path.Combine(folder, $"{name}-{language}.html"), await answer.TextAsync());
                            }
                        }

                        await page.GotoAsync($"{Browsing.Announcing}/?lang={language}");
                        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"announcement-{kind}.png"), FullPage = true });
                    }

                    await page.Context.CloseAsync();
                }
            }
        }
    }
}
