namespace Gateway.StatusPage
{
    /// <summary>What a request's head says, and the judgement on it. <see cref="RequestReader"/> fills it.</summary>
    public sealed class RequestHead
    {
        /// <summary>The longest request target in bytes. Ours: our longest is 40; RFC 9112 §3 asks for 8000 where they are of use.</summary>
        public const int MaximumTargetLength = 256;

        private string _ownAddress = "";
        private string _ownName = "";
        private readonly byte[] _target = new byte[MaximumTargetLength];
        private int _major;
        private int _minor;
        private int _hostCount;
        private bool _isHostOurs;
        private bool _hasBody;
        private bool _asksToClose;

        /// <summary>The method.</summary>
        public HttpMethod Method { get; private set; }

        /// <summary>Whether the client speaks HTTP/1.1 or a later 1.x: then it can read chunks.</summary>
        public bool IsVersion11
        {
            get { return _major == 1 && _minor >= 1; }
        }

        /// <summary>
        /// Whether the connection may go on behind the answer. With HTTP/1.0 it never does: our answers' lengths are not known before.
        /// </summary>
        public bool AllowsMore
        {
            get { return !_asksToClose && IsVersion11; }
        }

        /// <summary>The target's bytes; the path and query are a part of them.</summary>
        public byte[] Target
        {
            get { return _target; }
        }

        /// <summary>The target's length in bytes.</summary>
        public int TargetLength { get; private set; }

        /// <summary>Where in the target the path begins.</summary>
        public int PathBegin { get; private set; }

        /// <summary>Behind the path's last byte; a query begins there with a question mark.</summary>
        public int PathEnd { get; private set; }

        /// <summary>The language that Accept-Language asks for most, as far as it is read; None where it asks for neither.</summary>
        public PageLanguage AcceptedLanguage { get; private set; }

        /// <summary>Says whom requests must be for.</summary>
        /// <param name="ownAddress">Our LAN address, as text.</param>
        /// <param name="ownName">Our name in lower case; empty where there is none.</param>
        public void Serve(string ownAddress, string ownName)
        {
            _ownAddress = ownAddress;
            _ownName = ownName;
        }

        /// <summary>Forgets all that was read.</summary>
        internal void Clear()
        {
            Method = HttpMethod.None;
            TargetLength = 0;
            PathBegin = 0;
            PathEnd = 0;
            AcceptedLanguage = PageLanguage.None;
            _major = 0;
            _minor = 0;
            _hostCount = 0;
            _isHostOurs = false;
            _hasBody = false;
            _asksToClose = false;
        }

        /// <summary>Takes the method.</summary>
        internal void SetMethod(byte[] token, int length)
        {
            Method = Is(token, length, "GET") ? HttpMethod.Get
                : Is(token, length, "HEAD") ? HttpMethod.Head
                : Is(token, length, "POST") || Is(token, length, "PUT") || Is(token, length, "DELETE") || Is(token, length, "OPTIONS")
                    || Is(token, length, "TRACE") || Is(token, length, "CONNECT") || Is(token, length, "PATCH") ? HttpMethod.NotAllowed
                : HttpMethod.Unknown;
        }

        /// <summary>Takes one byte of the target.</summary>
        /// <returns>False when there is no more room.</returns>
        internal bool AddToTarget(int octet)
        {
            if (TargetLength == MaximumTargetLength)
            {
                return false;
            }

            _target[TargetLength++] = (byte)octet;
            return true;
        }

        /// <summary>Takes the version.</summary>
        /// <returns>Whether it is one of HTTP/1.x.</returns>
        internal bool SetVersion(int major, int minor)
        {
            _major = major;
            _minor = minor;
            return major == 1;
        }

        /// <summary>Finds which field a name is.</summary>
        internal static RequestField FieldOf(byte[] name, int length)
        {
            return AsciiBytes.AreEqualIgnoringCase(name, 0, length, "host") ? RequestField.Host
                : AsciiBytes.AreEqualIgnoringCase(name, 0, length, "accept-language") ? RequestField.AcceptLanguage
                : AsciiBytes.AreEqualIgnoringCase(name, 0, length, "connection") ? RequestField.Connection
                : AsciiBytes.AreEqualIgnoringCase(name, 0, length, "content-length") ? RequestField.ContentLength
                : AsciiBytes.AreEqualIgnoringCase(name, 0, length, "transfer-encoding") ? RequestField.TransferEncoding
                : RequestField.Other;
        }

