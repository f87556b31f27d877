using System;
using Gateway.PcTests.Project;
using Gateway.Time;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Time
{
    /// <summary>The firmware's date, below which no time is believed, goes with its version.</summary>
    [TestClass]
    public class ReleaseTests
    {
        // Who raises the version comes to Release.cs by this test, where the date stands beside it.
        [TestMethod]
        public void The_date_belongs_to_the_project_s_version()
        {
            string version = EvaluatedProject.Of("firmware/Gateway.Firmware.csproj").Property("Version");

            Assert.AreEqual(Release.Version, version);
        }

        // A date in the future would refuse the right time.
        [TestMethod]
        public void The_date_is_a_day_that_has_begun()
        {
            DateTimeOffset date = DateTimeOffset.FromUnixTimeSeconds(Release.UtcSeconds);

            Assert.AreEqual(TimeSpan.Zero, date.TimeOfDay);
            Assert.IsTrue(date <= DateTimeOffset.UtcNow, $"{date:u}");
        }
    }
}
