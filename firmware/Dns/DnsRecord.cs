using Gateway.Wire;

namespace Gateway.Dns
{
    /// <summary>
    /// A resource record (RFC 1035 §4.1.3), found in a message.
    /// <code>
    /// NAME (any length) | TYPE 16 | CLASS 16 | TTL 32 | RDLENGTH 16 | RDATA
    /// </code>
    /// After <see cref="Read"/>: the names and RDATA lie in the message. Plain fields: one record after the other is read into it.
    /// </summary>
    internal sealed class DnsRecord
    {
        /// <summary>TYPE A: an IPv4 address (RFC 1035 §3.4.1).</summary>
        public const int TypeA = 1;

        /// <summary>TYPE CNAME: the name is an alias of another (RFC 1035 §3.3.1).</summary>
        public const int TypeCname = 5;

        /// <summary>CLASS IN (RFC 1035 §3.2.4).</summary>
        public const int ClassInternet = 1;

        /// <summary>RDLENGTH of an A record.</summary>
        public const int AddressLength = 4;

        /// <summary>Where its owner's name begins.</summary>
        public int Owner;

        /// <summary>Its type, where its class is IN; else 0.</summary>
        public int Type;

        /// <summary>How long it may be kept, in seconds.</summary>
        public int TimeToLiveS;

        /// <summary>Where RDATA begins.</summary>
        public int Data;

        private const int TypeOffset = 0;
        private const int ClassOffset = 2;
        private const int TimeToLiveOffset = 4;
        private const int DataLengthOffset = 8;
        private const int DataOffset = 10;

        private const int Malformed = -1;

        /// <summary>Reads a record. An A record's RDATA is an address, and a CNAME record's a name.</summary>
        /// <param name="message">The message.</param>
        /// <param name="length">Its bytes.</param>
        /// <param name="offset">Where the record begins.</param>
        /// <returns>Where the next one begins; negative when this is none.</returns>
        public int Read(byte[] message, int length, int offset)
        {
            int fields = DnsName.End(message, length, offset);
            if (fields < 0 || length - fields < DataOffset)
            {
                return Malformed;
            }

            Owner = offset;
            Data = fields + DataOffset;
            int end = Data + NetworkOrder.ReadUInt16(message, fields + DataLengthOffset);
            if (end > length)
            {
                return Malformed;
            }

            // The top bit set means 0 (RFC 2181 §8).
            int timeToLiveS = (int)NetworkOrder.ReadUInt32(message, fields + TimeToLiveOffset);
            TimeToLiveS = timeToLiveS < 0 ? 0 : timeToLiveS;
            Type = NetworkOrder.ReadUInt16(message, fields + ClassOffset) == ClassInternet
                ? NetworkOrder.ReadUInt16(message, fields + TypeOffset)
                : 0;
            switch (Type)
            {
                case TypeA:
                    return end - Data == AddressLength ? end : Malformed;
                case TypeCname:
                    return DnsName.End(message, end, Data) == end ? end : Malformed;
                default:
                    return end;
            }
        }
    }
}
