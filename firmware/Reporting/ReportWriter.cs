using Gateway.Policy;
using Gateway.Settings;
using Gateway.Time;

namespace Gateway.Reporting
{
    /// <summary>
    /// Writes reports as JSON, NameValuePair (TR-181 BulkData; reporting.md), piece by piece and never whole: the same walk counts
    /// first and writes then. All of it is ASCII.
    /// </summary>
    internal sealed class ReportWriter
    {
        /// <summary>The longest error of remote settings that is told. Ours: longer than the reader's.</summary>
        public const int MaximumErrorLength = 200;

        private const int TimeItem = 0;
        private const int OuiItem = 1;
        private const int ClassItem = 2;
        private const int SerialItem = 3;
        private const int VersionItem = 4;
        private const int FirstValueItem = 5;
        private const int ErrorItem = FirstValueItem + CounterCatalog.ReportedCount;
        private const int EndItem = ErrorItem + 1;

        private readonly CounterEntry _entry = new CounterEntry();
        private readonly ReportRows _rows;
        private readonly ReportingSettings _settings;
        private readonly string _error;
        private readonly int _count;
        private int _report;
        private int _item;
        private bool _isOver;
        private char[] _text = new char[0];
        private int _textAt;

        /// <summary>Begins to write all that waits.</summary>
        /// <param name="rows">The reports.</param>
        /// <param name="settings">Who reports.</param>
        /// <param name="error">The error of remote settings, for the newest report; or null.</param>
        public ReportWriter(ReportRows rows, ReportingSettings settings, string error)
        {
            _rows = rows;
            _settings = settings;
            _error = error == null || error.Length <= MaximumErrorLength ? error : error.Substring(0, MaximumErrorLength);
            _count = rows.Count;
        }

        /// <summary>Walks to the end and counts; the writer is to be used no more.</summary>
        /// <returns>Bytes of the whole.</returns>
        public long Measure()
        {
            long length = 0;
            for (string text = NextText(); text != null; text = NextText())
            {
                length += text.Length;
            }

            return length;
        }

        /// <summary>Writes what comes next.</summary>
        /// <param name="buffer">Takes it.</param>
        /// <param name="offset">Where.</param>
        /// <param name="length">Bytes at the most.</param>
        /// <returns>Bytes; 0 at the end.</returns>
        public int Next(byte[] buffer, int offset, int length)
        {
            int written = 0;
            while (written < length)
            {
                if (_textAt == _text.Length)
                {
                    string text = NextText();
                    if (text == null)
                    {
                        break;
                    }

                    _text = text.ToCharArray();
                    _textAt = 0;
                    continue;
                }

                buffer[offset + written] = (byte)_text[_textAt];
                _textAt++;
                written++;
            }

            return written;
        }

        private static string ModeOf(long value)
        {
            switch ((Op25bMode)value)
            {
                case Op25bMode.Off:
                    return "\"Off\"";
                case Op25bMode.Monitor:
                    return "\"Monitor\"";
                default:
                    return "\"Enforce\"";
            }
        }

        private static string Pair(string name, string value)
        {
            return value == null ? "" : ",\"" + name + "\":\"" + JsonText.Escape(value) + "\"";
        }

        // What comes next, which may be empty; null at the end.
        private string NextText()
        {
            if (_isOver)
            {
                return null;
            }

            if (_report == _count)
            {
                _isOver = true;
                return _count == 0 ? "{\"Report\":[]}" : "]}";
            }

            string text = TextOf(_item);
            _item++;
            if (_item > EndItem)
            {
                _item = TimeItem;
                _report++;
            }

            return text;
        }

        private string TextOf(int item)
        {
            switch (item)
            {
                case TimeItem:
                    return (_report == 0 ? "{\"Report\":[{\"CollectionTime\":" : ",{\"CollectionTime\":") + _rows.TimeAt(_report).ToString();
                case OuiItem:
                    return Pair("Device.DeviceInfo.ManufacturerOUI", _settings.ManufacturerOui);
                case ClassItem:
                    return Pair("Device.DeviceInfo.ProductClass", _settings.ProductClass);
                case SerialItem:
                    return Pair("Device.DeviceInfo.SerialNumber", _settings.SerialNumber);
                case VersionItem:
                    return Pair("Device.DeviceInfo.SoftwareVersion", Release.Version);
                case ErrorItem:
                    return _report == _count - 1 ? Pair("Device.X_" + _settings.Vendor + "_OP25B.SettingsError", _error) : "";
                case EndItem:
                    return "}";
                default:
                    return ValueText(item - FirstValueItem);
            }
        }

        private string ValueText(int counter)
        {
            long value = _rows.Values[_rows.ValuesAt(_report) + counter];
            if (value == CounterCatalog.Unmeasured)
            {
                return "";
            }

            CounterCatalog.Read((Counter)counter, _entry);
            string text = _entry.Kind == CounterKind.Mode ? ModeOf(value) : value.ToString();
            return ",\"" + CounterCatalog.ReportNameOf(_entry, _settings.Vendor) + "\":" + text;
        }
    }
}
