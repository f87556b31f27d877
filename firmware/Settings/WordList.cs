namespace Gateway.Settings
{
    /// <summary>Words written in one text, such as "off, monitor, enforce": what is allowed, and at once what a message says of it.</summary>
    internal static class WordList
    {
        /// <summary>Nowhere in the list.</summary>
        public const int None = -1;

        private const int SeparatorLength = 2; // a comma and a space

        /// <summary>Finds a word.</summary>
        /// <param name="list">The words.</param>
        /// <param name="word">The word.</param>
        /// <returns>Which it is, from 0, or <see cref="None"/>.</returns>
        public static int IndexOf(string list, string word)
        {
            int index = 0;
            int begin = 0;
            while (begin < list.Length)
            {
                int comma = list.IndexOf(',', begin);
                int end = comma < 0 ? list.Length : comma;
                if (list.Substring(begin, end - begin) == word)
                {
                    return index;
                }

                index++;
                begin = end + SeparatorLength;
            }

            return None;
        }
    }
}
