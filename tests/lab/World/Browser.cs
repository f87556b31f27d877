using System;
using System.IO;

namespace Gateway.Lab
{
    /// <summary>Debian's Chromium on a host, without a screen. It has nothing of an earlier visit.</summary>
    public static class Browser
    {
        private const int PhoneWidth = 375; // ours: as in tests/browser
        private const int PhoneHeight = 2400; // ours: a whole page

        private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60); // ours: two seconds on an idle machine

        /// <summary>Opens an address, as a person does, and takes a picture of it.</summary>
        /// <param name="place">The host.</param>
        /// <param name="address">The address.</param>
        /// <param name="language">What the person reads: en, ja.</param>
        /// <param name="picturePath">Takes the picture, PNG.</param>
        /// <returns>The document that stands in the window.</returns>
        public static string Open(LabNamespace place, string address, string language, string picturePath)
        {
            string profile = picturePath + ".profile";
            try
            {
                string[] quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--hide-scrollbars", "--log-level=3"];
                string[] words =
                [
                    "chromium", "--headless", .. quiet, $"--user-data-dir={profile}", $"--accept-lang={language}", $"--window-size={PhoneWidth},{PhoneHeight}",
                    $"--screenshot={picturePath}", "--dump-dom", address,
                ];
                return Command.Run(place.Inside(words), timeout: Timeout).OrThrow().Output;
            }
            finally
            {
                if (Directory.Exists(profile))
                {
                    Directory.Delete(profile, recursive: true);
                }
            }
        }
    }
}
