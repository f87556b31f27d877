namespace Gateway.Boards.Linux.Devices
{
    /// <summary>A socket for ioctls on the interfaces of the network namespace that it was made in.</summary>
    internal sealed class InterfaceRequests : IDisposable
    {
        private readonly int _socket = Libc.Socket(Libc.FamilyIpv4, Libc.SocketDatagram | Libc.SocketCloseOnExec, 0);

        /// <summary>Does one.</summary>
        /// <returns>0, or what it failed with.</returns>
        public int Try(nuint request, byte[] argument)
        {
            return Libc.Control(_socket, request, ref argument[0]) < 0 ? Libc.LastError : 0;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _ = Libc.Close(_socket);
        }
    }
}
