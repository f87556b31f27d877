using System.IO;

namespace Gateway.Bench
{
    /// <summary>Counts the bytes both ways below TLS.</summary>
    internal sealed class CountingStream : Stream
    {
        private readonly Stream _inner;

        /// <summary>Makes it.</summary>
        public CountingStream(Stream inner)
        {
            _inner = inner;
        }

        /// <summary>Bytes so far, both ways.</summary>
        public long Bytes { get; private set; }

        /// <inheritdoc/>
        public override bool CanRead => true;

        /// <inheritdoc/>
        public override bool CanSeek => false;

        /// <inheritdoc/>
        public override bool CanWrite => true;

        /// <inheritdoc/>
        public override long Length => throw new System.NotSupportedException();

        /// <inheritdoc/>
        public override long Position
        {
            get => throw new System.NotSupportedException();
            set => throw new System.NotSupportedException();
        }

        /// <inheritdoc/>
        public override void Flush()
        {
            _inner.Flush();
        }

        /// <inheritdoc/>
        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = _inner.Read(buffer, offset, count);
            Bytes += read;
            return read;
        }

        /// <inheritdoc/>
        public override void Write(byte[] buffer, int offset, int count)
        {
            _inner.Write(buffer, offset, count);
            Bytes += count;
        }

        /// <inheritdoc/>
        public override long Seek(long offset, SeekOrigin origin)
        {
            throw new System.NotSupportedException();
        }

        /// <inheritdoc/>
        public override void SetLength(long value)
        {
            throw new System.NotSupportedException();
        }
    }
}
