using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Project
{
    /// <summary>Rules of the house that no analyzer knows, read off the sources.</summary>
    [TestClass]
    public class SourceTests
    {
        // Which rooms of firmware/ a room may know; Engine and what stands beside it may know them all.
        private static readonly Dictionary<string, string[]> Rooms = new()
        {
            ["Platform"] = [],
            ["Wire"] = [],
            ["Policy"] = ["Platform", "Wire"],
            ["Nat"] = ["Platform", "Wire", "Policy"],
            ["Smtp"] = ["Platform", "Wire", "Policy"],
            ["Lan"] = ["Platform", "Wire", "Policy", "Storage"],
            ["Dns"] = ["Platform", "Wire", "Policy"],
            // Libraries of their own: they stand above the engine and the control plane.
            ["StatusPage"] = ["Platform", "Wire", "Policy", "Settings", "Time", "Reporting"],
            ["Reporting"] = ["Platform", "Wire", "Policy", "Nat", "Dns", "Storage", "Time", "Control", "Settings"],
            ["Storage"] = ["Platform", "Wire"],
            ["Time"] = ["Platform", "Wire", "Storage"],
            ["Control"] = ["Platform", "Wire", "Policy", "Nat", "Smtp", "Lan", "Dns", "Storage", "Time", "Settings"],
            ["Settings"] = ["Platform", "Wire", "Policy", "Nat", "Smtp", "Lan", "Dns", "Time", "Storage"],
        };

        private const string TypeDeclaration =
            @"(?:(?:public|internal|sealed|static|abstract|partial|readonly|ref|file) )*(?:class|struct|interface|enum|record(?: struct)?|delegate [\w.\[\]]+) (\w+)";

        private static readonly Regex NamespaceDeclaration = new Regex(@"^namespace ([\w.]+)(;?)", RegexOptions.Multiline);

        private static string[] Sources
        {
            get
            {
                return new[] { "firmware", "boards", "tests" }.SelectMany(Checkout.SourcesOf)
                    .Where(p => !p.EndsWith("/AssemblyInfo.cs", StringComparison.Ordinal)).ToArray();
            }
        }

        [TestMethod]
        public void A_file_holds_one_type_and_bears_its_name()
        {
            HoldsNone(Sources.Where(p => NamespaceDeclaration.IsMatch(Text(p)))
                .Where(p => !TypesOf(p).SequenceEqual([Path.GetFileNameWithoutExtension(p)]))
                .Select(p => p + ": " + string.Join(' ', TypesOf(p))));
        }

        [TestMethod]
        public void A_namespace_is_the_folder()
        {
            HoldsNone(Sources.Where(p => NamespaceOfFolder(p) != null)
                .Where(p => NamespaceDeclaration.Match(Text(p)).Groups[1].Value != NamespaceOfFolder(p))
                .Select(p => p + ": not in " + NamespaceOfFolder(p)));
        }

        // A class Engine hides from a namespace Gateway.Tests.Engine, and the other way round.
        [TestMethod]
        public void No_type_bears_a_namespace_s_name()
        {
            HashSet<string> parts = Sources.SelectMany(p => NamespaceDeclaration.Match(Text(p)).Groups[1].Value.Split('.')).ToHashSet();

            HoldsNone(Sources.SelectMany(TypesOf).Where(parts.Contains));
        }

        [TestMethod]
        public void A_room_of_the_firmware_knows_only_the_rooms_below()
        {
            HoldsNone(Checkout.SourcesOf("firmware")
                .Where(p => Rooms.ContainsKey(RoomOf(p)))
                .SelectMany(p => Regex.Matches(Text(p), @"\bGateway\.(\w+)").Select(m => m.Groups[1].Value).Distinct()
                    .Where(room => room != RoomOf(p) && Rooms.ContainsKey(room) && !Rooms[RoomOf(p)].Contains(room))
                    .Select(room => p + ": " + room)));
        }

        [TestMethod]
        public void The_firmware_has_no_conditions_sockets_files_clock_or_threads()
        {
            Regex forbidden = new Regex(@"^\s*#(if|pragma|define)|using System\.(Net|IO|Threading)|\bDateTime\.UtcNow|\bEnvironment\.Tick", RegexOptions.Multiline);

            HoldsNone(Checkout.SourcesOf("firmware").SelectMany(p => forbidden.Matches(Text(p)).Select(m => p + ": " + m.Value.Trim())));
        }

        private static string Text(string path)
        {
            return File.ReadAllText(Checkout.PathOf(path));
        }

        private static IEnumerable<string> TypesOf(string path)
        {
            // Indented once, or not at all where the namespace is the file's: what stands deeper is nested.
            string text = Text(path);
            string indent = NamespaceDeclaration.Match(text).Groups[2].Length == 0 ? "    " : string.Empty;
            return Regex.Matches(text, "^" + indent + TypeDeclaration, RegexOptions.Multiline).Select(m => m.Groups[1].Value);
        }

        private static string RoomOf(string path)
        {
            return path.Split('/')[1];
        }

        // Null where a folder keeps namespaces of its own.
        private static string NamespaceOfFolder(string path)
        {
            string[] folders = path.Split('/')[..^1];
            return folders switch
            {
                ["firmware", .. string[] rooms] => string.Join('.', ["Gateway", .. rooms]),
                ["boards", "esp32", ..] => "Gateway.Boards.Esp32",
                ["boards", "sockets"] => "Gateway.Boards.Sockets",
                ["boards", "linux", .. string[] rooms] => string.Join('.', ["Gateway", "Boards", "Linux", .. rooms]),
                // A namespace of this name would hide the class.
                ["tests", "Engine"] => "Gateway.Tests",
                ["tests", "pc", "PcOnly", .. string[] rooms] => string.Join('.', ["Gateway", "PcTests", .. rooms]),
                ["tests", "pc" or "lab" or "bench" or "fuzz" or "browser" or "emulator", ..] => null,
                ["tests", .. string[] rooms] => string.Join('.', ["Gateway", "Tests", .. rooms]),
                _ => null,
            };
        }

        private static void HoldsNone(IEnumerable<string> offenders)
        {
            Assert.AreEqual(string.Empty, string.Join('\n', offenders));
        }
    }
}
