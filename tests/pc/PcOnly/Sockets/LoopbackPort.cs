using System;
using Gateway.Boards.Sockets;

namespace Gateway.PcTests.Sockets
{
    /// <summary>The machine's own address, and ports that nobody has taken.</summary>
    internal static class LoopbackPort
    {
        /// <summary>127.0.0.1.</summary>
        public const uint Address = 0x7F000001;

        private const int Tries = 100;

        /// <summary>Opens a socket at any free port.</summary>
        public static int Open(UdpExchange udp, out int port)
        {
            for (int i = 0; i < Tries; i++)
            {
                port = Any();
                int socket = udp.Open(port);
                if (socket >= 0)
                {
                    return socket;
                }
            }

            throw new InvalidOperationException("No free port.");
        }

        /// <summary>A port from 49152 on, like the gateway's own.</summary>
        public static int Any()
        {
            return Random.Shared.Next(49152, 65536);
        }
    }
}
