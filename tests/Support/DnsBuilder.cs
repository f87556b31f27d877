using System;
using Gateway.Dns;
using Gateway.Wire;

namespace Gateway.Tests.Support
{
    /// <summary>Builds DNS messages, without compression: what servers do with it stands in recorded bytes.</summary>
    public static class DnsBuilder
    {
        /// <summary>Flags of an ordinary answer: response, recursion desired and available.</summary>
        public const int AnswerFlags = 0x8180;

        private const int HeaderLength = 12;
        private const int FlagsOffset = 2;
        private const int AnswerCountOffset = 6;
        private const int TypeA = 1;
        private const int TypeCname = 5;
        private const int ClassInternet = 1;

        /// <summary>A question.</summary>
        public static byte[] Query(string name, int id)
        {
            byte[] buffer = new byte[DnsQuery.MaximumLength];
            return Cut(buffer, DnsQuery.Write(name, id, buffer));
        }

        /// <summary>An answer to a question.</summary>
        public static byte[] Answer(byte[] query, params byte[][] records)
        {
            byte[] message = Join(query, Join(records));
            NetworkOrder.WriteUInt16(message, FlagsOffset, AnswerFlags);
            NetworkOrder.WriteUInt16(message, AnswerCountOffset, records.Length);
            return message;
        }

        /// <summary>An answer without records.</summary>
        public static byte[] Failure(byte[] query, int flags)
        {
            byte[] message = (byte[])query.Clone();
            NetworkOrder.WriteUInt16(message, FlagsOffset, flags);
            return message;
        }

        /// <summary>An A record.</summary>
        public static byte[] A(string owner, int timeToLiveS, uint address)
        {
            byte[] data = new byte[4];
            NetworkOrder.WriteUInt32(data, 0, address);
            return Record(owner, TypeA, ClassInternet, (uint)timeToLiveS, data);
        }

        /// <summary>A CNAME record.</summary>
        public static byte[] Cname(string owner, int timeToLiveS, string alias)
        {
            return Record(owner, TypeCname, ClassInternet, (uint)timeToLiveS, Name(alias));
        }

        /// <summary>Any record.</summary>
        public static byte[] Record(string owner, int type, int recordClass, uint timeToLiveS, byte[] data)
        {
            byte[] name = Name(owner);
            byte[] record = new byte[name.Length + 10 + data.Length];
            Array.Copy(name, 0, record, 0, name.Length);
            NetworkOrder.WriteUInt16(record, name.Length, type);
            NetworkOrder.WriteUInt16(record, name.Length + 2, recordClass);
            NetworkOrder.WriteUInt32(record, name.Length + 4, timeToLiveS);
            NetworkOrder.WriteUInt16(record, name.Length + 8, data.Length);
            Array.Copy(data, 0, record, name.Length + 10, data.Length);
            return record;
        }

        /// <summary>A message as TCP carries it: behind its length (RFC 1035 §4.2.2).</summary>
        public static byte[] WithLength(byte[] message)
        {
            byte[] length = new byte[2];
            NetworkOrder.WriteUInt16(length, 0, message.Length);
            return Join(length, message);
        }

        /// <summary>Bytes, one behind the other.</summary>
        public static byte[] Join(params byte[][] parts)
        {
            int length = 0;
            for (int i = 0; i < parts.Length; i++)
            {
                length += parts[i].Length;
            }

            byte[] all = new byte[length];
            int offset = 0;
            for (int i = 0; i < parts.Length; i++)
            {
                Array.Copy(parts[i], 0, all, offset, parts[i].Length);
                offset += parts[i].Length;
            }

            return all;
        }

        // A name is what stands between a question's header and its type and class.
        private static byte[] Name(string text)
        {
            byte[] query = Query(text, 0);
            byte[] name = new byte[query.Length - HeaderLength - 4];
            Array.Copy(query, HeaderLength, name, 0, name.Length);
            return name;
        }

        private static byte[] Cut(byte[] buffer, int length)
        {
            byte[] cut = new byte[length];
            Array.Copy(buffer, 0, cut, 0, length);
            return cut;
        }
    }
}
