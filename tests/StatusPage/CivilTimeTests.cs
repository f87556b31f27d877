using Gateway.StatusPage;
using nanoFramework.TestFramework;

namespace Gateway.Tests.StatusPage
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

        [DataRow(1149087600L, "2006-05-31T15:00:00Z", "2006-05-31 15:00", "2006年5月31日15時00分")]
        [DataRow(1149120000L, "2006-06-01T00:00:00Z", "2006-06-01", "2006年6月1日")]
        [TestMethod]
        public void Programs_and_people_have_theirs(long utcSeconds, string program, string english, string japanese)
        {
            var time = new CivilTime(utcSeconds);

            Assert.AreEqual(program, time.ToRfc3339());
            Assert.AreEqual(english, time.ToText(false));
            Assert.AreEqual(japanese, time.ToText(true));
        }
    }
}
