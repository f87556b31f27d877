namespace Gateway.StatusPage
{
    /// <summary>The language that a link chose: lang=ja or lang=en in the query, the first of them.</summary>
    internal static class LanguageQuery
    {
        /// <summary>Finds it; None where there is none, or another.</summary>
        public static PageLanguage Of(RequestHead request)
        {
            byte[] target = request.Target;
            int begin = request.PathEnd + 1;
            while (request.PathEnd > 0 && begin < request.TargetLength)
            {
                int end = begin;
                while (end < request.TargetLength && target[end] != '&')
                {
                    end++;
                }

                if (AsciiBytes.AreEqual(target, begin, end, "lang=ja"))
                {
                    return PageLanguage.Japanese;
                }

                if (AsciiBytes.AreEqual(target, begin, end, "lang=en"))
                {
                    return PageLanguage.English;
                }

                begin = end + 1;
            }

            return PageLanguage.None;
        }
    }
}
