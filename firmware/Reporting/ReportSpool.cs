using Gateway.Control;
using Gateway.Platform;
using Gateway.Settings;
using Gateway.Storage;

namespace Gateway.Reporting
{
    /// <summary>
    /// The reports that wait for the collector: the newest one and, oldest first, those that failed; their body; and what of
    /// them and of the totals is kept over a restart.
    /// </summary>
    /// <remarks>
    /// All is called under the engine's lock and never waits, but <see cref="Keep"/>, which may: it is called outside that lock,
    /// and never while one of the others runs. Totals are stored with every report, so that a cut of power loses no more than what
    /// was counted since the latest one. A report is stored once it has waited a while: most are accepted at once, and never
    /// wear the flash.
    /// </remarks>
    public sealed class ReportSpool
    {
        /// <summary>What <see cref="NextPiece"/> gives when the body can't go on.</summary>
        public const int BodyGone = -1;

        /// <summary>How long a report waits before it is stored. Ours: the shortest interval; by then its first attempts have failed.</summary>
        public const int StoreAfterMs = ReportingSettings.MinimumIntervalS * 1000;

        private readonly CounterSource _source;
        private readonly IStorage _storage;
        private readonly CounterTotals _totals;
        private readonly long[] _values = new long[CounterCatalog.Count];
        private ReportingSettings _settings = new ReportingSettings();
        private ReportRows _rows;
        private ReportWriter _body;
        private long _bodyNumber;
        private string _settingsError;
        private bool _needsSave = true;
        private long _takenMs;
        private bool _hasSaveFailed;
        private long _retrySaveMs;

        /// <summary>Makes it, and reads the totals that were kept.</summary>
        /// <param name="source">Where counters are read.</param>
        /// <param name="storage">The board's lasting memory; see <see cref="NoStorage"/>.</param>
        public ReportSpool(CounterSource source, IStorage storage)
        {
            _source = source;
            _storage = storage;
            Storage = new StorageCounters();
            _totals = new CounterTotals(storage, Storage);
        }

        /// <summary>What the records met with.</summary>
        public StorageCounters Storage { get; }

        /// <summary>Reports that wait.</summary>
        public int Count
        {
            get { return _rows == null ? 0 : _rows.Count; }
        }

        /// <summary>Starts of the gateway, this one included.</summary>
        public long Boots
        {
            get { return _totals.Boots; }
        }

        /// <summary>The first error of remote settings, which goes into the newest report; null: there is none.</summary>
        public string SettingsError
        {
            get
            {
                return _settingsError;
            }

            set
            {
                _settingsError = value;
                _body = null;
            }
        }

        /// <summary>
        /// Takes settings: before all else, and later ones. The first bring the reports that were kept. Where fewer are retained than
        /// there are, the oldest go. A body under way is gone.
        /// </summary>
        /// <param name="settings">Kept until others are applied.</param>
        public void Apply(ReportingSettings settings)
        {
            _settings = settings;
            _body = null;
            int capacity = settings.RetainedReports + 1;
            if (_rows == null)
            {
                _rows = new ReportRows(_storage, Storage, capacity);
                LoadReports();
            }
            else if (_rows.Capacity != capacity)
            {
                ReportRows old = _rows;
                _rows = new ReportRows(_storage, Storage, capacity);
                for (int i = 0; i < old.Count; i++)
                {
                    Add(old.NumberAt(i), old.TimeAt(i), old.Values, old.ValuesAt(i), old.IsStoredAt(i));
                }
            }

            _source.Reports.Waiting = _rows.Count;
        }

        /// <summary>Takes a report of now. Where there is no room the oldest goes, and a body that has it is gone.</summary>
        /// <param name="collectionTimeS">CollectionTime: seconds since 1970-01-01T00:00:00Z.</param>
        public void Take(long collectionTimeS)
        {
            _source.Reports.Taken++;
            _source.Read(_values);
            _totals.Add(_values);
            Add(_totals.NextNumber, collectionTimeS, _values, 0, false);
            _totals.NextNumber++;
            _source.Reports.Waiting = _rows.Count;
            _takenMs = _source.NowMs;
            _needsSave = true;
            _hasSaveFailed = false;
        }

