using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Runtime.InteropServices;
using Gateway.Boards.Linux.Commands;
using Microsoft.Data.Sqlite;

namespace Gateway.Collector
{
    /// <summary>The command line.</summary>
    internal static class Program
    {
        private const string Help = """
            It makes an authority and a certificate of its own, and writes ca.pem into the folder, for the gateway's --ca-certificate.
            Each request is held against the form of reports; what is not as it must be is a violation.

            Examples:
              # A collector for a gateway on this machine
              dotnet run --project tests/lab/Collector -- --folder /tmp/collector --user gateway --password secret
              # From another terminal: the next two requests get 503, with Retry-After: 5
              curl -X POST 'http://127.0.0.1:8444/behave?as=busy-seconds&times=2&retryAfterS=5'
              # What came
              curl http://127.0.0.1:8444/state
              sqlite3 /tmp/collector/collector.db "SELECT time, json_extract(parameters, '$.\"Device.DeviceInfo.UpTime\"') FROM report"
              # Remote settings
              curl -X PUT --data-binary @settings.json http://127.0.0.1:8444/settings

            Behaviours: well, no-content, chunked, trickle, error, busy-seconds, busy-date, unauthorized, forbidden, redirect,
              hang-before-answer, hang-in-head, hang-in-handshake, close-in-answer, close-before-answer, huge, garbage,
              wrong-authority, expired, wrong-name

            Exit codes:
              0  no violation
              1  there were some; each is said
              2  bad arguments, a port that is taken, a folder that can't be written
            """;

        /// <summary>Runs it.</summary>
        /// <returns>An <see cref="ExitCode"/>.</returns>
        public static int Main(string[] arguments)
        {
            CollectorOptions defaults = new();
            Option<IPEndPoint> listen = EndPoint("--listen", "Where gateways connect, with TLS.", defaults.Listen);
            Option<IPEndPoint> control = EndPoint("--control", "Where tests ask and command, in plain HTTP.", defaults.Control);
            Option<string> folder = Text("--folder", "Takes ca.pem and the database.", defaults.Folder);
            Option<string> name = Text("--name", "The name in its certificate.", defaults.Name);
            Option<string> reportPath = Text("--report-path", "The path that reports are posted to.", defaults.ReportPath);
            Option<string> settingsPath = Text("--settings-path", "The path of remote settings.", defaults.SettingsPath);
            Option<string?> user = new("--user") { Description = "For Basic authentication; else none is asked for." };
            Option<string> password = Text("--password", "Its password.", defaults.Password);
            Option<string> vendor = Text("--vendor", "VENDOR in the own parameters' names.", defaults.Vendor);
            Option<bool> attended = new("--attended")
            {
                Description = "Whoever starts it holds its standard input: it ends with that. Its folder is a new one, and goes with it.",
            };
            Option<bool> quiet = new("--quiet") { Description = "Tell violations only." };
            RootCommand root = new("Receives the gateway's reports (TR-181 Bulk Data), for tests.")
            {
                listen, control, folder, name, reportPath, settingsPath, user, password, vendor, attended, quiet,
            };
            ExamplesHelpAction.AddTo(root, Help);
            root.SetAction(parsed => (int)Run(new CollectorOptions
            {
                Listen = parsed.GetValue(listen)!,
                Control = parsed.GetValue(control)!,
                Folder = parsed.GetValue(attended) ? Directory.CreateTempSubdirectory("gateway-collector-").FullName : parsed.GetValue(folder)!,
                Name = parsed.GetValue(name)!,
                ReportPath = parsed.GetValue(reportPath)!,
                SettingsPath = parsed.GetValue(settingsPath)!,
                User = parsed.GetValue(user),
                Password = parsed.GetValue(password)!,
                Vendor = parsed.GetValue(vendor)!,
                IsAttended = parsed.GetValue(attended),
                IsTelling = !parsed.GetValue(quiet),
            }));
            ParseResult result = root.Parse(arguments);
            return result.Errors.Count > 0 && result.Action is not ExamplesHelpAction ? Refuse(result) : result.Invoke();
        }

        private static int Refuse(ParseResult result)
        {
            foreach (ParseError error in result.Errors)
            {
                Console.Error.WriteLine($"error: {error.Message}");
            }

            Console.Error.WriteLine("'--help' tells what is allowed.");
            return (int)ExitCode.BadInput;
        }

        private static ExitCode Run(CollectorOptions options)
        {
            try
            {
                return Serve(options).GetAwaiter().GetResult();
            }
            catch (Exception exception) when (exception
                is IOException or UnauthorizedAccessException or SqliteException or System.Net.Sockets.SocketException)
            {
                Console.Error.WriteLine($"error: {exception.Message}");
                return ExitCode.BadInput;
            }
            finally
            {
                if (options.IsAttended)
                {
                    Directory.Delete(options.Folder, recursive: true);
                }
            }
        }

        private static async Task<ExitCode> Serve(CollectorOptions options)
        {
            TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await using CollectorServer server = new(options, Console.Out, Console.Error);
            await server.Start();
            // A terminal's Ctrl-C comes to all at once: whoever attends to this one ends it when he is done.
            using PosixSignalRegistration interrupt = On(PosixSignal.SIGINT, options.IsAttended ? null : stopped);
            using PosixSignalRegistration terminate = On(PosixSignal.SIGTERM, stopped);
            Console.Out.WriteLine($"started: reports at {options.Listen}, control at {options.Control}, authority in {server.AuthorityPath}");
            if (options.IsAttended)
            {
                _ = Task.Run(() =>
                {
                    while (Console.In.Read() >= 0)
                    {
                        // Nothing is expected there but its end.
                    }

                    stopped.TrySetResult();
                });
            }

            await stopped.Task;

            IReadOnlyList<string> violations = server.Journal.Violations;
            Console.Out.WriteLine($"{server.Journal.Counts.GetValueOrDefault("reports")} reports, {violations.Count} violations");
            return violations.Count == 0 ? ExitCode.Success : ExitCode.Violations;
        }

        private static PosixSignalRegistration On(PosixSignal signal, TaskCompletionSource? stopped)
        {
            return PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                stopped?.TrySetResult();
            });
        }

        private static Option<string> Text(string name, string description, string standard)
        {
            return new Option<string>(name) { Description = description, DefaultValueFactory = _ => standard };
        }

        private static Option<IPEndPoint> EndPoint(string name, string description, IPEndPoint standard)
        {
            return new Option<IPEndPoint>(name)
            {
                Description = description,
                HelpName = "ADDRESS:PORT",
                DefaultValueFactory = _ => standard,
                CustomParser = argument =>
                {
                    if (IPEndPoint.TryParse(argument.Tokens[0].Value, out IPEndPoint? endPoint) && endPoint.Port != 0)
                    {
                        return endPoint;
                    }

                    argument.AddError($"{name} is '{argument.Tokens[0].Value}', and should be ADDRESS:PORT.");
                    return null;
                },
            };
        }
    }
}
