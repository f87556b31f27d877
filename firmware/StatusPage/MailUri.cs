namespace Gateway.StatusPage
{
    /// <summary>A mail address as a part of a URI (RFC 6068 §2).</summary>
    internal static class MailUri
    {
        // Allowed in an address, and of another meaning in a URI or not allowed there.
        private const string Reserved = "%/?#&`^{|}=+";

        /// <summary>Encodes what does not stand in such a URI for itself.</summary>
        public static string Encode(string mail)
        {
            string encoded = "";
            int from = 0;
            for (int i = 0; i < mail.Length; i++)
            {
                if (Reserved.IndexOf(mail[i]) >= 0)
                {
                    encoded += mail.Substring(from, i - from) + "%" + ((int)mail[i]).ToString("X2");
                    from = i + 1;
                }
            }

            return encoded + mail.Substring(from);
        }
    }
}
