namespace Gateway.Platform
{
    /// <summary>
    /// The board's lasting memory: records by name. It promises nothing about a write that power cuts short: the record may
    /// then hold the old bytes, the new ones, or any mixture, or be gone. Firmware's two slots bear that. A write that returned
    /// true is done: what is written next is torn without it.
    /// </summary>
    public interface IStorage
    {
        /// <summary>Reads a record whole.</summary>
        /// <param name="name">1 to 12 lower-case letters, digits and dots, a letter first.</param>
        /// <param name="buffer">Takes it.</param>
        /// <returns>Its bytes; 0 when there is none, negative when it is longer than the buffer or can't be read.</returns>
        int Read(string name, byte[] buffer);

        /// <summary>Writes a record whole, and for good; one of this name is overwritten.</summary>
        /// <param name="name">1 to 12 lower-case letters, digits and dots, a letter first.</param>
        /// <param name="buffer">Holds it from its beginning.</param>
        /// <param name="length">Bytes.</param>
        /// <returns>False when it may not have been written: the storage is full, read-only or broken.</returns>
        bool Write(string name, byte[] buffer, int length);
    }
}
