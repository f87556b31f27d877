using System.Net;
using System.Net.Sockets;
using Gateway.StatusPage;

namespace Gateway.Boards.Sockets
{
    /// <summary>A place for one connection to the page: its socket, and what the firmware makes of the bytes. Used again and again.</summary>
    internal sealed class HttpClientSlot
    {
        // Ours: nothing is sent or read before a look says that it won't wait; were it wrong, not for long.
        private const int TimeoutMs = 100;

        private readonly PageConnection _connection = new PageConnection();
        private Socket _socket;

        /// <summary>Whether nobody is connected.</summary>
        public bool IsFree
        {
            get { return _socket == null; }
        }

        /// <summary>Whether its client could give way: no request of its is being answered.</summary>
        public bool IsWaiting
        {
            get { return _connection.IsWaiting; }
        }

        /// <summary>Since when it waits.</summary>
        public long SinceMs
        {
            get { return _connection.SinceMs; }
        }

        /// <summary>Who is connected, in host order.</summary>
        public uint LanHost
        {
            get { return _connection.LanHost; }
        }

        /// <summary>Begins with a client.</summary>
        public void Open(Socket socket, PageSite site, long nowMs)
        {
            _socket = socket;
            _connection.Open(site, Ipv4EndPoint.AddressOf((IPEndPoint)socket.RemoteEndPoint), nowMs);
            socket.SendTimeout = TimeoutMs;
            socket.ReceiveTimeout = TimeoutMs;
        }

        /// <summary>Moves what can be moved without waiting.</summary>
        /// <returns>Whether anything was.</returns>
        public bool Step(long nowMs)
        {
            bool hasMoved = false;
            try
            {
                hasMoved = _connection.OutputCount > 0 ? Send(nowMs) : _connection.WantsInput && Receive(nowMs);
            }
            catch (SocketException)
            {
                // Reset.
                _connection.Close();
            }

            _connection.Step(nowMs);
            if (_connection.IsOver)
            {
                Close();
            }

            return hasMoved;
        }

        /// <summary>Ends it.</summary>
        public void Close()
        {
            _connection.Close();
            _socket?.Close();
            _socket = null;
        }

        private bool Send(long nowMs)
        {
            if (!_socket.Poll(0, SelectMode.SelectWrite))
            {
                return false;
            }

            int sent = _socket.Send(_connection.Output, _connection.OutputBegin, _connection.OutputCount, SocketFlags.None);
            _connection.Sent(sent, nowMs);
            return true;
        }

        private bool Receive(long nowMs)
        {
            if (!_socket.Poll(0, SelectMode.SelectRead))
            {
                return false;
            }

            int received = _socket.Receive(_connection.Input, 0, _connection.Input.Length, SocketFlags.None);
            _connection.Received(received > 0 ? received : 0, nowMs);
            return true;
        }
    }
}
