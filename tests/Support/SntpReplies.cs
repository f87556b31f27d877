using Gateway.Time;
using Gateway.Wire;

namespace Gateway.Tests.Support
{
    /// <summary>Answers of time servers, to be changed where a test wants them wrong.</summary>
    public static class SntpReplies
    {
        private const long SecondsTo1970 = 2208988800;
        private const long EraSeconds = 0x100000000;

        /// <summary>The answer of a sound server of stratum 2, received and sent at one time.</summary>
        /// <param name="request">The question: its transmit timestamp is repeated.</param>
        /// <param name="utcMs">The server's time, in milliseconds since 1970.</param>
        public static byte[] Make(byte[] request, long utcMs)
        {
            byte[] reply = Hex.Parse("24020aec 00000123 00000456 c6336401" + "0000000000000000 0000000000000000 0000000000000000 0000000000000000");
            for (int i = 0; i < 8; i++)
            {
                reply[24 + i] = request[SntpMessage.TransmitTimestampOffset + i];
            }

            WriteTimestamp(reply, 16, utcMs - 17000);
            WriteTimestamp(reply, SntpMessage.ReceiveTimestampOffset, utcMs);
            WriteTimestamp(reply, SntpMessage.TransmitTimestampOffset, utcMs);
            return reply;
        }

        /// <summary>A kiss-o'-death, as ntpsec sends one: no time in it.</summary>
        /// <param name="request">The question.</param>
        /// <param name="code">Four letters, as a number: DENY is 0x44454E59.</param>
        public static byte[] MakeKiss(byte[] request, uint code)
        {
            byte[] reply = Make(request, 0);
            reply[0] = 0xE4;
            reply[1] = 0;
            NetworkOrder.WriteUInt32(reply, 12, code);
            return reply;
        }

        /// <summary>Writes a timestamp that is read back as exactly these milliseconds.</summary>
        public static void WriteTimestamp(byte[] message, int offset, long utcMs)
        {
            long seconds = (utcMs / 1000) + SecondsTo1970;
            long ms = utcMs % 1000;
            NetworkOrder.WriteUInt32(message, offset, (uint)(seconds % EraSeconds));
            NetworkOrder.WriteUInt32(message, offset + 4, (uint)(((ms * EraSeconds) + 999) / 1000));
        }
    }
}
