using System;
using System.Text;

namespace Gateway.StatusPage
{
    /// <summary>
    /// What is to be sent next, as pieces of strings: literals lie in flash, so a page costs no memory until its bytes stand in
    /// the buffer. A step of a page fills the queue, <see cref="Fill"/> drains it.
    /// </summary>
    internal sealed class PieceQueue
    {
        /// <summary>The most pieces that one step adds. Ours: enough for a sentence with three facts, or a row of a table.</summary>
        public const int Capacity = 32;

        /// <summary>The longest form of one byte: &amp;quot; in HTML, \u001f in JSON.</summary>
        private const int MaximumEscapeLength = 6;

        // A UTF-16 unit is three bytes of UTF-8 at the most; of a pair each is two.
        private const int MaximumBytesAUnit = 3;

        private readonly string[] _texts = new string[Capacity];
        private readonly int[] _begins = new int[Capacity];
        private readonly int[] _ends = new int[Capacity];
        private readonly PieceKind[] _kinds = new PieceKind[Capacity];
        private int _count;
        private int _next;
        private byte[] _foreign; // the piece in hand, when it is from outside
        private int _foreignAt;

        /// <summary>Whether all is drained.</summary>
        public bool IsEmpty
        {
            get { return _next == _count; }
        }

        /// <summary>Forgets what is not drained.</summary>
        public void Clear()
        {
            for (int i = 0; i < _count; i++)
            {
                _texts[i] = null;
            }

            _count = 0;
            _next = 0;
            _foreign = null;
        }

        /// <summary>Moves what fits into a buffer.</summary>
        /// <param name="buffer">Takes UTF-8.</param>
        /// <param name="offset">Where to begin.</param>
        /// <param name="end">Where to stop.</param>
        /// <returns>Behind the last byte written. Unless the queue is empty then, there was no room for more.</returns>
        public int Fill(byte[] buffer, int offset, int end)
        {
            while (_next < _count)
            {
                offset = _kinds[_next] == PieceKind.Own ? FillOwn(buffer, offset, end) : FillForeign(buffer, offset, end);
                if (_texts[_next] != null)
                {
                    return offset;
                }

                _next++;
            }

            Clear();
            return offset;
        }

        /// <summary>Adds a text of ours; characters of the Basic Multilingual Plane only, for it may be cut anywhere.</summary>
        internal void Add(string text)
        {
            Add(text, 0, text.Length, PieceKind.Own);
        }

        /// <summary>Adds a piece.</summary>
        internal void Add(string text, int begin, int end, PieceKind kind)
        {
            if (begin == end)
            {
                return;
            }

            if (_count == Capacity)
            {
                throw new InvalidOperationException(); // a step that adds too much is a fault of ours
            }

            _texts[_count] = text;
            _begins[_count] = begin;
            _ends[_count] = end;
            _kinds[_count++] = kind;
        }

        private int FillOwn(byte[] buffer, int offset, int end)
        {
            string text = _texts[_next];
            int begin = _begins[_next];
            int rest = _ends[_next] - begin;
            int room = (end - offset) / MaximumBytesAUnit;
            while (rest > 0 && room > 0)
            {
                int units = rest < room ? rest : room;
                offset += Encoding.UTF8.GetBytes(text, begin, units, buffer, offset);
                begin += units;
                rest -= units;
                room = (end - offset) / MaximumBytesAUnit;
            }

            _begins[_next] = begin;
            _texts[_next] = rest == 0 ? null : text;
            return offset;
        }

        // It is short, and converted whole: no pair of surrogates is ever cut.
        private int FillForeign(byte[] buffer, int offset, int end)
        {
            if (_foreign == null)
            {
                _foreign = Encoding.UTF8.GetBytes(_texts[_next]);
                _foreignAt = 0;
            }

            bool isJson = _kinds[_next] == PieceKind.Json;
            while (_foreignAt < _foreign.Length)
            {
                if (end - offset < MaximumEscapeLength)
                {
                    return offset;
                }

                int octet = _foreign[_foreignAt++];
                string escape = isJson ? EscapeForJson(octet) : EscapeForHtml(octet);
                if (escape == null)
                {
                    buffer[offset++] = (byte)octet;
                }
                else
                {
                    offset += Encoding.UTF8.GetBytes(escape, 0, escape.Length, buffer, offset);
                }
            }

            _foreign = null;
            _texts[_next] = null;
            return offset;
        }

        private static string EscapeForHtml(int octet)
        {
            switch (octet)
            {
                case '&':
                    return "&amp;";
                case '<':
                    return "&lt;";
                case '>':
                    return "&gt;";
                case '"':
                    return "&quot;";
                case '\'':
                    return "&#39;";
                default:
                    return null;
            }
        }

        // RFC 8259 §7, and < besides: whoever shows the answer as HTML finds no tag in it.
        private static string EscapeForJson(int octet)
        {
            switch (octet)
            {
                case '"':
                    return "\\\"";
                case '\\':
                    return "\\\\";
                case '<':
                    return "\\u003c";
                default:
                    return octet < ' ' ? "\\u00" + octet.ToString("x2") : null;
            }
        }
    }
}