        /// <summary>Begins the body of all reports that wait, from its beginning.</summary>
        /// <returns>Its bytes.</returns>
        public long BeginBody()
        {
            _body = new ReportWriter(_rows, _settings, _settingsError);
            _bodyNumber = _totals.NextNumber - 1;
            return new ReportWriter(_rows, _settings, _settingsError).Measure();
        }

        /// <summary>Writes the body's next bytes: as many as there is room for, wherever that splits it.</summary>
        /// <param name="buffer">Takes them.</param>
        /// <param name="offset">Where.</param>
        /// <param name="length">At the most so many.</param>
        /// <returns>Bytes; 0 at the end; <see cref="BodyGone"/> when what it was made of is no more: it must be begun anew.</returns>
        public int NextPiece(byte[] buffer, int offset, int length)
        {
            return _body == null ? BodyGone : _body.Next(buffer, offset, length);
        }

        /// <summary>The collector accepted all that the latest body had.</summary>
        public void Accept()
        {
            while (_rows.Count > 0 && _rows.NumberAt(0) <= _bodyNumber)
            {
                // One that never was stored need not be told to be over.
                _needsSave |= _rows.IsStoredAt(0);
                _rows.RemoveOldest();
                _source.Reports.Accepted++;
            }

            _body = null;
            _totals.AcceptedNumber = _bodyNumber > _totals.AcceptedNumber ? _bodyNumber : _totals.AcceptedNumber;
            _source.Reports.Waiting = _rows.Count;
        }

        /// <summary>Stores what is to be kept, where that is due. Outside the engine's lock: it may wait.</summary>
        public void Keep()
        {
            long nowMs = _source.NowMs;
            if (_rows == null || (_hasSaveFailed && nowMs < _retrySaveMs))
            {
                return;
            }

            bool isSaved = true;
            if (_needsSave)
            {
                if (!_settings.PersistAcrossReboot)
                {
                    // Nothing that a later start could find is to be taken for waiting.
                    _totals.AcceptedNumber = _totals.NextNumber - 1;
                }

                isSaved = _totals.Save();
                _needsSave = !isSaved;
            }

            isSaved &= KeepReports(nowMs);
            _source.Reports.StorageFailures = Storage.WriteFailures;
            _hasSaveFailed = !isSaved;
            _retrySaveMs = nowMs + ControlPlane.RetrySaveMs;
        }

        private bool KeepReports(long nowMs)
        {
            if (!_settings.PersistAcrossReboot)
            {
                return true;
            }

            int count = nowMs - _takenMs >= StoreAfterMs ? _rows.Count : _rows.Count - 1;
            for (int i = 0; i < count; i++)
            {
                if (!_rows.IsStoredAt(i) && !_rows.Save(i))
                {
                    return false;
                }
            }

            return true;
        }

        private void LoadReports()
        {
            if (!_settings.PersistAcrossReboot)
            {
                return;
            }

            _rows.Load(_totals.AcceptedNumber);
            if (_rows.Count > 0)
            {
                int newest = _rows.Count - 1;
                _totals.Raise(_rows.Values, _rows.ValuesAt(newest));
                long next = _rows.NumberAt(newest) + 1;
                _totals.NextNumber = next > _totals.NextNumber ? next : _totals.NextNumber;
            }
        }

        private void Add(long number, long time, long[] values, int at, bool isStored)
        {
            while (_rows.IsFullFor(number))
            {
                _rows.RemoveOldest();
                _source.Reports.Dropped++;
                _body = null;
            }

            _rows.Add(number, time, values, at, isStored);
        }
    }
}
