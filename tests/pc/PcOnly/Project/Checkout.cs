using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Gateway.PcTests.Project
{
    /// <summary>The project's own files, as the tests of the project find them: from where the tests were built, upwards.</summary>
    internal static class Checkout
    {
        private static readonly string[] Outputs = ["/bin/", "/obj/", "/artifacts/", "/packages/"];

        /// <summary>The folder that holds Gateway.slnx.</summary>
        public static string Root { get; } = Find();

        /// <summary>The design and the device's api, which stand beside a checkout at some places; check that it exists.</summary>
        public static string NanoApi { get; } = Path.Combine(Root, "..", "shared", "nano", "api");

        /// <summary>Makes a full path of one that is relative to the root.</summary>
        public static string PathOf(string relative)
        {
            return Path.Combine(Root, relative);
        }

        /// <summary>The C# files of a folder and the folders in it, relative to the root, with forward slashes, sorted.</summary>
        public static string[] SourcesOf(string folder)
        {
            string full = PathOf(folder);
            return Directory.Exists(full) ? Relative(Directory.EnumerateFiles(full, "*.cs", SearchOption.AllDirectories)) : [];
        }

        /// <summary>Makes paths relative to the root, with forward slashes; sorts them, and leaves what a build made out.</summary>
        public static string[] Relative(IEnumerable<string> paths)
        {
            return paths.Select(p => Path.GetRelativePath(Root, p).Replace('\\', '/'))
                .Where(p => !Outputs.Any(o => ("/" + p).Contains(o, StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal).ToArray();
        }

        private static string Find()
        {
            DirectoryInfo folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder != null && !File.Exists(Path.Combine(folder.FullName, "Gateway.slnx")))
            {
                folder = folder.Parent;
            }

            return folder?.FullName ?? throw new DirectoryNotFoundException("No Gateway.slnx above " + AppContext.BaseDirectory);
        }
    }
}
