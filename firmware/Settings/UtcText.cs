using Gateway.Time;

namespace Gateway.Settings
{
    /// <summary>A time in UTC as text (RFC 3339 §5.6), in one form only: 2026-06-01T00:00:00Z.</summary>
    internal static class UtcText
    {
        private const string Form = "0000-00-00T00:00:00Z";
        private const string OffsetForm = "+00:00";

        /// <summary>Reads it. There is no second 60, and no day that its month does not have.</summary>
        /// <param name="text">The text.</param>
        /// <param name="utcSeconds">Seconds since 1970-01-01T00:00:00Z.</param>
        public static bool TryParse(string text, out long utcSeconds)
        {
            utcSeconds = 0;
            bool isForm = text.Length == Form.Length;
            for (int i = 0; isForm && i < Form.Length; i++)
            {
                isForm = Form[i] == '0' ? text[i] >= '0' && text[i] <= '9' : text[i] == Form[i];
            }

            if (!isForm)
            {
                return false;
            }

            int year = Number(text, 0, 4);
            int month = Number(text, 5, 2);
            int day = Number(text, 8, 2);
            int hour = Number(text, 11, 2);
            int minute = Number(text, 14, 2);
            int second = Number(text, 17, 2);
            if (month < 1 || month > 12 || day < 1 || day > DaysOf(year, month) || hour > 23 || minute > 59 || second > 59)
            {
                return false;
            }

            utcSeconds = CivilTime.SecondsOf(year, month, day, hour, minute, second);
            return true;
        }

        /// <summary>Reads a difference from UTC (RFC 3339 §4.2), such as +09:00; at most 14 hours, as far as clocks are.</summary>
        /// <param name="text">The text.</param>
        /// <param name="minutes">Minutes before UTC; negative behind it.</param>
        public static bool TryParseOffset(string text, out int minutes)
        {
            minutes = 0;
            bool isForm = text.Length == OffsetForm.Length && (text[0] == '+' || text[0] == '-');
            for (int i = 1; isForm && i < OffsetForm.Length; i++)
            {
                isForm = OffsetForm[i] == '0' ? text[i] >= '0' && text[i] <= '9' : text[i] == OffsetForm[i];
            }

            if (!isForm || Number(text, 4, 2) > 59)
            {
                return false;
            }

            int size = (Number(text, 1, 2) * 60) + Number(text, 4, 2);
            minutes = text[0] == '-' ? -size : size;
            return size <= PageSettings.MaximumUtcOffsetMinutes;
        }

        private static int DaysOf(int year, int month)
        {
            if (month == 2)
            {
                return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            }

            return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
        }

        private static int Number(string text, int begin, int length)
        {
            int number = 0;
            for (int i = begin; i < begin + length; i++)
            {
                number = (number * 10) + (text[i] - '0');
            }

            return number;
        }
    }
}
