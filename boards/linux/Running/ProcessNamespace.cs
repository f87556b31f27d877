namespace Gateway.Boards.Linux.Running
{
    /// <summary>Whose network namespace the process runs in.</summary>
    internal static class ProcessNamespace
    {
        private const string Own = "/proc/self/ns/net";
        private const string First = "/proc/1/ns/net";
        private const string FixedFirst = "net:[4026531833]"; // linux/nsfs.h, NET_NS_INIT_INO
        private const string UserMap = "/proc/self/uid_map";
        private const string WholeMap = "0 0 4294967295"; // user_namespaces(7): the first user namespace's

        private static readonly Version FixedSince = new(6, 18); // before, the first namespace had any number

        /// <summary>
        /// Tells whether it is the machine's first one, or might be. Its addresses, routes and sysctls are the machine's: they
        /// are left alone.
        /// </summary>
        public static bool IsMachines()
        {
            return IsMachines(TargetOf(Own), TargetOf(First), Environment.OSVersion.Version, ReadUserMap());
        }

        /// <summary>Tells it from what the system says.</summary>
        /// <param name="own">The process's namespace; null where not to be told.</param>
        /// <param name="first">That of the system's first process; null where not to be told.</param>
        /// <param name="kernel">The kernel's version.</param>
        /// <param name="userMap">The process's map of user ids; null where there is none.</param>
        public static bool IsMachines(string? own, string? first, Version kernel, string? userMap)
        {
            if (own != null && first != null)
            {
                return own == first;
            }

            if (own == FixedFirst || (own != null && kernel >= FixedSince))
            {
                return own == FixedFirst;
            }

            // Rights in a user namespace end at the machine's own network: there nothing could be touched.
            return userMap == null
                || string.Join(' ', userMap.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) == WholeMap;
        }

        private static string? ReadUserMap()
        {
            try
            {
                return File.ReadAllText(UserMap);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }

        private static string? TargetOf(string path)
        {
            try
            {
                return new FileInfo(path).LinkTarget;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }
}
