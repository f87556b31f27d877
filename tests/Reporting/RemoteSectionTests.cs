using Gateway.Policy;
using Gateway.Settings;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Reporting
{
    /// <summary>Settings from afar over a file's: each section that is there replaces the file's, whole; nothing else can come.</summary>
    [TestClass]
    public class RemoteSectionTests
    {
        private const string Base = "{'op25b':{'mode':'monitor','onBlock':'drop','relays':['smtp.isp.example','198.51.100.25'],'exemptHosts':['192.168.1.9']},"
            + "'page':{'hostName':'gateway.home.arpa','isp':{'name':'Base','submissionHost':'smtp.isp.example'}},"
            + "'reporting':{'url':'https://a','userName':'cpe','vendor':'ISP-EXAMPLE','manufacturerOui':'00005E','productClass':'a','serialNumber':'1',"
            + "'reportingInterval':300,'retryMinimumWaitInterval':9,'persistAcrossReboot':false,'settingsUrl':'https://a/s'}}";

        [DataRow("{}")]
        [DataRow("{'op25b':null,'page':null,'reporting':null}")]
        [TestMethod]
        public void What_is_not_there_stays_the_file_s(string remote)
        {
            GatewaySettings settings = Good(remote);

            Assert.AreEqual((int)Op25bMode.Monitor, (int)settings.Engine.Op25b.Mode);
            Assert.AreEqual(1, settings.Engine.Op25b.UnresolvedRelayNames);
            Assert.AreEqual("Base", settings.Page.IspName);
            Assert.AreEqual("smtp.isp.example", settings.Engine.Notice.SubmissionHost);
            Assert.AreEqual(300, settings.Reporting.IntervalS);
        }

        // Nothing of the file's section is left: no relay, no name, no exempt host.
        [TestMethod]
        public void Op25b_is_replaced_whole()
        {
            GatewaySettings settings = Good("{'op25b':{'relays':['198.51.100.26']}}");
            Op25bSettings op25b = settings.Engine.Op25b;

            Assert.AreEqual((int)Op25bMode.Enforce, (int)op25b.Mode);
            Assert.AreEqual((int)BlockAction.Redirect, (int)op25b.OnBlock);
            Assert.AreEqual(1, op25b.Relays.Length);
            Assert.AreEqual(0xC633641Au, op25b.Relays[0].Address);
            Assert.AreEqual(0, op25b.UnresolvedRelayNames + op25b.ExemptHosts.Length + settings.RelayNames.Length);
            Assert.AreEqual("Base", settings.Page.IspName);
        }

        [TestMethod]
        public void The_page_is_replaced_whole()
        {
            GatewaySettings settings = Good("{'page':{'isp':{'name':'Afar'}}}");

            Assert.AreEqual("Afar", settings.Page.IspName);
            Assert.AreEqual("", settings.Page.SubmissionHost + settings.Engine.Notice.SubmissionHost + settings.Page.HostName);
        }

        // Where reports go, and who reports, is the file's.
        [TestMethod]
        public void The_schedule_is_replaced_whole_and_the_rest_of_reporting_stays()
        {
            ReportingSettings reporting = Good("{'reporting':{'reportingInterval':600}}").Reporting;

            Assert.AreEqual(600, reporting.IntervalS);
            Assert.AreEqual(5, reporting.RetryMinimumWaitS);
            Assert.AreEqual("a", reporting.Host);
            Assert.AreEqual("cpe", reporting.UserName);
            Assert.AreEqual("/s", reporting.SettingsPath);
            Assert.IsFalse(reporting.PersistAcrossReboot);
        }

        [DataRow("[]", "the file")]
        [DataRow("", "the file")]
        [DataRow("{'op25b':{}", "the file")]
        [DataRow("{'lan':{}}", "\"lan\"")]
        [DataRow("{'wan':{}}", "\"wan\"")]
        [DataRow("{'nat':{}}", "\"nat\"")]
        [DataRow("{'dns':{}}", "\"dns\"")]
        [DataRow("{'time':{}}", "\"time\"")]
        [DataRow("{'reporting':{'url':'https://b'}}", "reporting.\"url\"")]
        [DataRow("{'reporting':{'userName':'b'}}", "reporting.\"userName\"")]
        [DataRow("{'reporting':{'password':'b'}}", "reporting.\"password\"")]
        [DataRow("{'reporting':{'settingsUrl':'https://a'}}", "reporting.\"settingsUrl\"")]
        [DataRow("{'reporting':{'persistAcrossReboot':true}}", "reporting.\"persistAcrossReboot\"")]
        [DataRow("{'reporting':{'reportingInterval':1}}", "reporting.reportingInterval")]
        [DataRow("{'op25b':{'relays':['0.0.0.0/0']}}", "op25b.relays[0]")]
        [DataRow("{'op25b':{'relays':['198.0.0.0/8']}}", "op25b.relays[0]")]
        [DataRow("{'op25b':{'relays':['192.168.1.7']}}", "op25b.relays[0]")]
        [DataRow("{'op25b':{'exemptHosts':['10.0.0.1']}}", "op25b.exemptHosts[0]")]
        [DataRow("{'page':{},'op25b':{'mode':'open'}}", "op25b.mode")]
        [DataRow("{'op25b':{},'op25b':{}}", "op25b")]
        [TestMethod]
        public void What_can_t_come_from_afar_is_refused_whole(string remote, string path)
        {
            var problems = new SettingsProblems();
            byte[] json = JsonBytes.Of(Base);
            byte[] over = JsonBytes.Of(remote);

            Assert.IsNull(SettingsReader.ReadTogether(json, json.Length, over, over.Length, problems));
            Assert.AreEqual(path, problems[0].Path);
        }

        // A wrong file is wrong even where its wrong section would be replaced.
        [TestMethod]
        public void A_wrong_file_is_not_mended_from_afar()
        {
            var problems = new SettingsProblems();
            byte[] json = JsonBytes.Of("{'op25b':{'mode':'open'}}");
            byte[] over = JsonBytes.Of("{'op25b':{}}");

            Assert.IsNull(SettingsReader.ReadTogether(json, json.Length, over, over.Length, problems));
        }

        private static GatewaySettings Good(string remote)
        {
            var problems = new SettingsProblems();
            byte[] json = JsonBytes.Of(Base);
            byte[] over = JsonBytes.Of(remote);
            GatewaySettings settings = SettingsReader.ReadTogether(json, json.Length, over, over.Length, problems);
            Assert.AreEqual(0, problems.Count);
            Assert.IsFalse(settings.Engine.Op25b.IsFallback);
            return settings;
        }
    }
}
