using Gateway.Settings;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Settings
{
    /// <summary>What is wrong in settings: each fault with its path, its line and what is allowed, and all of them at once.</summary>
    [TestClass]
    public class BadSettingsTests
    {
        // settings, path, a word of what is said
        [DataRow("[]", "the file", "$schema, lan, wan, nat, op25b, page, dns, time, reporting")]
        [DataRow("5", "the file", "no object")]
        [DataRow("null", "the file", "no object")]
        [DataRow("{'colour':1}", "\"colour\"", "not known; allowed here: $schema, lan, wan")]
        [DataRow("{'Lan':{}}", "\"Lan\"", "not known")]
        [DataRow("{'lan, wan':{}}", "\"lan, wan\"", "not known")]
        [DataRow("{'':{}}", "\"\"", "not known")]
        [DataRow("{'lan':{},'lan':{}}", "lan", "twice")]
        [DataRow("{'lan':null,'lan':{}}", "lan", "twice")]
        [DataRow("{'lan':{},'\\u006can':{}}", "lan", "twice")]
        [DataRow("{'$schema':5}", "$schema", "one line")]
        [DataRow("{'lan':5}", "lan", "5 is no object; allowed: { } with the keys address, dhcp")]
        [DataRow("{'lan':{'address':5}}", "lan.address", "5 is no address of the gateway")]
        [DataRow("{'lan':{'address':true}}", "lan.address", "true is no")]
        [DataRow("{'lan':{'address':['192.168.1.1/24']}}", "lan.address", "[ ] is no")]
        [DataRow("{'lan':{'address':'192.168.1.1'}}", "lan.address", "192.168.1.1/24")]
        [DataRow("{'lan':{'address':'192.168.1.1/31'}}", "lan.address", "8 to 30")]
        [DataRow("{'lan':{'address':'10.0.0.1/7'}}", "lan.address", "8 to 30")]
        [DataRow("{'lan':{'address':'192.168.1.0/24'}}", "lan.address", "is the first or the last")]
        [DataRow("{'lan':{'address':'192.168.1.255/24'}}", "lan.address", "is the first or the last")]
        [DataRow("{'lan':{'address':'192.168.255.255/16'}}", "lan.address", "is the first or the last")]
        [DataRow("{'lan':{'address':'127.0.0.1/8'}}", "lan.address", "\"127.0.0.1/8\" is no")]
        [DataRow("{'lan':{'address':'169.254.1.1/16'}}", "lan.address", "is no")]
        [DataRow("{'lan':{'address':'224.0.0.1/24'}}", "lan.address", "is no")]
        [DataRow("{'lan':{'address':'192.168.01.1/24'}}", "lan.address", "is no")]
        [DataRow("{'lan':{'mask':24}}", "lan.\"mask\"", "allowed here: address")]
        [DataRow("{'lan':{'dhcp':5}}", "lan.dhcp", "enabled, first, last, domain, reservations")]
        [DataRow("{'lan':{'dhcp':{'enabled':'yes'}}}", "lan.dhcp.enabled", "true, false")]
        [DataRow("{'lan':{'dhcp':{'enabled':1}}}", "lan.dhcp.enabled", "true, false")]
        [DataRow("{'lan':{'dhcp':{'pool':1}}}", "lan.dhcp.\"pool\"", "enabled, first")]
        [DataRow("{'lan':{'dhcp':{'first':'10.0.0.1','last':'192.168.1.9'}}}", "lan.dhcp.first", "lies in 192.168.1.0/24")]
        [DataRow("{'lan':{'dhcp':{'first':'192.168.1.2','last':'192.168.1.255'}}}", "lan.dhcp.last", "not its first or last")]
        [DataRow("{'lan':{'dhcp':{'first':'192.168.1.1','last':'192.168.1.9'}}}", "lan.dhcp.first", "nor the gateway's own")]
        [DataRow("{'lan':{'dhcp':{'first':'192.168.1.9'}}}", "lan.dhcp", "both first and last")]
        [DataRow("{'lan':{'dhcp':{'last':'192.168.1.9'}}}", "lan.dhcp", "both first and last")]
        [DataRow("{'lan':{'dhcp':{'first':'192.168.1.9','last':'192.168.1.8'}}}", "lan.dhcp", "ends before it begins")]
        [DataRow("{'lan':{'dhcp':{'first':'10.0.1.0','last':'10.0.2.0'},'address':'10.0.0.1/8'}}", "lan.dhcp", "256 addresses at the most")]
        [DataRow("{'lan':{'dhcp':{'domain':'home_1'}}}", "lan.dhcp.domain", "home.arpa")]
        [DataRow("{'lan':{'dhcp':{'domain':''}}}", "lan.dhcp.domain", "home.arpa")]
        [DataRow("{'wan':[]}", "wan", "no object")]
        [DataRow("{'wan':{'address':'192.168.1.9'}}", "wan.address", "outside 192.168.1.0/24")]
        [DataRow("{'wan':{'address':'224.0.0.1'}}", "wan.address", "a single host can have")]
        [DataRow("{'wan':{'address':'0.0.0.0'}}", "wan.address", "a single host can have")]
        [DataRow("{'wan':{'address':'169.254.0.1'}}", "wan.address", "a single host can have")]
        [DataRow("{'wan':{'address':'1.2.3'}}", "wan.address", "no IPv4 address")]
        [DataRow("{'wan':{'address':'203.0.113.10/24'}}", "wan.address", "no IPv4 address")]
        [DataRow("{'wan':{'address':'gw.example'}}", "wan.address", "no IPv4 address")]
        [DataRow("{'wan':{'mtu':575}}", "wan.mtu", "575 is no whole number in the range; allowed: 576 to 1500")]
        [DataRow("{'wan':{'mtu':1501}}", "wan.mtu", "allowed: 576 to 1500")]
        [DataRow("{'wan':{'mtu':'1492'}}", "wan.mtu", "no whole number")]
        [DataRow("{'wan':{'MTU':1492}}", "wan.\"MTU\"", "not known; allowed here: address, mtu")]
        [DataRow("{'nat':{'filtering':'none'}}", "nat.filtering", "allowed: addressAndPortDependent, addressDependent, endpointIndependent")]
        [DataRow("{'nat':{'filtering':true}}", "nat.filtering", "allowed: addressAndPortDependent")]
        [DataRow("{'nat':{'maximumFlows':0}}", "nat.maximumFlows", "allowed: 1 to 65502")]
        [DataRow("{'nat':{'maximumFlows':65503}}", "nat.maximumFlows", "1 to 65502")]
        [DataRow("{'nat':{'maximumFlows':-1}}", "nat.maximumFlows", "-1 is no")]
        [DataRow("{'nat':{'maximumFlows':1.5}}", "nat.maximumFlows", "1.5 is no whole number")]
        [DataRow("{'nat':{'maximumFlows':512.0}}", "nat.maximumFlows", "in digits alone")]
        [DataRow("{'nat':{'maximumFlows':1e2}}", "nat.maximumFlows", "in digits alone")]
        [DataRow("{'nat':{'maximumFlows':'512'}}", "nat.maximumFlows", "\"512\" is no whole number")]
        [DataRow("{'nat':{'maximumFlows':4294967808}}", "nat.maximumFlows", "4294967808 is no")]
        [DataRow("{'nat':{'maximumFlows':18446744073709552128}}", "nat.maximumFlows", "18446744073709552128 is no")]
        [DataRow("{'nat':{'portForwards':{}}}", "nat.portForwards", "no list")]
        [DataRow("{'op25b':{'mode':'on'}}", "op25b.mode", "\"on\" is no word that is known here; allowed: off, monitor, enforce")]
        [DataRow("{'op25b':{'mode':'off, monitor'}}", "op25b.mode", "off, monitor, enforce")]
        [DataRow("{'op25b':{'mode':''}}", "op25b.mode", "off, monitor, enforce")]
        [DataRow("{'op25b':{'mode':0}}", "op25b.mode", "off, monitor, enforce")]
        [DataRow("{'op25b':{'mode':false}}", "op25b.mode", "off, monitor, enforce")]
        [DataRow("{'op25b':{'onBlock':'Redirect'}}", "op25b.onBlock", "redirect, reject, drop")]
        [DataRow("{'op25b':{'relays':'192.0.2.1'}}", "op25b.relays", "no list")]
        [DataRow("{'op25b':{'relays':[1]}}", "op25b.relays[0]", "1 is no IPv4 address, block or host name")]
        [DataRow("{'op25b':{'relays':[null]}}", "op25b.relays[0]", "null is no")]
        [DataRow("{'op25b':{'relays':[[]]}}", "op25b.relays[0]", "[ ] is no")]
        [DataRow("{'op25b':{'relays':['192.0.2.1','192.0.2.33/28']}}", "op25b.relays[1]", "allowed: 192.0.2.32/28")]
        [DataRow("{'op25b':{'relays':['0.0.0.0/0']}}", "op25b.relays[0]", "too wide")]
        [DataRow("{'op25b':{'relays':['198.50.0.0/15']}}", "op25b.relays[0]", "16 to 32")]
        [DataRow("{'op25b':{'relays':['192.0.2.256']}}", "op25b.relays[0]", "no IPv4 address, block or host name")]
        [DataRow("{'op25b':{'relays':['127.0.0.1']}}", "op25b.relays[0]", "nothing is forwarded to")]
        [DataRow("{'op25b':{'relays':['224.0.0.0/16']}}", "op25b.relays[0]", "nothing is forwarded to")]
        [DataRow("{'op25b':{'relays':['0.0.0.0/16']}}", "op25b.relays[0]", "nothing is forwarded to")]
        [DataRow("{'op25b':{'relays':['169.254.0.0/16']}}", "op25b.relays[0]", "nothing is forwarded to")]
        [DataRow("{'op25b':{'relays':['255.255.255.255']}}", "op25b.relays[0]", "nothing is forwarded to")]
        [DataRow("{'op25b':{'relays':['192.168.1.25']}}", "op25b.relays[0]", "outside 192.168.1.0/24")]
        [DataRow("{'op25b':{'relays':['192.168.0.0/16']}}", "op25b.relays[0]", "lies in the LAN or holds it")]
        [DataRow("{'op25b':{'relays':['192.168.1.128/25']}}", "op25b.relays[0]", "lies in the LAN or holds it")]
        [DataRow("{'op25b':{'relays':['10.9.9.9']},'lan':{'address':'10.0.0.1/8'}}", "op25b.relays[0]", "outside 10.0.0.0/8")]
        [DataRow("{'op25b':{'relays':['192.0.2.1','192.0.2.1']}}", "op25b.relays[1]", "\"192.0.2.1\" is in this list already")]
        [DataRow("{'op25b':{'relays':['192.0.2.1','192.0.2.1/32']}}", "op25b.relays[1]", "already")]
        [DataRow("{'op25b':{'relays':['192.0.2.0/28','192.0.2.0/28']}}", "op25b.relays[1]", "already")]
        [DataRow("{'op25b':{'relays':['a.example','192.0.2.0/28','A.Example']}}", "op25b.relays[2]", "already")]
        [DataRow("{'op25b':{'relays':['-smtp.isp.example']}}", "op25b.relays[0]", "host name")]
        [DataRow("{'op25b':{'relays':['smtp-.isp.example']}}", "op25b.relays[0]", "host name")]
        [DataRow("{'op25b':{'relays':['smtp..example']}}", "op25b.relays[0]", "host name")]
        [DataRow("{'op25b':{'relays':['smtp.isp.example.']}}", "op25b.relays[0]", "host name")]
        [DataRow("{'op25b':{'relays':['.smtp']}}", "op25b.relays[0]", "host name")]
        [DataRow("{'op25b':{'relays':['smtp_1.isp.example']}}", "op25b.relays[0]", "host name")]
        [DataRow("{'op25b':{'relays':['smtp isp.example']}}", "op25b.relays[0]", "host name")]
        [DataRow("{'op25b':{'relays':['smtp.isp.example\\n']}}", "op25b.relays[0]", "\"smtp.isp.example?\" is no")]
        [DataRow("{'op25b':{'relays':['sm\\u0442p.example']}}", "op25b.relays[0]", "host name")]
        [DataRow("{'op25b':{'relays':['']}}", "op25b.relays[0]", "\"\" is no")]
        [DataRow("{'op25b':{'relays':['2001:db8::1']}}", "op25b.relays[0]", "IPv4 address")]
        [DataRow("{'op25b':{'exemptHosts':['10.0.0.1']}}", "op25b.exemptHosts[0]", "lies in 192.168.1.0/24")]
        [DataRow("{'op25b':{'exemptHosts':['192.168.0.0/16']}}", "op25b.exemptHosts[0]", "no block of the LAN")]
        [DataRow("{'op25b':{'exemptHosts':['192.168.1.9/30']}}", "op25b.exemptHosts[0]", "allowed: 192.168.1.8/30")]
        [DataRow("{'op25b':{'exemptHosts':['192.168.1.1']}}", "op25b.exemptHosts[0]", "nor the gateway's own")]
        [DataRow("{'op25b':{'exemptHosts':['192.168.1.0']}}", "op25b.exemptHosts[0]", "not its first or last")]
        [DataRow("{'op25b':{'exemptHosts':['192.168.1.255']}}", "op25b.exemptHosts[0]", "not its first or last")]
        [DataRow("{'op25b':{'exemptHosts':['192.168.1.9','192.168.1.9/32']}}", "op25b.exemptHosts[1]", "already")]
        [DataRow("{'op25b':{'exemptHosts':['pc.example']}}", "op25b.exemptHosts[0]", "IPv4 address or block")]
        [DataRow("{'op25b':{'effectiveFrom':'2026-06-01'}}", "op25b.effectiveFrom", "2026-06-01T00:00:00Z")]
        [DataRow("{'op25b':{'effectiveFrom':'2026-06-01T00:00:00+09:00'}}", "op25b.effectiveFrom", "UTC")]
        [DataRow("{'op25b':{'effectiveFrom':'2026-06-01t00:00:00z'}}", "op25b.effectiveFrom", "UTC")]
        [DataRow("{'op25b':{'effectiveFrom':'2026-06-01 00:00:00Z'}}", "op25b.effectiveFrom", "UTC")]
        [DataRow("{'op25b':{'effectiveFrom':'2026-06-01T00:00:00.0Z'}}", "op25b.effectiveFrom", "UTC")]
        [DataRow("{'op25b':{'effectiveFrom':'2026-00-01T00:00:00Z'}}", "op25b.effectiveFrom", "UTC")]
        [DataRow("{'op25b':{'effectiveFrom':'2026-13-01T00:00:00Z'}}", "op25b.effectiveFrom", "UTC")]
        [DataRow("{'op25b':{'effectiveFrom':'2026-06-00T00:00:00Z'}}", "op25b.effectiveFrom", "UTC")]
        [DataRow("{'op25b':{'effectiveFrom':'2026-06-31T00:00:00Z'}}", "op25b.effectiveFrom", "UTC")]
        [DataRow("{'op25b':{'effectiveFrom':'2026-02-29T00:00:00Z'}}", "op25b.effectiveFrom", "UTC")]
        [DataRow("{'op25b':{'effectiveFrom':'2100-02-29T00:00:00Z'}}", "op25b.effectiveFrom", "UTC")]
        [DataRow("{'op25b':{'effectiveFrom':'2026-06-01T24:00:00Z'}}", "op25b.effectiveFrom", "UTC")]
        [DataRow("{'op25b':{'effectiveFrom':'2026-06-01T00:60:00Z'}}", "op25b.effectiveFrom", "UTC")]
        [DataRow("{'op25b':{'effectiveFrom':'2026-06-30T23:59:60Z'}}", "op25b.effectiveFrom", "UTC")]
        [DataRow("{'op25b':{'effectiveFrom':'1970-01-01T00:00:00Z'}}", "op25b.effectiveFrom", "after 1970")]
        [DataRow("{'op25b':{'effectiveFrom':'1969-12-31T23:59:59Z'}}", "op25b.effectiveFrom", "after 1970")]
        [DataRow("{'op25b':{'effectiveFrom':'0000-01-01T00:00:00Z'}}", "op25b.effectiveFrom", "after 1970")]
        [DataRow("{'op25b':{'effectiveFrom':1780272000}}", "op25b.effectiveFrom", "UTC")]
        [DataRow("{'page':{'isp':{'name':''}}}", "page.isp.name", "1 to 200 characters")]
        [DataRow("{'page':{'isp':{'name':5}}}", "page.isp.name", "5 is no text for one line")]
        [DataRow("{'page':{'isp':{'name':'a\\nb'}}}", "page.isp.name", "\"a?b\" is no text for one line")]
        [DataRow("{'page':{'isp':{'name':'a\\u007f'}}}", "page.isp.name", "control characters")]
        [DataRow("{'page':{'isp':{'name':'a\\u0085'}}}", "page.isp.name", "control characters")]
        [DataRow("{'page':{'isp':{'name':'a\\u2028'}}}", "page.isp.name", "control characters")]
        [DataRow("{'page':{'isp':{'name':'\\u202egnol'}}}", "page.isp.name", "\"?gnol\"")]
        [DataRow("{'page':{'isp':{'name':'\\u2067'}}}", "page.isp.name", "control characters")]
        [DataRow("{'page':{'isp':{'submissionHost':'smtp isp'}}}", "page.isp.submissionHost", "SMTP notice")]
        [DataRow("{'page':{'isp':{'submissionHost':'smtp\\r\\n250.example'}}}", "page.isp.submissionHost", "\"smtp??250.example\"")]
        [DataRow("{'page':{'isp':{'submissionHost':'192.0.2.1'}}}", "page.isp.submissionHost", "no host name")]
        [DataRow("{'page':{'isp':{'submissionHost':'\\u30e1\\u30fc\\u30eb.example'}}}", "page.isp.submissionHost", "no host name")]
        [DataRow("{'page':{'hostName':'192.168.1.1'}}", "page.hostName", "gateway.home.arpa")]
        [DataRow("{'page':{'hostName':'a b'}}", "page.hostName", "\"a b\" is no host name")]
        [DataRow("{'page':{'utcOffset':'+9:00'}}", "page.utcOffset", "+09:00")]
        [DataRow("{'page':{'utcOffset':'09:00'}}", "page.utcOffset", "+09:00")]
        [DataRow("{'page':{'utcOffset':'+14:01'}}", "page.utcOffset", "-14:00 to +14:00")]
        [DataRow("{'page':{'utcOffset':'-15:00'}}", "page.utcOffset", "-14:00 to +14:00")]
        [DataRow("{'page':{'utcOffset':'+09:60'}}", "page.utcOffset", "no difference from UTC")]
        [DataRow("{'page':{'utcOffset':'+09:00 '}}", "page.utcOffset", "+09:00")]
        [DataRow("{'page':{'utcOffset':540}}", "page.utcOffset", "540 is no difference from UTC")]
        [DataRow("{'page':{'title':'x'}}", "page.\"title\"", "hostName, utcOffset, isp")]
        [DataRow("{'page':{'isp':{'submissionPorts':587}}}", "page.isp.submissionPorts", "587 is no list")]
        [DataRow("{'page':{'isp':{'submissionPorts':[0]}}}", "page.isp.submissionPorts[0]", "1 to 65535")]
        [DataRow("{'page':{'isp':{'submissionPorts':[587,465,587]}}}", "page.isp.submissionPorts[2]", "587 is in this list already")]
        [DataRow("{'page':{'isp':{'contact':{'fax':'1'}}}}", "page.isp.contact.\"fax\"", "phone, hours, mail")]
        [DataRow("{'page':{'isp':{'contact':{'mail':'support'}}}}", "page.isp.contact.mail", "support@isp.example")]
        [DataRow("{'page':{'isp':{'contact':{'mail':'@isp.example'}}}}", "page.isp.contact.mail", "support@isp.example")]
        [DataRow("{'page':{'isp':{'contact':{'mail':'a@b@isp.example'}}}}", "page.isp.contact.mail", "support@isp.example")]
        [DataRow("{'page':{'isp':{'contact':{'mail':'a b@isp.example'}}}}", "page.isp.contact.mail", "support@isp.example")]
        [DataRow("{'page':{'isp':{'contact':{'mail':'a@b\\r\\n'}}}}", "page.isp.contact.mail", "support@isp.example")]
        [DataRow("{'page':{'isp':{'corporateUrl':'javascript:alert(1)'}}}", "page.isp.corporateUrl", "https://")]
        [DataRow("{'page':{'isp':{'corporateUrl':'isp.example'}}}", "page.isp.corporateUrl", "https://")]
        [DataRow("{'page':{'isp':{'corporateUrl':'http://'}}}", "page.isp.corporateUrl", "https://")]
        [DataRow("{'page':{'isp':{'corporateUrl':'http:///op25b'}}}", "page.isp.corporateUrl", "https://")]
        [DataRow("{'page':{'isp':{'corporateUrl':'http://isp.example:/'}}}", "page.isp.corporateUrl", "https://")]
        [DataRow("{'page':{'isp':{'corporateUrl':'http://isp.example:123456/'}}}", "page.isp.corporateUrl", "https://")]
        [DataRow("{'page':{'isp':{'corporateUrl':'http://isp@example/'}}}", "page.isp.corporateUrl", "https://")]
        [DataRow("{'page':{'isp':{'corporateUrl':'http://isp.-example/'}}}", "page.isp.corporateUrl", "https://")]
        [DataRow("{'page':{'isp':{'corporateUrl':'http://isp.example/a b'}}}", "page.isp.corporateUrl", "https://")]
        [DataRow("{'page':{'isp':{'corporateUrl':'http://isp.example/<b>'}}}", "page.isp.corporateUrl", "https://")]
        [DataRow("{'page':{'isp':{'corporateUrl':'http://isp.example/\\r\\nX:'}}}", "page.isp.corporateUrl", "https://")]
        [DataRow("{'page':{'isp':{'announcementUrl':'http://isp.example/\\u00e9'}}}", "page.isp.announcementUrl", "https://")]
        [DataRow("{'dns':{'servers':['127.0.0.1']}}", "dns.servers[0]", "a single host can have")]
        [DataRow("{'dns':{'servers':['239.1.1.1']}}", "dns.servers[0]", "a single host can have")]
        [DataRow("{'dns':{'servers':['0.1.1.1']}}", "dns.servers[0]", "a single host can have")]
        [DataRow("{'dns':{'servers':['ns.isp.example']}}", "dns.servers[0]", "no IPv4 address")]
        [DataRow("{'dns':{'servers':['192.168.1.53']}}", "dns.servers[0]", "outside 192.168.1.0/24")]
        [DataRow("{'dns':{'servers':['198.51.100.53','198.51.100.53']}}", "dns.servers[1]", "already")]
        [DataRow("{'dns':{'servers':['1.1.1.1','1.1.1.2','1.1.1.3','1.1.1.4',5]}}", "dns.servers", "at most 3")]
        [DataRow("{'time':{'servers':['127.0.0.1']}}", "time.servers[0]", "ntp.isp.example")]
        [DataRow("{'time':{'servers':['192.168.1.123']}}", "time.servers[0]", "outside 192.168.1.0/24")]
        [DataRow("{'time':{'servers':['ntp.example','NTP.example']}}", "time.servers[1]", "already")]
        [DataRow("{'time':{'servers':['a','b','c']}}", "time.servers", "at most 2")]
        [TestMethod]
        public void A_fault_is_told_with_its_path_and_what_is_allowed(string json, string path, string word)
        {
            HasOneFault(json, path, word);
        }

        // a port forward behind a good one to 192.168.1.9:80 from TCP port 8080; path from the list on; a word
        [DataRow("5", "[1]", "no object")]
        [DataRow("{}", "[1]", "all of protocol, externalPort, lanAddress, lanPort")]
        [DataRow("{'protocol':'tcp','externalPort':1,'lanAddress':'192.168.1.2'}", "[1]", "lacks a key")]
        [DataRow("{'protocol':'tcp','externalPort':1,'lanAddress':'192.168.1.2','lanPort':null}", "[1]", "lacks a key")]
        [DataRow("{'protocol':'sctp','externalPort':1,'lanAddress':'192.168.1.2','lanPort':1}", "[1].protocol", "tcp, udp")]
        [DataRow("{'protocol':'tcp','externalPort':65536,'lanAddress':'192.168.1.2','lanPort':1}", "[1].externalPort", "1 to 65535")]
        [DataRow("{'protocol':'tcp','externalPort':0,'lanAddress':'192.168.1.2','lanPort':1}", "[1].externalPort", "1 to 65535")]
        [DataRow("{'protocol':'tcp','externalPort':1,'lanAddress':'192.168.1.2','lanPort':'80'}", "[1].lanPort", "1 to 65535")]
        [DataRow("{'protocol':'tcp','externalPort':1,'lanAddress':'10.0.0.2','lanPort':1}", "[1].lanAddress", "lies in 192.168.1.0/24")]
        [DataRow("{'protocol':'tcp','externalPort':1,'lanAddress':'192.168.1.1','lanPort':1}", "[1].lanAddress", "nor the gateway's own")]
        [DataRow("{'protocol':'tcp','externalPort':1,'lanAddress':'192.168.1.0','lanPort':1}", "[1].lanAddress", "not its first")]
        [DataRow("{'protocol':'tcp','externalPort':1,'lanAddress':'192.168.1.255','lanPort':1}", "[1].lanAddress", "or last")]
        [DataRow("{'protocol':'tcp','externalPort':8080,'lanAddress':'192.168.1.2','lanPort':1}", "[1]", "external port is forwarded already")]
        [DataRow("{'protocol':'tcp','externalPort':1,'lanAddress':'192.168.1.9','lanPort':80}", "[1]", "one external port for each")]
        [DataRow("{'protocol':'tcp','externalPort':1,'lanAddress':'192.168.1.2','lanPort':1,'name':'x'}", "[1].\"name\"", "protocol, externalPort")]
        [TestMethod]
        public void A_port_forward_s_fault_is_told(string forward, string path, string word)
        {
            HasOneFault(Forwards(forward), "nat.portForwards" + path, word);
        }

        // a reservation behind a good one of 192.168.1.9 for 02:00:5e:10:00:01; path from the list on; a word
        [DataRow("5", "[1]", "no object")]
        [DataRow("{}", "[1]", "all of mac, address")]
        [DataRow("{'mac':'02:00:5e:10:00:02'}", "[1]", "lacks a key")]
        [DataRow("{'mac':'02:00:5e:10:00:02','address':'192.168.1.1'}", "[1].address", "nor the gateway's own")]
        [DataRow("{'mac':'02:00:5e:10:00:02','address':'10.0.0.2'}", "[1].address", "lies in 192.168.1.0/24")]
        [DataRow("{'mac':'02:00:5e:10:00:02','address':'192.168.1.9'}", "[1]", "the address is reserved already")]
        [DataRow("{'mac':'02:00:5E:10:00:01','address':'192.168.1.8'}", "[1]", "the card has a reservation already")]
        [DataRow("{'mac':'02-00-5e-10-00-02','address':'192.168.1.8'}", "[1].mac", "02:00:5e:10:00:01")]
        [DataRow("{'mac':'02:00:5e:10:00','address':'192.168.1.8'}", "[1].mac", "no network card's address")]
        [DataRow("{'mac':'02:00:5e:10:00:0','address':'192.168.1.8'}", "[1].mac", "no network card's address")]
        [DataRow("{'mac':'02:00:5e:10:00:0g','address':'192.168.1.8'}", "[1].mac", "no network card's address")]
        [DataRow("{'mac':'03:00:5e:10:00:02','address':'192.168.1.8'}", "[1].mac", "no network card's address")]
        [DataRow("{'mac':'00:00:00:00:00:00','address':'192.168.1.8'}", "[1].mac", "no network card's address")]
        [DataRow("{'mac':5,'address':'192.168.1.8'}", "[1].mac", "5 is no network card's address")]
        [TestMethod]
        public void A_reservation_s_fault_is_told(string reservation, string path, string word)
        {
            HasOneFault(
                "{'lan':{'dhcp':{'reservations':[{'mac':'02:00:5e:10:00:01','address':'192.168.1.9'}," + reservation + "]}}}",
                "lan.dhcp.reservations" + path,
                word);
        }

        [DataRow("{'protocol':'udp','externalPort':8080,'lanAddress':'192.168.1.9','lanPort':80}")]
        [DataRow("{'protocol':'tcp','externalPort':8081,'lanAddress':'192.168.1.9','lanPort':81}")]
        [DataRow("{'protocol':'tcp','externalPort':80,'lanAddress':'192.168.1.10','lanPort':80}")]
        [TestMethod]
        public void Another_protocol_port_or_host_is_another_forward(string forward)
        {
            Assert.AreEqual("", SettingsReading.Of(Forwards(forward)).Text);
        }

        [TestMethod]
        public void A_fault_has_the_line_of_its_value()
        {
            Assert.AreEqual(
                "op25b.relays[2] (line 7): \"300.1.1.1\" is no IPv4 address, block or host name; allowed: 198.51.100.25, 198.51.100.0/28, smtp.isp.example\n",
                SettingsReading.Of("{\n'op25b':\n{\n'relays': [\n'198.51.100.25', '198.51.100.32/28',\n\n'300.1.1.1' ] } }").Text);
            Assert.AreEqual(3, SettingsReading.Of("{'lan':\n{\n'a':\n5\n}}").Problems[0].Line);
            Assert.AreEqual(2, SettingsReading.Of("{'lan':\n[\n\n]}").Problems[0].Line);
            Assert.AreEqual(2, SettingsReading.Of("{'nat':{'portForwards':[\n{\n'protocol':'tcp'\n}\n]}}").Problems[0].Line);
        }

        [TestMethod]
        public void What_is_no_JSON_is_told_with_line_and_column()
        {
            Assert.AreEqual(
                "the file (line 3): column 5: no JSON: a comma or the closing bracket must stand here\n",
                SettingsReading.Of("{\n'lan': {}\n    'wan': {}\n}").Text);
            Assert.AreEqual("the file", SettingsReading.Of("").Problems[0].Path);

            // Columns count characters.
            byte[] json = JsonBytes.Around("{'page':{'isp':{'name':'", Hex.Parse("e697a5e69cac"), "'x");
            HasWord(SettingsReading.Of(json).Text, "column 28: ");
        }

        [TestMethod]
        public void All_that_is_wrong_is_told_at_once_in_its_order()
        {
            string text = SettingsReading.Of(
                "{'lan':{'address':'x'},'op25b':{'mode':'on','relays':['?','192.0.2.1','!'],'more':{'a':[{}]}},'wan':{'address':5},'page':{'isp':{'name':7,'x").Text;

            int at = 0;
            foreach (string path in new[] { "lan.address", "op25b.mode", "op25b.relays[0]", "op25b.relays[2]", "op25b.\"more\"", "wan.address", "page.isp.name", "the file" })
            {
                int next = text.IndexOf(path + " (line 1): ");
                Assert.IsTrue(next >= at);
                at = next;
            }
        }

        // A LAN that is not known gives no second fault to what would be judged by it.
        [DataRow("{'lan':{'address':'10.0.0.1'},'op25b':{'exemptHosts':['10.0.0.9'],'relays':['192.168.1.25']}}", 1)]
        [DataRow("{'op25b':{'exemptHosts':['10.0.0.9']},'lan':{'address':'10.0.0.0/8'}}", 1)]
        [DataRow("{'op25b':{'exemptHosts':['10.0.0.9']}, 'lan' {'address':'10.0.0.1/8'}}", 1)]
        [DataRow("{'op25b':{'exemptHosts':['10.0.0.9']},'lan':{'address':'10.0.0.1/8'}}", 0)]
        [TestMethod]
        public void What_is_judged_by_the_LAN_waits_for_the_LAN(string json, int faults)
        {
            Assert.AreEqual(faults, SettingsReading.Of(json).Problems.Count);
        }

        [TestMethod]
        public void Many_faults_are_counted_and_the_first_are_kept()
        {
            SettingsReading reading = SettingsReading.Of("{" + JsonBytes.Repeat("'x':0,", 99) + "'y':0}");

            Assert.AreEqual(100, reading.Problems.Count);
            Assert.AreEqual(SettingsProblems.MaximumKept, reading.Problems.KeptCount);
            Assert.IsNull(reading.Settings);
        }

        [TestMethod]
        public void Lists_have_their_most_elements_and_say_it_once()
        {
            HasOneFault("{'op25b':{'relays':[" + SettingsLists.Hosts("198.51.100.", 35) + "]}}", "op25b.relays", "at most 32");
            HasOneFault("{'op25b':{'exemptHosts':[" + SettingsLists.Hosts("192.168.1.", 33) + "]}}", "op25b.exemptHosts", "at most 32");
            HasOneFault("{'nat':{'portForwards':[" + SettingsLists.Forwards(34) + "]}}", "nat.portForwards", "at most 32");
            HasOneFault("{'page':{'isp':{'submissionPorts':[1,2,3,4,5,6,7,8,9]}}}", "page.isp.submissionPorts", "at most 8");
        }

        [TestMethod]
        public void Texts_have_their_longest_length()
        {
            string label = JsonBytes.Repeat("abcdefg", 9);
            string name = label + "." + label + "." + label + "." + JsonBytes.Repeat("abcdefg", 8) + "abcde";
            string url = "http://isp.example/" + JsonBytes.Repeat("a", PageSettings.MaximumTextLength - 19);
            string mail = JsonBytes.Repeat("a", PageSettings.MaximumTextLength - 12) + "@isp.example";

            Assert.AreEqual("", SettingsReading.Of("{'op25b':{'relays':['" + name + "']}}").Text);
            HasOneFault("{'op25b':{'relays':['" + name + "f']}}", "op25b.relays[0]", "host name");
            HasOneFault("{'op25b':{'relays':['" + label + "h.example']}}", "op25b.relays[0]", "...\" is no");
            Assert.AreEqual("", SettingsReading.Of("{'page':{'isp':{'corporateUrl':'" + url + "','contact':{'mail':'" + mail + "'}}}}").Text);
            HasOneFault("{'page':{'isp':{'corporateUrl':'" + url + "a'}}}", "page.isp.corporateUrl", "200");
            HasOneFault("{'page':{'isp':{'contact':{'mail':'a" + mail + "'}}}}", "page.isp.contact.mail", "support@");
            HasOneFault("{'page':{'isp':{'name':'" + JsonBytes.Repeat("a", 201) + "'}}}", "page.isp.name", "200");
            HasOneFault("{'page':{'isp':{'name':'" + JsonBytes.Repeat("a", 513) + "'}}}", "the file", "too long");

            // Behind a surrogate pair the device's IndexOf finds nothing.
            HasOneFault("{'page':{'isp':{'name':'" + JsonBytes.Repeat("\\ud83d\\ude00", 201) + "'}}}", "page.isp.name", "\"");
        }

        // A message is one line, without what a terminal would obey.
        [TestMethod]
        public void A_message_shows_no_control_characters_and_the_beginning_of_what_is_long()
        {
            string text = SettingsReading.Of("{'a\\u001b[31m\\u009b\\u202e" + JsonBytes.Repeat("x", 100) + "':0}").Text;

            HasWord(text, "\"a?[31m??xxx");
            HasWord(text, "xxx...\" (line 1)");
            Assert.IsTrue(text.IndexOf('\u001b') < 0 && text.IndexOf('\n') == text.Length - 1);
        }

        private static void HasOneFault(string json, string path, string word)
        {
            SettingsReading reading = SettingsReading.Of(json);

            Assert.IsNull(reading.Settings);
            Assert.AreEqual(1, reading.Problems.Count);
            Assert.AreEqual(path, reading.Problems[0].Path);
            HasWord(reading.Problems[0].Message, word);
        }

        private static void HasWord(string text, string word)
        {
            Assert.IsTrue(text.IndexOf(word) >= 0);
        }

        private static string Forwards(string second)
        {
            return "{'nat':{'portForwards':[{'protocol':'tcp','externalPort':8080,'lanAddress':'192.168.1.9','lanPort':80}," + second + "]}}";
        }
    }
}
