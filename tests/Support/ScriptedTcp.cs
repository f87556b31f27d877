using System;
using Gateway.Platform;

namespace Gateway.Tests.Support
{
    /// <summary>A TCP exchange whose network is the test: one connection at a time, that the test answers, cuts or lets hang.</summary>
    public sealed class ScriptedTcp : ITcpExchange
    {
        private const int None = -1;

        private byte[] _waiting = new byte[0];
        private int _taken;
        private bool _isOver;

        /// <summary>Connections begun so far, and those open now.</summary>
        public int OpenedCount { get; private set; }

        /// <summary>Likewise.</summary>
        public int OpenCount { get; private set; }

        /// <summary>Where the latest one goes.</summary>
        public uint Address { get; private set; }

        /// <summary>Likewise.</summary>
        public int Port { get; private set; }

        /// <summary>The local port of the latest one.</summary>
        public int LocalPort { get; private set; }

        /// <summary>What the latest one was given to send; null when nothing.</summary>
        public byte[] Sent { get; private set; }

        /// <summary>Whether there is no connection to be had.</summary>
        public bool HasNoSocket { get; set; }

        /// <summary>How many bytes come at a time, at the most: TCP keeps no boundaries.</summary>
        public int ChunkLength { get; set; } = int.MaxValue;

        /// <summary>Lets bytes come to the open connection, behind those that wait already.</summary>
        public void Deliver(byte[] bytes)
        {
            byte[] all = new byte[_waiting.Length + bytes.Length];
            Array.Copy(_waiting, 0, all, 0, _waiting.Length);
            Array.Copy(bytes, 0, all, _waiting.Length, bytes.Length);
            _waiting = all;
        }

        /// <summary>Ends the connection once the waiting bytes are taken: refused, reset or closed.</summary>
        public void End()
        {
            _isOver = true;
        }

        /// <inheritdoc/>
        public int Open(int localPort, uint address, int port)
        {
            if (HasNoSocket || OpenCount > 0)
            {
                return None;
            }

            Address = address;
            Port = port;
            LocalPort = localPort;
            Sent = null;
            _waiting = new byte[0];
            _taken = 0;
            _isOver = false;
            OpenedCount++;
            OpenCount++;
            return 0;
        }

        /// <inheritdoc/>
        public bool Send(int connection, byte[] buffer, int offset, int length)
        {
            if (_isOver || Sent != null)
            {
                return false;
            }

            Sent = new byte[length];
            Array.Copy(buffer, offset, Sent, 0, length);
            return true;
        }

        /// <inheritdoc/>
        public int Receive(int connection, byte[] buffer, int offset, int length)
        {
            int left = _waiting.Length - _taken;
            if (left == 0)
            {
                return _isOver ? None : 0;
            }

            int count = left < length ? left : length;
            count = count < ChunkLength ? count : ChunkLength;
            Array.Copy(_waiting, _taken, buffer, offset, count);
            _taken += count;
            return count;
        }

        /// <inheritdoc/>
        public void Close(int connection)
        {
            OpenCount--;
        }
    }
}
