namespace Gateway.Platform
{
    /// <summary>Takes the packets that the engine sends.</summary>
    public interface IPacketOutput
    {
        /// <summary>Sends one IP packet. The buffer is the engine's again on return: a board copies what it keeps.</summary>
        /// <param name="to">The side it goes to.</param>
        /// <param name="buffer">Holds the packet.</param>
        /// <param name="offset">Where the IP header begins.</param>
        /// <param name="length">Bytes, the IP header included.</param>
        void Send(Side to, byte[] buffer, int offset, int length);
    }
}
