using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace Gateway.PcTests.Project
{
    /// <summary>A project file as MSBuild sees it.</summary>
    internal sealed class EvaluatedProject
    {
        private const string Items = "Compile,None,Reference,ProjectReference,ProjectCapability";
        private const string Properties = "ProjectTypeGuids,ProjectGuid,OutputType,AssemblyName,RootNamespace,TargetFrameworkVersion,"
            + "NanoFrameworkProjectSystemPath,IsTestProject,TestProjectType,RunSettingsFilePath,LangVersion,Version";

        private static readonly ConcurrentDictionary<string, Lazy<EvaluatedProject>> Known = new();

        private readonly JsonElement _root;

        private EvaluatedProject(JsonElement root)
        {
            _root = root;
        }

        /// <summary>Evaluates a project, once.</summary>
        /// <param name="relative">The project file, relative to the root.</param>
        public static EvaluatedProject Of(string relative)
        {
            return Known.GetOrAdd(relative, r => new Lazy<EvaluatedProject>(() => Evaluate(r))).Value;
        }

        /// <summary>A property's value; empty where it has none.</summary>
        public string Property(string name)
        {
            return _root.GetProperty("Properties").GetProperty(name).GetString();
        }

        /// <summary>The items of a kind, each with its metadata.</summary>
        public IEnumerable<Dictionary<string, string>> ItemsOf(string kind)
        {
            return _root.GetProperty("Items").GetProperty(kind).EnumerateArray()
                .Select(item => item.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetString()));
        }

        /// <summary>The sources that it compiles, relative to the root, sorted.</summary>
        public string[] Sources()
        {
            return Checkout.Relative(ItemsOf("Compile").Select(item => item["FullPath"]));
        }

        private static EvaluatedProject Evaluate(string relative)
        {
            ProcessStartInfo start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
            {
                WorkingDirectory = Checkout.Root,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (string argument in new[] { "msbuild", relative, "-nologo", "-nodeReuse:false", "-getItem:" + Items, "-getProperty:" + Properties })
            {
                start.ArgumentList.Add(argument);
            }

            // What the build that runs this test says to its children is not for this one.
            foreach (string name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            {
                start.Environment.Remove(name);
            }

            using Process process = Process.Start(start);
            process.StandardInput.Close();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new InvalidDataException("MSBuild can't evaluate " + relative + ": " + output + errors.Result);
            }

            return new EvaluatedProject(JsonDocument.Parse(output).RootElement);
        }
    }
}
