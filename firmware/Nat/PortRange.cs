using Gateway.Platform;

namespace Gateway.Nat
{
    /// <summary>External ports that NAT gives out (nat.md, "What is for whom").</summary>
    internal static class PortRange
    {
        /// <summary>Sources below this map below it (RFC 4787 REQ-3a).</summary>
        public const int FirstUnprivileged = 1024;

        /// <summary>The lowest port for sources below 1024. Ours: clear of well-known servers.</summary>
        public const int PrivilegedFirst = 600;

        /// <summary>The highest port for sources below 1024.</summary>
        public const int PrivilegedLast = 1023;

        /// <summary>The lowest port for all others.</summary>
        public const int First = 20000;

        /// <summary>The highest port for all others.</summary>
        public const int Last = HostPorts.First - 1;

        /// <summary>Tells whether NAT may give out a port.</summary>
        public static bool Contains(int port)
        {
            return (port >= First && port <= Last) || (port >= PrivilegedFirst && port <= PrivilegedLast);
        }
    }
}
