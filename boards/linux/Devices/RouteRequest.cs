using System.Runtime.InteropServices;

namespace Gateway.Boards.Linux.Devices
{
    /// <summary>A struct rtentry (linux/route.h): addresses, then fields of the machine's word size, so laid out by hand.</summary>
    internal sealed class RouteRequest : IDisposable
    {
        private const int AddressLength = 16; // struct sockaddr
        private const short Up = 0x1; // RTF_UP

        private readonly nint _name;

        private RouteRequest(string name)
        {
            _name = Marshal.StringToCoTaskMemUTF8(name);
        }

        /// <summary>Makes a default route.</summary>
        /// <param name="name">The interface.</param>
        /// <param name="pinned">To be disposed after use.</param>
        public static byte[] Default(string name, out IDisposable pinned)
        {
            RouteRequest owner = new(name);
            pinned = owner;
            int destinationAt = IntPtr.Size; // behind rt_pad1
            int gatewayAt = destinationAt + AddressLength;
            int maskAt = gatewayAt + AddressLength;
            int flagsAt = maskAt + AddressLength;
            int nameAt = flagsAt + (4 * IntPtr.Size); // behind rt_flags and rt_pad2, rt_pad3, rt_pad4, rt_metric, each aligned
            byte[] route = new byte[nameAt + (4 * IntPtr.Size)]; // rt_dev, rt_mtu, rt_window, rt_irtt
            NetworkInterface.WriteAddress(route.AsSpan(destinationAt), 0);
            NetworkInterface.WriteAddress(route.AsSpan(maskAt), 0);
            BitConverter.TryWriteBytes(route.AsSpan(flagsAt), Up);
            if (IntPtr.Size == sizeof(long))
            {
                BitConverter.TryWriteBytes(route.AsSpan(nameAt), (long)owner._name);
            }
            else
            {
                BitConverter.TryWriteBytes(route.AsSpan(nameAt), (int)owner._name);
            }

            return route;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Marshal.FreeCoTaskMem(_name);
        }
    }
}
