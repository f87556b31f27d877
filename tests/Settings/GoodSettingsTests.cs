using Gateway.Lan;
using Gateway.Nat;
using Gateway.Policy;
using Gateway.Settings;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Settings
{
    /// <summary>What good settings say, and what is meant where they say nothing.</summary>
    [TestClass]
    public class GoodSettingsTests
    {
        [TestMethod]
        public void Everything_can_be_said()
        {
            GatewaySettings settings = Good("{"
                + "'$schema': 'gateway.schema.json',"
                + "'lan': { 'address': '10.0.0.1/16', 'dhcp': { 'enabled': false, 'first': '10.0.1.0', 'last': '10.0.1.255', 'domain': 'home.arpa',"
                + "  'reservations': [{ 'mac': '02:00:5E:10:00:0a', 'address': '10.0.9.9' }] } },"
                + "'wan': { 'address': '203.0.113.10', 'mtu': 1492 },"
                + "'nat': { 'maximumFlows': 4096, 'filtering': 'endpointIndependent', 'portForwards': ["
                + "  { 'protocol': 'udp', 'externalPort': 53, 'lanAddress': '10.0.3.4', 'lanPort': 5353 },"
                + "  { 'lanPort': 25, 'lanAddress': '10.0.3.5', 'externalPort': 65535, 'protocol': 'tcp' }] },"
                + "'op25b': { 'mode': 'monitor', 'onBlock': 'reject', 'relays': ['smtp.isp.example', '192.0.2.0/24', '192.0.2.9', 'smtp2'],"
                + "  'exemptHosts': ['10.0.0.0/16', '10.0.0.9'], 'effectiveFrom': '2026-06-01T00:00:00Z' },"
                + "'page': { 'isp': { 'name': 'Example ISP', 'submissionHost': 'smtp.isp.example', 'submissionPorts': [587, 465],"
                + "  'contact': { 'phone': '+1 202', 'hours': 'always', 'mail': 'support@isp.example' },"
                + "  'corporateUrl': 'https://isp.example/c', 'announcementUrl': 'http://isp.example:8080?a=b#c' } },"
                + "'dns': { 'servers': ['198.51.100.53', '198.51.100.54', '203.0.113.53'] },"
                + "'time': { 'servers': ['ntp.isp.example', '198.51.100.123'] } }");
            EngineSettings engine = settings.Engine;

            Assert.AreEqual(0x0A000001u, engine.LanAddress);
            Assert.AreEqual(16, engine.LanPrefixLength);
            Assert.IsFalse(settings.Dhcp.IsEnabled);
            Assert.AreEqual(0x0A000100u, settings.Dhcp.First);
            Assert.AreEqual(0x0A0001FFu, settings.Dhcp.Last);
            Assert.AreEqual("home.arpa", settings.Dhcp.Domain);
            Assert.AreEqual(1, settings.Dhcp.Reservations.Length);
            Assert.AreEqual("02005e10000a", Hex.Format(settings.Dhcp.Reservations[0].HardwareAddress));
            Assert.AreEqual(0x0A000909u, settings.Dhcp.Reservations[0].Address);
            Assert.AreEqual(0xCB00710Au, engine.WanAddress);
            Assert.AreEqual(1492, engine.WanMtu);
            Assert.AreEqual(4096, engine.Nat.MaximumFlows);
            Assert.AreEqual((int)NatFiltering.EndpointIndependent, (int)engine.Nat.Filtering);
            Assert.AreEqual(2, engine.Nat.PortForwards.Length);
            IsForward(engine.Nat.PortForwards[0], IpProtocol.Udp, 53, 0x0A000304, 5353);
            IsForward(engine.Nat.PortForwards[1], IpProtocol.Tcp, 65535, 0x0A000305, 25);
            Assert.AreEqual((int)Op25bMode.Monitor, (int)engine.Op25b.Mode);
            Assert.AreEqual((int)BlockAction.Reject, (int)engine.Op25b.OnBlock);
            Assert.AreEqual("192.0.2.0/24 192.0.2.9 ", TextOf(engine.Op25b.Relays));
            Assert.AreEqual("smtp.isp.example smtp2 ", TextOf(settings.RelayNames));
            Assert.AreEqual(2, engine.Op25b.UnresolvedRelayNames);
            Assert.AreEqual("10.0.0.0/16 10.0.0.9 ", TextOf(engine.Op25b.ExemptHosts));
            Assert.AreEqual(1780272000L, engine.Op25b.EffectiveFromUtcSeconds);
            Assert.AreEqual("smtp.isp.example", engine.Notice.SubmissionHost);
            Assert.AreEqual("Example ISP", settings.Page.IspName);
            Assert.AreEqual("smtp.isp.example", settings.Page.SubmissionHost);
            Assert.AreEqual(2, settings.Page.SubmissionPorts.Length);
            Assert.AreEqual(465, settings.Page.SubmissionPorts[1]);
            Assert.AreEqual("+1 202", settings.Page.Phone);
            Assert.AreEqual("always", settings.Page.Hours);
            Assert.AreEqual("support@isp.example", settings.Page.Mail);
            Assert.AreEqual("https://isp.example/c", settings.Page.CorporateUrl);
            Assert.AreEqual("http://isp.example:8080?a=b#c", settings.Page.AnnouncementUrl);
            Assert.AreEqual(3, settings.DnsServers.Length);
            Assert.AreEqual(0xCB007135u, settings.DnsServers[2]);
            Assert.AreEqual("ntp.isp.example 198.51.100.123 ", TextOf(settings.TimeServers));
        }

        [DataRow("{}")]
        [DataRow("{'lan':{},'wan':{},'nat':{},'op25b':{},'page':{'isp':{'contact':{}}},'dns':{},'time':{}}")]
        [DataRow("{'lan':null,'wan':null,'nat':null,'op25b':null,'page':null,'dns':null,'time':null,'reporting':null,'$schema':null}")]
        [DataRow("{'lan':{'dhcp':null}}")]
        [DataRow("{'lan':{'dhcp':{'enabled':null,'first':null,'last':null,'domain':null,'reservations':null}}}")]
        [DataRow("{'lan':{'address':null},'nat':{'maximumFlows':null,'filtering':null,'portForwards':null},'dns':{'servers':null},'time':{'servers':[]}}")]
        [DataRow("{'op25b':{'mode':null,'onBlock':null,'relays':null,'exemptHosts':[],'effectiveFrom':null},'wan':{'address':null,'mtu':null}}")]
        [DataRow("{'page':{'hostName':null,'utcOffset':null}}")]
        [DataRow("{'page':{'isp':{'name':null,'submissionHost':null,'submissionPorts':null,'contact':null}}}")]
        [DataRow("{'page':{'isp':{'contact':{'phone':null,'hours':null,'mail':null},'corporateUrl':null,'announcementUrl':null}}}")]
        [TestMethod]
        public void What_is_missing_or_null_is_as_the_readme_says(string json)
        {
            GatewaySettings settings = Good(json);
            EngineSettings engine = settings.Engine;

            Assert.AreEqual(0xC0A80101u, engine.LanAddress);
            Assert.AreEqual(24, engine.LanPrefixLength);
            Assert.IsTrue(settings.Dhcp.IsEnabled);
            Assert.AreEqual(DhcpSettings.NoAddress, settings.Dhcp.First | settings.Dhcp.Last);
            Assert.AreEqual("", settings.Dhcp.Domain);
            Assert.AreEqual(0, settings.Dhcp.Reservations.Length);
            Assert.AreEqual(EngineSettings.NoAddress, engine.WanAddress);
            Assert.AreEqual(1500, engine.WanMtu);
            Assert.AreEqual(512, engine.Nat.MaximumFlows);
            Assert.AreEqual((int)NatFiltering.AddressAndPortDependent, (int)engine.Nat.Filtering);
            Assert.AreEqual(0, engine.Nat.PortForwards.Length);
            Assert.AreEqual((int)Op25bMode.Enforce, (int)engine.Op25b.Mode);
            Assert.AreEqual((int)BlockAction.Redirect, (int)engine.Op25b.OnBlock);
            Assert.AreEqual(0, engine.Op25b.Relays.Length + engine.Op25b.ExemptHosts.Length + engine.Op25b.UnresolvedRelayNames);
            Assert.AreEqual(Op25bSettings.EffectiveAtOnce, engine.Op25b.EffectiveFromUtcSeconds);
            Assert.AreEqual("", engine.Notice.SubmissionHost);
            Assert.AreEqual(0, settings.RelayNames.Length + settings.DnsServers.Length + settings.TimeServers.Length);
            Assert.AreEqual(0, settings.Page.SubmissionPorts.Length);
            Assert.AreEqual("", settings.Page.IspName + settings.Page.SubmissionHost + settings.Page.Phone + settings.Page.Hours + settings.Page.Mail);
            Assert.AreEqual("", settings.Page.CorporateUrl + settings.Page.AnnouncementUrl);
        }

        // Good settings are in force; all others, and those that were never read, are the fallback.
        [TestMethod]
        public void Only_good_settings_are_no_fallback()
        {
            Assert.IsFalse(Good("{}").Engine.Op25b.IsFallback);
            Assert.IsNull(SettingsReading.Of("{'op25b':{'mode':'off','onBlock':'none'}}").Settings);
            Assert.AreEqual((int)Verdict.DropFallback, (int)Judge(new GatewaySettings(), TestGateway.Relay));
            Assert.AreEqual((int)Verdict.Redirect, (int)Judge(Good("{}"), TestGateway.Relay));
            Assert.AreEqual((int)Verdict.AllowRelay, (int)Judge(Good("{'op25b':{'relays':['198.51.100.25']}}"), TestGateway.Relay));
            Assert.AreEqual((int)Verdict.DropRelayUnresolved, (int)Judge(Good("{'op25b':{'relays':['smtp.isp.example']}}"), TestGateway.Relay));
        }

        [DataRow("addressAndPortDependent", (int)NatFiltering.AddressAndPortDependent)]
        [DataRow("addressDependent", (int)NatFiltering.AddressDependent)]
        [DataRow("endpointIndependent", (int)NatFiltering.EndpointIndependent)]
        [TestMethod]
        public void A_word_says_who_may_begin_a_flow_from_outside(string word, int filtering)
        {
            Assert.AreEqual(filtering, (int)Good("{'nat':{'filtering':'" + word + "'}}").Engine.Nat.Filtering);
        }

        // Seconds as `date -u +%s -d` gives them.
        [DataRow("1970-01-01T00:00:01Z", 1L)]
        [DataRow("1999-12-31T23:59:59Z", 946684799L)]
        [DataRow("2000-02-29T00:00:00Z", 951782400L)]
        [DataRow("2000-03-01T00:00:00Z", 951868800L)]
        [DataRow("2006-05-31T15:00:00Z", 1149087600L)]
        [DataRow("2024-02-29T12:34:56Z", 1709210096L)]
        [DataRow("2026-12-31T00:00:00Z", 1798675200L)]
        [DataRow("2038-01-19T03:14:08Z", 2147483648L)]
        [DataRow("2100-03-01T00:00:00Z", 4107542400L)]
        [DataRow("9999-12-31T23:59:59Z", 253402300799L)]
        [TestMethod]
        public void A_time_is_seconds_since_1970(string time, long seconds)
        {
            Assert.AreEqual(seconds, Good("{'op25b':{'effectiveFrom':'" + time + "'}}").Engine.Op25b.EffectiveFromUtcSeconds);
        }

        // key, a value at its limit
        [DataRow("'lan':{'address':'10.0.0.1/8'}")]
        [DataRow("'lan':{'address':'192.168.1.2/30'}")]
        [DataRow("'lan':{'address':'10.0.0.255/16'}")]
        [DataRow("'wan':{'mtu':576}")]
        [DataRow("'wan':{'mtu':1500}")]
        [DataRow("'lan':{'dhcp':{'first':'192.168.1.2','last':'192.168.1.2'}}")]
        [DataRow("'lan':{'dhcp':{'first':'10.1.255.129','last':'10.2.0.128'},'address':'10.0.0.1/8'}")]
        [DataRow("'lan':{'dhcp':{'reservations':[{'mac':'fe:ff:ff:ff:ff:ff','address':'192.168.1.254'},{'address':'192.168.1.2','mac':'00:00:00:00:00:01'}]}}")]
        [DataRow("'nat':{'maximumFlows':1}")]
        [DataRow("'nat':{'maximumFlows':65502}")]
        [DataRow("'nat':{'portForwards':[{'protocol':'tcp','externalPort':1,'lanAddress':'192.168.1.254','lanPort':65535}]}")]
        [DataRow("'op25b':{'relays':['198.51.0.0/16','10.1.2.3','100.64.0.1','198.51.100.25/32']}")]
        [DataRow("'op25b':{'relays':['a.b','1a','xn--p1ai.example','smtp-1.isp.example','1.2.3.4a']}")]
        [DataRow("'op25b':{'exemptHosts':['192.168.1.0/24','192.168.1.0/32','192.168.1.254']},'lan':{'address':'192.168.0.1/16'}")]
        [DataRow("'page':{'isp':{'corporateUrl':'http://192.0.2.1/a%20b','announcementUrl':'https://a'}}")]
        [DataRow("'page':{'isp':{'contact':{'mail':'o.k+x_y@isp-1.example'}}}")]
        [DataRow("'page':{'isp':{'submissionPorts':[1,65535]}}")]
        [DataRow("'page':{'hostName':'gateway.home.arpa','utcOffset':'+14:00'}")]
        [DataRow("'page':{'hostName':'a','utcOffset':'-14:00'}")]
        [DataRow("'page':{'utcOffset':'-00:00'}")]
        [DataRow("'dns':{'servers':['192.168.2.53']}")]
        [TestMethod]
        public void Values_at_their_limits_are_good(string json)
        {
            Good("{" + json + "}");
        }

        [TestMethod]
        public void Lists_may_be_full()
        {
            string forwards = SettingsLists.Forwards(NatSettings.MaximumPortForwards);
            string hosts = SettingsLists.Hosts("192.168.1.", GatewaySettings.MaximumExemptHosts);
            GatewaySettings settings = Good("{'nat':{'portForwards':[" + forwards + "]},'op25b':{'exemptHosts':[" + hosts + "]}}");

            Assert.AreEqual(NatSettings.MaximumPortForwards, settings.Engine.Nat.PortForwards.Length);
            Assert.AreEqual(GatewaySettings.MaximumExemptHosts, settings.Engine.Op25b.ExemptHosts.Length);
        }

        // What stands on the page may be of any script; 200 characters of four bytes each.
        [TestMethod]
        public void The_page_s_text_is_of_any_script()
        {
            byte[] name = Hex.Parse("e38386e382b9e38388");
            GatewaySettings settings = SettingsReading.Of(JsonBytes.Around("{'page':{'isp':{'name':'", name, "'}}}")).Settings;

            Assert.AreEqual("\u30c6\u30b9\u30c8", settings.Page.IspName);
            Good("{'page':{'isp':{'name':'" + JsonBytes.Repeat("\\ud83d\\ude00", PageSettings.MaximumTextLength) + "'}}}");
        }

        private static GatewaySettings Good(string json)
        {
            SettingsReading reading = SettingsReading.Of(json);
            Assert.AreEqual("", reading.Text);
            return reading.Settings;
        }

        private static Verdict Judge(GatewaySettings settings, uint to)
        {
            return new Op25bPolicy(settings.Engine.Op25b).Judge(IpProtocol.Tcp, TestGateway.HostA, to, Op25bPolicy.SmtpPort, false, 0);
        }

        private static void IsForward(PortForward forward, int protocol, int externalPort, uint lanAddress, int lanPort)
        {
            Assert.AreEqual(protocol, forward.Protocol);
            Assert.AreEqual(externalPort, forward.ExternalPort);
            Assert.AreEqual(lanAddress, forward.LanAddress);
            Assert.AreEqual(lanPort, forward.LanPort);
        }

        private static string TextOf(Ipv4Prefix[] blocks)
        {
            string text = "";
            for (int i = 0; i < blocks.Length; i++)
            {
                text += Ipv4Text.Format(blocks[i]) + " ";
            }

            return text;
        }

        private static string TextOf(string[] names)
        {
            string text = "";
            for (int i = 0; i < names.Length; i++)
            {
                text += names[i] + " ";
            }

            return text;
        }
    }
}
