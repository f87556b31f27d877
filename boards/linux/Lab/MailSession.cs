using System.Net.Security;
using System.Text;

namespace Gateway.Boards.Linux.Lab
{
    /// <summary>One client at a <see cref="MailServer"/>: as much of RFC 5321, 3207 and 4954 as mail software needs.</summary>
    internal sealed class MailSession : IDisposable
    {
        private const int MaximumLineLength = 1000; // RFC 5321 §4.5.3.1.6, a text line
        private const int MaximumMailLength = 1 << 20; // ours
        private const int MaximumCommands = 100; // ours: no client of the lab needs more
        private const string NewLine = "\r\n";

        private readonly MailServer _server;
        private readonly Peer _peer;
        private readonly bool _isSubmission;
        private readonly byte[] _line = new byte[MaximumLineLength];
        private readonly byte[] _octet = new byte[1];
        private Stream _stream;
        private bool _isEncrypted;
        private string? _user;
        private bool _hasSender;
        private bool _hasRecipient;

        /// <summary>Makes a session.</summary>
        public MailSession(MailServer server, Stream stream, Peer peer, bool isSubmission)
        {
            _server = server;
            _stream = new BufferedStream(stream);
            _peer = peer;
            _isSubmission = isSubmission;
        }

        /// <summary>Serves until the client leaves.</summary>
        public void Serve()
        {
            if (!_isSubmission)
            {
                _server.CountSmtpConnection();
            }

            Say($"220 {_server.HostName} ESMTP");
            for (int commands = 0; commands < MaximumCommands && ReadLine() is string line; commands++)
            {
                string verb = line.Split(' ', 2)[0].ToUpperInvariant();
                if (verb == "QUIT")
                {
                    Say("221 2.0.0 Bye");
                    return;
                }

                Answer(verb, line);
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _stream.Dispose();
        }

        private void Answer(string verb, string line)
        {
            switch (verb)
            {
                case "EHLO":
                    Say(Capabilities());
                    break;
                case "HELO":
                    Say($"250 {_server.HostName}");
                    break;
                case "STARTTLS" when _isSubmission && !_isEncrypted:
                    StartTls();
                    break;
                case "AUTH" when _isSubmission && _isEncrypted:
                    Authenticate(line);
                    break;
                case "MAIL" when _isSubmission && _user == null:
                    Say("530 5.7.0 Authentication required");
                    break;
                case "MAIL":
                    _hasSender = true;
                    _hasRecipient = false;
                    Say("250 2.1.0 OK");
                    break;
                case "RCPT" when _hasSender:
                    _hasRecipient = true;
                    Say("250 2.1.5 OK");
                    break;
                case "DATA" when _hasRecipient:
                    TakeMail();
                    break;
                case "RSET":
                    _hasSender = _hasRecipient = false;
                    Say("250 2.0.0 OK");
                    break;
                case "NOOP":
                    Say("250 2.0.0 OK");
                    break;
                default:
                    Say("503 5.5.1 Not now");
                    break;
            }
        }

        private string Capabilities()
        {
            List<string> lines = [_server.HostName, "8BITMIME", $"SIZE {MaximumMailLength}"];
            if (_isSubmission)
            {
                lines.Add(_isEncrypted ? "AUTH PLAIN" : "STARTTLS");
            }

            return string.Join(NewLine, lines.Select((line, i) => $"250{(i < lines.Count - 1 ? '-' : ' ')}{line}"));
        }

        private void StartTls()
        {
            Say("220 2.0.0 Go ahead");
            SslStream tls = new(_stream, leaveInnerStreamOpen: false);
            tls.AuthenticateAsServer(_server.Certificate);
            _stream = new BufferedStream(tls);
            _isEncrypted = true;
        }

        // RFC 4616: authorization identity, name and password, each behind a zero octet.
        private void Authenticate(string line)
        {
            string[] words = line.Split(' ');
            if (words.Length < 2 || !words[1].Equals("PLAIN", StringComparison.OrdinalIgnoreCase))
            {
                Say("504 5.5.4 Only PLAIN");
                return;
            }

            string? answer = words.Length > 2 ? words[2] : null;
            if (answer == null)
            {
                Say("334 ");
                answer = ReadLine();
            }

            byte[] octets = new byte[MaximumLineLength];
            string expected = $"\0{_server.User}\0{_server.Password}";
            bool isRight = Convert.TryFromBase64String(answer ?? "", octets, out int length)
                && Encoding.UTF8.GetString(octets, 0, length).EndsWith(expected, StringComparison.Ordinal);
            _user = isRight ? _server.User : null;
            Say(isRight ? "235 2.7.0 Welcome" : "535 5.7.8 Wrong name or password");
        }

        private void TakeMail()
        {
            Say("354 End with a dot on a line of its own");
            using MemoryStream content = new();
            while (ReadLine() is string line)
            {
                if (line == ".")
                {
                    _server.Keep(new ReceivedMail(_peer, _user, _isEncrypted, content.ToArray()));
                    Say("250 2.0.0 Delivered");
                    return;
                }

                if (content.Length > MaximumMailLength)
                {
                    throw new IOException("The mail is too long.");
                }

                // RFC 5321 §4.5.2: a leading dot was doubled.
                content.Write(Encoding.Latin1.GetBytes(line.StartsWith('.') ? line[1..] : line));
                content.Write("\r\n"u8);
            }
        }

        private void Say(string text)
        {
            _stream.Write(Encoding.ASCII.GetBytes(text + NewLine));
            _stream.Flush();
        }

        private string? ReadLine()
        {
            for (int length = 0; length < MaximumLineLength; length++)
            {
                if (_stream.Read(_octet, 0, 1) == 0)
                {
                    return null;
                }

                _line[length] = _octet[0];
                if (_octet[0] == '\n')
                {
                    return Encoding.Latin1.GetString(_line, 0, length).TrimEnd('\r');
                }
            }

            throw new IOException("A line is too long.");
        }
    }
}
