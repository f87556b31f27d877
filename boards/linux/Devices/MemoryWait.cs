namespace Gateway.Boards.Linux.Devices
{
    /// <summary>Waits for devices that wake the loop themselves: those in memory.</summary>
    internal sealed class MemoryWait : IPacketWait
    {
        private readonly AutoResetEvent _event = new(false);

        /// <inheritdoc/>
        public void Wait(int timeoutMs)
        {
            _event.WaitOne(timeoutMs);
        }

        /// <inheritdoc/>
        public void Wake()
        {
            _event.Set();
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _event.Dispose();
        }
    }
}
