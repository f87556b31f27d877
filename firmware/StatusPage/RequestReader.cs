namespace Gateway.StatusPage
{
    /// <summary>
    /// Reads one HTTP/1.1 request's head (RFC 9112), byte by byte: however it comes in pieces, the result is the same. It keeps
    /// the path and the field in hand, no more. Strict: lines end with CR LF, and what may mean two things is refused.
    /// </summary>
    public sealed class RequestReader
    {
        /// <summary>The longest head in bytes. Ours: browsers send less than 2 KB, and cookies of other servers at this address.</summary>
        public const int MaximumHeadLength = 8192;

        /// <summary>The most header fields. Ours: browsers send about 15.</summary>
        public const int MaximumFields = 64;

        /// <summary>How much of a field's value is looked at. Ours: a host name has 253 bytes at the most, a port six with its colon.</summary>
        public const int MaximumValueLength = 260;

        private const int MaximumMethodLength = 17; // RFC 9110 §16.1: the longest registered one, UPDATEREDIRECTREF
        private const int MaximumNameLength = 20; // transfer-encoding has 17

        private const int AtStart = 0;
        private const int InMethod = 1;
        private const int InTarget = 2;
        private const int InVersion = 3;
        private const int AtFieldStart = 4;
        private const int InName = 5;
        private const int BeforeValue = 6;
        private const int InValue = 7;
        private const int AtEnd = 8;

        private const string VersionForm = "HTTP/0.0";
        private const int MajorAt = 5;
        private const int MinorAt = 7;

        private readonly byte[] _token = new byte[MaximumValueLength];
        private int _tokenLength;
        private int _nameLength;
        private int _state;
        private bool _awaitsLineFeed;
        private int _headLength;
        private int _fieldCount;
        private RequestField _field;

        /// <summary>Makes a reader.</summary>
        /// <param name="head">What it fills.</param>
        public RequestReader(RequestHead head)
        {
            Head = head;
        }

        /// <summary>What it has read.</summary>
        public RequestHead Head { get; }

        /// <summary><see cref="HttpStatus.None"/> while more is to come; Ok when the head is whole and can be answered; else the refusal.</summary>
        public int Status { get; private set; }

        /// <summary>Whether any byte of a request has come.</summary>
        public bool HasBegun
        {
            get { return _state != AtStart || _awaitsLineFeed; }
        }

        /// <summary>Begins with another request.</summary>
        public void Reset()
        {
            Head.Clear();
            Status = HttpStatus.None;
            _state = AtStart;
            _awaitsLineFeed = false;
            _tokenLength = 0;
            _headLength = 0;
            _fieldCount = 0;
        }

        /// <summary>Takes bytes, up to the head's end or the first fault.</summary>
        /// <returns>How many it took: those behind belong to what follows.</returns>
        public int Read(byte[] buffer, int offset, int length)
        {
            int at = offset;
            int end = offset + length;
            while (at < end && Status == HttpStatus.None)
            {
                Take(buffer[at++]);
            }

            return at - offset;
        }

        private void Take(int octet)
        {
            if (++_headLength > MaximumHeadLength)
            {
                Status = HttpStatus.FieldsTooLarge;
                return;
            }

            if (_awaitsLineFeed)
            {
                _awaitsLineFeed = false;
                if (octet != '\n')
                {
                    Status = HttpStatus.BadRequest;
                }
                else if (_state == AtEnd)
                {
                    Status = Head.Judge();
                }

                return;
            }

            switch (_state)
            {
                case AtStart:
                    TakeFirst(octet);
                    break;
                case InMethod:
                    TakeMethod(octet);
                    break;
                case InTarget:
                    TakeTarget(octet);
                    break;
                case InVersion:
                    TakeVersion(octet);
                    break;
                case AtFieldStart:
                    TakeFieldStart(octet);
                    break;
                case InName:
                    TakeName(octet);
                    break;
                default:
                    TakeValue(octet);
                    break;
            }
        }

        // An empty line before a request is passed over (RFC 9112 §2.2).
        private void TakeFirst(int octet)
        {
            if (octet == '\r')
            {
                _awaitsLineFeed = true;
                return;
            }

            _state = InMethod;
            TakeMethod(octet);
        }

        private void TakeMethod(int octet)
        {
            if (octet == ' ' && _tokenLength > 0)
            {
                Head.SetMethod(_token, _tokenLength);
                _tokenLength = 0;
                _state = InTarget;
            }
            else if (!AsciiBytes.IsToken(octet))
            {
                Status = HttpStatus.BadRequest;
            }
            else if (_tokenLength == MaximumMethodLength)
            {
                Status = HttpStatus.NotImplemented;
            }
            else
            {
                _token[_tokenLength++] = (byte)octet;
            }
        }

        private void TakeTarget(int octet)
        {
            if (octet == ' ' && Head.TargetLength > 0)
            {
                _state = InVersion;
            }
            else if (octet <= ' ' || octet > '~' || octet == '#')
            {
                Status = HttpStatus.BadRequest;
            }
            else if (!Head.AddToTarget(octet))
            {
                Status = HttpStatus.UriTooLong;
            }
        }

        private void TakeVersion(int octet)
        {
            if (_tokenLength < VersionForm.Length)
            {
                char form = VersionForm[_tokenLength];
                if (form != '0' ? octet != form : !AsciiBytes.IsDigit(octet))
                {
                    Status = HttpStatus.BadRequest;
                }

                _token[_tokenLength++] = (byte)octet;
                return;
            }

            if (octet != '\r')
            {
                Status = HttpStatus.BadRequest;
                return;
            }

            // Another version's fields may be written otherwise: no byte more of them.
            Status = Head.SetVersion(_token[MajorAt] - '0', _token[MinorAt] - '0') ? HttpStatus.None : HttpStatus.VersionNotSupported;
            _awaitsLineFeed = true;
            _state = AtFieldStart;
        }

        private void TakeFieldStart(int octet)
        {
            _tokenLength = 0;
            if (octet == '\r')
            {
                _awaitsLineFeed = true;
                _state = AtEnd;
                return;
            }

            if (++_fieldCount > MaximumFields)
            {
                Status = HttpStatus.FieldsTooLarge;
                return;
            }

            _state = InName;
            _nameLength = 0;
            TakeName(octet);
        }

        // A blank before the colon, and a line that goes on with blanks, are refused (RFC 9112 §5.1, §5.2): both once hid fields.
        private void TakeName(int octet)
        {
            if (octet == ':' && _nameLength > 0)
            {
                _field = _nameLength <= MaximumNameLength ? RequestHead.FieldOf(_token, _tokenLength) : RequestField.Other;
                _tokenLength = 0;
                _state = BeforeValue;
            }
            else if (!AsciiBytes.IsToken(octet))
            {
                Status = HttpStatus.BadRequest;
            }
            else
            {
                if (_nameLength < MaximumNameLength)
                {
                    _token[_tokenLength++] = (byte)octet;
                }

                _nameLength++;
            }
        }

        private void TakeValue(int octet)
        {
            if (octet == '\r')
            {
                while (_tokenLength > 0 && AsciiBytes.IsBlank(_token[_tokenLength - 1]))
                {
                    _tokenLength--;
                }

                Status = Head.Add(_field, _token, _tokenLength) ? HttpStatus.None : HttpStatus.BadRequest;
                _awaitsLineFeed = true;
                _state = AtFieldStart;
            }
            else if ((octet < ' ' && octet != '\t') || octet == 0x7F)
            {
                Status = HttpStatus.BadRequest;
            }
            else if (_state == InValue || !AsciiBytes.IsBlank(octet))
            {
                _state = InValue;
                if (_tokenLength < MaximumValueLength)
                {
                    _token[_tokenLength++] = (byte)octet;
                }
                else if (_field == RequestField.Host || _field == RequestField.ContentLength)
                {
                    Status = HttpStatus.BadRequest;
                }
            }
        }

    }
}
