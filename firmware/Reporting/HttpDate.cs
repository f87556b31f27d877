namespace Gateway.Reporting
{
    /// <summary>
    /// A time in HTTP, in the form to send: Sun, 06 Nov 1994 08:49:37 GMT (RFC 9110 §5.6.7, IMF-fixdate). Ours: the two obsolete
    /// forms are not read; what they stand in (Retry-After) may then as well be missing.
    /// </summary>
    public static class HttpDate
    {
        /// <summary>Bytes of one.</summary>
        public const int Length = 29;

        private const string Days = "SunMonTueWedThuFriSat";
        private const string Months = "JanFebMarAprMayJunJulAugSepOctNovDec";
        private const string Form = "aaa, 00 aaa 0000 00:00:00 GMT"; // 0 a digit, a a letter
        private const int NameLength = 3;
        private const int DayOffset = 5;
        private const int MonthOffset = 8;
        private const int YearOffset = 12;
        private const int HourOffset = 17;
        private const int MinuteOffset = 20;
        private const int SecondOffset = 23;

        private const int SecondsADay = 24 * 60 * 60;
        private const int DaysAWeek = 7;
        private const int FirstDay = 4; // 1970-01-01 was a Thursday
        private const int DaysTo1970 = 719468; // from the first of March of the year 0
        private const int DaysAnEra = 146097; // 400 years

        /// <summary>Writes one.</summary>
        /// <param name="utcSeconds">Seconds since 1970, up to the year 9999.</param>
        /// <param name="into">Takes <see cref="Length"/> bytes.</param>
        /// <param name="at">Where.</param>
        public static void Write(long utcSeconds, byte[] into, int at)
        {
            int days = (int)(utcSeconds / SecondsADay);
            int second = (int)(utcSeconds % SecondsADay);
            int ofEra = (days + DaysTo1970) % DaysAnEra;
            int yearOfEra = (ofEra - (ofEra / 1460) + (ofEra / 36524) - (ofEra / 146096)) / 365;
            int dayOfYear = ofEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100)); // from the first of March
            int month = ((5 * dayOfYear) + 2) / 153;
            int day = dayOfYear - (((153 * month) + 2) / 5) + 1;
            month = month < 10 ? month + 3 : month - 9;
            int year = ((days + DaysTo1970) / DaysAnEra * 400) + yearOfEra + (month <= 2 ? 1 : 0);

            for (int i = 0; i < Length; i++)
            {
                into[at + i] = (byte)Form[i];
            }

            WriteName(Days, (days + FirstDay) % DaysAWeek, into, at);
            WriteName(Months, month - 1, into, at + MonthOffset);
            WriteNumber(day, 2, into, at + DayOffset);
            WriteNumber(year, 4, into, at + YearOffset);
            WriteNumber(second / 3600, 2, into, at + HourOffset);
            WriteNumber(second / 60 % 60, 2, into, at + MinuteOffset);
            WriteNumber(second % 60, 2, into, at + SecondOffset);
        }

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

            int month = FindName(Months, from, at + MonthOffset);
            int day = Number(from, at + DayOffset, 2);
            int year = Number(from, at + YearOffset, 4);
            int hour = Number(from, at + HourOffset, 2);
            int minute = Number(from, at + MinuteOffset, 2);
            int second = Number(from, at + SecondOffset, 2);
            if (FindName(Days, from, at) < 0 || month < 0 || day < 1 || day > 31 || year < 1970 || hour > 23 || minute > 59 || second > 60)
            {
                return -1;
            }

            // Years that begin in March end with the leap day; 153 days are in each five of their months.
            int years = month >= 2 ? year : year - 1;
            int months = month >= 2 ? month - 2 : month + 10;
            long days = (365L * years) + (years / 4) - (years / 100) + (years / 400) + (((153 * months) + 2) / 5) + day - 1 - DaysTo1970;
            return (days * SecondsADay) + (((hour * 60) + minute) * 60) + second;
        }

        private static void WriteName(string names, int index, byte[] into, int at)
        {
            for (int i = 0; i < NameLength; i++)
            {
                into[at + i] = (byte)names[(index * NameLength) + i];
            }
        }

        private static void WriteNumber(int number, int digits, byte[] into, int at)
        {
            for (int i = digits - 1; i >= 0; i--)
            {
                into[at + i] = (byte)('0' + (number % 10));
                number /= 10;
            }
        }

        // RFC 9110: letters' case counts.
        private static int FindName(string names, byte[] from, int at)
        {
            for (int i = 0; i < names.Length; i += NameLength)
            {
                if (from[at] == names[i] && from[at + 1] == names[i + 1] && from[at + 2] == names[i + 2])
                {
                    return i / NameLength;
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
