using System;
using Gateway.Platform;
using Gateway.Settings;
using Gateway.Storage;

namespace Gateway.Control
{
    /// <summary>
    /// Settings from afar over the board's own (reporting.md): good ones are tried, and kept over a restart once a report went
    /// through with them; else they are taken back. Bad ones change nothing, count, and the first error is told.
    /// </summary>
    /// <remarks>
    /// <see cref="Offer"/>, <see cref="Confirm"/> and <see cref="TakeBack"/> are called under the engine's lock, and only note
    /// what is to be done. <see cref="Turn"/> does it and may wait, so it is called outside that lock, and never while one of the
    /// others runs. Where the board has no good file of its own, or that wants no remote settings, those that are kept count for
    /// nothing: the fallback blocks, whatever came before.
    /// </remarks>
    public sealed class RemoteSettings
    {
        /// <summary>The record of those that were confirmed, with their ETag.</summary>
        public const string Record = "remote";

        /// <summary>The longest that are taken. Ours: half of what a file may have; a list of relays of the usual length takes a tenth.</summary>
        public const int MaximumLengthBytes = JsonReader.MaximumLengthBytes / 2;

        /// <summary>The longest ETag that is kept; a longer one is as none. Ours: a hash in hex, with quotes.</summary>
        public const int MaximumTagLength = 72;

        private const int RecordLength = 1 + MaximumTagLength + MaximumLengthBytes; // the tag's length, the tag, the settings
        private const string Prefix = "remote settings: ";

        private readonly SettingsKeeper _keeper;
        private readonly TwoSlotRecord _record;
        private byte[] _confirmed;
        private byte[] _tried;
        private byte[] _offered;
        private byte[] _latest; // the latest that came, good or bad: the same again is no news
        private string _confirmedTag;
        private string _triedTag;
        private bool _isToBeStored;
        private bool _isToBeTakenBack;

        /// <summary>Makes it, and reads those that were confirmed.</summary>
        /// <param name="keeper">Has the board's own settings.</param>
        /// <param name="storage">The board's lasting memory; see <see cref="NoStorage"/>.</param>
        public RemoteSettings(SettingsKeeper keeper, IStorage storage)
        {
            _keeper = keeper;
            _record = new TwoSlotRecord(storage, Record, RecordLength);
            Load();
        }

        /// <summary>What became of the record.</summary>
        public StorageCounters Storage
        {
            get { return _record.Counters; }
        }

        /// <summary>The ETag of the latest that came, good or bad; null without one.</summary>
        public string Tag { get; private set; }

        /// <summary>Which trial is under way, from 1; 0: none.</summary>
        public int Trial { get; private set; }

        /// <summary>Trials so far.</summary>
        public int Trials { get; private set; }

        /// <summary>Those that were refused or taken back.</summary>
        public long Errors { get; private set; }

        /// <summary>The first error of the latest that came; null when there was none.</summary>
        public string FirstError { get; private set; }

        /// <summary>Whether remote settings are over the board's own.</summary>
        public bool AreInUse { get; private set; }

        /// <summary>Gives the settings to use: after a start, and when the board has read its own again.</summary>
        /// <param name="own">What the keeper gave.</param>
        /// <returns>The same, or with the remote ones over them. Where the two don't fit together it is the own ones alone.</returns>
        public GatewaySettings Over(GatewaySettings own)
        {
            bool areWanted = !own.Engine.Op25b.IsFallback && own.Reporting.SettingsPath != null;
            GatewaySettings settings = areWanted && _tried != null ? Read(_tried) : null;
            if (settings == null)
            {
                // What is not in use can't prove itself.
                _tried = null;
                Trial = 0;
                settings = areWanted && _confirmed != null ? Read(_confirmed) : null;
            }

            AreInUse = settings != null;
            return settings ?? own;
        }

