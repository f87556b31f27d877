using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;

namespace Gateway.PcTests.Running
{
    /// <summary>The board's program as a process of its own, with what it prints.</summary>
    internal sealed class GatewayProcess : IDisposable
    {
        private const int KillMs = 5000;
        private const string Host = "dotnet";

        private readonly Process _process;
        private readonly StringBuilder _printed = new();

        /// <summary>Starts it, in the network namespace of the calling thread.</summary>
        public GatewayProcess(params IReadOnlyList<string> arguments)
            : this(Host, [], arguments)
        {
        }

        private GatewayProcess(string program, IReadOnlyList<string> before, IReadOnlyList<string> arguments)
        {
            ProcessStartInfo start = new(program) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (string argument in (string[])[.. before, Path.Combine(AppContext.BaseDirectory, "Gateway.Linux.dll"), .. arguments])
            {
                start.ArgumentList.Add(argument);
            }

            _process = new Process { StartInfo = start };
            _process.OutputDataReceived += (_, line) => Add(line.Data);
            _process.ErrorDataReceived += (_, line) => Add(line.Data);
            _process.Start();
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }

        public int Id => _process.Id;

        /// <summary>All that it printed so far.</summary>
        public string Printed
        {
            get
            {
                lock (_printed)
                {
                    return _printed.ToString();
                }
            }
        }

        /// <summary>Starts it as the administrator of a user namespace, who may there what root may, and elsewhere nothing.</summary>
        public static GatewayProcess InUserNamespace(params IReadOnlyList<string> arguments)
        {
            return new GatewayProcess("unshare", ["--user", "--map-root-user", Host], arguments);
        }

        /// <summary>Sends it a signal, such as HUP.</summary>
        public void Signal(string name)
        {
            using Process kill = Process.Start("kill", ["-s", name, $"{_process.Id}"]);
            kill.WaitForExit();
        }

        /// <summary>Ends it as kill -9 does.</summary>
        public void Kill()
        {
            _process.Kill();
            _process.WaitForExit(KillMs);
        }

        /// <summary>Waits for its end.</summary>
        /// <returns>Its exit code; null when it did not end in time.</returns>
        public int? WaitForExit(int timeoutMs)
        {
            if (!_process.WaitForExit(timeoutMs))
            {
                return null;
            }

            _process.WaitForExit(); // for the rest of what it printed
            return _process.ExitCode;
        }

        public void Dispose()
        {
            if (!_process.HasExited)
            {
                Kill();
            }

            _process.Dispose();
        }

        private void Add(string line)
        {
            lock (_printed)
            {
                _printed.Append(line).Append('\n');
            }
        }
    }
}
