using System.Buffers.Binary;
using System.Text;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Devices
{
    /// <summary>
    /// Settings of network interfaces in the calling thread's namespace, by ioctl (netdevice(7)): they need no program such as
    /// ip, which small systems lack.
    /// </summary>
    internal static class NetworkInterface
    {
        /// <summary>Bytes of a name, its end included (linux/if.h, IFNAMSIZ).</summary>
        public const int NameLength = 16;

        private const int RequestLength = 40; // struct ifreq
        private const int PortLength = 2; // of a struct sockaddr_in: the address stands behind family and port
        private const int FamilyLength = 2;
        private const int AddressAt = NameLength + FamilyLength + PortLength;

        private const nuint AddRoute = 0x890B; // bits/ioctls.h
        private const nuint GetFlags = 0x8913;
        private const nuint SetFlags = 0x8914;
        private const nuint SetAddress = 0x8916;
        private const nuint SetNetmask = 0x891C;
        private const nuint GetMtu = 0x8921;
        private const nuint SetQueueLength = 0x8943;
        private const short Up = 0x1; // IFF_UP

        private const int MaximumAliasLength = 2; // ":1"

        /// <summary>Tells whether a name can be an interface's, with room for an alias' mark.</summary>
        public static bool IsName(string name)
        {
            return name.Length is > 0 and < NameLength - MaximumAliasLength
                && name is not ("." or "..")
                && name.All(letter => char.IsAscii(letter) && !char.IsWhiteSpace(letter) && !char.IsControl(letter) && letter is not ('/' or ':' or '%' or '@'));
        }

        /// <summary>Tells whether an interface exists.</summary>
        public static bool Exists(string name)
        {
            using InterfaceRequests requests = new();
            byte[] request = RequestFor(name);
            return requests.Try(GetFlags, request) == 0;
        }

        /// <summary>Reads the longest packet that an interface takes.</summary>
        public static int ReadMtu(string name)
        {
            byte[] request = RequestFor(name);
            Do(GetMtu, request, $"read the MTU of {name}");
            return BitConverter.ToInt32(request, NameLength);
        }

        /// <summary>Sets how many packets may wait to be read from an interface. The administrator of a user namespace may not: it stays as it is then.</summary>
        public static void WriteQueueLength(string name, int packets)
        {
            byte[] request = RequestFor(name);
            BitConverter.TryWriteBytes(request.AsSpan(NameLength), packets);
            using InterfaceRequests requests = new();
            int error = requests.Try(SetQueueLength, request);
            Check(error == Libc.ErrorNotPermitted ? 0 : error, $"set the queue length of {name}");
        }

        /// <summary>Switches an interface on.</summary>
        public static void SwitchOn(string name)
        {
            byte[] request = RequestFor(name);
            Do(GetFlags, request, $"read the flags of {name}");
            short flags = BitConverter.ToInt16(request, NameLength);
            BitConverter.TryWriteBytes(request.AsSpan(NameLength), (short)(flags | Up));
            Do(SetFlags, request, $"switch {name} on");
        }

        /// <summary>Gives an interface an address, in the place of the one that it had.</summary>
        /// <param name="name">The interface, or an alias such as host0:1 for one more address.</param>
        /// <param name="address">In host order; 0 takes the address away.</param>
        /// <param name="prefixLength">Of the network that is behind the interface.</param>
        public static void Assign(string name, uint address, int prefixLength)
        {
            byte[] request = RequestFor(name);
            WriteAddress(request.AsSpan(NameLength), address);
            using InterfaceRequests requests = new();
            int error = requests.Try(SetAddress, request);
            if (address == 0 && error is 0 or Libc.ErrorNoDevice)
            {
                return; // an alias without address is none
            }

            string what = $"give {name} the address {Ipv4Text.Format(address)}/{prefixLength}";
            Check(error, what);
            WriteAddress(request.AsSpan(NameLength), Ipv4Prefix.MaskOf(prefixLength));
            Check(requests.Try(SetNetmask, request), what);
        }

        /// <summary>Sends all that has no other way through an interface.</summary>
        public static void AddDefaultRoute(string name)
        {
            byte[] route = RouteRequest.Default(name, out IDisposable pinned);
            using (pinned)
            {
                using InterfaceRequests requests = new();
                int error = requests.Try(AddRoute, route);
                Check(error == Libc.ErrorExists ? 0 : error, $"route through {name}");
            }
        }

        /// <summary>Makes a struct ifreq.</summary>
        public static byte[] RequestFor(string name)
        {
            byte[] request = new byte[RequestLength];
            Encoding.ASCII.GetBytes(name, request.AsSpan(0, NameLength - 1));
            return request;
        }

        /// <summary>Writes a struct sockaddr_in.</summary>
        public static void WriteAddress(Span<byte> into, uint address)
        {
            BitConverter.TryWriteBytes(into, (short)Libc.FamilyIpv4);
            BinaryPrimitives.WriteUInt32BigEndian(into[(AddressAt - NameLength)..], address);
        }

        private static void Do(nuint request, byte[] argument, string what)
        {
            using InterfaceRequests requests = new();
            Check(requests.Try(request, argument), what);
        }

        private static void Check(int error, string what)
        {
            if (error != 0)
            {
                throw new DeviceException($"Can't {what}: {Libc.Describe(error)}.");
            }
        }
    }
}
