using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Lab
{
    /// <summary>
    /// Many DHCP clients on one wire, a card each, each of which asks until it has an address: the lab's own, for no program plays
    /// hundreds. It knows only what it needs of the messages.
    /// </summary>
    public sealed class DhcpCrowd : IDisposable
    {
        private const int ServerPort = 67;
        private const int ClientPort = 68;
        private const int SolSocket = 1; // asm-generic/socket.h
        private const int BindToDevice = 25;
        private const int Discover = 1;
        private const int Offer = 2;
        private const int Request = 3;
        private const int Ack = 5;
        private const int OptionsAt = 240;
        private const int MessageLength = 300;
        private const int BurstClients = 8; // ours: as many ask at once as at home after a cut of power
        private const int WaitMs = 500; // ours: then a client asks again

        private readonly Socket _socket;
        private readonly byte[] _buffer = new byte[2000];

        /// <summary>Makes it, in a host without an address.</summary>
        public DhcpCrowd(LabNamespace host)
        {
            _socket = host.Bind(ProtocolType.Udp, "0.0.0.0", ClientPort);
            _socket.EnableBroadcast = true;
            _socket.ReceiveTimeout = WaitMs;
            _socket.SetRawSocketOption(SolSocket, BindToDevice, "eth0\0"u8);
        }

        /// <summary>Has clients ask, each up to some times, until each has an address or gave up.</summary>
        /// <returns>Client and address, of those that got one.</returns>
        public Dictionary<int, uint> Ask(int clients, int tries)
        {
            Dictionary<int, uint> given = [];
            for (int round = 0; round < tries; round++)
            {
                for (int first = 0; first < clients; first += BurstClients)
                {
                    int waited = 0;
                    for (int client = first; client < first + BurstClients && client < clients; client++)
                    {
                        if (!given.ContainsKey(client))
                        {
                            Send(Message(Discover, client, 0, 0));
                            waited++;
                        }
                    }

                    Take(given, waited);
                }
            }

            return given;
        }

        /// <summary>Sends bytes to the server, whatever they are.</summary>
        public void Send(ReadOnlySpan<byte> bytes)
        {
            _socket.SendTo(bytes, new IPEndPoint(IPAddress.Broadcast, ServerPort));
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _socket.Dispose();
        }

        private void Take(Dictionary<int, uint> given, int waited)
        {
            Stopwatch watch = Stopwatch.StartNew();
            try
            {
                while (waited > 0 && watch.ElapsedMilliseconds < WaitMs)
                {
                    int length = _socket.Receive(_buffer);
                    if (length < OptionsAt + 9 || _buffer[OptionsAt] != 53)
                    {
                        continue;
                    }

                    int client = BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(32));
                    uint address = BinaryPrimitives.ReadUInt32BigEndian(_buffer.AsSpan(16));
                    if (_buffer[OptionsAt + 2] == Offer)
                    {
                        Send(Message(Request, client, address, BinaryPrimitives.ReadUInt32BigEndian(_buffer.AsSpan(OptionsAt + 5))));
                    }
                    else if (_buffer[OptionsAt + 2] == Ack)
                    {
                        given[client] = address;
                        waited--;
                    }
                }
            }
            catch (SocketException)
            {
                // Nobody answers.
            }
        }

        private static byte[] Message(int type, int client, uint address, uint server)
        {
            byte[] message = new byte[MessageLength];
            message[0] = 1;
            message[1] = 1;
            message[2] = 6;
            BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(4), client);
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(10), 0x8000);
            BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(28), 0x02005E77);
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(32), (ushort)client);
            BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(236), 0x63825363);
            ReadOnlySpan<byte> head = [53, 1, (byte)type];
            head.CopyTo(message.AsSpan(OptionsAt));
            int end = OptionsAt + head.Length;
            if (type == Request)
            {
                message[end] = 50;
                message[end + 1] = 4;
                BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(end + 2), address);
                message[end + 6] = 54;
                message[end + 7] = 4;
                BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(end + 8), server);
                end += 12;
            }

            message[end] = 255;
            return message;
        }
    }
}
