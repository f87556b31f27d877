using Gateway.Time;

namespace Gateway.Reporting
{
    /// <summary>
    /// A time in HTTP, in the form to send: Sun, 06 Nov 1994 08:49:37 GMT (RFC 9110 §5.6.7, IMF-fixdate). Ours: the two obsolete
    /// forms are not read; what they stand in (Retry-After) may then as well be missing.
    /// </summary>
    public static class HttpDate
    {
        private const int Length = 29;
        private const string Form = "aaa, 00 aaa 0000 00:00:00 GMT"; // 0 a digit, a a letter
        private const int DayOffset = 5;
        private const int MonthOffset = 8;
        private const int YearOffset = 12;
        private const int HourOffset = 17;
        private const int MinuteOffset = 20;
        private const int SecondOffset = 23;

        /// <summary>Reads one. The day of the week must be a name, and need not be right.</summary>
        /// <returns>Seconds since 1970; negative when it is none.</returns>
        public static long Read(byte[] from, int at, int length)
        {
            if (length != Length)
            {
                return -1;
            }

            for (int i = 0; i < Length; i++)
            {
                byte found = from[at + i];
                char form = Form[i];
                if (form == '0' ? found < '0' || found > '9' : form != 'a' && found != form)
                {
                    return -1;
                }
            }

            int month = FindName(CivilTime.Months, from, at + MonthOffset);
            int day = Number(from, at + DayOffset, 2);
            int year = Number(from, at + YearOffset, 4);
            int hour = Number(from, at + HourOffset, 2);
            int minute = Number(from, at + MinuteOffset, 2);
            int second = Number(from, at + SecondOffset, 2);
            if (FindName(CivilTime.Weekdays, from, at) < 0 || month < 0 || day < 1 || day > 31 || year < 1970 || hour > 23 || minute > 59 || second > 60)
            {
                return -1;
            }

            return CivilTime.SecondsOf(year, month + 1, day, hour, minute, second);
        }

        // RFC 9110: letters' case counts.
        private static int FindName(string names, byte[] from, int at)
        {
            for (int i = 0; i < names.Length; i += CivilTime.NameLength)
            {
                if (from[at] == names[i] && from[at + 1] == names[i + 1] && from[at + 2] == names[i + 2])
                {
                    return i / CivilTime.NameLength;
                }
            }

            return -1;
        }

        private static int Number(byte[] from, int at, int digits)
        {
            int number = 0;
            for (int i = at; i < at + digits; i++)
            {
                number = (number * 10) + (from[i] - '0');
            }

            return number;
        }
    }
}
