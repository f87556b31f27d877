using Gateway.Tests.Support;
namespace Gateway.Tests.Settings
{
    /// <summary>Lists of settings as long as a test wants them, written as <see cref="JsonBytes"/> says.</summary>
    public static class SettingsLists
    {
        /// <summary>Addresses, from the network's second on.</summary>
        /// <param name="network">Such as 192.168.1 and a dot.</param>
        /// <param name="count">How many.</param>
        public static string Hosts(string network, int count)
        {
            string hosts = "";
            for (int i = 0; i < count; i++)
            {
                hosts += (i == 0 ? "'" : ",'") + network + (i + 2).ToString() + "'";
            }

            return hosts;
        }

        /// <summary>Port forwards to one host, from port 1 on.</summary>
        public static string Forwards(int count)
        {
            string forwards = "";
            for (int i = 1; i <= count; i++)
            {
                forwards += (i == 1 ? "" : ",")
                    + "{'protocol':'tcp','externalPort':" + i.ToString() + ",'lanAddress':'192.168.1.9','lanPort':" + i.ToString() + "}";
            }

            return forwards;
        }
    }
}
