using Gateway.StatusPage;
using nanoFramework.TestFramework;

namespace Gateway.Tests.StatusPage
{
    /// <summary>Moments as dates.</summary>
    [TestClass]
    public class CivilTimeTests
    {
        [DataRow(0, "Thu, 01 Jan 1970 00:00:00 GMT")]
        [DataRow(784111777, "Sun, 06 Nov 1994 08:49:37 GMT")] // RFC 9110 §5.6.7
        [DataRow(951782400, "Tue, 29 Feb 2000 00:00:00 GMT")]
        [DataRow(951868799, "Tue, 29 Feb 2000 23:59:59 GMT")]
        [DataRow(951868800, "Wed, 01 Mar 2000 00:00:00 GMT")]
        [DataRow(1767225599, "Wed, 31 Dec 2025 23:59:59 GMT")]
        [DataRow(1767225600, "Thu, 01 Jan 2026 00:00:00 GMT")]
        [DataRow(4107542400, "Mon, 01 Mar 2100 00:00:00 GMT")]
        [DataRow(-1, "Wed, 31 Dec 1969 23:59:59 GMT")]
        [TestMethod]
        public void HTTP_has_its_form(long utcSeconds, string text)
        {
            Assert.AreEqual(text, new CivilTime(utcSeconds).ToHttp());
        }

        [DataRow(1149087600, "2006-05-31T15:00:00Z", "2006-05-31 15:00", "2006年5月31日15時00分")]
        [DataRow(1149120000, "2006-06-01T00:00:00Z", "2006-06-01", "2006年6月1日")]
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
