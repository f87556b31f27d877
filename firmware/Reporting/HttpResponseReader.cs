using System;

namespace Gateway.Reporting
{
    /// <summary>
    /// Reads a response (RFC 9112), however its bytes come in pieces. It is strict where two readers could see different messages:
    /// lines end with CR LF, lengths are digits and agree, a length beside a transfer coding is refused (§6.3), no line is folded.
    /// </summary>
    public sealed class HttpResponseReader
    {
        /// <summary>The longest line. Ours: what is read of one is far shorter, and servers' cookies are not meant for us.</summary>
        public const int MaximumLineLength = 1024;

        /// <summary>The longest head, interim responses and trailers included. Ours: eight such lines.</summary>
        public const int MaximumHeadLength = 8 * MaximumLineLength;

        private const int NoLength = -1;
        private const int MaximumChunkDigits = 7; // likewise of an int, in hex

        private readonly byte[] _line = new byte[MaximumLineLength];
        private readonly HttpResponseHead _head = new HttpResponseHead();
        private byte[] _body;
        private int _bodyLimit;
        private Step _step;
        private int _lineLength;
        private bool _isAtLineFeed;
        private int _headLength;
        private long _left; // of the body, or of its chunk

        private enum Step
        {
            StatusLine,
            Field,
            Counted, // body or chunk
            UntilClose,
            ChunkSize,
            ChunkEnd,
            Trailer,
            Over,
        }

        /// <summary>How far it is.</summary>
        public HttpResponseState State { get; private set; }

        /// <summary>Whether the final response's head is there.</summary>
        public bool HasHead { get; private set; }

        /// <summary>What it says.</summary>
        public HttpResponseHead Head
        {
            get { return _head; }
        }

        /// <summary>The body's bytes so far.</summary>
        public int BodyLength { get; private set; }

        /// <summary>Whether another request may go over the connection, this response being complete.</summary>
        public bool KeepsConnection { get; private set; }

        /// <summary>Begins with another response.</summary>
        /// <param name="body">Takes its body; null where it is not wanted.</param>
        /// <param name="bodyLimit">The longest body, at the most the buffer's length.</param>
        public void Begin(byte[] body, int bodyLimit)
        {
            _body = body;
            _bodyLimit = bodyLimit;
            _step = Step.StatusLine;
            _lineLength = 0;
            _isAtLineFeed = false;
            _headLength = 0;
            _head.Clear();
            State = HttpResponseState.Head;
            HasHead = false;
            BodyLength = 0;
            KeepsConnection = false;
        }

        /// <summary>Takes bytes that came.</summary>
        /// <returns>How many belong to the response: fewer once it is over. Those behind it answer nothing.</returns>
        public int Take(byte[] buffer, int offset, int length)
        {
            int at = offset;
            int end = offset + length;
            while (at < end && _step != Step.Over)
            {
                if (_step == Step.Counted || _step == Step.UntilClose)
                {
                    at += TakeBody(buffer, at, end - at);
                }
                else
                {
                    TakeOfLine(buffer[at++]);
                }
            }

            if (at < end)
            {
                KeepsConnection = false;
            }

            return at - offset;
        }

        /// <summary>Says that the connection is over.</summary>
        public void End()
        {
            if (_step == Step.UntilClose)
            {
                Finish(HttpResponseState.Complete);
            }
            else if (_step != Step.Over)
            {
                Finish(HttpResponseState.Cut);
            }

            KeepsConnection = false;
        }

        private int TakeBody(byte[] buffer, int at, int length)
        {
            int count = _step == Step.Counted && _left < length ? (int)_left : length;
            if (count > _bodyLimit - BodyLength)
            {
                Finish(HttpResponseState.TooLong);
                return 0;
            }

            if (_body != null)
            {
                Array.Copy(buffer, at, _body, BodyLength, count);
            }

            BodyLength += count;
            if (_step == Step.Counted)
            {
                _left -= count;
                if (_left == 0)
                {
                    EndCounted();
                }
            }

            return count;
        }

