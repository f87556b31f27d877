using static Gateway.PcTests.Replay.CapturedPackets;

namespace Gateway.PcTests.Replay
{
    /// <summary>One TCP connection of a capture in the making.</summary>
    internal sealed class TcpScript
    {
        private readonly CaptureScript _script;
        private readonly string _client;
        private readonly int _clientPort;
        private readonly string _server;
        private readonly int _serverPort;
        private uint _clientNext;
        private uint _serverNext;

        /// <summary>Opens it: SYN, SYN-ACK, ACK.</summary>
        public TcpScript(CaptureScript script, string client, int clientPort, string server, int serverPort)
        {
            _script = script;
            _client = client;
            _clientPort = clientPort;
            _server = server;
            _serverPort = serverPort;
            _clientNext = (uint)clientPort * 1000;
            _serverNext = ((uint)serverPort * 5000) + 7;
            FromClient(Syn, string.Empty, hasAcknowledgment: false);
            _clientNext++;
            FromServer(Syn | Ack, string.Empty);
            _serverNext++;
            FromClient(Ack, string.Empty);
        }

        /// <summary>The client sends, and the server acknowledges.</summary>
        public TcpScript Client(string data)
        {
            FromClient(Psh | Ack, data);
            _clientNext += (uint)data.Length;
            FromServer(Ack, string.Empty);
            return this;
        }

        /// <summary>The server sends, and the client acknowledges.</summary>
        public TcpScript Server(string data)
        {
            FromServer(Psh | Ack, data);
            _serverNext += (uint)data.Length;
            FromClient(Ack, string.Empty);
            return this;
        }

        /// <summary>The server closes, then the client.</summary>
        public void Close()
        {
            FromServer(Fin | Ack, string.Empty);
            _serverNext++;
            FromClient(Fin | Ack, string.Empty);
            _clientNext++;
            FromServer(Ack, string.Empty);
        }

        private void FromClient(byte flags, string data, bool hasAcknowledgment = true)
        {
            uint acknowledgment = hasAcknowledgment ? _serverNext : 0;
            _script.Packet(Tcp(_client, _clientPort, _server, _serverPort, flags, _clientNext, acknowledgment, data));
        }

        private void FromServer(byte flags, string data)
        {
            _script.Packet(Tcp(_server, _serverPort, _client, _clientPort, flags, _serverNext, _clientNext, data));
        }
    }
}
