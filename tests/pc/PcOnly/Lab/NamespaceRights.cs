using Gateway.Boards.Linux.Devices;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Lab
{
    /// <summary>Whether this machine lets the tests make network namespaces and TUN devices.</summary>
    internal static class NamespaceRights
    {
        /// <summary>Skips the test, with the reason, where not.</summary>
        public static void Need()
        {
            try
            {
                using NetworkNamespace made = NetworkNamespace.Create("probe");
                made.Run(() => TunDevice.Open("probe0")).Dispose();
            }
            catch (DeviceException exception)
            {
                Assert.Inconclusive($"Skipped: needs root and TUN devices. {exception.Message}");
            }
        }
    }
}
