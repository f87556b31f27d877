using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Gateway.Boards.Sockets
{
    /// <summary>
    /// One connection. To connect takes as long as it takes, and there is no call that does not wait for it: a thread does, sends
    /// what was given meanwhile, and ends. Closing the socket releases it.
    /// </summary>
    internal sealed class TcpConnection
    {
        private const int Connecting = 0;
        private const int Standing = 1;
        private const int Over = 2;

        private const int None = -1;

        private readonly object _lock = new object();
        private readonly Socket _socket;
        private readonly EndPoint _server;
        private byte[] _waiting;
        private int _state = Connecting;

        /// <summary>Begins to connect.</summary>
        /// <param name="socket">A socket of <see cref="BoundSocket"/>, which is the connection's from now on.</param>
        /// <param name="server">Where to.</param>
        public TcpConnection(Socket socket, EndPoint server)
        {
            _socket = socket;
            _server = server;
            new Thread(Connect).Start();
        }

        /// <summary>Sends bytes, or keeps them until the connection stands.</summary>
        /// <returns>False when it is over, or earlier bytes wait already.</returns>
        public bool Send(byte[] buffer, int offset, int length)
        {
            lock (_lock)
            {
                if (_state == Standing)
                {
                    return TrySend(buffer, offset, length);
                }

                if (_state == Over || _waiting != null)
                {
                    return false;
                }

                _waiting = new byte[length];
                Array.Copy(buffer, offset, _waiting, 0, length);
                return true;
            }
        }

        /// <summary>Takes bytes that came.</summary>
        /// <returns>Bytes; 0 when there are none yet; negative when it is over.</returns>
        public int Receive(byte[] buffer, int offset, int length)
        {
            lock (_lock)
            {
                if (_state == Connecting)
                {
                    return 0;
                }

                int received = None;
                try
                {
                    if (_state == Standing && !_socket.Poll(0, SelectMode.SelectRead))
                    {
                        return 0;
                    }

                    received = _state == Standing ? _socket.Receive(buffer, offset, length, SocketFlags.None) : None;
                }
                catch (SocketException)
                {
                    // Reset.
                }

                // Something was there, and it was no byte: the end.
                if (received <= 0)
                {
                    _state = Over;
                    return None;
                }

                return received;
            }
        }

        /// <summary>Closes it.</summary>
        public void Close()
        {
            _socket.Close();
        }

        private void Connect()
        {
            bool stands = false;
            try
            {
                _socket.Connect(_server);
                stands = true;
            }
            catch (SocketException)
            {
                // Refused, not to be reached, or closed meanwhile.
            }
            catch (ObjectDisposedException)
            {
                // Closed before it began.
            }

            lock (_lock)
            {
                if (stands && _waiting != null)
                {
                    stands = TrySend(_waiting, 0, _waiting.Length);
                }

                _waiting = null;
                _state = stands ? Standing : Over;
            }
        }

        private bool TrySend(byte[] buffer, int offset, int length)
        {
            try
            {
                return _socket.Send(buffer, offset, length, SocketFlags.None) == length;
            }
            catch (SocketException)
            {
                return false;
            }
            catch (ObjectDisposedException)
            {
                return false;
            }
        }
    }
}
