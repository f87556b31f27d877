using Gateway.Control;

namespace Gateway.Reporting
{
    /// <summary>What a response's head says, line by line.</summary>
    public sealed class HttpResponseHead
    {
        /// <summary>In the place of a length or a time: there is none.</summary>
        public const int None = -1;

        private const string Version = "HTTP/1.";
        private const int StatusOffset = 9;
        private const int StatusLength = 3;
        private const int MaximumDigits = 18; // a long does not run over
        private const int NoContent = 204;
        private const int NotModified = 304;
        private const int SwitchingProtocols = 101;

        // RFC 9110 §5.6.2, besides letters and digits.
        private const string TokenCharacters = "!#$%&'*+-.^_`|~";

        private bool _isOld;
        private bool _isClosing;
        private bool _isSpoiled;

        /// <summary>The status, 100 to 599.</summary>
        public int Status { get; private set; }

        /// <summary>Content-Length; <see cref="None"/> without one.</summary>
        public long ContentLength { get; private set; }

        /// <summary>Whether the body comes in chunks.</summary>
        public bool IsChunked { get; private set; }

        /// <summary>Retry-After's seconds; <see cref="None"/> without such.</summary>
        public int RetryAfterS { get; private set; }

        /// <summary>Retry-After's date, in seconds since 1970; <see cref="None"/> without such.</summary>
        public long RetryAfterUtc { get; private set; }

        /// <summary>The ETag as it is written, quotes included; null without one that can be kept.</summary>
        public string Tag { get; private set; }

        /// <summary>Whether another response follows this one (RFC 9110 §15.2).</summary>
        public bool IsInterim
        {
            get { return Status < 200; }
        }

        /// <summary>Whether it is any 2xx.</summary>
        public bool IsSuccess
        {
            get { return Status >= 200 && Status < 300; }
        }

        /// <summary>Whether nothing follows the head, whatever it says (RFC 9112 §6.3).</summary>
        public bool HasNoBody
        {
            get { return Status == NoContent || Status == NotModified; }
        }

        /// <summary>Whether its fields agree with each other.</summary>
        public bool IsSound
        {
            get { return !_isSpoiled && !(IsChunked && (ContentLength != None || _isOld)); }
        }

        /// <summary>Whether the server keeps the connection. After a body where there must be none, better not.</summary>
        public bool KeepsConnection
        {
            get { return !_isOld && !_isClosing && !(Status == NoContent && (IsChunked || ContentLength > 0)); }
        }

        /// <summary>Forgets all.</summary>
        public void Clear()
        {
            Status = 0;
            ContentLength = None;
            IsChunked = false;
            RetryAfterS = None;
            RetryAfterUtc = None;
            Tag = null;
            _isOld = false;
            _isClosing = false;
            _isSpoiled = false;
        }

        /// <summary>Takes the first line. A missing reason is forgiven, with its space or without.</summary>
        /// <returns>False when it is none, or says what was not asked for.</returns>
        public bool TakeStatusLine(byte[] line, int length)
        {
            int minor = Version.Length;
            if (length < StatusOffset + StatusLength || !StartsWith(line, 0, length, Version) || !IsDigit(line[minor]) || line[minor + 1] != ' ')
            {
                return false;
            }

            int status = (int)Number(line, StatusOffset, StatusOffset + StatusLength);
            bool ends = length == StatusOffset + StatusLength || line[StatusOffset + StatusLength] == ' ';
            _isOld = line[minor] == '0';
            Status = status;
            return ends && status >= 100 && status < 600 && status != SwitchingProtocols;
        }

