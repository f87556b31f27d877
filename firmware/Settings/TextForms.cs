namespace Gateway.Settings
{
    /// <summary>Tells whether texts have a form.</summary>
    internal static class TextForms
    {
        private const int OuiLength = 6;

        /// <summary>Tells it.</summary>
        public static bool Has(TextForm form, string text)
        {
            switch (form)
            {
                case TextForm.HostName:
                    return HostName.IsValid(text);
                case TextForm.Mail:
                    return WebText.IsMail(text);
                case TextForm.Url:
                    return WebText.IsUrl(text);
                case TextForm.ReportUrl:
                    return ReportUrl.Parse(text) != null;
                case TextForm.Oui:
                    return IsOui(text);
                case TextForm.Vendor:
                    return IsOui(text) || IsDomain(text);
                case TextForm.Label:
                    return IsPrintable(text, ReportingSettings.MaximumLabelLength);
                case TextForm.UserName:
                    return IsPrintable(text, ReportingSettings.MaximumCredentialLength) && text.IndexOf(':') < 0;
                default:
                    return IsPrintable(text, ReportingSettings.MaximumCredentialLength);
            }
        }

        private static bool IsOui(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (!IsDigit(text[i]) && (text[i] < 'A' || text[i] > 'F'))
                {
                    return false;
                }
            }

            return text.Length == OuiLength;
        }

        // A domain has two labels at the least, so one hyphen between what is none.
        private static bool IsDomain(string text)
        {
            bool hasHyphen = false;
            for (int i = 0; i < text.Length; i++)
            {
                bool isHyphen = text[i] == '-';
                hasHyphen |= isHyphen;
                if ((isHyphen && (i == 0 || i == text.Length - 1)) || (!isHyphen && !IsDigit(text[i]) && (text[i] < 'A' || text[i] > 'Z')))
                {
                    return false;
                }
            }

            return hasHyphen && text.Length <= ReportingSettings.MaximumLabelLength;
        }

        private static bool IsPrintable(string text, int maximum)
        {
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] < ' ' || text[i] > '~')
                {
                    return false;
                }
            }

            return text.Length > 0 && text.Length <= maximum;
        }

        private static bool IsDigit(char character)
        {
            return character >= '0' && character <= '9';
        }
    }
}