        private void EndCounted()
        {
            if (_head.IsChunked)
            {
                _step = Step.ChunkEnd;
            }
            else
            {
                Finish(HttpResponseState.Complete);
            }
        }

        private void TakeOfLine(byte octet)
        {
            if (_step != Step.ChunkEnd && _step != Step.ChunkSize && ++_headLength > MaximumHeadLength)
            {
                Finish(HttpResponseState.Malformed);
            }
            else if (_isAtLineFeed != (octet == '\n'))
            {
                // A line feed without its CR, or a CR without its line feed.
                Finish(HttpResponseState.Malformed);
            }
            else if (octet == '\n')
            {
                _isAtLineFeed = false;
                int length = _lineLength;
                _lineLength = 0;
                if (!TakeLine(length))
                {
                    Finish(HttpResponseState.Malformed);
                }
            }
            else if (octet == '\r')
            {
                _isAtLineFeed = true;
            }
            else if (_lineLength == MaximumLineLength || (octet < ' ' && octet != '\t') || octet == 0x7F)
            {
                Finish(HttpResponseState.Malformed);
            }
            else
            {
                _line[_lineLength++] = octet;
            }
        }

        private bool TakeLine(int length)
        {
            switch (_step)
            {
                case Step.StatusLine:
                    _step = Step.Field;
                    return _head.TakeStatusLine(_line, length);
                case Step.Field:
                    return length > 0 ? _head.TakeField(_line, length) : EndHead();
                case Step.ChunkSize:
                    return TakeChunkSize(length);
                case Step.ChunkEnd:
                    _step = Step.ChunkSize;
                    return length == 0;
                default:
                    if (length == 0)
                    {
                        Finish(HttpResponseState.Complete);
                    }

                    // A trailer says nothing that we ask for.
                    return true;
            }
        }

        // §6.3.
        private bool EndHead()
        {
            if (_head.IsInterim)
            {
                _step = Step.StatusLine;
                _head.Clear();
                return true;
            }

            if (!_head.IsSound)
            {
                return false;
            }

            HasHead = true;
            State = HttpResponseState.Body;
            KeepsConnection = _head.KeepsConnection;
            if (_head.HasNoBody)
            {
                Finish(HttpResponseState.Complete);
            }
            else if (_head.IsChunked)
            {
                _step = Step.ChunkSize;
            }
            else if (_head.ContentLength == HttpResponseHead.None)
            {
                _step = Step.UntilClose;
                KeepsConnection = false;
            }
            else if (_head.ContentLength > _bodyLimit)
            {
                Finish(HttpResponseState.TooLong);
            }
            else if (_head.ContentLength == 0)
            {
                Finish(HttpResponseState.Complete);
            }
            else
            {
                _left = _head.ContentLength;
                _step = Step.Counted;
            }

            return true;
        }

        // §7.1: digits in hex, then perhaps extensions, which mean nothing to us.
        private bool TakeChunkSize(int length)
        {
            int size = 0;
            int digits = 0;
            for (; digits < length; digits++)
            {
                int lower = _line[digits] | 0x20;
                int digit = _line[digits] >= '0' && _line[digits] <= '9' ? _line[digits] - '0' : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : NoLength;
                if (digit == NoLength)
                {
                    break;
                }

                if (digits == MaximumChunkDigits)
                {
                    // Far too long, whatever the limit is.
                    Finish(HttpResponseState.TooLong);
                    return true;
                }

                size = (size << 4) | digit;
            }

            int at = digits;
            while (at < length && (_line[at] == ' ' || _line[at] == '\t'))
            {
                at++;
            }

            if (digits == 0 || (at < length && _line[at] != ';'))
            {
                return false;
            }

            _left = size;
            _step = size == 0 ? Step.Trailer : Step.Counted;
            return true;
        }

        private void Finish(HttpResponseState state)
        {
            State = state;
            _step = Step.Over;
            KeepsConnection &= state == HttpResponseState.Complete;
        }
    }
}
