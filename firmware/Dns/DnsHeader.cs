namespace Gateway.Dns
{
    /// <summary>
    /// The DNS header (RFC 1035 §4.1.1). Question, answer, authority and additional records follow it.
    /// <code>
    ///  0  1  2  3  4  5  6  7  8  9  0  1  2  3  4  5
    /// +--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+
    /// |                      ID                       |
    /// |QR|   Opcode  |AA|TC|RD|RA|   Z    |   RCODE   |
    /// |                    QDCOUNT                    |
    /// |                    ANCOUNT                    |
    /// |                    NSCOUNT                    |
    /// |                    ARCOUNT                    |
    /// </code>
    /// </summary>
    internal static class DnsHeader
    {
        /// <summary>Bytes of the header.</summary>
        public const int HeaderLength = 12;

        /// <summary>Offset of the id.</summary>
        public const int IdOffset = 0;

        /// <summary>Offset of the flags.</summary>
        public const int FlagsOffset = 2;

        /// <summary>Offset of the number of questions.</summary>
        public const int QuestionCountOffset = 4;

        /// <summary>Offset of the number of answer records.</summary>
        public const int AnswerCountOffset = 6;

        /// <summary>Offset of the number of authority records.</summary>
        public const int AuthorityCountOffset = 8;

        /// <summary>Offset of the number of additional records.</summary>
        public const int AdditionalCountOffset = 10;

        /// <summary>QR: a response.</summary>
        public const int Response = 0x8000;

        /// <summary>Opcode; 0 is a standard query.</summary>
        public const int OpcodeMask = 0x7800;

        /// <summary>TC: cut to fit.</summary>
        public const int Truncation = 0x0200;

        /// <summary>RD: the server is to ask the others.</summary>
        public const int RecursionDesired = 0x0100;

        /// <summary>RCODE.</summary>
        public const int ResponseCodeMask = 0x000F;

        /// <summary>RCODE: all is well.</summary>
        public const int NoError = 0;

        /// <summary>RCODE: the server could not find out.</summary>
        public const int ServerFailure = 2;

        /// <summary>RCODE: there is no such name.</summary>
        public const int NameError = 3;

        /// <summary>RCODE: the server does not serve us.</summary>
        public const int Refused = 5;
    }
}
