namespace Gateway.Settings
{
    /// <summary>
    /// Reads a settings file (boards/README.md explains its keys, boards/gateway.schema.json says the same to programs). Every
    /// key may be missing; what is there must be right, and all that is not is told at once.
    /// </summary>
    public static class SettingsReader
    {
        private const string Keys = "$schema, lan, wan, nat, op25b, page, dns, time";

        /// <summary>Reads it.</summary>
        /// <param name="json">Holds the text, UTF-8, from its beginning; at most <see cref="JsonReader.MaximumLengthBytes"/>.</param>
        /// <param name="lengthBytes">The text's length.</param>
        /// <param name="problems">Takes what is wrong; empty.</param>
        /// <returns>
        /// The settings; null when anything is wrong: a board then goes on with those it has, else with new ones as made, which
        /// are the fallback.
        /// </returns>
        public static GatewaySettings Read(byte[] json, int lengthBytes, SettingsProblems problems)
        {
            AddressRules rules = FindLan(json, lengthBytes);
            var settings = new GatewaySettings();
            var cursor = new SettingsCursor(json, lengthBytes, problems);
            if (cursor.EnterObject(Keys))
            {
                while (cursor.NextKey())
                {
                    ReadSection(cursor, settings, rules);
                }
            }

            cursor.Finish();
            if (problems.Count > 0)
            {
                return null;
            }

            settings.Engine.Op25b.IsFallback = false;
            return settings;
        }

        private static void ReadSection(SettingsCursor cursor, GatewaySettings settings, AddressRules rules)
        {
            switch (cursor.Key)
            {
                case "lan":
                    LanSection.Read(cursor, settings, rules);
                    break;
                case "wan":
                    WanSection.Read(cursor, settings.Engine, rules);
                    break;
                case "nat":
                    NatSection.Read(cursor, settings.Engine.Nat, rules);
                    break;
                case "op25b":
                    Op25bSection.Read(cursor, settings, rules);
                    break;
                case "page":
                    PageSection.Read(cursor, settings);
                    break;
                case "dns":
                    DnsSection.Read(cursor, settings, rules);
                    break;
                case "time":
                    TimeSection.Read(cursor, settings, rules);
                    break;
                default:
                    // For the writer's editor: where the schema is.
                    cursor.ReadPageText();
                    break;
            }
        }

        // The first of two passes, up to the LAN: other sections are judged by it, wherever it stands.
        private static AddressRules FindLan(byte[] json, int lengthBytes)
        {
            var problems = new SettingsProblems();
            var engine = new EngineSettings();
            var cursor = new SettingsCursor(json, lengthBytes, problems);
            if (cursor.EnterObject(Keys))
            {
                while (cursor.NextKey())
                {
                    if (cursor.Key == "lan")
                    {
                        int before = problems.Count;
                        LanSection.ReadLan(cursor, engine);
                        return new AddressRules(engine, cursor.IsJson && problems.Count == before);
                    }

                    cursor.Skip();
                }
            }

            // It is the default one, unless its section may stand behind what could not be read.
            return new AddressRules(engine, cursor.IsJson);
        }
    }
}
