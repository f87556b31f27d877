using Gateway.Settings;
using Gateway.Time;

namespace Gateway.Reporting
{
    /// <summary>Writes the heads of the two requests that a gateway makes (RFC 9112; reporting.md). Settings hold nothing that could end a line.</summary>
    public sealed class HttpRequestWriter
    {
        /// <summary>The longest head: paths and host names as long as settings allow, every letter of the identity encoded.</summary>
        public const int MaximumLength = 2048;

        private const string Digits = "0123456789ABCDEF";
        private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        private const string Unreserved = "-._~"; // RFC 3986 §2.3, besides letters and digits

        private readonly byte[] _buffer;
        private int _length;

        /// <summary>Makes it.</summary>
        /// <param name="buffer">Takes a head, from its beginning: <see cref="MaximumLength"/> bytes.</param>
        public HttpRequestWriter(byte[] buffer)
        {
            _buffer = buffer;
        }

        /// <summary>Writes the head of a report.</summary>
        /// <param name="settings">Where to, and who we are.</param>
        /// <param name="utcSeconds">Now.</param>
        /// <param name="bodyLength">The body's bytes.</param>
        /// <returns>The head's bytes.</returns>
        public int WritePost(ReportingSettings settings, long utcSeconds, long bodyLength)
        {
            _length = 0;
            Add("POST ");
            Add(settings.Path);
            Add("?oui=");
            AddEncoded(settings.ManufacturerOui);
            Add("&pc=");
            AddEncoded(settings.ProductClass);
            Add("&sn=");
            AddEncoded(settings.SerialNumber);
            AddCommon(settings, utcSeconds);
            Add("\r\nContent-Type: application/json; charset=UTF-8\r\nBBF-Report-Format: NameValuePair\r\nContent-Length: ");
            Add(bodyLength.ToString());
            Add("\r\n\r\n");
            return _length;
        }

        /// <summary>Writes the request for remote settings.</summary>
        /// <param name="settings">Where from, and who we are.</param>
        /// <param name="utcSeconds">Now.</param>
        /// <param name="tag">The ETag of those that are known; null for none.</param>
        /// <returns>Its bytes.</returns>
        public int WriteGet(ReportingSettings settings, long utcSeconds, string tag)
        {
            _length = 0;
            Add("GET ");
            Add(settings.SettingsPath);
            AddCommon(settings, utcSeconds);
            Add("\r\nAccept: application/json");
            if (tag != null)
            {
                Add("\r\nIf-None-Match: ");
                Add(tag);
            }

            Add("\r\n\r\n");
            return _length;
        }

        private void AddCommon(ReportingSettings settings, long utcSeconds)
        {
            Add(" HTTP/1.1\r\nHost: ");
            Add(settings.Host);
            if (settings.Port != ReportingSettings.DefaultPort)
            {
                Add(":");
                Add(settings.Port.ToString());
            }

            Add("\r\nDate: ");
            Add(new CivilTime(utcSeconds).ToHttp());
            if (settings.UserName != null)
            {
                Add("\r\nAuthorization: Basic ");
                AddBase64(settings.UserName + ":" + settings.Password);
            }
        }

        private void Add(string text)
        {
            char[] characters = text.ToCharArray();
            for (int i = 0; i < characters.Length; i++)
            {
                _buffer[_length++] = (byte)characters[i];
            }
        }

        // RFC 3986 §2.1.
        private void AddEncoded(string text)
        {
            char[] characters = text.ToCharArray();
            for (int i = 0; i < characters.Length; i++)
            {
                char character = characters[i];
                char lower = (char)(character | 0x20);
                if ((lower >= 'a' && lower <= 'z') || (character >= '0' && character <= '9') || Unreserved.IndexOf(character) >= 0)
                {
                    _buffer[_length++] = (byte)character;
                }
                else
                {
                    _buffer[_length++] = (byte)'%';
                    _buffer[_length++] = (byte)Digits[character >> 4];
                    _buffer[_length++] = (byte)Digits[character & 0x0F];
                }
            }
        }

        // RFC 4648 §4; three characters become four.
        private void AddBase64(string text)
        {
            char[] characters = text.ToCharArray();
            for (int i = 0; i < characters.Length; i += 3)
            {
                int left = characters.Length - i;
                int bits = (characters[i] << 16) | (left > 1 ? characters[i + 1] << 8 : 0) | (left > 2 ? characters[i + 2] : 0);
                _buffer[_length++] = (byte)Base64[bits >> 18];
                _buffer[_length++] = (byte)Base64[(bits >> 12) & 0x3F];
                _buffer[_length++] = left > 1 ? (byte)Base64[(bits >> 6) & 0x3F] : (byte)'=';
                _buffer[_length++] = left > 2 ? (byte)Base64[bits & 0x3F] : (byte)'=';
            }
        }
    }
}
