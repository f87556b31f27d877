using System;
using Gateway.Platform;

namespace Gateway.Tests.Support
{
    /// <summary>A UDP exchange whose network is the test: it sees what is sent, and says what comes.</summary>
    public sealed class ScriptedUdp : IUdpExchange
    {
        private const int MaximumSockets = 8;
        private const int MaximumWaiting = 16;
        private const int None = -1;

        private readonly int[] _localPorts = new int[MaximumSockets];
        private readonly byte[][] _waiting = new byte[MaximumWaiting][];
        private readonly int[] _waitingFor = new int[MaximumWaiting];
        private readonly uint[] _sources = new uint[MaximumWaiting];
        private readonly int[] _sourcePorts = new int[MaximumWaiting];

        /// <summary>Datagrams sent so far.</summary>
        public int SentCount { get; private set; }

        /// <summary>The payload of the latest one.</summary>
        public byte[] Sent { get; private set; }

        /// <summary>Where the latest one went.</summary>
        public uint SentAddress { get; private set; }

        /// <summary>Likewise.</summary>
        public int SentPort { get; private set; }

        /// <summary>The local port that the latest one came from.</summary>
        public int SentFromPort { get; private set; }

        /// <summary>Sockets opened so far, and those open now.</summary>
        public int OpenedCount { get; private set; }

        /// <summary>Likewise.</summary>
        public int OpenCount { get; private set; }

        /// <summary>Whether there is no socket to be had.</summary>
        public bool HasNoSocket { get; set; }

        /// <summary>Whether nothing goes out.</summary>
        public bool HasNoRoute { get; set; }

        /// <summary>Lets a datagram come to the socket with this local port; one that is not open is passed over, as a real stack does.</summary>
        public void Deliver(int localPort, uint source, int sourcePort, byte[] payload)
        {
            for (int socket = 0; socket < MaximumSockets; socket++)
            {
                if (_localPorts[socket] != localPort || localPort == 0)
                {
                    continue;
                }

                for (int i = 0; i < MaximumWaiting; i++)
                {
                    if (_waiting[i] == null)
                    {
                        _waiting[i] = payload;
                        _waitingFor[i] = socket;
                        _sources[i] = source;
                        _sourcePorts[i] = sourcePort;
                        return;
                    }
                }
            }
        }

        /// <inheritdoc/>
        public int Open(int localPort)
        {
            int free = None;
            for (int socket = MaximumSockets - 1; socket >= 0; socket--)
            {
                if (_localPorts[socket] == localPort)
                {
                    return None;
                }

                if (_localPorts[socket] == 0)
                {
                    free = socket;
                }
            }

            if (HasNoSocket || free == None)
            {
                return None;
            }

            _localPorts[free] = localPort;
            OpenedCount++;
            OpenCount++;
            return free;
        }

        /// <inheritdoc/>
        public bool Send(int socket, uint address, int port, byte[] buffer, int offset, int length)
        {
            if (HasNoRoute)
            {
                return false;
            }

            Sent = new byte[length];
            Array.Copy(buffer, offset, Sent, 0, length);
            SentAddress = address;
            SentPort = port;
            SentFromPort = _localPorts[socket];
            SentCount++;
            return true;
        }

        /// <inheritdoc/>
        public int Receive(int socket, byte[] buffer, out uint address, out int port)
        {
            int first = None;
            for (int i = 0; i < MaximumWaiting && first == None; i++)
            {
                if (_waiting[i] != null && _waitingFor[i] == socket)
                {
                    first = i;
                }
            }

            address = 0;
            port = 0;
            if (first == None)
            {
                return None;
            }

            byte[] payload = _waiting[first];
            address = _sources[first];
            port = _sourcePorts[first];
            for (int i = first; i < MaximumWaiting - 1; i++)
            {
                _waiting[i] = _waiting[i + 1];
                _waitingFor[i] = _waitingFor[i + 1];
                _sources[i] = _sources[i + 1];
                _sourcePorts[i] = _sourcePorts[i + 1];
            }

            _waiting[MaximumWaiting - 1] = null;
            int length = payload.Length < buffer.Length ? payload.Length : buffer.Length;
            Array.Copy(payload, 0, buffer, 0, length);
            return length;
        }

        /// <inheritdoc/>
        public void Close(int socket)
        {
            _localPorts[socket] = 0;
            OpenCount--;
            for (int i = 0; i < MaximumWaiting; i++)
            {
                if (_waitingFor[i] == socket)
                {
                    _waiting[i] = null;
                }
            }
        }
    }
}
