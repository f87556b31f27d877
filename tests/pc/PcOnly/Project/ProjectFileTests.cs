using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Project
{
    /// <summary>
    /// Holds the device's project files, which no build here reads, against the files on disk, against the project files that
    /// compile the same sources here, and against the rules of the nanoFramework project system.
    /// </summary>
    [TestClass]
    public class ProjectFileTests
    {
        private const string SystemPath = "$(NanoFrameworkProjectSystemPath)";
        private const string Application = "Gateway.nfproj";
        private const string Firmware = "firmware/Gateway.Firmware.nfproj";
        private const string Control = "firmware/Control/Gateway.Control.nfproj";
        private const string Reporting = "firmware/Reporting/Gateway.Reporting.nfproj";
        private const string StatusPage = "firmware/StatusPage/Gateway.StatusPage.nfproj";
        private const string Texts = "firmware/StatusPage/Texts/Gateway.Texts.nfproj";
        private const string MailTests = "tests/emulator/mail/NFUnitTest.nfproj";
        private const string NatTests = "tests/emulator/nat/NFUnitTest.nfproj";
        private const string LanTests = "tests/emulator/lan/NFUnitTest.nfproj";
        private const string ServicesTests = "tests/emulator/services/NFUnitTest.nfproj";
        private const string ReportingTests = "tests/emulator/reporting/NFUnitTest.nfproj";
        private const string PageTests = "tests/emulator/page/NFUnitTest.nfproj";

        // Libraries of their own below another's folder.
        private static readonly string[] Nested =
        [
            "firmware/Control/", "firmware/Dns/", "firmware/Lan/", "firmware/Settings/", "firmware/Storage/", "firmware/Time/", "firmware/Reporting/",
            "firmware/StatusPage/", "firmware/StatusPage/Texts/",
        ];

        private static readonly XNamespace Schema = "http://schemas.microsoft.com/developer/msbuild/2003";

        // assembly, its version, package, its version, file. The build wants these to match exactly.
        private static readonly string[][] Libraries =
        [
            ["mscorlib", "1.17.11.0", "nanoFramework.CoreLibrary", "1.17.11", "mscorlib.dll"],
            ["nanoFramework.Runtime.Events", "1.11.39.0", "nanoFramework.Runtime.Events", "1.11.39", "nanoFramework.Runtime.Events.dll"],
            ["nanoFramework.System.Text", "1.3.42.0", "nanoFramework.System.Text", "1.3.42", "nanoFramework.System.Text.dll"],
            ["System.IO.Streams", "1.1.96.0", "nanoFramework.System.IO.Streams", "1.1.96", "System.IO.Streams.dll"],
            ["System.Net", "1.11.60.0", "nanoFramework.System.Net", "1.11.60", "System.Net.dll"],
            ["System.Threading", "1.1.52.34401", "nanoFramework.System.Threading", "1.1.52", "System.Threading.dll"],
            ["nanoFramework.TestFramework", "3.0.80.0", "nanoFramework.TestFramework", "3.0.80", "nanoFramework.TestFramework.dll"],
            ["nanoFramework.UnitTestLauncher", "0.0.0.0", "nanoFramework.TestFramework", "3.0.80", "nanoFramework.UnitTestLauncher.exe"],
        ];

        [TestMethod]
        [DataRow(Application, new[] { "boards/esp32", "boards/sockets" })]
        [DataRow("boards/esp32/Compile.csproj", new[] { "boards/esp32", "boards/sockets" })]
        [DataRow("boards/sockets/Gateway.Sockets.csproj", new[] { "boards/sockets" })]
        [DataRow(Firmware, new[] { "firmware" })]
        [DataRow("boards/esp32/CompileFirmware.csproj", new[] { "firmware" })]
        [DataRow("firmware/Gateway.Firmware.csproj", new[] { "firmware" })]
        [DataRow(Control, new[] { "firmware/Control", "firmware/Dns", "firmware/Lan", "firmware/Settings", "firmware/Storage", "firmware/Time" })]
        [DataRow("boards/esp32/CompileControl.csproj", new[] { "firmware/Control", "firmware/Dns", "firmware/Lan", "firmware/Settings", "firmware/Storage", "firmware/Time" })]
        [DataRow("firmware/Control/Gateway.Control.csproj", new[] { "firmware/Control", "firmware/Dns", "firmware/Lan", "firmware/Settings", "firmware/Storage", "firmware/Time" })]
        [DataRow(Reporting, new[] { "firmware/Reporting" })]
        [DataRow("boards/esp32/CompileReporting.csproj", new[] { "firmware/Reporting" })]
        [DataRow("firmware/Reporting/Gateway.Reporting.csproj", new[] { "firmware/Reporting" })]
        [DataRow(StatusPage, new[] { "firmware/StatusPage" })]
        [DataRow("boards/esp32/CompileStatusPage.csproj", new[] { "firmware/StatusPage" })]
        [DataRow("firmware/StatusPage/Gateway.StatusPage.csproj", new[] { "firmware/StatusPage" })]
        [DataRow(Texts, new[] { "firmware/StatusPage/Texts" })]
        [DataRow("boards/esp32/CompileTexts.csproj", new[] { "firmware/StatusPage/Texts" })]
        [DataRow("firmware/StatusPage/Texts/Gateway.Texts.csproj", new[] { "firmware/StatusPage/Texts" })]
        [DataRow(MailTests, new[] { "tests/Engine", "tests/Policy", "tests/Smtp", "tests/Support", "tests/Wire", "tests/emulator" })]
        [DataRow("tests/emulator/CompileMailTests.csproj", new[] { "tests/Engine", "tests/Policy", "tests/Smtp", "tests/Support", "tests/Wire", "tests/emulator" })]
        [DataRow(NatTests, new[] { "tests/Nat", "tests/Support", "tests/emulator" })]
        [DataRow("tests/emulator/CompileNatTests.csproj", new[] { "tests/Nat", "tests/Support", "tests/emulator" })]
        [DataRow(LanTests, new[] { "tests/Lan", "tests/Support", "tests/emulator" })]
        [DataRow(ServicesTests, new[] { "tests/Control", "tests/Dns", "tests/Settings", "tests/Storage", "tests/Support", "tests/Time", "tests/emulator" })]
        [DataRow("tests/emulator/CompileLanTests.csproj", new[] { "tests/Lan", "tests/Support", "tests/emulator" })]
        [DataRow("tests/emulator/CompileServicesTests.csproj", new[] { "tests/Control", "tests/Dns", "tests/Settings", "tests/Storage", "tests/Support", "tests/Time", "tests/emulator" })]
        [DataRow(PageTests, new[] { "tests/StatusPage", "tests/Support", "tests/emulator" })]
        [DataRow("tests/emulator/CompilePageTests.csproj", new[] { "tests/StatusPage", "tests/Support", "tests/emulator" })]
        [DataRow(ReportingTests, new[] { "tests/Reporting", "tests/Support", "tests/emulator" })]
        [DataRow("tests/emulator/CompileReportingTests.csproj", new[] { "tests/Reporting", "tests/Support", "tests/emulator" })]
        [DataRow("tests/pc/Shared/NFUnitTest.csproj", new[] { "tests" })]
        public void A_project_compiles_each_file_of_its_folder_once(string project, string[] folders)
        {
            // What the PC's projects generate themselves, and the tests that are not shared.
            bool isForPc = !project.EndsWith(".nfproj", StringComparison.Ordinal) && !project.Contains("Compile", StringComparison.Ordinal);
            string[] expected = folders.SelectMany(Checkout.SourcesOf)
                .Where(p => !Regex.IsMatch(p, "^tests/(pc|lab|bench|fuzz|browser)/"))
                .Where(p => !Nested.Any(n => p.StartsWith(n, StringComparison.Ordinal) && !folders.Any(f => (f + "/").StartsWith(n, StringComparison.Ordinal))))
                .Where(p => !isForPc || !p.EndsWith("/Properties/AssemblyInfo.cs", StringComparison.Ordinal))
                .ToArray();

            CollectionAssert.AreEqual(expected, EvaluatedProject.Of(project).Sources(), Difference(expected, EvaluatedProject.Of(project).Sources()));
        }

        [TestMethod]
        [DataRow(Application, "Exe", "Gateway", "Gateway")]
        [DataRow(Firmware, "Library", "Gateway.Firmware", "Gateway")]
        [DataRow(Control, "Library", "Gateway.Control", "Gateway")]
        [DataRow(Reporting, "Library", "Gateway.Reporting", "Gateway.Reporting")]
        [DataRow(StatusPage, "Library", "Gateway.StatusPage", "Gateway.StatusPage")]
        [DataRow(Texts, "Library", "Gateway.Texts", "Gateway.StatusPage.Texts")]
        [DataRow(ReportingTests, "Library", "NFUnitTest", "Gateway.Tests")]
        [DataRow(PageTests, "Library", "NFUnitTest", "Gateway.Tests")]
        [DataRow(MailTests, "Library", "NFUnitTest", "Gateway.Tests")]
        [DataRow(NatTests, "Library", "NFUnitTest", "Gateway.Tests")]
        [DataRow(LanTests, "Library", "NFUnitTest", "Gateway.Tests")]
        [DataRow(ServicesTests, "Library", "NFUnitTest", "Gateway.Tests")]
        public void A_device_project_says_what_it_makes(string project, string outputType, string assemblyName, string rootNamespace)
        {
            EvaluatedProject evaluated = EvaluatedProject.Of(project);

            Assert.AreEqual(outputType, evaluated.Property("OutputType"));
            Assert.AreEqual(assemblyName, evaluated.Property("AssemblyName"));
            Assert.AreEqual(rootNamespace, evaluated.Property("RootNamespace"));
            Assert.AreEqual("v1.0", evaluated.Property("TargetFrameworkVersion"));
            Assert.AreEqual("{11A8DD76-328B-46DF-9F39-F559912D0360};{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}", evaluated.Property("ProjectTypeGuids"));
            Assert.IsTrue(Guid.TryParse(evaluated.Property("ProjectGuid"), out _));
        }

        [TestMethod]
        public void Each_device_project_has_a_guid_of_its_own()
        {
            string[] projects = [Application, Firmware, Control, Reporting, StatusPage, Texts, MailTests, NatTests, LanTests, ServicesTests, PageTests, ReportingTests];
            string[] guids = projects.Select(p => EvaluatedProject.Of(p).Property("ProjectGuid")).ToArray();

            Assert.HasCount(projects.Length, guids.Distinct());
        }

        // The order matters: the project system's files read what stands above them.
        [TestMethod]
        [DataRow(Application, @"boards\sockets\sockets.projitems")]
        [DataRow(Firmware, "firmware.projitems")]
        [DataRow(Control, "control.projitems")]
        [DataRow(Reporting, "reporting.projitems")]
        [DataRow(StatusPage, "statuspage.projitems")]
        [DataRow(Texts, "texts.projitems")]
        [DataRow(ReportingTests, @"..\..\tests.projitems")]
        [DataRow(PageTests, @"..\..\tests.projitems")]
        [DataRow(MailTests, @"..\..\tests.projitems")]
        [DataRow(NatTests, @"..\..\tests.projitems")]
        [DataRow(LanTests, @"..\..\tests.projitems")]
        [DataRow(ServicesTests, @"..\..\tests.projitems")]
        public void A_device_project_keeps_the_order_of_the_project_system(string project, string sharedItems)
        {
            List<string> order = [];
            foreach (XElement element in XDocument.Load(Checkout.PathOf(project)).Root.Elements())
            {
                string part = element.Name.LocalName switch
                {
                    "PropertyGroup" when (string)element.Attribute("Label") == "Globals" => "globals",
                    "PropertyGroup" when element.Element(Schema + "ProjectTypeGuids") != null => "properties",
                    "Import" => (string)element.Attribute("Project"),
                    "ItemGroup" when element.Elements().Any(e => e.Name.LocalName != "ProjectCapability") => "items",
                    "ProjectExtensions" => "extensions",
                    _ => null,
                };
                if (part != null && order.LastOrDefault() != part)
                {
                    order.Add(part);
                }
            }

            string[] expected =
            [
                "globals", SystemPath + "NFProjectSystem.Default.props", "properties", SystemPath + "NFProjectSystem.props", "items",
                sharedItems, SystemPath + "NFProjectSystem.CSharp.targets", "extensions",
            ];
            Assert.AreEqual(string.Join('\n', expected.Where(e => e.Length > 0)), string.Join('\n', order));
        }

        [TestMethod]
        [DataRow(Application)]
        [DataRow(Firmware)]
        [DataRow(Control)]
        [DataRow(Reporting)]
        [DataRow(StatusPage)]
        [DataRow(Texts)]
        [DataRow(PageTests)]
        [DataRow(ReportingTests)]
        [DataRow(MailTests)]
        [DataRow(NatTests)]
        [DataRow(LanTests)]
        [DataRow(ServicesTests)]
        public void A_device_project_can_be_read_without_the_project_system(string project)
        {
            XElement root = XDocument.Load(Checkout.PathOf(project)).Root;

            Assert.AreEqual(@"$(MSBuildExtensionsPath)\nanoFramework\v1.0\",
                (string)root.Element(Schema + "PropertyGroup").Element(Schema + "NanoFrameworkProjectSystemPath"));
            foreach (XElement import in root.Elements(Schema + "Import").Where(i => (string)i.Attribute("Label") != "Shared"))
            {
                Assert.AreEqual("Exists('" + (string)import.Attribute("Project") + "')", (string)import.Attribute("Condition"));
            }

            Assert.IsNotNull(root.Element(Schema + "ProjectExtensions")?.Element(Schema + "ProjectCapabilities")
                ?.Element(Schema + "ProjectConfigurationsDeclaredAsItems"));
        }

        [TestMethod]
        [DataRow(Application, "mscorlib nanoFramework.Runtime.Events nanoFramework.System.Text System.IO.Streams System.Net System.Threading", Control + "\n" + Firmware + "\n" + Reporting + "\n" + StatusPage + "\n" + Texts)]
        [DataRow(Firmware, "mscorlib", "")]
        [DataRow(Control, "mscorlib", Firmware)]
        [DataRow(Reporting, "mscorlib", Control + "\n" + Firmware)]
        [DataRow(StatusPage, "mscorlib nanoFramework.System.Text", Control + "\n" + Firmware + "\n" + Reporting + "\n" + Texts)]
        [DataRow(Texts, "mscorlib", "")]
        [DataRow(PageTests, "mscorlib nanoFramework.System.Text nanoFramework.TestFramework nanoFramework.UnitTestLauncher", Control + "\n" + Firmware + "\n" + Reporting + "\n" + StatusPage + "\n" + Texts)]
        [DataRow(ReportingTests, "mscorlib nanoFramework.TestFramework nanoFramework.UnitTestLauncher", Control + "\n" + Firmware + "\n" + Reporting)]
        [DataRow(MailTests, "mscorlib nanoFramework.TestFramework nanoFramework.UnitTestLauncher", Control + "\n" + Firmware)]
        [DataRow(NatTests, "mscorlib nanoFramework.TestFramework nanoFramework.UnitTestLauncher", Control + "\n" + Firmware)]
        [DataRow(LanTests, "mscorlib nanoFramework.TestFramework nanoFramework.UnitTestLauncher", Control + "\n" + Firmware)]
        [DataRow(ServicesTests, "mscorlib nanoFramework.TestFramework nanoFramework.UnitTestLauncher", Control + "\n" + Firmware)]
        public void A_device_project_names_its_libraries_exactly(string project, string libraries, string projects)
        {
            EvaluatedProject evaluated = EvaluatedProject.Of(project);
            string folder = Path.GetDirectoryName(Checkout.PathOf(project));
            string packages = evaluated.ItemsOf("None").Select(n => n["FullPath"].Replace('\\', '/')).Single(p => p.EndsWith("/packages.config", StringComparison.Ordinal));
            string[][] expected = libraries.Split(' ').Select(name => Libraries.Single(l => l[0] == name)).ToArray();

            Assert.AreEqual(
                string.Join('\n', expected.Select(l => l[0] + ", Version=" + l[1] + ", Culture=neutral, PublicKeyToken=c07d481e9758c731 at packages/"
                    + l[2] + "." + l[3] + "/lib/" + l[4])),
                string.Join('\n', evaluated.ItemsOf("Reference").Select(r => r["Identity"] + " at "
                    + Path.GetRelativePath(Checkout.Root, Path.GetFullPath(r["HintPath"].Replace('\\', '/'), folder)).Replace('\\', '/'))));
            Assert.AreEqual(
                string.Join('\n', expected.Select(l => l[2] + " " + l[3] + " netnano1.0").Distinct()),
                string.Join('\n', XDocument.Load(packages).Root.Elements()
                    .Select(p => (string)p.Attribute("id") + " " + (string)p.Attribute("version") + " " + (string)p.Attribute("targetFramework"))));
            Assert.AreEqual(projects, string.Join('\n', Checkout.Relative(evaluated.ItemsOf("ProjectReference").Select(p => p["FullPath"]))));
        }

        [TestMethod]
        [DataRow(MailTests)]
        [DataRow(NatTests)]
        [DataRow(LanTests)]
        [DataRow(ServicesTests)]
        [DataRow(PageTests)]
        [DataRow(ReportingTests)]
        public void A_test_project_is_one_that_the_test_runner_knows(string project)
        {
            EvaluatedProject evaluated = EvaluatedProject.Of(project);
            XElement settings = XDocument.Load(Checkout.PathOf("tests/emulator/nano.runsettings")).Root;
            XElement adapter = settings.Element("nanoFrameworkAdapter");

            Assert.AreEqual("true", evaluated.Property("IsTestProject"));
            Assert.AreEqual("UnitTest", evaluated.Property("TestProjectType"));
            Assert.AreEqual("TestContainer", evaluated.ItemsOf("ProjectCapability").Single()["Identity"]);
            Assert.AreEqual(Checkout.PathOf("tests/emulator/nano.runsettings"), Path.GetFullPath(evaluated.Property("RunSettingsFilePath").Replace('\\', '/')));
            Assert.AreEqual("net48 x64", (string)settings.Element("RunConfiguration").Element("TargetFrameworkVersion") + " "
                + (string)settings.Element("RunConfiguration").Element("TargetPlatform"));
            Assert.AreEqual("None False", (string)adapter.Element("Logging") + " " + (string)adapter.Element("IsRealHardware"));
            Assert.IsTrue(new[] { "RealHardwarePort", "CLRVersion", "PathToLocalCLRInstance" }.All(name => adapter.Element(name) != null));
        }

        // The device's projects have no generated AssemblyInfo: the version stands in each once more.
        [TestMethod]
        [DataRow("boards/esp32/Properties/AssemblyInfo.cs")]
        [DataRow("firmware/Properties/AssemblyInfo.cs")]
        [DataRow("firmware/Control/Properties/AssemblyInfo.cs")]
        [DataRow("firmware/Reporting/Properties/AssemblyInfo.cs")]
        [DataRow("firmware/StatusPage/Properties/AssemblyInfo.cs")]
        [DataRow("firmware/StatusPage/Texts/Properties/AssemblyInfo.cs")]
        [DataRow("tests/emulator/Properties/AssemblyInfo.cs")]
        public void The_device_and_the_PC_bear_the_same_version(string assemblyInfo)
        {
            string version = EvaluatedProject.Of("firmware/Gateway.Firmware.csproj").Property("Version") + ".0";
            string text = File.ReadAllText(Checkout.PathOf(assemblyInfo));

            Assert.Contains("AssemblyVersion(\"" + version + "\")", text);
            Assert.Contains("AssemblyFileVersion(\"" + version + "\")", text);
        }

        [TestMethod]
        public void The_compile_for_the_device_takes_the_same_packages()
        {
            string props = File.ReadAllText(Checkout.PathOf("boards/esp32/Compile.props"));

            foreach (Match package in Regex.Matches(props, "<PackageDownload Include=\"([^\"]*)\" Version=\"\\[([^\"]*)\\]\""))
            {
                Assert.IsTrue(Libraries.Any(l => l[2] == package.Groups[1].Value && l[3] == package.Groups[2].Value), package.Value);
                Assert.Contains(package.Groups[1].Value.ToLowerInvariant() + "/" + package.Groups[2].Value + "/lib/", props);
            }
        }

        private static string Difference(string[] expected, string[] actual)
        {
            return "missing: " + string.Join(' ', expected.Except(actual)) + "; too many: " + string.Join(' ', actual.Except(expected))
                + "; twice: " + string.Join(' ', actual.GroupBy(p => p).Where(g => g.Count() > 1).Select(g => g.Key));
        }
    }
}
