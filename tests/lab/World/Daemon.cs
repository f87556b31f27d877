using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;

namespace Gateway.Lab
{
    /// <summary>A program that stays. All it writes goes to a log file, which the tests read and which remains for people.</summary>
    public sealed class Daemon : IDisposable
    {
        private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30); // ours: then it is killed
        private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(5); // ours: what was written before the end is read at once

        private readonly Process _process;
        private readonly StringBuilder _log = new();
        private readonly StreamWriter _file;
        private bool _isDisposed;

        /// <summary>Starts it.</summary>
        /// <param name="words">The program and its arguments. It must not put itself into the background.</param>
        /// <param name="logPath">Takes all that it writes.</param>
        public Daemon(IReadOnlyList<string> words, string logPath)
        {
            Line = string.Join(' ', words);
            Directory.CreateDirectory(Path.GetDirectoryName(logPath)!);
            _file = new StreamWriter(logPath, append: true) { AutoFlush = true };
            ProcessStartInfo start = new(words[0])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            for (int i = 1; i < words.Count; i++)
            {
                start.ArgumentList.Add(words[i]);
            }

            _process = new Process { StartInfo = start };
            _process.OutputDataReceived += (_, line) => Take(line.Data);
            _process.ErrorDataReceived += (_, line) => Take(line.Data);
            _process.Start();
            _process.StandardInput.Close();
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }

        /// <summary>The command line, for messages.</summary>
        public string Line { get; }

        /// <summary>Its process.</summary>
        public int ProcessId => _process.Id;

        /// <summary>Whether it still runs.</summary>
        public bool IsRunning => !_process.HasExited;

        /// <summary>Its exit code, once it has ended.</summary>
        public int ExitCode => _process.ExitCode;

        /// <summary>Processor time that it took up to now.</summary>
        public TimeSpan ProcessorTime
        {
            get
            {
                _process.Refresh();
                return _process.TotalProcessorTime;
            }
        }

        /// <summary>All that it has written.</summary>
        public string Log
        {
            get
            {
                lock (_log)
                {
                    return _log.ToString();
                }
            }
        }

        /// <summary>Waits until it has written something.</summary>
        /// <exception cref="LabException">It did not, or has ended.</exception>
        public void RequireLog(string text)
        {
            Deadline.Require(
                $"'{text}' in the log of '{Line}'",
                () => Log.Contains(text, StringComparison.Ordinal) || !IsRunning,
                () => Log);
            if (!Log.Contains(text, StringComparison.Ordinal))
            {
                throw new LabException($"'{Line}' ended with {ExitCode}: {Log}");
            }
        }

        /// <summary>Sends SIGHUP: most read their settings again.</summary>
        public void HangUp()
        {
            Signal("HUP");
        }

        /// <summary>Sends SIGUSR1: the gateway makes a report due.</summary>
        public void SignalUser()
        {
            Signal("USR1");
        }

        /// <summary>Ends it at once, as a crash would.</summary>
        public void Kill()
        {
            _process.Kill();
            ReadToEnd();
        }

        /// <summary>Asks it to end, as Ctrl-C would, and waits.</summary>
        public void Interrupt()
        {
            Stop("INT");
        }

        /// <summary>Asks it to end, and waits.</summary>
        public void Terminate()
        {
            Stop("TERM");
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Terminate();
            lock (_log)
            {
                _isDisposed = true;
                _file.Dispose();
            }

            _process.Dispose();
        }

        private void Stop(string signal)
        {
            if (IsRunning)
            {
                Signal(signal);
                if (!_process.WaitForExit(StopTimeout))
                {
                    _process.Kill(entireProcessTree: true);
                }
            }

            ReadToEnd();
        }

        private void Signal(string name)
        {
            Command.Run(["kill", "-s", name, ProcessId.ToString(CultureInfo.InvariantCulture)]);
        }

        // Until all that it wrote is read; a child of its that lives on holds the pipe open, and is not waited for.
        private void ReadToEnd()
        {
            using CancellationTokenSource over = new(ReadTimeout);
            try
            {
                _process.WaitForExitAsync(over.Token).GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                // What is missing would have come from somebody else.
            }
        }

        private void Take(string? line)
        {
            if (line != null)
            {
                lock (_log)
                {
                    _log.AppendLine(line);
                    if (!_isDisposed)
                    {
                        _file.WriteLine(line);
                    }
                }
            }
        }
    }
}
