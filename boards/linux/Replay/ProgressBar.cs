namespace Gateway.Boards.Linux.Replay
{
    /// <summary>Shows on a terminal how far a big file is.</summary>
    internal sealed class ProgressBar
    {
        private const long SmallFileLength = 4 << 20; // ours: read within the blink of an eye
        private const int Cells = 40; // ours: with its label well within 80 columns
        private const int Percent = 100;

        private readonly TextWriter? _terminal;
        private string _label = "";
        private long _length;
        private long _nextReportAt;
        private bool _isShown;

        /// <summary>Makes a bar.</summary>
        /// <param name="terminal">Where to draw; null for nowhere.</param>
        public ProgressBar(TextWriter? terminal)
        {
            _terminal = terminal;
        }

        /// <summary>Begins a walk over a file.</summary>
        public void Begin(string label, long lengthBytes)
        {
            _label = label;
            _length = lengthBytes;
            _nextReportAt = _terminal == null || lengthBytes < SmallFileLength ? long.MaxValue : 0;
        }

        /// <summary>Tells how far it is. Cheap enough for every packet.</summary>
        public void Report(long positionBytes)
        {
            if (positionBytes < _nextReportAt)
            {
                return;
            }

            long percent = positionBytes * Percent / _length;
            int filled = (int)(percent * Cells / Percent);
            _terminal!.Write($"\r{_label} [{new string('#', filled)}{new string('.', Cells - filled)}] {percent,3}%");
            _terminal.Flush();
            _nextReportAt = ((percent + 1) * _length / Percent) + 1;
            _isShown = true;
        }

        /// <summary>Wipes the bar.</summary>
        public void End()
        {
            if (_isShown)
            {
                _terminal!.Write($"\r{new string(' ', _label.Length + Cells + " [] 100%".Length)}\r");
                _terminal.Flush();
                _isShown = false;
            }
        }
    }
}
