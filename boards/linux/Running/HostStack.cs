using System.Globalization;
using Gateway.Boards.Linux.Devices;
using Gateway.Platform;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>
    /// The kernel's stack of the calling thread's namespace as the gateway's own: it gets the gateway's addresses on a device,
    /// and a range of ports that the NAT leaves free.
    /// </summary>
    internal static class HostStack
    {
        private const int SingleHost = 32;
        private const string PortRangePath = "/proc/sys/net/ipv4/ip_local_port_range";

        /// <summary>Gives a device the gateway's addresses.</summary>
        /// <exception cref="DeviceException">The kernel refuses.</exception>
        public static void Configure(string device, EngineSettings settings)
        {
            // The WAN's first, also when it is a new one: what goes elsewhere than to the LAN takes the first for its source.
            string second = device + ":1";
            NetworkInterface.Assign(second, EngineSettings.NoAddress, SingleHost);
            NetworkInterface.Assign(device, settings.WanAddress, SingleHost);
            NetworkInterface.Assign(second, settings.LanAddress, settings.LanPrefixLength);
            NetworkInterface.SwitchOn(device);
            if (settings.WanAddress != EngineSettings.NoAddress)
            {
                NetworkInterface.AddDefaultRoute(device);
            }
        }

        /// <summary>Keeps the namespace's own connections to the ports that are the gateway's.</summary>
        /// <returns>Null, or why it could not be done.</returns>
        public static string? TrySetPortRange()
        {
            try
            {
                File.WriteAllText(PortRangePath, string.Create(CultureInfo.InvariantCulture, $"{HostPorts.First} {HostPorts.Last}"));
                return null;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return exception.Message;
            }
        }
    }
}
