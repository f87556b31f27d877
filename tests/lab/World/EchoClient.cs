using System;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Lab
{
    /// <summary>A connection to an <see cref="EchoServer"/>.</summary>
    public sealed class EchoClient : IDisposable
    {
        private readonly Socket _socket;

        /// <summary>Takes a connection, and the line that the server says first.</summary>
        public EchoClient(Socket socket)
        {
            _socket = socket;
            SeenAs = IPEndPoint.Parse(ReadLine());
        }

        /// <summary>The address and port that the server sees.</summary>
        public IPEndPoint SeenAs { get; }

        /// <summary>Sends a text and waits for it to come back.</summary>
        /// <returns>Whether it came back unchanged.</returns>
        public bool Echoes(string text)
        {
            byte[] sent = Encoding.ASCII.GetBytes(text);
            _socket.Send(sent);
            byte[] received = new byte[sent.Length];
            int count = 0;
            while (count < received.Length)
            {
                int part = _socket.Receive(received.AsSpan(count));
                if (part == 0)
                {
                    return false;
                }

                count += part;
            }

            return received.AsSpan().SequenceEqual(sent);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _socket.Dispose();
        }

        private string ReadLine()
        {
            StringBuilder line = new();
            byte[] letter = new byte[1];
            while (_socket.Receive(letter) == 1 && letter[0] != '\n')
            {
                line.Append((char)letter[0]);
            }

            return line.ToString();
        }
    }
}
