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
            if (settings != null)
            {
                _record.Save(json, lengthBytes);
            }
            else
            {
                Errors++;
            }

            return settings;
        }

        /// <summary>Gives the last good settings, or the fallback where none are kept that this version can read.</summary>
        /// <returns>Never null; Op25b.IsFallback says which.</returns>
        public GatewaySettings Last()
        {
            byte[] json = new byte[JsonReader.MaximumLengthBytes];
            int length = _record.Load(json);
            GatewaySettings settings = length == TwoSlotRecord.None ? null : SettingsReader.Read(json, length, new SettingsProblems());
            return settings ?? new GatewaySettings();
        }
    }
}
