using Gateway.Wire;

namespace Gateway.Lan
{
    /// <summary>
    /// A client's message (RFC 2131 §2).
    /// <code>
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +---------------+---------------+---------------+---------------+
    /// |      op       |     htype     |     hlen      |     hops      |
    /// |                              xid                              |
    /// |             secs              |             flags             |
    /// |             ciaddr, yiaddr, siaddr, giaddr (32 each)          |
    /// |                         chaddr (16 bytes)                     |
    /// |                         sname  (64 bytes)                     |
    /// |                         file  (128 bytes)                     |
    /// |                 options, behind a magic cookie                |
    /// </code>
    /// After <see cref="Parse"/> returned true, all that is spoken of here lies within the message.
    /// </summary>
    internal sealed class DhcpMessage
    {
        public const int OperationOffset = 0;
        public const int HardwareTypeOffset = 1;
        public const int HardwareLengthOffset = 2;
        public const int TransactionIdOffset = 4;
        public const int FlagsOffset = 10;
        public const int ClientAddressOffset = 12;
        public const int YourAddressOffset = 16;
        public const int RelayAddressOffset = 24;
        public const int HardwareAddressOffset = 28;
        public const int CookieOffset = 236;
        public const int OptionsOffset = 240;

        public const int HardwareAddressLength = 16;
        public const int OperationRequest = 1;
        public const int OperationReply = 2;
        public const uint Cookie = 0x63825363; // RFC 2131 §3

        private const int ServerNameOffset = 44;
        private const int FileOffset = 108;
        private const int OverloadFile = 1; // RFC 2132 §9.3
        private const int OverloadServerName = 2;
        private const int AddressLength = 4;
        private const int MinimumIdentifierLength = 2; // RFC 2132 §9.14

        private int _overload;

        /// <summary>One of <see cref="DhcpMessageType"/>; None for BOOTP.</summary>
        public int Type { get; private set; }

        /// <summary>What the client has already (ciaddr), in host order; 0 for none. So are the addresses below.</summary>
        public uint ClientAddress { get; private set; }

        /// <summary>The relay that it came through (giaddr).</summary>
        public uint RelayAddress { get; private set; }

        /// <summary>Option 50.</summary>
        public uint RequestedAddress { get; private set; }

        /// <summary>Option 54.</summary>
        public uint ServerIdentifier { get; private set; }

        /// <summary>Option 51; 0 for none.</summary>
        public uint LeaseS { get; private set; }

        /// <summary>Where option 61 begins; its length is 0 where there is none.</summary>
        public int IdentifierOffset { get; private set; }

        /// <summary>Bytes of option 61.</summary>
        public int IdentifierLength { get; private set; }

        /// <summary>Where option 12 begins; its length is 0 where there is none.</summary>
        public int HostNameOffset { get; private set; }

        /// <summary>Bytes of option 12.</summary>
        public int HostNameLength { get; private set; }

        /// <summary>Whether option 55 asks for a host name.</summary>
        public bool AsksForHostName { get; private set; }

        /// <summary>Reads a message. Of an option that is there twice the first counts.</summary>
        /// <param name="buffer">Holds it from its beginning.</param>
        /// <param name="length">Bytes.</param>
        /// <returns>False when it is no client's message, or broken.</returns>
        public bool Parse(byte[] buffer, int length)
        {
            Type = DhcpMessageType.None;
            RequestedAddress = ServerIdentifier = LeaseS = 0;
            IdentifierLength = HostNameLength = _overload = 0;
            AsksForHostName = false;
            if (length < OptionsOffset
                || length > buffer.Length
                || buffer[OperationOffset] != OperationRequest
                || buffer[HardwareLengthOffset] > HardwareAddressLength
                || NetworkOrder.ReadUInt32(buffer, CookieOffset) != Cookie)
            {
                return false;
            }

            ClientAddress = NetworkOrder.ReadUInt32(buffer, ClientAddressOffset);
            RelayAddress = NetworkOrder.ReadUInt32(buffer, RelayAddressOffset);

            // RFC 2131 §4.1: options first, then file, then sname.
            return ReadOptions(buffer, OptionsOffset, length)
                && ((_overload & OverloadFile) == 0 || ReadOptions(buffer, FileOffset, CookieOffset))
                && ((_overload & OverloadServerName) == 0 || ReadOptions(buffer, ServerNameOffset, FileOffset))
                && (IdentifierLength > 0 || buffer[HardwareLengthOffset] > 0);
        }

        // A field that ends without the end option is borne: some clients leave it out.
        private bool ReadOptions(byte[] buffer, int at, int end)
        {
            while (at < end)
            {
                int code = buffer[at++];
                if (code == DhcpOption.End)
                {
                    return true;
                }

                if (code == DhcpOption.Pad)
                {
                    continue;
                }

                int length = at < end ? buffer[at++] : end;
                if (length > end - at || !Take(code, buffer, at, length))
                {
                    return false;
                }

                at += length;
            }

            return true;
        }

        private bool Take(int code, byte[] buffer, int at, int length)
        {
            switch (code)
            {
                case DhcpOption.MessageType:
                    Type = Type == DhcpMessageType.None && length > 0 ? buffer[at] : Type;
                    return length == 1;
                case DhcpOption.Overload:
                    _overload = _overload == 0 && length > 0 ? buffer[at] : _overload;
                    return length == 1;
                case DhcpOption.RequestedAddress:
                    RequestedAddress = First(RequestedAddress, buffer, at, length);
                    return length == AddressLength;
                case DhcpOption.ServerIdentifier:
                    ServerIdentifier = First(ServerIdentifier, buffer, at, length);
                    return length == AddressLength;
                case DhcpOption.LeaseTime:
                    LeaseS = First(LeaseS, buffer, at, length);
                    return length == AddressLength;
                case DhcpOption.ClientIdentifier:
                    if (IdentifierLength == 0)
                    {
                        IdentifierOffset = at;
                        IdentifierLength = length;
                    }

                    return length >= MinimumIdentifierLength;
                case DhcpOption.HostName:
                    if (HostNameLength == 0)
                    {
                        HostNameOffset = at;
                        HostNameLength = length;
                    }

                    return true;
                case DhcpOption.ParameterRequestList:
                    for (int i = 0; i < length; i++)
                    {
                        AsksForHostName |= buffer[at + i] == DhcpOption.HostName;
                    }

                    return true;
                default:
                    return true;
            }
        }

        private static uint First(uint before, byte[] buffer, int at, int length)
        {
            return before == 0 && length == AddressLength ? NetworkOrder.ReadUInt32(buffer, at) : before;
        }
    }
}
