using System;
using Gateway.Platform;

namespace Gateway.Tests.Support
{
    /// <summary>A TLS exchange whose network is the test: one connection at a time, that the test answers, cuts or lets hang.</summary>
    public sealed class ScriptedTls : ITlsExchange
    {
        private const int None = -1;
        private const int Capacity = 128 * 1024; // of what is sent on one connection

        private byte[] _waiting = new byte[0];
        private int _taken;
        private bool _isOver;
        private TlsFailure _failure;
        private string _answer;

        /// <summary>Connections begun so far.</summary>
        public int OpenedCount { get; private set; }

        /// <summary>Those open now.</summary>
        public int OpenCount { get; private set; }

        /// <summary>Where the latest one goes.</summary>
        public uint Address { get; private set; }

        /// <summary>Likewise.</summary>
        public int Port { get; private set; }

        /// <summary>The name asked for.</summary>
        public string HostName { get; private set; }

        /// <summary>What was sent on the latest one.</summary>
        public byte[] Sent { get; } = new byte[Capacity];

        /// <summary>How much.</summary>
        public int SentLength { get; private set; }

        /// <summary>Whether there is no connection to be had.</summary>
        public bool HasNoSocket { get; set; }

        /// <summary>How many bytes are taken or come at a time, at the most.</summary>
        public int ChunkLength { get; set; } = int.MaxValue;

        /// <summary>Answers each request of the connections to come, as soon as it is whole; null: the test does. Then the end, where <see cref="CutsBehind"/>.</summary>
        public string Answer
        {
            get { return _answer; }
            set { _answer = value; }
        }

        /// <summary>Whether the connection ends behind <see cref="Answer"/>.</summary>
        public bool CutsBehind { get; set; }

        /// <summary>How connections to come end, before anything is sent; None: they don't.</summary>
        public TlsFailure Fails { get; set; }

        /// <summary>The answer to a GET, where it is another one.</summary>
        public string SettingsAnswer { get; set; }

        /// <summary>Requests that were whole.</summary>
        public int RequestCount { get; private set; }

        /// <summary>What was sent, as text.</summary>
        public string SentText
        {
            get
            {
                char[] text = new char[SentLength];
                for (int i = 0; i < text.Length; i++)
                {
                    text[i] = (char)Sent[i];
                }

                return new string(text);
            }
        }

        /// <summary>Lets bytes come to the open connection, behind those that wait already.</summary>
        public void Deliver(string text)
        {
            byte[] all = new byte[_waiting.Length + text.Length];
            Array.Copy(_waiting, 0, all, 0, _waiting.Length);
            char[] characters = text.ToCharArray();
            for (int i = 0; i < characters.Length; i++)
            {
                all[_waiting.Length + i] = (byte)characters[i];
            }

            _waiting = all;
        }

        /// <summary>Ends the connection once the waiting bytes are taken.</summary>
        public void End(TlsFailure failure)
        {
            _isOver = true;
            _failure = failure;
        }

        /// <inheritdoc/>
        public int Open(int localPort, uint address, int port, string hostName)
        {
            if (HasNoSocket || OpenCount > 0 || localPort < HostPorts.First)
            {
                return None;
            }

            Address = address;
            Port = port;
            HostName = hostName;
            SentLength = 0;
            _waiting = new byte[0];
            _taken = 0;
            _isOver = Fails != TlsFailure.None;
            _failure = Fails;
            OpenedCount++;
            OpenCount++;
            return 0;
        }

        /// <inheritdoc/>
        public int Send(int connection, byte[] buffer, int offset, int length)
        {
            if (_isOver)
            {
                return None;
            }

            int count = length < ChunkLength ? length : ChunkLength;
            Array.Copy(buffer, offset, Sent, SentLength, count);
            SentLength += count;
            string text = SentLength > 0 ? SentText : "";
            bool isGet = text.LastIndexOf("GET ") > 0 && text.LastIndexOf("\r\n\r\n") > text.LastIndexOf("GET ");
            bool isPost = !isGet && text.IndexOf("GET ") < 0 && EndsReport(text);
            if (isGet || isPost)
            {
                RequestCount++;
                string answer = isGet ? SettingsAnswer : _answer;
                if (answer != null)
                {
                    Deliver(answer);
                    _isOver = CutsBehind;
                }
            }

            return count;
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
        public TlsFailure FailureOf(int connection)
        {
            return _failure;
        }

        /// <inheritdoc/>
        public void Close(int connection)
        {
            OpenCount--;
        }

        private static bool EndsReport(string text)
        {
            int end = text.IndexOf("]}");
            return end > 0 && end == text.Length - 2;
        }
    }
}
