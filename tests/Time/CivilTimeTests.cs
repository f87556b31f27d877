using Gateway.Time;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Time
{
    /// <summary>Moments as dates.</summary>
    [TestClass]
    public class CivilTimeTests
    {
        [DataRow(0L, "Thu, 01 Jan 1970 00:00:00 GMT")]
        [DataRow(784111777L, "Sun, 06 Nov 1994 08:49:37 GMT")] // RFC 9110 §5.6.7
        [DataRow(951782400L, "Tue, 29 Feb 2000 00:00:00 GMT")]
        [DataRow(951868799L, "Tue, 29 Feb 2000 23:59:59 GMT")]
        [DataRow(951868800L, "Wed, 01 Mar 2000 00:00:00 GMT")]
        [DataRow(1767225599L, "Wed, 31 Dec 2025 23:59:59 GMT")]
        [DataRow(1767225600L, "Thu, 01 Jan 2026 00:00:00 GMT")]
        [DataRow(4107542400L, "Mon, 01 Mar 2100 00:00:00 GMT")]
        [DataRow(-1L, "Wed, 31 Dec 1969 23:59:59 GMT")]
        [TestMethod]
        public void HTTP_has_its_form(long utcSeconds, string text)
        {
            Assert.AreEqual(text, new CivilTime(utcSeconds).ToHttp());
        }

        [DataRow(1149087600L, "2006-05-31T15:00:00Z")]
        [DataRow(951782400L, "2000-02-29T00:00:00Z")]
        [TestMethod]
        public void Programs_have_theirs(long utcSeconds, string text)
        {
            Assert.AreEqual(text, new CivilTime(utcSeconds).ToRfc3339());
        }

        // What a date is made of makes it again, around each leap day of 400 years.
        [TestMethod]
        public void A_date_has_its_seconds()
        {
            for (int year = 1970; year < 2370; year++)
            {
                long utcSeconds = CivilTime.SecondsOf(year, 2, 28, 23, 59, 59);
                for (int i = 0; i < 3; i++)
                {
                    var time = new CivilTime(utcSeconds);
                    Assert.AreEqual(year, time.Year);
                    Assert.AreEqual(utcSeconds, CivilTime.SecondsOf(time.Year, time.Month, time.Day, time.Hour, time.Minute, time.Second));
                    utcSeconds += i == 0 ? 1 : 86399;
                }
            }

            Assert.AreEqual(CivilTime.SecondsOf(2026, 5, 1, 0, 0, 0), CivilTime.SecondsOf(2026, 4, 31, 0, 0, 0));
        }
    }
}
