namespace Gateway.StatusPage
{
    /// <summary>Reads Accept-Language (RFC 9110 §12.5.4): the language that is wanted more; of two alike the first.</summary>
    internal static class LanguageChoice
    {
        private const int MaximumWeight = 1000; // RFC 9110 §12.4.2: three digits behind the point
        private const int WeightDigits = 3;

        /// <summary>Chooses; None where neither is wanted. What is no language range is passed over.</summary>
        public static PageLanguage Of(byte[] value, int length)
        {
            PageLanguage best = PageLanguage.None;
            int bestWeight = 0;
            int begin = 0;
            while (begin < length)
            {
                int end = begin;
                while (end < length && value[end] != ',')
                {
                    end++;
                }

                PageLanguage language = LanguageOf(value, SkipBlanks(value, begin, end), end);
                if (language != PageLanguage.None)
                {
                    int weight = WeightOf(value, begin, end);
                    if (weight > bestWeight)
                    {
                        best = language;
                        bestWeight = weight;
                    }
                }

                begin = end + 1;
            }

            return best;
        }

        // The primary tag decides: ja and ja-JP are one.
        private static PageLanguage LanguageOf(byte[] value, int begin, int end)
        {
            int tagEnd = begin;
            while (tagEnd < end && value[tagEnd] != '-' && value[tagEnd] != ';' && !AsciiBytes.IsBlank(value[tagEnd]))
            {
                tagEnd++;
            }

            return AsciiBytes.AreEqualIgnoringCase(value, begin, tagEnd, "ja") ? PageLanguage.Japanese
                : AsciiBytes.AreEqualIgnoringCase(value, begin, tagEnd, "en") ? PageLanguage.English
                : PageLanguage.None;
        }

        // In thousandths. One without a weight has the whole; one that is malformed none.
        private static int WeightOf(byte[] value, int begin, int end)
        {
            int at = begin;
            while (at < end && value[at] != ';')
            {
                at++;
            }

            if (at == end)
            {
                return MaximumWeight;
            }

            at = SkipBlanks(value, at + 1, end);
            if (at + 2 >= end || AsciiBytes.ToLower(value[at]) != 'q' || value[at + 1] != '=' || !AsciiBytes.IsDigit(value[at + 2]))
            {
                return 0;
            }

            int weight = value[at + 2] - '0';
            at += 3;
            bool hasPoint = at < end && value[at] == '.';
            for (int digit = 0; digit < WeightDigits; digit++)
            {
                at += hasPoint ? 1 : 0;
                hasPoint &= at < end && AsciiBytes.IsDigit(value[at]);
                weight = (weight * 10) + (hasPoint ? value[at] - '0' : 0);
            }

            return weight > MaximumWeight ? 0 : weight;
        }

        private static int SkipBlanks(byte[] value, int begin, int end)
        {
            while (begin < end && AsciiBytes.IsBlank(value[begin]))
            {
                begin++;
            }

            return begin;
        }
    }
}
