using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Gateway.PcTests.Project;
using NJsonSchema;

namespace Gateway.PcTests.Settings
{
    /// <summary>boards/gateway.schema.json, as a validator understands it.</summary>
    internal static class SettingsSchema
    {
        private static readonly JsonSchema Schema = JsonSchema.FromJsonAsync(Text).GetAwaiter().GetResult();

        /// <summary>The schema's text.</summary>
        public static string OwnText => File.ReadAllText(Checkout.PathOf("boards/gateway.schema.json"));

        // A pattern's $ is the text's end (ECMA-262, which JSON Schema means); .NET lets a line feed stand behind it.
        private static string Text => Regex.Replace(OwnText, """(?<="pattern": ".*)\$(?=",?\r?\n)""", @"\\z");

        /// <summary>What it finds wrong with settings; empty where it takes them.</summary>
        public static IReadOnlyList<string> FaultsOf(string json)
        {
            try
            {
                return [.. Schema.Validate(json).Select(fault => fault.ToString())];
            }
            catch (InvalidCastException)
            {
                // The validator's own: a number of more than 64 bits is none of the settings'.
                return ["a number beyond 64 bits"];
            }
        }
    }
}