        /// <summary>Takes a field's value, without blanks around it.</summary>
        /// <returns>False when it is malformed.</returns>
        internal bool Add(RequestField field, byte[] value, int length)
        {
            switch (field)
            {
                case RequestField.Host:
                    _hostCount++;
                    _isHostOurs = IsOurs(value, 0, length);
                    return true;
                case RequestField.AcceptLanguage:
                    AcceptedLanguage = LanguageChoice.Of(value, length);
                    return true;
                case RequestField.Connection:
                    _asksToClose |= HasOption(value, length, "close");
                    return true;
                case RequestField.ContentLength:
                    return AddContentLength(value, length);
                case RequestField.TransferEncoding:
                    _hasBody = true;
                    return true;
                default:
                    return true;
            }
        }

        private bool AddContentLength(byte[] value, int length)
        {
            bool isNumber = length > 0;
            for (int i = 0; i < length; i++)
            {
                isNumber &= AsciiBytes.IsDigit(value[i]);
                _hasBody |= value[i] != '0';
            }

            return isNumber;
        }

        /// <summary>Judges the whole head: Ok, or why it is refused.</summary>
        internal int Judge()
        {
            if (_hostCount > 1 || (_hostCount == 0 && IsVersion11) || (Method != HttpMethod.NotAllowed && !FindPath()))
            {
                return HttpStatus.BadRequest;
            }

            // DNS rebinding: a foreign page's script reaches us under its own host's name. Who is too old to say a host runs none.
            if (_hostCount == 1 && !_isHostOurs)
            {
                return HttpStatus.MisdirectedRequest;
            }

            return Method == HttpMethod.Unknown ? HttpStatus.NotImplemented
                : Method == HttpMethod.NotAllowed ? HttpStatus.MethodNotAllowed
                : _hasBody ? HttpStatus.ContentTooLarge
                : HttpStatus.Ok;
        }

        // The target is a path, or a whole URI, whose host stands above the field's (RFC 9112 §3.2.2).
        private bool FindPath()
        {
            const string Scheme = "http://";
            int begin = 0;
            if (_target[0] != '/')
            {
                if (TargetLength <= Scheme.Length || !AsciiBytes.AreEqualIgnoringCase(_target, 0, Scheme.Length, Scheme))
                {
                    return false;
                }

                begin = Scheme.Length;
                while (begin < TargetLength && _target[begin] != '/' && _target[begin] != '?')
                {
                    begin++;
                }

                _isHostOurs = IsOurs(_target, Scheme.Length, begin);
                _hostCount = 1;
            }

            int end = begin;
            while (end < TargetLength && _target[end] != '?')
            {
                end++;
            }

            PathBegin = begin;
            PathEnd = end;
            return true;
        }

        // Ours is our address or name, with any port: the port has no part in rebinding.
        private bool IsOurs(byte[] host, int begin, int end)
        {
            int nameEnd = end;
            while (nameEnd > begin && AsciiBytes.IsDigit(host[nameEnd - 1]))
            {
                nameEnd--;
            }

            nameEnd = nameEnd > begin && host[nameEnd - 1] == ':' ? nameEnd - 1 : end;
            return AsciiBytes.AreEqual(host, begin, nameEnd, _ownAddress)
                || (_ownName.Length > 0 && AsciiBytes.AreEqualIgnoringCase(host, begin, nameEnd, _ownName));
        }

        // Connection is a list of tokens (RFC 9110 §7.6.1).
        private static bool HasOption(byte[] value, int length, string option)
        {
            int begin = 0;
            while (begin < length)
            {
                int end = begin;
                while (end < length && value[end] != ',' && !AsciiBytes.IsBlank(value[end]))
                {
                    end++;
                }

                if (AsciiBytes.AreEqualIgnoringCase(value, begin, end, option))
                {
                    return true;
                }

                begin = end + 1;
            }

            return false;
        }

        private static bool Is(byte[] token, int length, string text)
        {
            return AsciiBytes.AreEqual(token, 0, length, text);
        }
    }
}
