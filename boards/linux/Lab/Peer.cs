using Gateway.Wire;

namespace Gateway.Boards.Linux.Lab
{
    /// <summary>Who is at the other end of a connection.</summary>
    /// <param name="Address">In host order.</param>
    /// <param name="Port">The port.</param>
    internal readonly record struct Peer(uint Address, int Port)
    {
        /// <inheritdoc/>
        public override string ToString()
        {
            return $"{Ipv4Text.Format(Address)}:{Port}";
        }
    }
}
