using Gateway.StatusPage;
using Gateway.Time;
using nanoFramework.TestFramework;

namespace Gateway.Tests.StatusPage
{
    /// <summary>Moments for people.</summary>
    [TestClass]
    public class CivilTextTests
    {
        [DataRow(1149087600L, "2006-05-31 15:00", "2006年5月31日15時00分")]
        [DataRow(1149120000L, "2006-06-01", "2006年6月1日")]
        [TestMethod]
        public void Each_language_has_its_form(long utcSeconds, string english, string japanese)
        {
            Assert.AreEqual(english, CivilText.Of(new CivilTime(utcSeconds), false));
            Assert.AreEqual(japanese, CivilText.Of(new CivilTime(utcSeconds), true));
        }
    }
}
