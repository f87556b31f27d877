using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Gateway.Platform;
using Gateway.StatusPage;

namespace Gateway.Boards.Sockets
{
    /// <summary>
    /// Serves the page on the LAN address, and on no other: one thread goes round, looks what can be moved, and waits for nobody.
    /// The engine's lock is taken once a request, where <see cref="PageSite.Reader"/> copies the status.
    /// </summary>
    public sealed class HttpLoop : IDisposable
    {
        /// <summary>The port of HTTP (RFC 9110 §4.2.1).</summary>
        public const int HttpPort = 80;

        /// <summary>Connections at a time. Ours: half of the sockets that an ESP32 has.</summary>
        public const int MaximumConnections = 8;

        private const int Backlog = 8; // ours: as many as can be served at once
        private const int RetryMs = 1000; // ours: the address comes when the LAN is up

        // Ours: how long a turn waits for a newcomer, in microseconds: with clients at hand they must not feel it, alone it may sleep.
        private const int ShortWaitUs = 5 * 1000;
        private const int LongWaitUs = 200 * 1000;

        private const int UsAMs = 1000;
        private const int None = -1;

        private readonly object _lock = new object();
        private readonly IPlatformClock _clock;
        private readonly int _port;
        private readonly HttpClientSlot[] _slots = new HttpClientSlot[MaximumConnections];
        private PageSite _site;
        private PageSite _nextSite;
        private Socket _listener;
        private long _retryAtMs;

        /// <summary>Makes a loop that serves nothing yet.</summary>
        /// <param name="clock">The time.</param>
        /// <param name="port">Its port: <see cref="HttpPort"/>, another for tests.</param>
        public HttpLoop(IPlatformClock clock, int port)
        {
            _clock = clock;
            _port = port;
        }

        /// <summary>Whether it can be connected to.</summary>
        public bool IsListening
        {
            get { return _listener != null; }
        }

        /// <summary>Takes a site, or another one. Any thread may call it.</summary>
        public void Apply(PageSite site)
        {
            lock (_lock)
            {
                _nextSite = site;
            }
        }

        /// <summary>Goes round once, and waits a little when there was nothing to do.</summary>
        public void Turn()
        {
            TakeSite();
            long nowMs = _clock.MonotonicMs;
            if (_listener == null && _site != null && nowMs >= _retryAtMs)
            {
                Listen(nowMs);
            }

            bool hasMoved = Accept(nowMs);
            bool isAlone = true;
            for (int i = 0; i < MaximumConnections; i++)
            {
                HttpClientSlot slot = _slots[i];
                if (slot != null && !slot.IsFree)
                {
                    isAlone = false;
                    hasMoved |= slot.Step(nowMs);
                }
            }

            if (!hasMoved)
            {
                Wait(isAlone ? LongWaitUs : ShortWaitUs);
            }
        }

        /// <summary>Closes all.</summary>
        public void Dispose()
        {
            _listener?.Close();
            _listener = null;
            for (int i = 0; i < MaximumConnections; i++)
            {
                _slots[i]?.Close();
            }
        }

        private void TakeSite()
        {
            PageSite next;
            lock (_lock)
            {
                next = _nextSite;
                _nextSite = null;
            }

            if (next == null)
            {
                return;
            }

            if (_site != null && _site.LanAddress != next.LanAddress)
            {
                Dispose();
            }

            _site = next;
        }

        private void Listen(long nowMs)
        {
            Socket listener = null;
            try
            {
                listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                listener.Bind(Ipv4EndPoint.Make(_site.LanAddress, _port));
                listener.Listen(Backlog);
                _listener = listener;
            }
            catch (SocketException)
            {
                listener?.Close();
                _retryAtMs = nowMs + RetryMs;
            }
        }

        private bool Accept(long nowMs)
        {
            bool hasAccepted = false;
            try
            {
                for (int i = 0; i < MaximumConnections && _listener != null && _listener.Poll(0, SelectMode.SelectRead); i++)
                {
                    Place(_listener.Accept(), nowMs);
                    hasAccepted = true;
                }
            }
            catch (SocketException)
            {
                // Gone again before it was accepted, or no socket is left: the next turn tries again.
            }

            return hasAccepted;
        }

        private void Place(Socket socket, long nowMs)
        {
            try
            {
                int place = FindPlace(Ipv4EndPoint.AddressOf((IPEndPoint)socket.RemoteEndPoint));
                if (place != None)
                {
                    Empty(place);
                    _slots[place].Open(socket, _site, nowMs);
                    return;
                }
            }
            catch (SocketException)
            {
                // Gone again.
            }

            socket.Close();
        }

        private void Empty(int place)
        {
            if (_slots[place] == null)
            {
                _slots[place] = new HttpClientSlot();
            }
            else if (!_slots[place].IsFree)
            {
                _slots[place].Close();
                _site.Counters.Evicted++;
            }
        }

        // A free place; else that of a client which waits: of the host that has most, the newcomer counted, the one that waits
        // longest. So who opens hundreds takes places from itself only.
        private int FindPlace(uint newcomer)
        {
            int found = None;
            int most = 0;
            for (int i = 0; i < MaximumConnections; i++)
            {
                HttpClientSlot slot = _slots[i];
                if (slot == null || slot.IsFree)
                {
                    return i;
                }

                int count = CountOf(slot.LanHost) + (slot.LanHost == newcomer ? 1 : 0);
                if (slot.IsWaiting && (count > most || (count == most && slot.SinceMs < _slots[found].SinceMs)))
                {
                    found = i;
                    most = count;
                }
            }

            return found;
        }

        private int CountOf(uint lanHost)
        {
            int count = 0;
            for (int i = 0; i < MaximumConnections; i++)
            {
                HttpClientSlot slot = _slots[i];
                count += slot != null && !slot.IsFree && slot.LanHost == lanHost ? 1 : 0;
            }

            return count;
        }

        private void Wait(int microseconds)
        {
            try
            {
                if (_listener != null)
                {
                    _listener.Poll(microseconds, SelectMode.SelectRead);
                    return;
                }
            }
            catch (SocketException)
            {
                _listener.Close();
                _listener = null;
            }

            Thread.Sleep(microseconds / UsAMs);
        }
    }
}
