using System;
using Gateway.Wire;

namespace Gateway.Dns
{
    /// <summary>
    /// Writes a question for the IPv4 addresses of a name (RFC 1035 §4). Ours: no EDNS(0), since a relay's addresses fit 512
    /// bytes, TCP takes what does not, old servers stumble over it, and its longer answers come in fragments, which others can
    /// forge. No letters of random case either (0x20): id and port are 30 bits that nobody can guess, and a server that answers
    /// in lower case would leave a relay unresolved for good.
    /// </summary>
    public static class DnsQuery
    {
        /// <summary>Bytes of a question at the most.</summary>
        public const int MaximumLength = DnsHeader.HeaderLength + DnsName.MaximumLength + TypeAndClassLength;

        private const int TypeAndClassLength = 4;

        /// <summary>Writes the question.</summary>
        /// <param name="name">The host name.</param>
        /// <param name="id">Its id; the low 16 bits.</param>
        /// <param name="into">Takes it from 0 on: <see cref="MaximumLength"/> bytes.</param>
        /// <returns>Its bytes; 0 when a message can't hold such a name.</returns>
        public static int Write(string name, int id, byte[] into)
        {
            Array.Clear(into, 0, DnsHeader.HeaderLength);
            WriteId(id, into);
            NetworkOrder.WriteUInt16(into, DnsHeader.FlagsOffset, DnsHeader.RecursionDesired);
            NetworkOrder.WriteUInt16(into, DnsHeader.QuestionCountOffset, 1);
            int end = DnsName.Write(name, into, DnsHeader.HeaderLength);
            if (end < 0)
            {
                return 0;
            }

            NetworkOrder.WriteUInt16(into, end, DnsRecord.TypeA);
            NetworkOrder.WriteUInt16(into, end + 2, DnsRecord.ClassInternet);
            return end + TypeAndClassLength;
        }

        /// <summary>Gives a question another id.</summary>
        public static void WriteId(int id, byte[] query)
        {
            NetworkOrder.WriteUInt16(query, DnsHeader.IdOffset, id);
        }
    }
}
