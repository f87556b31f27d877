using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Gateway.Platform;

namespace Gateway.Boards.Sockets
{
    /// <summary>
    /// One TLS connection. There is no call of System.Net's that does not wait, and a read may wait for ever though there is something
    /// to write (TLS 1.3 sends tickets that no byte follows): so one thread connects and then writes, and another reads. Closing the
    /// socket releases both.
    /// </summary>
    internal sealed class TlsConnection : IDisposable
    {
        private const int BufferLength = 2048; // ours: a request's head is one; a device has two of these

        private const int None = -1;

        private readonly object _lock = new object();
        private readonly AutoResetEvent _hasOutgoing = new AutoResetEvent(false);
        private readonly AutoResetEvent _hasRoom = new AutoResetEvent(false);
        private readonly byte[] _outgoing = new byte[BufferLength];
        private readonly byte[] _incoming = new byte[BufferLength];
        private readonly Socket _socket;
        private readonly EndPoint _server;
        private readonly TlsAuthority _authority;
        private readonly string _hostName;
        private Stream _stream;
        private int _outgoingLength; // still to be written
        private int _incomingFrom; // still to be taken
        private int _incomingEnd;
        private bool _isEnded; // nothing more comes
        private bool _isBroken; // nothing more goes
        private bool _isClosed;

        /// <summary>Begins to connect.</summary>
        /// <param name="socket">A socket of <see cref="BoundSocket"/>, which is the connection's from now on.</param>
        /// <param name="server">Where to.</param>
        /// <param name="authority">Whom to trust.</param>
        /// <param name="hostName">The server's name.</param>
        public TlsConnection(Socket socket, EndPoint server, TlsAuthority authority, string hostName)
        {
            _socket = socket;
            _server = server;
            _authority = authority;
            _hostName = hostName;
            new Thread(Write).Start();
        }

        /// <summary>Why it is over.</summary>
        public TlsFailure Failure { get; private set; }

        /// <summary>Sends bytes, or keeps them until the connection stands.</summary>
        /// <returns>How many were taken: 0 while earlier ones wait; negative when it is over.</returns>
        public int Send(byte[] buffer, int offset, int length)
        {
            lock (_lock)
            {
                if (_isEnded || _isBroken)
                {
                    return None;
                }

                if (_outgoingLength > 0)
                {
                    return 0;
                }

                int count = length < BufferLength ? length : BufferLength;
                Array.Copy(buffer, offset, _outgoing, 0, count);
                _outgoingLength = count;
                _hasOutgoing.Set();
                return count;
            }
        }

        /// <summary>Takes bytes that came.</summary>
        /// <returns>Bytes; 0 when there are none yet; negative when it is over.</returns>
        public int Receive(byte[] buffer, int offset, int length)
        {
            lock (_lock)
            {
                int left = _incomingEnd - _incomingFrom;
                if (left == 0)
                {
                    return _isEnded ? None : 0;
                }

                int count = left < length ? left : length;
                Array.Copy(_incoming, _incomingFrom, buffer, offset, count);
                _incomingFrom += count;
                if (count == left)
                {
                    _hasRoom.Set();
                }

                return count;
            }
        }

        /// <summary>Closes it. The events are left to the collector: threads may wait for them still.</summary>
        public void Dispose()
        {
            lock (_lock)
            {
                _isClosed = true;
            }

            _socket.Close();
            _hasOutgoing.Set();
            _hasRoom.Set();
        }

        // The first thread. What the others did before is seen: each looks under the lock.
        private void Write()
        {
            if (!Begin())
            {
                return;
            }

            new Thread(Read).Start();
            while (true)
            {
                _hasOutgoing.WaitOne();
                int length;
                lock (_lock)
                {
                    if (_isClosed)
                    {
                        return;
                    }

                    length = _outgoingLength;
                }

                bool isWritten = length == 0 || TryWrite(length);
                lock (_lock)
                {
                    _outgoingLength = 0;
                    _isBroken = !isWritten;
                    if (!isWritten)
                    {
                        // An answer may have come before it broke: the reader says when that ends.
                        return;
                    }
                }
            }
        }

        private bool Begin()
        {
            TlsFailure failure = TlsFailure.Connection;
            try
            {
                _socket.Connect(_server);
                failure = TlsFailure.Handshake;
                _stream = _authority.Authenticate(_socket, _hostName);
            }
            catch (SocketException)
            {
                // Refused, not to be reached, or closed meanwhile.
            }
            catch (ObjectDisposedException)
            {
                // Closed before it began.
            }

            if (_stream != null)
            {
                return true;
            }

            _socket.Close();
            End(failure);
            return false;
        }

        // The second thread.
        private void Read()
        {
            while (true)
            {
                int length = TryRead();
                if (length <= 0)
                {
                    End(length < 0 ? TlsFailure.Connection : TlsFailure.None);
                    _stream.Dispose();
                    return;
                }

                lock (_lock)
                {
                    _incomingFrom = 0;
                    _incomingEnd = length;
                }

                // The buffer is read into again only when all of it was taken.
                bool isTaken = false;
                while (!isTaken)
                {
                    _hasRoom.WaitOne();
                    lock (_lock)
                    {
                        isTaken = _incomingFrom == _incomingEnd;
                        if (_isClosed)
                        {
                            isTaken = true;
                        }
                    }
                }
            }
        }

        private void End(TlsFailure failure)
        {
            lock (_lock)
            {
                Failure = failure;
                _isEnded = true;
            }
        }

        private bool TryWrite(int length)
        {
            try
            {
                _stream.Write(_outgoing, 0, length);
                return true;
            }
            catch (Exception exception) when (IsOfTheNetwork(exception))
            {
                return false;
            }
        }

        // Negative when it broke, 0 when the server closed it in order.
        private int TryRead()
        {
            try
            {
                return _stream.Read(_incoming, 0, BufferLength);
            }
            catch (Exception exception) when (IsOfTheNetwork(exception))
            {
                return None;
            }
        }

        private static bool IsOfTheNetwork(Exception exception)
        {
            return exception is IOException || exception is SocketException || exception is ObjectDisposedException || exception is InvalidOperationException;
        }
    }
}
