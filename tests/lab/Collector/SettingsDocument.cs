using System.Security.Cryptography;

namespace Gateway.Collector
{
    /// <summary>The remote settings that are served, with their ETag.</summary>
    internal sealed class SettingsDocument
    {
        private const int TagBytes = 8; // ours: two documents of one lab differ in it

        /// <summary>Makes it.</summary>
        public SettingsDocument(byte[] body)
        {
            Body = body;
            Tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, TagBytes))}\"";
        }

        /// <summary>Its bytes.</summary>
        public byte[] Body { get; }

        /// <summary>Its ETag, with quotes.</summary>
        public string Tag { get; }
    }
}
