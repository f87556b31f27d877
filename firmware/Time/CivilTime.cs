namespace Gateway.Time
{
    /// <summary>A moment as year, month, day and time of day, in the proleptic Gregorian calendar.</summary>
    public sealed class CivilTime
    {
        /// <summary>The days' names in HTTP, from Sunday on.</summary>
        public const string Weekdays = "SunMonTueWedThuFriSat";

        /// <summary>The months'.</summary>
        public const string Months = "JanFebMarAprMayJunJulAugSepOctNovDec";

        /// <summary>Letters of each of them.</summary>
        public const int NameLength = 3;

        private const int SecondsADay = 86400;
        private const int SecondsAnHour = 3600;
        private const int SecondsAMinute = 60;
        private const int DaysTo1970 = 719468; // from the first of March of the year 0
        private const int DaysAnEra = 146097; // 400 years
        private const int DaysAWeek = 7;
        private const int WeekdayOf1970 = 4; // a Thursday

        /// <summary>Makes it of seconds since 1970-01-01T00:00:00Z, not before the year 0.</summary>
        public CivilTime(long utcSeconds)
        {
            long days = utcSeconds / SecondsADay;
            int second = (int)(utcSeconds - (days * SecondsADay));
            if (second < 0)
            {
                second += SecondsADay;
                days--;
            }

            Hour = second / SecondsAnHour;
            Minute = second / SecondsAMinute % 60;
            Second = second % SecondsAMinute;
            Weekday = (int)((((days + WeekdayOf1970) % DaysAWeek) + DaysAWeek) % DaysAWeek);

            // Years that begin in March end with the leap day; 153 days are in each five of their months.
            days += DaysTo1970;
            int era = (int)(days / DaysAnEra);
            int day = (int)(days - ((long)era * DaysAnEra));
            int year = (day - (day / 1460) + (day / 36524) - (day / 146096)) / 365;
            day -= (365 * year) + (year / 4) - (year / 100);
            int month = ((5 * day) + 2) / 153;
            Day = day - (((153 * month) + 2) / 5) + 1;
            Month = month < 10 ? month + 3 : month - 9;
            Year = year + (era * 400) + (Month <= 2 ? 1 : 0);
        }

        /// <summary>The year.</summary>
        public int Year { get; }

        /// <summary>1 to 12.</summary>
        public int Month { get; }

        /// <summary>1 to 31.</summary>
        public int Day { get; }

        /// <summary>0 to 23.</summary>
        public int Hour { get; }

        /// <summary>0 to 59.</summary>
        public int Minute { get; }

        /// <summary>0 to 59.</summary>
        public int Second { get; }

        /// <summary>0, a Sunday, to 6.</summary>
        public int Weekday { get; }

        /// <summary>Gives a date's seconds since 1970-01-01T00:00:00Z. The day need not be its month's: the 31st of April is the first of May.</summary>
        public static long SecondsOf(int year, int month, int day, int hour, int minute, int second)
        {
            int years = month > 2 ? year : year - 1;
            int months = month > 2 ? month - 3 : month + 9;
            long days = (365L * years) + (years / 4) - (years / 100) + (years / 400) + (((153 * months) + 2) / 5) + day - 1 - DaysTo1970;
            return (days * SecondsADay) + (hour * SecondsAnHour) + (minute * SecondsAMinute) + second;
        }

        /// <summary>Writes it for a field of HTTP (RFC 9110 §5.6.7): Sun, 06 Nov 1994 08:49:37 GMT.</summary>
        public string ToHttp()
        {
            return Weekdays.Substring(Weekday * NameLength, NameLength) + ", " + Day.ToString("D2") + " "
                + Months.Substring((Month - 1) * NameLength, NameLength) + " " + Year.ToString("D4") + " " + TimeOfDay + ":"
                + Second.ToString("D2") + " GMT";
        }

        /// <summary>Writes it for programs (RFC 3339): 1994-11-06T08:49:37Z.</summary>
        public string ToRfc3339()
        {
            return Date + "T" + TimeOfDay + ":" + Second.ToString("D2") + "Z";
        }

        /// <summary>The day: 1994-11-06.</summary>
        public string Date
        {
            get { return Year.ToString("D4") + "-" + Month.ToString("D2") + "-" + Day.ToString("D2"); }
        }

        /// <summary>Hour and minute: 08:49.</summary>
        public string TimeOfDay
        {
            get { return Hour.ToString("D2") + ":" + Minute.ToString("D2"); }
        }
    }
}
