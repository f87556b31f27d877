namespace Gateway.Boards.Linux.Devices
{
    /// <summary>Waits with poll(2) for descriptors, and for an eventfd of its own that wakes it.</summary>
    internal sealed class DescriptorWait : IPacketWait
    {
        private const int CounterLength = sizeof(ulong); // eventfd(2): what is read and written is a counter

        private readonly PollDescriptor[] _descriptors;
        private readonly int _event;
        private readonly byte[] _counter = new byte[CounterLength];
        private readonly byte[] _one = BitConverter.GetBytes(1UL);

        /// <summary>Makes it.</summary>
        /// <param name="descriptors">What to watch.</param>
        public DescriptorWait(IEnumerable<int> descriptors)
        {
            _event = Libc.EventDescriptor(0, Libc.EventNonBlocking | Libc.EventCloseOnExec);
            if (_event < 0)
            {
                throw new DeviceException($"No eventfd: {Libc.Describe(Libc.LastError)}.");
            }

            _descriptors =
            [
                .. descriptors.Prepend(_event).Select(descriptor => new PollDescriptor { Descriptor = descriptor, Events = Libc.PollIn }),
            ];
        }

        /// <inheritdoc/>
        public void Wait(int timeoutMs)
        {
            // An interrupted poll counts as one whose time is over: the loop looks at its clock anyway.
            if (Libc.Poll(ref _descriptors[0], (nuint)_descriptors.Length, timeoutMs) > 0 && _descriptors[0].Returned != 0)
            {
                _ = Libc.Read(_event, ref _counter[0], CounterLength);
            }
        }

        /// <inheritdoc/>
        public void Wake()
        {
            _ = Libc.Write(_event, ref _one[0], CounterLength);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _ = Libc.Close(_event);
        }
    }
}
