namespace Gateway.Settings
{
    /// <summary>
    /// Reads a settings file (boards/README.md explains its keys, boards/gateway.schema.json says the same to programs). Every
    /// key may be missing; what is there must be right, and all that is not is told at once.
    /// </summary>
    public static class SettingsReader
    {
        private const string Keys = "$schema, lan, wan, nat, op25b, page, dns, time, reporting";

        // What an ISP may change from afar: no addresses of the home, no port forwards, nothing of where reports go.
        private const string RemoteKeys = "op25b, page, reporting";

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
            return ReadTogether(json, lengthBytes, null, 0, problems);
        }

        /// <summary>Reads it, and over it what came from afar: a section that stands there takes the place of the file's, whole.</summary>
        /// <param name="json">The file.</param>
        /// <param name="lengthBytes">Its length.</param>
        /// <param name="remote">What came, of the sections op25b, page and (its schedule only) reporting; null for nothing.</param>
        /// <param name="remoteLengthBytes">Its length.</param>
        /// <param name="problems">Takes what is wrong in either; empty.</param>
        /// <returns>The settings; null when anything is wrong.</returns>
        public static GatewaySettings ReadTogether(byte[] json, int lengthBytes, byte[] remote, int remoteLengthBytes, SettingsProblems problems)
        {
            AddressRules rules = FindLan(json, lengthBytes);
            var settings = new GatewaySettings();
            var replaced = new GatewaySettings();
            string sections = remote == null ? "" : SectionsOf(remote, remoteLengthBytes);
            var cursor = new SettingsCursor(json, lengthBytes, problems);
            if (cursor.EnterObject(Keys))
            {
                while (cursor.NextKey())
                {
                    bool isReplaced = cursor.Key != "reporting" && WordList.IndexOf(sections, cursor.Key) != WordList.None;
                    ReadSection(cursor, isReplaced ? replaced : settings, rules);
                }
            }

            cursor.Finish();
            if (remote != null)
            {
                ReadRemote(new SettingsCursor(remote, remoteLengthBytes, problems), settings, rules);
            }

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
                case "reporting":
                    ReportingSection.Read(cursor, settings.Reporting, rules);
                    break;
                default:
                    // For the writer's editor: where the schema is.
                    cursor.ReadPageText();
                    break;
            }
        }

        private static void ReadRemote(SettingsCursor cursor, GatewaySettings settings, AddressRules rules)
        {
            if (cursor.EnterObject(RemoteKeys))
            {
                while (cursor.NextKey())
                {
                    if (cursor.Key == "reporting")
                    {
                        ReportingSection.ReadRemote(cursor, settings.Reporting);
                    }
                    else
                    {
                        ReadSection(cursor, settings, rules);
                    }
                }
            }

            cursor.Finish();
        }

        // The sections that are there, as a word list. What is wrong with them the second pass tells.
        private static string SectionsOf(byte[] remote, int lengthBytes)
        {
            string sections = "";
            var cursor = new SettingsCursor(remote, lengthBytes, new SettingsProblems());
            if (cursor.EnterObject(RemoteKeys))
            {
                while (cursor.NextKey())
                {
                    sections += (sections.Length == 0 ? "" : ", ") + cursor.Key;
                    cursor.Skip();
                }
            }

            return sections;
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
