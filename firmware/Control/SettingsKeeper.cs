using System;
using Gateway.Platform;
using Gateway.Settings;
using Gateway.Storage;

namespace Gateway.Control
{
    /// <summary>Reads settings, and keeps the last good ones: a file that is spoiled later takes nothing away.</summary>
    public sealed class SettingsKeeper
    {
        /// <summary>The record of the last good settings, as they were written.</summary>
        public const string Record = "settings";

        private readonly TwoSlotRecord _record;
        private byte[] _last; // the last good ones' text: remote settings are read over it

        /// <summary>Makes it; the storage is not touched yet.</summary>
        /// <param name="storage">The board's lasting memory; see <see cref="NoStorage"/>.</param>
        public SettingsKeeper(IStorage storage)
        {
            _record = new TwoSlotRecord(storage, Record, JsonReader.MaximumLengthBytes);
        }

        /// <summary>What became of the record.</summary>
        public StorageCounters Storage
        {
            get { return _record.Counters; }
        }

        /// <summary>Settings that were refused.</summary>
        public long Errors { get; private set; }

        /// <summary>Reads settings, and keeps them when they are good. Where they can't be stored they are good all the same.</summary>
        /// <param name="json">As <see cref="SettingsReader.Read"/> takes it.</param>
        /// <param name="lengthBytes">Likewise.</param>
        /// <param name="problems">Likewise.</param>
        /// <returns>The settings; null when anything is wrong.</returns>
        public GatewaySettings Read(byte[] json, int lengthBytes, SettingsProblems problems)
        {
            GatewaySettings settings = SettingsReader.Read(json, lengthBytes, problems);
            if (settings == null)
            {
                Errors++;
                return null;
            }

            _record.Save(json, lengthBytes);
            KeepText(json, lengthBytes);
            return settings;
        }

        /// <summary>Gives the last good settings, or the fallback where none are kept that this version can read.</summary>
        /// <returns>Never null; Op25b.IsFallback says which.</returns>
        public GatewaySettings Last()
        {
            byte[] json = new byte[JsonReader.MaximumLengthBytes];
            int length = _record.Load(json);
            GatewaySettings settings = length == TwoSlotRecord.None ? null : SettingsReader.Read(json, length, new SettingsProblems());
            if (settings == null)
            {
                return new GatewaySettings();
            }

            KeepText(json, length);
            return settings;
        }

        /// <summary>Reads the last good settings again, and remote ones over them.</summary>
        /// <param name="remote">As <see cref="SettingsReader.ReadTogether"/> takes them.</param>
        /// <param name="lengthBytes">Likewise.</param>
        /// <param name="problems">Likewise.</param>
        /// <returns>The settings; null when anything is wrong, and where there are none to read them over.</returns>
        internal GatewaySettings ReadTogether(byte[] remote, int lengthBytes, SettingsProblems problems)
        {
            return _last == null ? null : SettingsReader.ReadTogether(_last, _last.Length, remote, lengthBytes, problems);
        }

        private void KeepText(byte[] json, int lengthBytes)
        {
            _last = new byte[lengthBytes];
            Array.Copy(json, _last, lengthBytes);
        }
    }
}
