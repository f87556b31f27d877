namespace Gateway.Boards.Linux.Lab
{
    /// <summary>A host of the lab's world: it opens connections and takes them.</summary>
    internal interface ILabHost : IDisposable
    {
        /// <summary>Its name in the world.</summary>
        string Name { get; }

        /// <summary>Its address, in host order.</summary>
        uint Address { get; }

        /// <summary>Opens a TCP connection.</summary>
        /// <exception cref="IOException">Refused, or no answer in time.</exception>
        Stream Connect(Peer to);

        /// <summary>Takes TCP connections from now on.</summary>
        /// <param name="port">The port.</param>
        /// <param name="serve">Serves one, on a thread of its own; the stream is closed behind it.</param>
        void Listen(int port, Action<Stream, Peer> serve);
    }
}
