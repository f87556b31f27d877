using System.Globalization;
using System.Text;

namespace Gateway.Collector
{
    /// <summary>Holds requests against reporting.md, each by itself; <see cref="ReportHistory"/> holds them against earlier ones.</summary>
    internal sealed class RequestRules
    {
        private const string ContentType = "application/json; charset=UTF-8";
        private const string Format = "NameValuePair";
        private const string ImfFixdate = "ddd, dd MMM yyyy HH:mm:ss 'GMT'"; // RFC 9110 §5.6.7
        private const int HttpsPort = 443;

        private static readonly TimeSpan ClockDifference = TimeSpan.FromSeconds(30); // ours: two clocks set by SNTP, on a loaded machine

        private static readonly string[] Modes = ["Off", "Monitor", "Enforce"];
        private static readonly string[] Common = ["Host", "Authorization", "Date"];
        private static readonly string[] OfReports = [.. Common, "Content-Type", "Content-Length", "BBF-Report-Format"];
        private static readonly string[] OfSettings = [.. Common, "Accept", "If-None-Match"];

        private readonly CollectorOptions _options;
        private readonly ParameterList _parameters;
        private readonly string _host;
        private readonly string? _authorization;

        /// <summary>Makes the rules.</summary>
        public RequestRules(CollectorOptions options)
        {
            _options = options;
            _parameters = new ParameterList(options.Vendor);
            _host = options.Listen.Port == HttpsPort ? options.Name : $"{options.Name}:{options.Listen.Port}";
            _authorization = options.User == null ? null : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{options.Password}"));
        }

        /// <summary>Whether a request has the account's name and password.</summary>
        public bool IsAuthorized(RequestFacts request)
        {
            return request.Find("Authorization") == _authorization;
        }

        /// <summary>Judges a request that brings reports.</summary>
        /// <param name="request">The request.</param>
        /// <param name="faults">Takes what is wrong with it, a line each.</param>
        /// <returns>The reports, as far as they could be read.</returns>
        public IReadOnlyList<Report> JudgeReports(RequestFacts request, List<string> faults)
        {
            JudgeHead(request, "POST", OfReports, faults);
            Expect(request, "Content-Type", ContentType, faults);
            Expect(request, "BBF-Report-Format", Format, faults);
            Expect(request, "Content-Length", request.Body.Length.ToString(CultureInfo.InvariantCulture), faults);
            JudgeDate(request, faults);
            GatewayIdentity? identity = RequestTarget.Read(request.Target, _options.ReportPath, faults);
            IReadOnlyList<Report> reports = ReportReader.Read(request.Body, faults);
            long before = 0;
            foreach (Report report in reports)
            {
                if (report.CollectionTimeS <= before)
                {
                    faults.Add($"the report of {report.CollectionTimeS} stands behind that of {before}: oldest first");
                }

                before = report.CollectionTimeS;
                JudgeValues(report, faults);
                if (identity != null)
                {
                    JudgeIdentity(report, identity, faults);
                }
            }

            if (before > (request.At + ClockDifference).ToUnixTimeSeconds())
            {
                faults.Add($"the report of {before} comes from the future");
            }

            return reports;
        }

        /// <summary>Judges a request for remote settings.</summary>
        /// <param name="request">The request.</param>
        /// <param name="isAfterReport">Whether a report that was accepted came before it on its connection.</param>
        /// <param name="faults">Takes what is wrong with it, a line each.</param>
        public void JudgeSettings(RequestFacts request, bool isAfterReport, List<string> faults)
        {
            JudgeHead(request, "GET", OfSettings, faults);
            if (request.Target != _options.SettingsPath)
            {
                faults.Add($"the target is {request.Target}, not {_options.SettingsPath}");
            }

            if (request.Body.Length > 0)
            {
                faults.Add("a GET has a body");
            }

            if (!isAfterReport)
            {
                faults.Add("settings are asked for, but no report was accepted on this connection before");
            }
        }

        private void JudgeHead(RequestFacts request, string method, string[] allowed, List<string> faults)
        {
            if (request.Method != method)
            {
                faults.Add($"the method is {request.Method}, not {method}");
            }

            if (request.Protocol != "HTTP/1.1")
            {
                faults.Add($"the protocol is {request.Protocol}");
            }

            Expect(request, "Host", _host, faults);
            if (!IsAuthorized(request))
            {
                faults.Add("Authorization is not the account's"); // what it was is shown nowhere: it may be a password
            }

            foreach (KeyValuePair<string, string> header in request.Headers)
            {
                if (!allowed.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                {
                    faults.Add($"the header {header.Key} is not asked for");
                }
            }
        }

        private static void Expect(RequestFacts request, string header, string value, List<string> faults)
        {
            string? found = request.Find(header);
            if (found != value)
            {
                faults.Add($"{header} is {found ?? "missing or there twice"}, not {value}");
            }
        }

        private static void JudgeDate(RequestFacts request, List<string> faults)
        {
            string? text = request.Find("Date");
            if (!DateTimeOffset.TryParseExact(
                text, ImfFixdate, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date))
            {
                faults.Add($"Date is {text ?? "missing"}: no date of RFC 9110");
            }
            else if ((date - request.At).Duration() > ClockDifference)
            {
                faults.Add($"Date is {text}, and it is {request.At:R}");
            }
        }

        private void JudgeValues(Report report, List<string> faults)
        {
            foreach ((string name, ReportedValue value) in report.Values)
            {
                ParameterKind? kind = _parameters.KindOf(name);
                if (kind == null)
                {
                    faults.Add($"{name} is no parameter that reporting.md knows");
                }
                else if (value.IsInteger != (kind != ParameterKind.Text) || value.IsInteger && value.Number < 0)
                {
                    faults.Add($"{name} is {value.Text}, and should be a {(kind == ParameterKind.Text ? "string" : "number from 0 on")}");
                }
            }

            if (report.Find(_parameters.Mode) is ReportedValue mode && !Modes.Contains(mode.Text))
            {
                faults.Add($"{_parameters.Mode} is {mode.Text}: not Off, Monitor or Enforce");
            }

            HashSet<string> there = [.. report.Values.Select(value => value.Key)];
            foreach (string name in _parameters.Names)
            {
                if (_parameters.IsRequired(name) && !there.Contains(name))
                {
                    faults.Add($"{name} is missing");
                }
            }
        }

        private static void JudgeIdentity(Report report, GatewayIdentity identity, List<string> faults)
        {
            Compare(ParameterList.ManufacturerOui, identity.ManufacturerOui);
            Compare(ParameterList.ProductClass, identity.ProductClass);
            Compare(ParameterList.SerialNumber, identity.SerialNumber);

            void Compare(string name, string expected)
            {
                if (report.Find(name) is ReportedValue value && value.Text != expected)
                {
                    faults.Add($"{name} is {value.Text}, and the target says {expected}");
                }
            }
        }
    }
}
