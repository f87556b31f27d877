using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Project
{
    /// <summary>Holds the stand-in for the device's test library against the description of that library, where it is at hand.</summary>
    [TestClass]
    public class StandInTests
    {
        private const string Library = "nanoFramework.TestFramework";
        private const BindingFlags Declared =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

        private static readonly Assembly StandIn = typeof(nanoFramework.TestFramework.Assert).Assembly;

        [TestMethod]
        public void It_has_the_library_s_public_surface_and_no_more()
        {
            string[] expected = File.ReadLines(Description(".txt")).Where(l => l.Length > 0 && l[0] != '#').Order(StringComparer.Ordinal).ToArray();
            string[] actual = StandIn.GetExportedTypes().SelectMany(Surface).Order(StringComparer.Ordinal).ToArray();

            Assert.AreEqual(Library, StandIn.GetName().Name);
            Assert.AreEqual(string.Empty, string.Join('\n', expected.Except(actual)), "missing");
            Assert.AreEqual(string.Empty, string.Join('\n', actual.Except(expected)), "too many");
        }

        // A test that names an argument, or leaves one out, must mean the same on both.
        [TestMethod]
        public void Its_parameters_have_the_library_s_names_and_defaults()
        {
            using JsonDocument library = JsonDocument.Parse(File.ReadAllText(Description(".json")));
            int compared = 0;
            foreach (JsonElement type in library.RootElement.GetProperty("Types").EnumerateArray())
            {
                Type mine = StandIn.GetType(type.GetProperty("Name").GetString(), throwOnError: true);
                Assert.AreEqual(((TypeAttributes)type.GetProperty("Flags").GetUInt32() & TypeAttributes.Sealed) != 0, mine.IsSealed, mine.Name);
                AttributeUsageAttribute usage = mine.GetCustomAttribute<AttributeUsageAttribute>(inherit: false);
                if (usage != null)
                {
                    Assert.AreEqual(type.GetProperty("AttributeTargets").GetInt32(), (int)usage.ValidOn, mine.Name);
                    Assert.AreEqual(type.GetProperty("AllowMultiple").GetBoolean(), usage.AllowMultiple, mine.Name);
                }

                string[] expected = type.GetProperty("Methods").EnumerateArray().Select(Describe).Order(StringComparer.Ordinal).ToArray();
                string[] actual = Methods(mine).Select(Describe).Order(StringComparer.Ordinal).ToArray();
                Assert.AreEqual(string.Join('\n', expected), string.Join('\n', actual));
                compared += expected.Length;
            }

            Assert.IsGreaterThan(90, compared);
        }

        private static string Description(string extension)
        {
            string path = Path.Combine(Checkout.NanoApi, Library + extension);
            if (!File.Exists(path))
            {
                Assert.Inconclusive("No description of the device's libraries at hand.");
            }

            return path;
        }

        private static IEnumerable<string> Surface(Type type)
        {
            yield return "T " + type.FullName;
            foreach (MethodBase method in Methods(type))
            {
                yield return "M " + (method is MethodInfo m ? m.ReturnType.FullName : "System.Void") + " " + type.FullName + "::" + method.Name
                    + "(" + string.Join(',', method.GetParameters().Select(p => p.ParameterType.FullName)) + ")";
            }

            foreach (FieldInfo field in type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly))
            {
                yield return "F " + field.FieldType.FullName + " " + type.FullName + "::" + field.Name;
            }
        }

        private static IEnumerable<MethodBase> Methods(Type type)
        {
            return type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared))
                .Where(m => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly);
        }

        // name(parameter=default,…), which the table of the two surfaces above leaves out.
        private static string Describe(JsonElement method)
        {
            return method.GetProperty("Name").GetString() + "(" + string.Join(',', method.GetProperty("Parameters").EnumerateArray().Select(p =>
                (p.GetProperty("IsParams").GetBoolean() ? "params " : string.Empty) + p.GetProperty("Name").GetString()
                + (p.GetProperty("Constant").ValueKind == JsonValueKind.Null ? string.Empty : "=" + p.GetProperty("Constant").GetString()))) + ")";
        }

        private static string Describe(MethodBase method)
        {
            return method.Name + "(" + string.Join(',', method.GetParameters().Select(p =>
                (p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : string.Empty) + p.Name
                + (p.HasDefaultValue ? p.DefaultValue == null ? "=null" : "=" + p.DefaultValue.GetType().Name + ":" + p.DefaultValue : string.Empty))) + ")";
        }
    }
}
