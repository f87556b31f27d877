using Gateway.Wire;

namespace Gateway.Time
{
    /// <summary>
    /// The SNTP message (RFC 4330 §4; RFC 5905 §7.3).
    /// <code>
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |LI | VN  |Mode |    Stratum    |     Poll      |   Precision   |
    /// |                          Root Delay                           |
    /// |                       Root Dispersion                         |
    /// |                     Reference Identifier                      |
    /// |                   Reference Timestamp (64)                    |
    /// |                   Originate Timestamp (64)                    |
    /// |                    Receive Timestamp (64)                     |
    /// |                    Transmit Timestamp (64)                    |
    /// </code>
    /// After <see cref="Check"/> returned Usable: the timestamps of receipt and transmission are there, and the second is not 0.
    /// </summary>
    public static class SntpMessage
    {
        /// <summary>Bytes of a message; extension fields and authentication may stand behind them.</summary>
        public const int Length = 48;

        /// <summary>The server's UDP port.</summary>
        public const int Port = 123;

        /// <summary>Offset of the time at which the server had the question.</summary>
        public const int ReceiveTimestampOffset = 32;

        /// <summary>Offset of the time at which the answer left.</summary>
        public const int TransmitTimestampOffset = 40;

        private const int FlagsOffset = 0; // leap indicator, version, mode
        private const int StratumOffset = 1;
        private const int RootDelayOffset = 4;
        private const int RootDispersionOffset = 8;
        private const int ReferenceIdentifierOffset = 12;
        private const int OriginateTimestampOffset = 24;

        private const int ModeMask = 0x07;
        private const int ModeServer = 4;
        private const int VersionShift = 3;
        private const int VersionMask = 0x07;
        private const int OldestVersion = 3; // ours: a server copies the question's 4; some say 3, and mean the same
        private const int NewestVersion = 4;
        private const int LeapShift = 6;
        private const int LeapUnsynchronized = 3;
        private const int StratumKiss = 0;
        private const int StratumMaximum = 15; // RFC 4330 §4: 16 and above are reserved

        // No leap warning, version 4, mode 3 (client).
        private const byte RequestFlags = 0x23;

        // RFC 4330 §5: root delay and dispersion lie below one second, 16.16 fixed point.
        private const uint RootInfinity = 0x00010000;

        // Four letters each (RFC 4330 §8).
        private const uint KissDeny = 0x44454E59;
        private const uint KissRestrict = 0x52535452; // RSTR
        private const uint KissRate = 0x52415445;

        private const int MsPerSecond = 1000;
        private const long SecondsTo1970 = 2208988800; // from 1900-01-01 (RFC 4330 §3)
        private const uint LaterHalf = 0x80000000;
        private const long EraSeconds = 0x100000000;

        /// <summary>
        /// Writes a question. It says nothing of us: all fields are 0 but the version, the mode, and a random number where a
        /// transmit timestamp may stand (RFC 4330 §5; the NTP working group's data minimization). The answer must repeat the number.
        /// </summary>
        /// <param name="buffer">Takes <see cref="Length"/> bytes.</param>
        /// <param name="nonceHigh">The random number's first half.</param>
        /// <param name="nonceLow">Its second.</param>
        public static void WriteRequest(byte[] buffer, uint nonceHigh, uint nonceLow)
        {
            for (int i = 0; i < TransmitTimestampOffset; i++)
            {
                buffer[i] = 0;
            }

            buffer[FlagsOffset] = RequestFlags;
            NetworkOrder.WriteUInt32(buffer, TransmitTimestampOffset, nonceHigh);
            NetworkOrder.WriteUInt32(buffer, TransmitTimestampOffset + 4, nonceLow);
        }

        /// <summary>Judges what came (RFC 4330 §5). Whose it is, address and port, the caller has checked.</summary>
        /// <param name="buffer">Holds it.</param>
        /// <param name="length">Bytes.</param>
        /// <param name="nonceHigh">The number that was sent.</param>
        /// <param name="nonceLow">Its second half.</param>
        public static SntpReply Check(byte[] buffer, int length, uint nonceHigh, uint nonceLow)
        {
            if (length < Length)
            {
                return SntpReply.Foreign;
            }

            int flags = buffer[FlagsOffset];
            int version = (flags >> VersionShift) & VersionMask;
            if ((flags & ModeMask) != ModeServer
                || version < OldestVersion
                || version > NewestVersion
                || NetworkOrder.ReadUInt32(buffer, OriginateTimestampOffset) != nonceHigh
                || NetworkOrder.ReadUInt32(buffer, OriginateTimestampOffset + 4) != nonceLow)
            {
                return SntpReply.Foreign;
            }

            int stratum = buffer[StratumOffset];
            if (stratum == StratumKiss)
            {
                switch (NetworkOrder.ReadUInt32(buffer, ReferenceIdentifierOffset))
                {
                    case KissDeny:
                    case KissRestrict:
                        return SntpReply.Denied;
                    case KissRate:
                        return SntpReply.RateLimited;
                    default:
                        return SntpReply.Unusable;
                }
            }

            // A transmit timestamp of 0 is also the first instant of the era of 2036: that one question is asked again.
            return flags >> LeapShift != LeapUnsynchronized
                && stratum <= StratumMaximum
                && NetworkOrder.ReadUInt32(buffer, RootDelayOffset) < RootInfinity
                && NetworkOrder.ReadUInt32(buffer, RootDispersionOffset) < RootInfinity
                && (NetworkOrder.ReadUInt32(buffer, TransmitTimestampOffset) | NetworkOrder.ReadUInt32(buffer, TransmitTimestampOffset + 4)) != 0
                ? SntpReply.Usable
                : SntpReply.Unusable;
        }

        /// <summary>
        /// Reads a timestamp. Its seconds have 32 bits, and begin anew on 2036-02-07T06:28:16Z: numbers of the later half count from
        /// 1900, those of the earlier half from 2036 (RFC 4330 §3), which is right from 1968 to 2104.
        /// </summary>
        /// <param name="buffer">Holds the message.</param>
        /// <param name="offset">Where the timestamp stands.</param>
        /// <returns>Milliseconds since 1970-01-01T00:00:00Z.</returns>
        public static long ReadUtcMs(byte[] buffer, int offset)
        {
            uint seconds = NetworkOrder.ReadUInt32(buffer, offset);
            uint fraction = NetworkOrder.ReadUInt32(buffer, offset + 4);
            long since1900 = seconds >= LaterHalf ? seconds : seconds + EraSeconds;
            return ((since1900 - SecondsTo1970) * MsPerSecond) + (long)(((ulong)fraction * MsPerSecond) >> 32);
        }
    }
}