        /// <summary>Takes a field.</summary>
        /// <returns>False when it is none.</returns>
        public bool TakeField(byte[] line, int length)
        {
            int colon = 0;
            while (colon < length && line[colon] != ':')
            {
                char lower = (char)(line[colon] | 0x20);
                if (!IsDigit(line[colon]) && (lower < 'a' || lower > 'z') && TokenCharacters.IndexOf((char)line[colon]) < 0)
                {
                    return false;
                }

                colon++;
            }

            if (colon == 0 || colon == length)
            {
                return false;
            }

            int begin = colon + 1;
            int end = length;
            while (begin < end && IsBlank(line[begin]))
            {
                begin++;
            }

            while (end > begin && IsBlank(line[end - 1]))
            {
                end--;
            }

            if (IsName(line, colon, "content-length"))
            {
                TakeLength(line, begin, end);
            }
            else if (IsName(line, colon, "transfer-encoding"))
            {
                // No other coding was allowed, and each may stand there once.
                _isSpoiled |= IsChunked || !Equals(line, begin, end, "chunked");
                IsChunked = true;
            }
            else if (IsName(line, colon, "connection"))
            {
                TakeConnection(line, begin, end);
            }
            else if (IsName(line, colon, "retry-after"))
            {
                TakeRetryAfter(line, begin, end);
            }
            else if (IsName(line, colon, "etag"))
            {
                TakeTag(line, begin, end);
            }

            return true;
        }

        private static bool IsName(byte[] line, int colon, string name)
        {
            return Equals(line, 0, colon, name);
        }

        // Whatever the letters' case; the text in lower case.
        private static bool Equals(byte[] line, int begin, int end, string text)
        {
            if (end - begin != text.Length)
            {
                return false;
            }

            for (int i = 0; i < text.Length; i++)
            {
                char character = (char)line[begin + i];
                if (character >= 'A' && character <= 'Z')
                {
                    character = (char)(character | 0x20);
                }

                if (character != text[i])
                {
                    return false;
                }
            }

            return true;
        }

        private static bool StartsWith(byte[] line, int begin, int end, string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (begin + i >= end || line[begin + i] != text[i])
                {
                    return false;
                }
            }

            return true;
        }

        private static bool IsDigit(byte octet)
        {
            return octet >= '0' && octet <= '9';
        }

        private static bool IsBlank(byte octet)
        {
            return octet == ' ' || octet == '\t';
        }

        // None when it is not digits alone, or too many.
        private static long Number(byte[] line, int begin, int end)
        {
            long number = 0;
            for (int i = begin; i < end; i++)
            {
                if (!IsDigit(line[i]))
                {
                    return None;
                }

                number = (number * 10) + (line[i] - '0');
            }

            return end == begin || end - begin > MaximumDigits ? None : number;
        }

        // One that stands twice must say the same.
        private void TakeLength(byte[] line, int begin, int end)
        {
            long length = Number(line, begin, end);
            _isSpoiled |= length == None || (ContentLength != None && ContentLength != length);
            ContentLength = length;
        }

        private void TakeConnection(byte[] line, int begin, int end)
        {
            int at = begin;
            for (int i = begin; i <= end; i++)
            {
                if (i < end && line[i] != ',')
                {
                    continue;
                }

                int last = i;
                while (at < last && IsBlank(line[at]))
                {
                    at++;
                }

                while (last > at && IsBlank(line[last - 1]))
                {
                    last--;
                }

                _isClosing |= Equals(line, at, last, "close");
                at = i + 1;
            }
        }

        // RFC 9110 §10.2.3; what is neither form is as if it were not there.
        private void TakeRetryAfter(byte[] line, int begin, int end)
        {
            long seconds = Number(line, begin, end);
            if (seconds != None)
            {
                RetryAfterS = seconds < int.MaxValue ? (int)seconds : int.MaxValue;
            }
            else
            {
                RetryAfterUtc = HttpDate.Read(line, begin, end - begin);
            }
        }

        // RFC 9110 §8.8.3: it comes to stand in a request and in a record, so nothing but its characters.
        private void TakeTag(byte[] line, int begin, int end)
        {
            int quote = StartsWith(line, begin, end, "W/") ? begin + 2 : begin;
            bool isTag = end - quote >= 2 && line[quote] == '"' && line[end - 1] == '"' && end - begin <= RemoteSettings.MaximumTagLength;
            for (int i = quote + 1; i < end - 1; i++)
            {
                isTag &= line[i] > ' ' && line[i] != '"' && line[i] < 0x7F;
            }

            if (!isTag)
            {
                return;
            }

            char[] tag = new char[end - begin];
            for (int i = 0; i < tag.Length; i++)
            {
                tag[i] = (char)line[begin + i];
            }

            Tag = new string(tag);
        }
    }
}
