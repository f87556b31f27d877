namespace Gateway.Boards.Linux.Devices
{
    /// <summary>Waits until there is something to read.</summary>
    internal interface IPacketWait : IDisposable
    {
        /// <summary>Returns when a device has something to read, when woken, or when the time is over.</summary>
        void Wait(int timeoutMs);

        /// <summary>Ends a wait, or the next one. Any thread may call it.</summary>
        void Wake();
    }
}
