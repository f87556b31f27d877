using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Gateway.Boards.Linux.Devices;

namespace Gateway.Boards.Linux.Lab
{
    /// <summary>
    /// Rights without root: a user namespace, in which a user is root over networks of his own. Only a process of one thread can
    /// enter one, so unshare(1) does, and starts this program again in it, in this process's place.
    /// </summary>
    internal static class UserNamespace
    {
        /// <summary>The hidden option that tells the program that it was started again.</summary>
        public const string Option = "--inside-user-namespace";

        private const string Program = "unshare";
        private const string Namespaces = "-Urn"; // user, with this user as root; network
        private const int ProbeTimeoutMs = 5000; // ours: it takes milliseconds

        /// <summary>Starts the program again inside one. Returns only when that can't be.</summary>
        /// <param name="arguments">The command's arguments.</param>
        /// <returns>Why not.</returns>
        public static string Reenter(IReadOnlyList<string> arguments)
        {
            string? refused = Probe();
            if (refused != null)
            {
                return refused;
            }

            string? self = Environment.ProcessPath;
            if (self == null)
            {
                return "this program does not know its own file";
            }

            // Under the name dotnet, the program is the first argument.
            bool isDotnet = Path.GetFileNameWithoutExtension(self) == "dotnet";
            string[] start = isDotnet ? [self, Environment.GetCommandLineArgs()[0]] : [self];
            string[] all = [Program, Namespaces, "--", .. start, .. arguments, Option];
            Console.Out.Flush();
            _ = Libc.Execute(Program, [.. all.Select(Marshal.StringToCoTaskMemUTF8), 0]); // not freed: on success nothing here lives on
            return $"{Program} can't be started: {Libc.Describe(Libc.LastError)}";
        }

        private static string? Probe()
        {
            try
            {
                ProcessStartInfo start = new(Program) { RedirectStandardError = true, RedirectStandardOutput = true };
                start.ArgumentList.Add(Namespaces);
                start.ArgumentList.Add("true");
                using Process process = Process.Start(start)!;
                string said = process.StandardError.ReadToEnd().Trim();
                if (!process.WaitForExit(ProbeTimeoutMs))
                {
                    process.Kill();
                    return $"{Program} does not end";
                }

                return process.ExitCode == 0 ? null : $"this kernel allows users no namespaces of their own ({said})";
            }
            catch (Win32Exception)
            {
                return $"the program {Program} is missing. Install it: sudo apt-get install util-linux";
            }
        }
    }
}
