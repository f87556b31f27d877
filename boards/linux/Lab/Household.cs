using Gateway.Platform;
using Gateway.Wire;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Gateway.Boards.Linux.Lab
{
    /// <summary>What a home does on a day: mail the right way and the wrong way, the web. Real clients, MailKit and HttpClient.</summary>
    internal sealed class Household
    {
        private const int TimeoutMs = 10_000; // ours: nothing here is farther than a memory copy

        private readonly LabWorld _world;
        private int _mails;

        /// <summary>Moves in.</summary>
        public Household(LabWorld world)
        {
            _world = world;
        }

        /// <summary>Lives through one day.</summary>
        /// <param name="tell">Gets each outcome as it happens.</param>
        /// <returns>Whether all came out as it should.</returns>
        public bool Live(Action<SceneOutcome> tell)
        {
            bool isAllWell = true;
            foreach (Func<SceneOutcome> scene in (Func<SceneOutcome>[])[SendThroughRelay, SendStraight, Submit, Browse, BrowseAsGateway])
            {
                SceneOutcome outcome = scene();
                tell(outcome);
                isAllWell &= outcome.IsAsItShould;
            }

            return isAllWell;
        }

        private SceneOutcome SendThroughRelay()
        {
            const string Title = "pc sends a mail through the ISP's relay, " + LabPlan.RelayName + ", port 25";
            return Play(Title, "delivered", () =>
            {
                MimeMessage mail = Write("through the relay");
                Send(_world.Hosts.Pc, LabPlan.Relay, MailServer.SmtpPort, mail, null);
                return WasDelivered(_world.RelayServer, mail);
            });
        }

        private SceneOutcome SendStraight()
        {
            const string Title = "printer sends a mail straight to " + LabPlan.ForeignName + ", port 25";
            long before = _world.Witness.Port25ToOthers;
            int connectionsBefore = _world.ForeignServer.SmtpConnections;
            try
            {
                Send(_world.Hosts.Printer, LabPlan.Foreign, MailServer.SmtpPort, Write("straight"), null);
                return new SceneOutcome(Title, false, ["DELIVERED, but port 25 of others must be blocked"]);
            }
            catch (SmtpCommandException refusal)
            {
                long seen = _world.Witness.Port25ToOthers - before;
                int connections = _world.ForeignServer.SmtpConnections - connectionsBefore;
                string[] said = refusal.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                bool isNotice = refusal.Message.Contains("Outbound port 25 is blocked", StringComparison.Ordinal);
                return new SceneOutcome(
                    Title,
                    isNotice && seen == 0 && connections == 0,
                    [
                        isNotice ? "blocked, and told why. MailKit reports:" : "refused, but not by the gateway's notice. MailKit reports:",
                        .. said.Select(line => $"  {(int)refusal.StatusCode} {line}"),
                        $"packets to port 25 of others on the WAN: {seen}{(seen == 0 ? "" : ", BUT THERE MUST BE NONE")}",
                    ]);
            }
            catch (Exception exception) when (IsNetwork(exception))
            {
                return new SceneOutcome(Title, false, [$"failed without a word from the gateway: {exception.Message}"]);
            }
        }

        private SceneOutcome Submit()
        {
            const string Title = "printer sends it again to " + LabPlan.ForeignName + ", port 587, with STARTTLS and AUTH";
            return Play(Title, "delivered", () =>
            {
                MimeMessage mail = Write("by submission");
                Send(_world.Hosts.Printer, LabPlan.Foreign, MailServer.SubmissionPort, mail, _world.ForeignServer);
                return WasDelivered(_world.ForeignServer, mail);
            });
        }

        private SceneOutcome Browse()
        {
            string title = $"pc fetches a web page, http://{Ipv4Text.Format(LabPlan.Web)}/";
            return Play(title, "fetched", () =>
            {
                string page = Fetch(_world.Hosts.Pc);
                bool isRight = page.StartsWith($"Hello, {Ipv4Text.Format(LabPlan.GatewayWan)}:", StringComparison.Ordinal);
                return (isRight, $"200, the server says: {page.Trim()}");
            });
        }

        private SceneOutcome BrowseAsGateway()
        {
            string title = $"the gateway itself fetches http://{Ipv4Text.Format(LabPlan.Web)}/, with its own stack";
            return Play(title, "fetched", () =>
            {
                string page = Fetch(_world.Hosts.Gateway);
                int port = int.TryParse(page.Trim().TrimEnd('.').Split(':')[^1], out int number) ? number : 0;
                bool isOwn = port >= HostPorts.First || _world.PortRangeProblem != null;
                string range = isOwn ? "" : $", BUT THE PORT MUST BE {HostPorts.First} OR HIGHER";
                return (page.Contains(Ipv4Text.Format(LabPlan.GatewayWan), StringComparison.Ordinal) && isOwn,
                    $"200, the server says: {page.Trim()}{range}");
            });
        }

        private static SceneOutcome Play(string title, string outcome, Func<(bool IsRight, string What)> play)
        {
            try
            {
                (bool isRight, string what) = play();
                return new SceneOutcome(title, isRight, [isRight ? $"{outcome}: {what}" : $"NOT {outcome} as it should be: {what}"]);
            }
            catch (Exception exception) when (IsNetwork(exception))
            {
                return new SceneOutcome(title, false, [$"NOT {outcome}: {exception.Message}"]);
            }
        }

        private static bool IsNetwork(Exception exception)
        {
            return exception is IOException or ServiceNotConnectedException or CommandException or ProtocolException
                or AuthenticationException or SslHandshakeException or HttpRequestException or OperationCanceledException or TimeoutException;
        }

        private MimeMessage Write(string subject)
        {
            MimeMessage mail = new();
            mail.From.Add(new MailboxAddress("Household", "household@isp.example"));
            mail.To.Add(new MailboxAddress("Friend", "friend@foreign.example"));
            mail.Subject = $"Mail {++_mails}, {subject}";
            mail.Body = new TextPart("plain") { Text = "Dear friend,\r\n.\r\n..this line and the one before begin with dots.\r\nYours\r\n" };
            return mail;
        }

        private static void Send(ILabHost from, uint to, int port, MimeMessage mail, MailServer? account)
        {
            using Stream stream = from.Connect(new Peer(to, port));
            using SmtpClient client = new() { Timeout = TimeoutMs, LocalDomain = $"{from.Name}.home.example" };
            string name = account?.HostName ?? Ipv4Text.Format(to);
            client.ServerCertificateValidationCallback = (_, certificate, _, _) =>
                account != null && certificate?.GetCertHashString() == account.Certificate.GetCertHashString();
            client.Connect(stream, name, port, account == null ? SecureSocketOptions.None : SecureSocketOptions.StartTls);
            if (account != null)
            {
                client.Authenticate(account.User, account.Password);
            }

            client.Send(mail);
            client.Disconnect(quit: true);
        }

        private static (bool IsRight, string What) WasDelivered(MailServer server, MimeMessage mail)
        {
            FormatOptions asSent = FormatOptions.Default.Clone();
            asSent.NewLineFormat = NewLineFormat.Dos;
            using MemoryStream sent = new();
            mail.WriteTo(asSent, sent);
            if (server.Take() is not ReceivedMail received)
            {
                return (false, "the server has no mail");
            }

            bool isSame = received.Content.AsSpan().SequenceEqual(sent.ToArray());
            string how = received.IsEncrypted ? $", over TLS, as {received.User}" : "";
            return (isSame, $"{received.Content.Length} bytes {(isSame ? "as they were written" : "THAT DIFFER FROM WHAT WAS WRITTEN")}, "
                + $"from {received.From}{how}");
        }

        private static string Fetch(ILabHost from)
        {
            using SocketsHttpHandler handler = new()
            {
                UseProxy = false,
                ConnectCallback = (_, _) => ValueTask.FromResult(from.Connect(new Peer(LabPlan.Web, WebServer.Port))),
            };
            using HttpClient client = new(handler) { Timeout = TimeSpan.FromMilliseconds(TimeoutMs) };
            return client.GetStringAsync(new Uri($"http://{Ipv4Text.Format(LabPlan.Web)}/")).GetAwaiter().GetResult();
        }
    }
}