        /// <summary>Takes those that came. The same as before are no news.</summary>
        /// <param name="json">Holds them from its beginning.</param>
        /// <param name="lengthBytes">Their length.</param>
        /// <param name="tag">Their ETag; null without one.</param>
        public void Offer(byte[] json, int lengthBytes, string tag)
        {
            Tag = tag;
            if (_latest != null && AreEqual(_latest, json, lengthBytes))
            {
                return;
            }

            _offered = new byte[lengthBytes];
            Array.Copy(json, _offered, lengthBytes);
        }

        /// <summary>Refuses those that came: they are not even there whole.</summary>
        /// <param name="message">Why.</param>
        /// <param name="tag">Their ETag; null without one.</param>
        public void Refuse(string message, string tag)
        {
            Tag = tag;
            Errors++;
            FirstError = Prefix + message;
        }

        /// <summary>A report went through with those on trial: they stay.</summary>
        public void Confirm()
        {
            if (Trial != 0)
            {
                _confirmed = _tried;
                _confirmedTag = _triedTag;
                _tried = null;
                Trial = 0;
                _isToBeStored = true;
            }
        }

        /// <summary>No report went through with those on trial: they are to be taken back.</summary>
        public void TakeBack()
        {
            _isToBeTakenBack |= Trial != 0;
        }

        /// <summary>Does what was noted.</summary>
        /// <returns>Settings to be applied; null where there are none.</returns>
        public GatewaySettings Turn()
        {
            if (_isToBeStored)
            {
                _isToBeStored = false;
                Save();
            }

            if (_isToBeTakenBack)
            {
                _isToBeTakenBack = false;
                _tried = null;
                Trial = 0;
                Errors++;
                FirstError = Prefix + "taken back, for no report went through with them";
                GatewaySettings before = Read(_confirmed);
                AreInUse = before != null && _confirmed != null;
                return before;
            }

            if (_offered == null)
            {
                return null;
            }

            byte[] offered = _offered;
            _offered = null;
            _latest = offered;
            GatewaySettings settings = Read(offered);
            if (settings != null)
            {
                FirstError = null;
                _tried = offered;
                _triedTag = Tag;
                Trial = ++Trials;
                AreInUse = true;
            }

            return settings;
        }

        // Null gives the own ones alone.
        private GatewaySettings Read(byte[] remote)
        {
            var problems = new SettingsProblems();
            GatewaySettings settings = _keeper.ReadTogether(remote, remote == null ? 0 : remote.Length, problems);
            if (settings == null)
            {
                Errors++;
                FirstError = Prefix + (problems.Count > 0 ? problems[0].ToString() : "there is no file to read them over");
            }

            return settings;
        }

        private void Load()
        {
            byte[] record = new byte[RecordLength];
            int length = _record.Load(record);
            int begin = length < 1 ? length : 1 + record[0];
            if (length < 1 || begin > length)
            {
                return;
            }

            if (begin > 1)
            {
                char[] tag = new char[begin - 1];
                for (int i = 0; i < tag.Length; i++)
                {
                    tag[i] = (char)record[1 + i];
                }

                Tag = new string(tag);
            }

            _confirmedTag = Tag;
            _confirmed = new byte[length - begin];
            Array.Copy(record, begin, _confirmed, 0, _confirmed.Length);
            _latest = _confirmed;
        }

        private void Save()
        {
            char[] tag = _confirmedTag == null || _confirmedTag.Length > MaximumTagLength ? new char[0] : _confirmedTag.ToCharArray();
            byte[] record = new byte[1 + tag.Length + _confirmed.Length];
            record[0] = (byte)tag.Length;
            for (int i = 0; i < tag.Length; i++)
            {
                record[1 + i] = (byte)tag[i];
            }

            Array.Copy(_confirmed, 0, record, 1 + tag.Length, _confirmed.Length);
            _record.Save(record, record.Length);
        }

        private static bool AreEqual(byte[] known, byte[] other, int length)
        {
            for (int i = 0; i < length && known.Length == length; i++)
            {
                if (known[i] != other[i])
                {
                    return false;
                }
            }

            return known.Length == length;
        }
    }
}
