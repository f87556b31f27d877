using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading.Tasks;

namespace Gateway.Lab
{
    /// <summary>Runs programs to their end.</summary>
    public static class Command
    {
        // ours: what takes longer on a loaded machine of two cores hangs; a scan of all ports takes 20 s on an idle one
        private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(3);

        /// <summary>Runs one.</summary>
        /// <param name="words">The program and its arguments.</param>
        /// <param name="input">What it reads from its input; null for nothing.</param>
        /// <param name="timeout">How long it may take; null for three minutes.</param>
        /// <exception cref="LabException">It is missing, or took too long; it is ended then.</exception>
        public static CommandResult Run(IReadOnlyList<string> words, byte[]? input = null, TimeSpan? timeout = null)
        {
            string line = string.Join(' ', words);
            using Process process = Start(words);
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            Task writing = Task.Run(() => Write(process, input));
            if (!process.WaitForExit(timeout ?? DefaultTimeout))
            {
                process.Kill(entireProcessTree: true);
                throw new LabException($"'{line}' did not end in time.");
            }

            Task.WaitAll(output, error, writing);
            return new CommandResult(line, process.ExitCode, output.Result + error.Result);
        }

        private static Process Start(IReadOnlyList<string> words)
        {
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

            try
            {
                return Process.Start(start)!;
            }
            catch (System.ComponentModel.Win32Exception exception)
            {
                throw new LabException($"'{words[0]}' can't be started: {exception.Message}");
            }
        }

        private static void Write(Process process, byte[]? input)
        {
            try
            {
                process.StandardInput.BaseStream.Write(input ?? []);
                process.StandardInput.Close();
            }
            catch (System.IO.IOException)
            {
                // It ended without reading all: its exit code tells more.
            }
        }
    }
}
