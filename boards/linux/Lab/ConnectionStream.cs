namespace Gateway.Boards.Linux.Lab
{
    /// <summary>A <see cref="MemoryConnection"/> as a stream.</summary>
    internal sealed class ConnectionStream(MemoryConnection connection) : Stream
    {
        /// <inheritdoc/>
        public override bool CanRead => true;

        /// <inheritdoc/>
        public override bool CanWrite => true;

        /// <inheritdoc/>
        public override bool CanSeek => false;

        /// <inheritdoc/>
        public override long Length => throw new NotSupportedException();

        /// <inheritdoc/>
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        /// <inheritdoc/>
        public override int Read(byte[] buffer, int offset, int count)
        {
            return connection.Read(buffer.AsSpan(offset, count));
        }

        /// <inheritdoc/>
        public override void Write(byte[] buffer, int offset, int count)
        {
            connection.Write(buffer.AsSpan(offset, count));
        }

        /// <inheritdoc/>
        public override void Flush()
        {
        }

        /// <inheritdoc/>
        public override long Seek(long offset, SeekOrigin origin)
        {
            throw new NotSupportedException();
        }

        /// <inheritdoc/>
        public override void SetLength(long value)
        {
            throw new NotSupportedException();
        }

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                connection.Close();
            }

            base.Dispose(disposing);
        }
    }
}
