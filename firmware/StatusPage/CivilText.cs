using Gateway.Time;

namespace Gateway.StatusPage
{
    /// <summary>Moments for people.</summary>
    public static class CivilText
    {
        /// <summary>Writes one: 1994-11-06 08:49, in Japanese 1994年11月6日8時49分; midnight is the day alone.</summary>
        public static string Of(CivilTime time, bool isJapanese)
        {
            bool isMidnight = time.Hour == 0 && time.Minute == 0;
            if (isJapanese)
            {
                return time.Year.ToString() + "年" + time.Month.ToString() + "月" + time.Day.ToString() + "日"
                    + (isMidnight ? "" : time.Hour.ToString() + "時" + time.Minute.ToString("D2") + "分");
            }

            return time.Date + (isMidnight ? "" : " " + time.TimeOfDay);
        }
    }
}
