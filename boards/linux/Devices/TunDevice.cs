namespace Gateway.Boards.Linux.Devices
{
    /// <summary>
    /// A TUN device: the kernel's network interface whose wire is this process. Raw IP packets, no packet information, no
    /// offloads. One that does not exist is made, and goes when it is disposed or the process ends, however that ends.
    /// </summary>
    internal sealed class TunDevice : IPacketDevice
    {
        private const string Path = "/dev/net/tun";
        private const nuint SetInterface = 0x400454CA; // linux/if_tun.h, TUNSETIFF
        private const short Tun = 0x0001; // IFF_TUN
        private const short NoPacketInformation = 0x1000; // IFF_NO_PI

        // Ours: the driver drops what does not fit, and TCP's windows fit here. With Linux's 500 a 100 MB download meets
        // thousands of losses that no wire has.
        private const int QueueLength = 2048;

        private readonly int _descriptor;
        private bool _isDisposed;

        private TunDevice(int descriptor, string name, bool isNew, int maximumPacketLength)
        {
            _descriptor = descriptor;
            Name = name;
            IsNew = isNew;
            MaximumPacketLength = maximumPacketLength;
        }

        /// <inheritdoc/>
        public string Name { get; }

        /// <summary>Whether it did not exist before.</summary>
        public bool IsNew { get; }

        /// <inheritdoc/>
        public int MaximumPacketLength { get; }

        /// <inheritdoc/>
        public IEnumerable<int> Descriptors => [_descriptor];

        /// <summary>Opens a device in the network namespace of the calling thread, or makes it there.</summary>
        /// <exception cref="DeviceException">It can't be had.</exception>
        public static TunDevice Open(string name)
        {
            bool isNew = !NetworkInterface.Exists(name);
            int descriptor = Libc.Open(Path, Libc.OpenReadWrite | Libc.OpenNonBlocking | Libc.OpenCloseOnExec, 0);
            if (descriptor < 0)
            {
                throw new DeviceException(WhyNotOpened(Libc.LastError));
            }

            byte[] request = NetworkInterface.RequestFor(name);
            BitConverter.TryWriteBytes(request.AsSpan(NetworkInterface.NameLength), (short)(Tun | NoPacketInformation));
            if (Libc.Control(descriptor, SetInterface, ref request[0]) < 0)
            {
                int error = Libc.LastError;
                _ = Libc.Close(descriptor);
                throw new DeviceException(WhyNotAttached(name, error));
            }

            try
            {
                if (isNew)
                {
                    NetworkInterface.WriteQueueLength(name, QueueLength);
                }

                return new TunDevice(descriptor, name, isNew, NetworkInterface.ReadMtu(name));
            }
            catch
            {
                _ = Libc.Close(descriptor);
                throw;
            }
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer)
        {
            nint length = Libc.Read(_descriptor, ref buffer[0], buffer.Length);
            if (length >= 0)
            {
                return (int)length;
            }

            int error = Libc.LastError;
            return error is Libc.ErrorTryAgain or Libc.ErrorInterrupted
                ? 0
                : throw new DeviceException($"The device {Name} is lost: {Libc.Describe(error)}.");
        }

        /// <inheritdoc/>
        public bool Write(byte[] buffer, int offset, int length)
        {
            // EIO: the interface is down. EAGAIN: its queue is full. Either way the packet is lost, as on a wire.
            return Libc.Write(_descriptor, ref buffer[offset], length) == length;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                _ = Libc.Close(_descriptor);
            }
        }

        private static string WhyNotOpened(int error)
        {
            return error switch
            {
                Libc.ErrorNoEntry => $"{Path} is missing. Load the driver: sudo modprobe tun. In a container, give it the device: "
                    + $"docker run --device {Path} --cap-add NET_ADMIN ...",
                Libc.ErrorNoDriver or Libc.ErrorNoDevice => $"{Path} has no driver. Load it: sudo modprobe tun",
                Libc.ErrorAccess or Libc.ErrorNotPermitted => $"{Path} may not be opened by this user. Run as root: sudo ..., "
                    + $"or let users open it, as most distributions do: sudo chmod 666 {Path}",
                _ => $"{Path} can't be opened: {Libc.Describe(error)}.",
            };
        }

        private static string WhyNotAttached(string name, int error)
        {
            return error switch
            {
                Libc.ErrorNotPermitted => $"The right to use the device {name} is missing (CAP_NET_ADMIN). Run as root: sudo ..., "
                    + $"or have the device made for this user: sudo ip tuntap add dev {name} mode tun user {Environment.UserName}",
                Libc.ErrorBusy => $"The device {name} is in use by another process. Which: grep -l iff:.*{name}$ /proc/*/fdinfo/*",
                Libc.ErrorInvalid => $"{name} is there, but is no TUN device of one queue. Take another name, or make one: "
                    + $"sudo ip tuntap add dev {name} mode tun",
                _ => $"The device {name} can't be used: {Libc.Describe(error)}.",
            };
        }
    }
}
