using Gateway.Wire;

namespace Gateway.Dns
{
    /// <summary>
    /// Reads the answer to a <see cref="DnsQuery"/>. It is ours when id and question are (RFC 5452 §9.1); then the whole message
    /// must hold, and the addresses are those at the end of the name's chain of aliases, in whatever order the records stand.
    /// </summary>
    public sealed class DnsResponse
    {
        /// <summary>Addresses that are taken of an answer. Ours: more than an ISP has relays behind a name; rotation brings the others.</summary>
        public const int MaximumAddresses = 16;

        /// <summary>Aliases that are followed. Ours: more than servers do (Unbound: 11), and a loop ends here.</summary>
        public const int MaximumAliases = 16;

        private readonly uint[] _addresses = new uint[MaximumAddresses];
        private readonly DnsRecord _record = new DnsRecord();

        /// <summary>Addresses of the answer.</summary>
        public int AddressCount { get; private set; }

        /// <summary>Further addresses that found no room.</summary>
        public int LeftOutCount { get; private set; }

        /// <summary>How long the answer may be kept, in seconds: the least of the aliases and addresses.</summary>
        public int TimeToLiveS { get; private set; }

        /// <summary>An address of the answer, in host order.</summary>
        public uint AddressAt(int index)
        {
            return _addresses[index];
        }

        /// <summary>Reads a message.</summary>
        /// <param name="message">Holds it from 0 on.</param>
        /// <param name="length">Its bytes. What stands behind its last record is not read.</param>
        /// <param name="query">The question.</param>
        /// <param name="queryLength">Its bytes.</param>
        public DnsResult Parse(byte[] message, int length, byte[] query, int queryLength)
        {
            AddressCount = 0;
            LeftOutCount = 0;
            TimeToLiveS = int.MaxValue;
            if (!IsOurs(message, length, query, queryLength))
            {
                return DnsResult.Mismatch;
            }

            int flags = NetworkOrder.ReadUInt16(message, DnsHeader.FlagsOffset);
            switch (flags & DnsHeader.ResponseCodeMask)
            {
                case DnsHeader.NoError:
                    break;
                case DnsHeader.NameError:
                    return DnsResult.NameError;
                case DnsHeader.ServerFailure:
                    return DnsResult.ServerFailure;
                case DnsHeader.Refused:
                    return DnsResult.Refused;
                default:
                    return DnsResult.OtherError;
            }

            // What is there of it must not be used (RFC 2181 §9).
            if ((flags & DnsHeader.Truncation) != 0)
            {
                return DnsResult.Truncated;
            }

            return AreRecordsValid(message, length, queryLength) ? FollowAliases(message, length, queryLength) : DnsResult.Malformed;
        }

        // A standard response with our id and our question, in any case. A label's length, a type and a class are no letters.
        private static bool IsOurs(byte[] message, int length, byte[] query, int queryLength)
        {
            const int Same = DnsHeader.Response | DnsHeader.OpcodeMask;
            if (length < queryLength
                || NetworkOrder.ReadUInt16(message, DnsHeader.IdOffset) != NetworkOrder.ReadUInt16(query, DnsHeader.IdOffset)
                || (NetworkOrder.ReadUInt16(message, DnsHeader.FlagsOffset) & Same) != DnsHeader.Response
                || NetworkOrder.ReadUInt16(message, DnsHeader.QuestionCountOffset) != 1)
            {
                return false;
            }

            for (int i = DnsHeader.HeaderLength; i < queryLength; i++)
            {
                if (DnsName.ToLower(message[i]) != DnsName.ToLower(query[i]))
                {
                    return false;
                }
            }

            return true;
        }

        private bool AreRecordsValid(byte[] message, int length, int offset)
        {
            int count = NetworkOrder.ReadUInt16(message, DnsHeader.AnswerCountOffset)
                + NetworkOrder.ReadUInt16(message, DnsHeader.AuthorityCountOffset)
                + NetworkOrder.ReadUInt16(message, DnsHeader.AdditionalCountOffset);
            for (int i = 0; i < count && offset >= 0; i++)
            {
                offset = _record.Read(message, length, offset);
            }

            return offset >= 0;
        }

        private DnsResult FollowAliases(byte[] message, int length, int answers)
        {
            int name = DnsHeader.HeaderLength;
            for (int aliases = 0; aliases <= MaximumAliases; aliases++)
            {
                name = ReadAnswersOf(name, message, length, answers);
                if (AddressCount > 0)
                {
                    return DnsResult.Answer;
                }

                if (name == 0)
                {
                    return DnsResult.NoAddress;
                }
            }

            return DnsResult.Malformed;
        }

        // Takes a name's addresses; gives what it is an alias of, or 0. A name with both is no alias (RFC 1034 §3.6.2).
        private int ReadAnswersOf(int name, byte[] message, int length, int answers)
        {
            int alias = 0;
            int aliasTimeToLiveS = 0;
            int offset = answers;
            for (int left = NetworkOrder.ReadUInt16(message, DnsHeader.AnswerCountOffset); left > 0; left--)
            {
                offset = _record.Read(message, length, offset);
                bool isAddress = _record.Type == DnsRecord.TypeA;
                if ((!isAddress && _record.Type != DnsRecord.TypeCname) || !DnsName.AreEqual(message, _record.Owner, name))
                {
                    continue;
                }

                if (isAddress)
                {
                    TakeAddress(NetworkOrder.ReadUInt32(message, _record.Data));
                }
                else if (alias == 0)
                {
                    alias = _record.Data;
                    aliasTimeToLiveS = _record.TimeToLiveS;
                }
            }

            if (AddressCount == 0 && alias != 0 && aliasTimeToLiveS < TimeToLiveS)
            {
                TimeToLiveS = aliasTimeToLiveS;
            }

            return alias;
        }

        private void TakeAddress(uint address)
        {
            if (_record.TimeToLiveS < TimeToLiveS)
            {
                TimeToLiveS = _record.TimeToLiveS;
            }

            if (AddressCount < MaximumAddresses)
            {
                _addresses[AddressCount++] = address;
            }
            else
            {
                LeftOutCount++;
            }
        }
    }
}
