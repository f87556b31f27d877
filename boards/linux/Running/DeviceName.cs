using Gateway.Boards.Linux.Devices;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>A device as the command line names it: NAME, or NAME@NAMESPACE.</summary>
    /// <param name="Name">The interface's name.</param>
    /// <param name="Namespace">The file of the network namespace that it is in; null for the process's own.</param>
    internal sealed record DeviceName(string Name, string? Namespace)
    {
        private const string NamespaceFolder = "/run/netns"; // ip-netns(8)

        /// <summary>Reads one.</summary>
        /// <returns>Null when it is none.</returns>
        public static DeviceName? TryParse(string text)
        {
            string[] parts = text.Split('@', 2);
            if (!NetworkInterface.IsName(parts[0]) || (parts.Length > 1 && parts[1].Length == 0))
            {
                return null;
            }

            return new DeviceName(parts[0], parts.Length == 1 ? null : Path.Combine(NamespaceFolder, parts[1]));
        }

        /// <summary>Opens the device, or makes it and switches it on.</summary>
        /// <exception cref="DeviceException">It can't be had.</exception>
        public TunDevice Open()
        {
            if (Namespace == null)
            {
                return OpenHere();
            }

            using NetworkNamespace entered = NetworkNamespace.Open(Namespace);
            return entered.Run(OpenHere);
        }

        /// <inheritdoc/>
        public override string ToString()
        {
            return Namespace == null ? Name : $"{Name}@{Path.GetFileName(Namespace)}";
        }

        private TunDevice OpenHere()
        {
            TunDevice device = TunDevice.Open(Name);
            try
            {
                if (device.IsNew)
                {
                    NetworkInterface.SwitchOn(Name);
                }

                return device;
            }
            catch
            {
                device.Dispose();
                throw;
            }
        }
    }
}
