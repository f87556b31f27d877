using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace Gateway.PcTests.Settings
{
    /// <summary>Random settings: good ones, and such with something changed in them at random.</summary>
    internal sealed class SettingsDocuments
    {
        private const string Full = """
            {
              "$schema": "gateway.schema.json",
              "lan": {
                "address": "192.168.1.1/24",
                "dhcp": {
                  "enabled": true, "first": "192.168.1.100", "last": "192.168.1.199", "domain": "home.arpa",
                  "reservations": [{ "mac": "02:00:5e:10:00:01", "address": "192.168.1.9" }]
                }
              },
              "wan": { "address": "203.0.113.10" },
              "nat": {
                "maximumFlows": 512,
                "portForwards": [{ "protocol": "tcp", "externalPort": 8080, "lanAddress": "192.168.1.9", "lanPort": 80 }]
              },
              "op25b": {
                "mode": "enforce", "onBlock": "redirect", "relays": ["198.51.100.25", "smtp.isp.example"],
                "exemptHosts": ["192.168.1.32/28"], "effectiveFrom": "2026-06-01T00:00:00Z"
              },
              "page": {
                "hostName": "gateway.home.arpa", "utcOffset": "+09:00",
                "isp": {
                  "name": "Example ISP", "submissionHost": "smtp.isp.example", "submissionPorts": [587],
                  "contact": { "phone": "1", "hours": "always", "mail": "support@isp.example" },
                  "corporateUrl": "https://isp.example/c", "announcementUrl": "https://isp.example/a"
                }
              },
              "dns": { "servers": ["198.51.100.53"] },
              "time": { "servers": ["ntp.isp.example"] },
              "reporting": {
                "url": "https://reports.isp.example/a", "userName": "cpe", "password": "secret", "vendor": "ISP-EXAMPLE",
                "manufacturerOui": "00005E", "productClass": "Gateway", "serialNumber": "1", "reportingInterval": 300,
                "numberOfRetainedFailedReports": 12, "retryMinimumWaitInterval": 5, "retryIntervalMultiplier": 2000,
                "persistAcrossReboot": false, "settingsUrl": "https://reports.isp.example/b"
              }
            }
            """;

        // What a changed place gets: of the wrong type, or right only elsewhere, or at a limit, or beyond it.
        private static readonly string[] Strings =
        [
            "", " ", "x", "null", "enforce", "Enforce", "off", "drop", "tcp", "udp", "icmp", "smtp.isp.example", "SMTP.isp.example", "smtp.isp.example.",
            "-a", "a-", "a..b", "1.2.3.4a", "a_b", "192.168.1.1", "192.168.1.1/24", "192.168.1.77", "192.168.1.0", "192.168.1.255", "192.168.1.0/24",
            "10.0.0.1/8", "10.0.0.0/8", "10.1.0.0/16", "203.0.113.10", "203.0.113.0/28", "203.0.113.1/28", "0.0.0.0", "0.0.0.0/0", "127.0.0.1",
            "169.254.1.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "256.1.1.1", "1.2.3", "01.2.3.4", "1.2.3.4/33", "1.2.3.4/032", "1.2.3.4\n",
            "198.51.100.25", "198.51.100.25/32", "198.51.100.0/15", "198.51.0.0/16", "2026-06-01T00:00:00Z", "2026-02-30T00:00:00Z",
            "+09:00", "-14:00", "+14:01", "+9:00", "+09:00\n",
            "1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "2026-06-01T24:00:00Z", "2026-06-01", "2026-06-01T00:00:00Z\n",
            "https://isp.example/op25b", "http://192.0.2.1:8080/a?b=c#d", "http://", "http://a b/", "http://isp.example:/", "https://isp.example\n",
            "ftp://isp.example", "HTTP://isp.example", "support@isp.example", "a@b@c", "@b", "a@", "a@1.2.3.4", "a b@c.d", "テスト", "a\tb", "a\u0085",
            "\u202Eabc", "\u2028", "\U0001F600", new('a', 63), new('a', 64), new('a', 200), new('a', 201), new('a', 253), "::1",
            "02:00:5e:10:00:01", "03:00:5e:10:00:01", "00:00:00:00:00:00", "02:00:5e:10:00:0g", "02-00-5e-10-00-01",
            "https://isp.example:443", "https://isp.example:0", "https://isp.example:0443", "https://isp.example:65535/", "https://isp.example:65536/",
            "https://a@isp.example/", "https://isp.example/a?b", "https://isp.example/a#b", "https://198.51.100.9:8443/x", "https://256.1.1.1/",
            "https://192.168.1.9/", "https://1.2.3/", "https://127.0.0.1/", "https:///a", "https://-a/", "https://isp.example/%20:@", "https://1.2.3.4\n",
            "00005E", "00005e", "00005E0", "ISP-EXAMPLE", "-ISP", "ISP-", "ISP", "A--B", "isp-example", "a:b", ":", "ok ~", new('A', 65), new('x', 128), new('x', 129),
        ];

        private static readonly string[] Numbers =
        [
            "-1", "0", "1", "25", "465", "587", "512", "24", "59", "60", "86400", "86401", "999", "1000", "65502", "65503", "65535", "65536", "2147483648", "1.5", "0.5", "-0.5",
        ];

        private static readonly string[] Others = ["true", "false", "{}", "[]", "[null]", "{\"x\":1}", "[[]]"];

        private readonly Random _random;

        /// <summary>Makes a source of documents.</summary>
        public SettingsDocuments(Random random)
        {
            _random = random;
        }

        private string Network { get; set; } = "192.168.1.";

        /// <summary>Makes good settings.</summary>
        public JsonObject Good()
        {
            Network = _random.Next(2) == 0 ? "192.168.1." : $"10.{_random.Next(256)}.{_random.Next(256)}.";
            JsonObject settings = [];
            if (Network != "192.168.1.")
            {
                settings["lan"] = new JsonObject { ["address"] = $"{Network}1/24" };
            }

            if (_random.Next(2) == 0)
            {
                JsonObject lan = settings["lan"]?.AsObject() ?? [];
                settings["lan"] = lan;
                Maybe(lan, "dhcp", Dhcp);
            }

            Maybe(settings, "$schema", () => "gateway.schema.json");
            Maybe(settings, "wan", () => Object(
                ("address", () => $"203.0.113.{_random.Next(256)}"),
                ("mtu", () => _random.Next(576, 1501))));
            Maybe(settings, "nat", () => Object(
                ("maximumFlows", () => _random.Next(1, 65503)),
                ("filtering", () => Pick("addressAndPortDependent", "addressDependent", "endpointIndependent")),
                ("portForwards", () => List(33, Forward))));
            Maybe(settings, "op25b", () => Object(
                ("mode", () => Pick("off", "monitor", "enforce")),
                ("onBlock", () => Pick("redirect", "reject", "drop")),
                ("relays", () => List(33, Relay)),
                ("exemptHosts", () => List(33, index => index % 3 == 2 ? $"{Network}{128 + (index * 2)}/31" : $"{Network}{2 + index}")),
                ("effectiveFrom", () => $"{_random.Next(1971, 10000)}-{_random.Next(1, 13):00}-{_random.Next(1, 29):00}T{_random.Next(24):00}:{_random.Next(60):00}:59Z")));
            Maybe(settings, "page", () => Object(
                ("isp", Isp),
                ("hostName", () => Pick("gateway.home.arpa", "Gateway")),
                ("utcOffset", () => Pick("+09:00", "-03:30", "+14:00", "-00:00"))));
            Maybe(settings, "dns", () => Object(("servers", () => List(4, index => $"198.51.100.{index}"))));
            Maybe(settings, "time", () => Object(("servers", () => List(3, index => index == 0 ? "ntp.isp.example" : "198.51.100.123"))));
            Maybe(settings, "reporting", Reporting);
            return Shuffled(settings);
        }

        /// <summary>Changes one to three places of settings: other values, missing and unknown keys, elements more.</summary>
        public JsonObject Changed(JsonObject settings)
        {
            for (int changes = _random.Next(1, 4); changes > 0; changes--)
            {
                JsonNode[] places = [.. Containers(settings)];
                Change(places[_random.Next(places.Length)]);
            }

            return settings;
        }

        /// <summary>Puts each odd value into each place of settings that have every key, one at a time.</summary>
        public static IEnumerable<JsonObject> EachOddValueInEachPlace()
        {
            JsonNode[] values = [null, .. Others.Concat(Numbers).Select(json => JsonNode.Parse(json)), .. Strings.Select(text => JsonValue.Create(text))];
            JsonObject full = JsonNode.Parse(Full).AsObject();
            foreach (object[] place in PlacesIn(full, []))
            {
                foreach (JsonNode value in values)
                {
                    JsonObject settings = full.DeepClone().AsObject();
                    JsonNode container = place[..^1].Aggregate((JsonNode)settings, (node, step) => step is string key ? node[key] : node[(int)step]);
                    if (place[^1] is string name)
                    {
                        container[name] = value?.DeepClone();
                    }
                    else
                    {
                        container[(int)place[^1]] = value?.DeepClone();
                    }

                    yield return settings;
                }
            }
        }

        private static IEnumerable<object[]> PlacesIn(JsonNode node, object[] path)
        {
            IEnumerable<(object Step, JsonNode Child)> children = node switch
            {
                JsonObject value => value.Select(member => ((object)member.Key, member.Value)),
                JsonArray value => value.Select((child, index) => ((object)index, child)),
                _ => [],
            };
            return children.SelectMany(child => PlacesIn(child.Child, [.. path, child.Step]).Prepend([.. path, child.Step]));
        }

        private static IEnumerable<JsonNode> Containers(JsonNode node)
        {
            IEnumerable<JsonNode> children = node switch
            {
                JsonObject value => value.Select(member => member.Value),
                JsonArray value => value,
                _ => [],
            };
            return children.OfType<JsonNode>().SelectMany(Containers).Concat(node is JsonObject or JsonArray ? [node] : []);
        }

        private void Change(JsonNode place)
        {
            if (place is JsonObject value)
            {
                string[] keys = [.. value.Select(member => member.Key)];
                string key = keys.Length == 0 || _random.Next(8) == 0
                    ? Pick("address", "colour", "servers", "mode", "isp", "lan", "", "Address", "contact", "lanPort")
                    : keys[_random.Next(keys.Length)];
                if (_random.Next(10) == 0)
                {
                    value.Remove(key);
                }
                else
                {
                    value[key] = Odd();
                }
            }
            else if (place is JsonArray list)
            {
                if (list.Count > 0 && _random.Next(2) == 0)
                {
                    list[_random.Next(list.Count)] = Odd();
                }
                else
                {
                    list.Insert(_random.Next(list.Count + 1), list.Count > 0 && _random.Next(2) == 0 ? list[0]?.DeepClone() : Odd());
                }
            }
        }

        private JsonNode Odd()
        {
            return _random.Next(12) switch
            {
                0 => null,
                1 => JsonNode.Parse(Pick(Others)),
                2 or 3 or 4 => JsonNode.Parse(Pick(Numbers)),
                _ => Pick(Strings),
            };
        }

        private JsonObject Isp()
        {
            return Object(
                ("name", () => Pick("Example ISP", "テスト \U0001F600", new string('名', 200))),
                ("submissionHost", () => Pick("smtp.isp.example", "a", "xn--p1ai.example", string.Join('.', Enumerable.Repeat(new string('a', 49), 5)))),
                ("submissionPorts", () => List(9, index => 587 + index)),
                ("contact", () => Object(("phone", () => "+81 3"), ("hours", () => "いつも"), ("mail", () => Pick("a@b", "o'k+x@isp.example")))),
                ("corporateUrl", () => Pick("https://isp.example/c", "http://192.0.2.1:8080/?a=%20#b")),
                ("announcementUrl", () => "https://isp.example/" + new string('a', _random.Next(180))));
        }

        private JsonObject Reporting()
        {
            string server = Pick("https://reports.isp.example", "https://198.51.100.9:8443", "https://a:1");
            JsonObject reporting = new()
            {
                ["vendor"] = Pick("00005E", "ISP-EXAMPLE", "A-1-B"),
                ["manufacturerOui"] = Pick("00005E", "ABCDEF"),
                ["productClass"] = Pick("Gateway", new string('~', 64)),
                ["serialNumber"] = Pick("1", "a b", "%?&="),
                ["userName"] = Pick("cpe", new string(' ', 128)),
            };
            Maybe(reporting, "password", () => Pick("a:b", "~"));
            Maybe(reporting, "reportingInterval", () => _random.Next(60, 86401));
            Maybe(reporting, "numberOfRetainedFailedReports", () => _random.Next(25));
            Maybe(reporting, "retryMinimumWaitInterval", () => _random.Next(1, 65536));
            Maybe(reporting, "retryIntervalMultiplier", () => _random.Next(1000, 65536));
            Maybe(reporting, "persistAcrossReboot", () => _random.Next(2) == 0);
            if (_random.Next(3) > 0)
            {
                reporting["url"] = server + Pick("", "/", "/a/b;c=d");
                Maybe(reporting, "settingsUrl", () => server + Pick("", "/settings.json"));
            }

            return Shuffled(reporting);
        }

        private JsonObject Dhcp()
        {
            JsonObject dhcp = Object(
                ("enabled", () => _random.Next(2) == 0),
                ("domain", () => Pick("home.arpa", "a")),
                ("reservations", () => List(33, index => new JsonObject
                {
                    ["mac"] = $"{Pick("02", "0a", "FE")}:00:5e:10:00:{index:x2}",
                    ["address"] = $"{Network}{2 + index}",
                })));
            if (_random.Next(2) == 0)
            {
                dhcp["first"] = $"{Network}{_random.Next(2, 100)}";
                dhcp["last"] = $"{Network}{_random.Next(100, 255)}";
            }

            return dhcp;
        }

        private JsonObject Forward(int index)
        {
            return Shuffled(new JsonObject
            {
                ["protocol"] = Pick("tcp", "udp"),
                ["externalPort"] = 1 + (index * 2000),
                ["lanAddress"] = $"{Network}{_random.Next(2, 255)}",
                ["lanPort"] = 65535 - index,
            });
        }

        private JsonNode Relay(int index)
        {
            return Pick($"198.51.100.{index}", $"198.{index}.0.0/16", $"203.0.113.{index * 4}/30", $"Smtp{index}.isp.example");
        }

        private void Maybe(JsonObject settings, string key, Func<JsonNode> make)
        {
            switch (_random.Next(6))
            {
                case 0:
                    break;
                case 1:
                    settings[key] = null;
                    break;
                default:
                    settings[key] = make();
                    break;
            }
        }

        private JsonObject Object(params (string Key, Func<JsonNode> Make)[] members)
        {
            JsonObject value = [];
            foreach ((string key, Func<JsonNode> make) in members)
            {
                Maybe(value, key, make);
            }

            return Shuffled(value);
        }

        private JsonArray List(int end, Func<int, JsonNode> make)
        {
            return [.. Enumerable.Range(0, _random.Next(4) == 0 ? end - 1 : _random.Next(Math.Min(end, 4))).Select(make)];
        }

        private JsonObject Shuffled(JsonObject value)
        {
            KeyValuePair<string, JsonNode>[] members = [.. value];
            value.Clear();
            _random.Shuffle(members);
            return new JsonObject(members);
        }

        private string Pick(params string[] values)
        {
            return values[_random.Next(values.Length)];
        }
    }
}
