using Gateway.Platform;

namespace Gateway.Storage
{
    /// <summary>
    /// The lasting memory of a board that has none: nothing was ever kept, and what is written is gone. It says that it wrote,
    /// for nothing failed, and nobody need try again.
    /// </summary>
    public sealed class NoStorage : IStorage
    {
        private const int None = 0;

        /// <inheritdoc/>
        public int Read(string name, byte[] buffer)
        {
            return None;
        }

        /// <inheritdoc/>
        public bool Write(string name, byte[] buffer, int length)
        {
            return true;
        }
    }
}
