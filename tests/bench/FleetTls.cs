using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Gateway.Platform;

namespace Gateway.Bench
{
    /// <summary>One gateway's way to the fleet's collector. A request is answered in the second after it came.</summary>
    internal sealed class FleetTls : ITlsExchange
    {
        private const string Length = "Content-Length: ";
        private const string HeadEnd = "\r\n\r\n";

        private readonly FleetCollector _collector;
        private readonly List<byte> _request = [];
        private int _expected;
        private byte[]? _answer;
        private int _answered;
        private bool _isLetIn;

        /// <summary>Makes it.</summary>
        public FleetTls(FleetCollector collector)
        {
            _collector = collector;
        }

        /// <inheritdoc/>
        public int Open(int localPort, uint address, int port, string hostName)
        {
            _isLetIn = _collector.Knock();
            _request.Clear();
            _expected = 0;
            _answer = null;
            _answered = 0;
            return 0;
        }

        /// <inheritdoc/>
        public int Send(int connection, byte[] buffer, int offset, int length)
        {
            if (!_isLetIn)
            {
                return -1;
            }

            _request.AddRange(buffer.AsSpan(offset, length));
            if (_expected == 0)
            {
                string head = Encoding.ASCII.GetString([.. _request]);
                int at = head.IndexOf(Length, StringComparison.Ordinal) + Length.Length;
                int body = int.Parse(head[at..head.IndexOf('\r', at)], CultureInfo.InvariantCulture);
                _expected = head.IndexOf(HeadEnd, StringComparison.Ordinal) + HeadEnd.Length + body;
            }

            return length;
        }

        /// <inheritdoc/>
        public int Receive(int connection, byte[] buffer, int offset, int length)
        {
            if (!_isLetIn || (_answer != null && _answered == _answer.Length))
            {
                return -1;
            }

            if (_request.Count < _expected)
            {
                return 0;
            }

            _answer ??= _collector.Answer(_request);
            int taken = Math.Min(length, _answer.Length - _answered);
            Array.Copy(_answer, _answered, buffer, offset, taken);
            _answered += taken;
            return taken;
        }

        /// <inheritdoc/>
        public TlsFailure FailureOf(int connection)
        {
            return _isLetIn ? TlsFailure.None : TlsFailure.Connection;
        }

        /// <inheritdoc/>
        public void Close(int connection)
        {
            _request.Clear();
            _request.TrimExcess();
        }
    }
}
