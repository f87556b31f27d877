using Gateway.Settings;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Reporting
{
    /// <summary>The section reporting: what it says, what is wrong with it, and that no error tells a secret.</summary>
    [TestClass]
    public class ReportingSectionTests
    {
        private const string Named = "'vendor':'ISP-EXAMPLE','manufacturerOui':'00005E','productClass':'Gateway','serialNumber':'1'";
        private const string Secret = "hunter2";

        [TestMethod]
        public void Everything_can_be_said()
        {
            ReportingSettings reporting = Good("{'reporting':{'url':'https://Reports.isp.example:8443/a/b','userName':'cpe','password':'a:b c'," + Named
                + ",'reportingInterval':60,'numberOfRetainedFailedReports':24,'retryMinimumWaitInterval':1,'retryIntervalMultiplier':1000,"
                + "'persistAcrossReboot':false,'settingsUrl':'https://reports.isp.example:8443/s'}}");

            Assert.AreEqual("Reports.isp.example", reporting.Host);
            Assert.AreEqual(8443, reporting.Port);
            Assert.AreEqual("/a/b", reporting.Path);
            Assert.AreEqual("cpe", reporting.UserName);
            Assert.AreEqual("a:b c", reporting.Password);
            Assert.AreEqual("ISP-EXAMPLE", reporting.Vendor);
            Assert.AreEqual("00005E", reporting.ManufacturerOui);
            Assert.AreEqual("Gateway", reporting.ProductClass);
            Assert.AreEqual("1", reporting.SerialNumber);
            Assert.AreEqual(60, reporting.IntervalS);
            Assert.AreEqual(24, reporting.RetainedReports);
            Assert.AreEqual(1, reporting.RetryMinimumWaitS);
            Assert.AreEqual(1000, reporting.RetryMultiplier);
            Assert.IsFalse(reporting.PersistAcrossReboot);
            Assert.AreEqual("/s", reporting.SettingsPath);
        }

        [TestMethod]
        public void What_is_missing_is_as_the_readme_says()
        {
            ReportingSettings reporting = Good("{'reporting':{'url':'https://198.51.100.9'," + Named + "}}");

            Assert.AreEqual("198.51.100.9", reporting.Host);
            Assert.AreEqual(443, reporting.Port);
            Assert.AreEqual("/", reporting.Path);
            Assert.IsNull(reporting.UserName);
            Assert.IsNull(reporting.Password);
            Assert.IsNull(reporting.SettingsPath);
            Assert.AreEqual(3600, reporting.IntervalS);
            Assert.AreEqual(12, reporting.RetainedReports);
            Assert.AreEqual(5, reporting.RetryMinimumWaitS);
            Assert.AreEqual(2000, reporting.RetryMultiplier);
            Assert.IsTrue(reporting.PersistAcrossReboot);
            Assert.IsNull(Good("{}").Host);
            Assert.IsNull(Good("{'reporting':{" + Named + "}}").Host);
        }

        [DataRow("5", "reporting", "url, userName")]
        [DataRow("{'colour':1}", "reporting.\"colour\"", "not known")]
        [DataRow("{'url':'https://a'}", "reporting", "needed: all of vendor, manufacturerOui, productClass, serialNumber")]
        [DataRow("{'url':'https://a','vendor':'00005E','manufacturerOui':'00005E','productClass':'a'}", "reporting", "serialNumber")]
        [DataRow("{'password':'a'}", "reporting", "needed: userName")]
        [DataRow("{'settingsUrl':'https://a'}", "reporting", "those of url")]
        [DataRow("{'url':'https://a'," + Named + ",'settingsUrl':'https://b'}", "reporting", "those of url")]
        [DataRow("{'url':'https://a'," + Named + ",'settingsUrl':'https://a:444'}", "reporting", "those of url")]
        [DataRow("{'url':'http://a/'," + Named + "}", "reporting.url", "https://")]
        [DataRow("{'url':'https://user@a/'," + Named + "}", "reporting.url", "neither user nor query")]
        [DataRow("{'url':'https://a/?b'," + Named + "}", "reporting.url", "neither user nor query")]
        [DataRow("{'url':'https://a/#b'," + Named + "}", "reporting.url", "address for reports")]
        [DataRow("{'url':'https://a:0/'," + Named + "}", "reporting.url", "address for reports")]
        [DataRow("{'url':'https://a:65536/'," + Named + "}", "reporting.url", "address for reports")]
        [DataRow("{'url':'https://a:4294967739/'," + Named + "}", "reporting.url", "address for reports")]
        [DataRow("{'url':'https://1.2.3/'," + Named + "}", "reporting.url", "address for reports")]
        [DataRow("{'url':'https://127.0.0.1/'," + Named + "}", "reporting.url", "address for reports")]
        [DataRow("{'url':'https://192.168.1.9/'," + Named + "}", "reporting.url", "lies in the LAN")]
        [DataRow("{'url':5," + Named + "}", "reporting.url", "address for reports")]
        [DataRow("{'userName':'a:b'}", "reporting.userName", "without a colon")]
        [DataRow("{'userName':'a','password':''}", "reporting.password", "printable ASCII")]
        [DataRow("{'userName':'a','password':5}", "reporting.password", "printable ASCII")]
        [DataRow("{'vendor':'isp-example'}", "reporting.vendor", "ISP-EXAMPLE")]
        [DataRow("{'vendor':'ISP'}", "reporting.vendor", "upper case")]
        [DataRow("{'vendor':'-ISP-'}", "reporting.vendor", "upper case")]
        [DataRow("{'vendor':'ISP.EXAMPLE'}", "reporting.vendor", "upper case")]
        [DataRow("{'manufacturerOui':'00005e'}", "reporting.manufacturerOui", "six upper-case")]
        [DataRow("{'manufacturerOui':'00005E0'}", "reporting.manufacturerOui", "six upper-case")]
        [DataRow("{'serialNumber':''}", "reporting.serialNumber", "1 to 64")]
        [DataRow("{'productClass':'\\u00e9'}", "reporting.productClass", "1 to 64")]
        [DataRow("{'reportingInterval':59}", "reporting.reportingInterval", "60 to 86400")]
        [DataRow("{'reportingInterval':86401}", "reporting.reportingInterval", "60 to 86400")]
        [DataRow("{'numberOfRetainedFailedReports':25}", "reporting.numberOfRetainedFailedReports", "0 to 24")]
        [DataRow("{'retryMinimumWaitInterval':0}", "reporting.retryMinimumWaitInterval", "1 to 65535")]
        [DataRow("{'retryIntervalMultiplier':999}", "reporting.retryIntervalMultiplier", "1000 to 65535")]
        [DataRow("{'persistAcrossReboot':1}", "reporting.persistAcrossReboot", "true, false")]
        [TestMethod]
        public void What_is_not_allowed_is_told(string section, string path, string words)
        {
            SettingsReading reading = SettingsReading.Of("{'reporting':" + section + "}");

            Assert.IsNull(reading.Settings);
            Assert.AreEqual(path, reading.Problems[0].Path);
            Assert.IsTrue(reading.Problems[0].Message.IndexOf(words) >= 0);
            Assert.AreEqual(1, reading.Problems.Count);
        }

        // Where a secret may stand, or be put by mistake.
        [DataRow("{'userName':'a','password':'hunter2\\t'}")]
        [DataRow("{'password':'hunter2'}")]
        [DataRow("{'userName':'a','password':'hunter2','password':'hunter2'}")]
        [DataRow("{'userName':'a','password':{'a':'hunter2'}}")]
        [DataRow("{'userName':'a','password':['hunter2']}")]
        [DataRow("{'userName':'a','Password':'hunter2'}")]
        [DataRow("{'userName':'a','password':'hunter2' 'b'}")]
        [DataRow("{'userName':'a:hunter2'}")]
        [DataRow("{'url':'https://a:hunter2@isp.example/'}")]
        [DataRow("{'url':'https://isp.example/?p=hunter2'}")]
        [DataRow("{'settingsUrl':'https://a:hunter2@isp.example/'}")]
        [TestMethod]
        public void No_error_tells_a_secret(string section)
        {
            SettingsReading reading = SettingsReading.Of("{'reporting':" + section + "}");

            Assert.IsNull(reading.Settings);
            Assert.AreEqual(-1, reading.Text.IndexOf(Secret));
        }

        private static ReportingSettings Good(string json)
        {
            SettingsReading reading = SettingsReading.Of(json);
            Assert.AreEqual("", reading.Text);
            return reading.Settings.Reporting;
        }
    }
}
