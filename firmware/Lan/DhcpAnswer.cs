using System;
using Gateway.Wire;

namespace Gateway.Lan
{
    /// <summary>Writes the server's answer, option by option. What finds no room is left out: the important ones come first.</summary>
    internal sealed class DhcpAnswer
    {
        /// <summary>The longest answer, which every client must take (RFC 2131 §2: 312 bytes of options, magic cookie included).</summary>
        public const int MaximumLength = 548;

        // RFC 1542 §2.1: some BOOTP software takes no less.
        private const int MinimumLength = 300;

        private const int OptionHeaderLength = 2;
        private const int EndLength = 1;

        /// <summary>Holds the answer from its beginning.</summary>
        public readonly byte[] Buffer = new byte[MaximumLength];

        private int _end;

        /// <summary>Begins an answer to a message.</summary>
        /// <param name="message">The message's bytes.</param>
        /// <param name="type">One of <see cref="DhcpMessageType"/>.</param>
        /// <param name="clientAddress">The ciaddr.</param>
        /// <param name="yourAddress">The yiaddr.</param>
        /// <param name="server">The server's identifier.</param>
        public void Begin(byte[] message, int type, uint clientAddress, uint yourAddress, uint server)
        {
            // hops, secs, siaddr and giaddr stay 0 (RFC 2131 table 3): nobody boots from here, and nothing came through a relay.
            Array.Clear(Buffer, 0, MaximumLength);
            Buffer[DhcpMessage.OperationOffset] = DhcpMessage.OperationReply;
            Buffer[DhcpMessage.HardwareTypeOffset] = message[DhcpMessage.HardwareTypeOffset];
            Buffer[DhcpMessage.HardwareLengthOffset] = message[DhcpMessage.HardwareLengthOffset];
            Array.Copy(message, DhcpMessage.TransactionIdOffset, Buffer, DhcpMessage.TransactionIdOffset, 4);
            Array.Copy(message, DhcpMessage.FlagsOffset, Buffer, DhcpMessage.FlagsOffset, 2);
            NetworkOrder.WriteUInt32(Buffer, DhcpMessage.ClientAddressOffset, clientAddress);
            NetworkOrder.WriteUInt32(Buffer, DhcpMessage.YourAddressOffset, yourAddress);
            Array.Copy(message, DhcpMessage.HardwareAddressOffset, Buffer, DhcpMessage.HardwareAddressOffset, DhcpMessage.HardwareAddressLength);
            NetworkOrder.WriteUInt32(Buffer, DhcpMessage.CookieOffset, DhcpMessage.Cookie);
            _end = DhcpMessage.OptionsOffset;
            if (TryBegin(DhcpOption.MessageType, 1))
            {
                Buffer[_end++] = (byte)type;
            }

            Add(DhcpOption.ServerIdentifier, server);
        }

        /// <summary>Adds 32 bits: an address or a time.</summary>
        public void Add(int option, uint value)
        {
            if (TryBegin(option, 4))
            {
                NetworkOrder.WriteUInt32(Buffer, _end, value);
                _end += 4;
            }
        }

        /// <summary>Adds addresses, unless there is none.</summary>
        public void Add(int option, uint[] addresses)
        {
            if (addresses.Length > 0 && TryBegin(option, addresses.Length * 4))
            {
                for (int i = 0; i < addresses.Length; i++)
                {
                    NetworkOrder.WriteUInt32(Buffer, _end, addresses[i]);
                    _end += 4;
                }
            }
        }

        /// <summary>Adds 16 bits.</summary>
        public void AddUInt16(int option, int value)
        {
            if (TryBegin(option, 2))
            {
                NetworkOrder.WriteUInt16(Buffer, _end, value);
                _end += 2;
            }
        }

        /// <summary>Adds bytes, unless there are none: of a client its identifier (RFC 6842 §3), its name.</summary>
        public void Add(int option, byte[] bytes, int offset, int length)
        {
            if (length > 0 && TryBegin(option, length))
            {
                Array.Copy(bytes, offset, Buffer, _end, length);
                _end += length;
            }
        }

        /// <summary>Ends the answer.</summary>
        /// <returns>Its bytes.</returns>
        public int Finish()
        {
            Buffer[_end++] = DhcpOption.End;
            return _end < MinimumLength ? MinimumLength : _end;
        }

        private bool TryBegin(int option, int length)
        {
            if (length > byte.MaxValue || _end + OptionHeaderLength + length + EndLength > MaximumLength)
            {
                return false;
            }

            Buffer[_end++] = (byte)option;
            Buffer[_end++] = (byte)length;
            return true;
        }
    }
}
