using System;
using System.Collections.Generic;
using Gateway.Platform;

namespace Gateway.PcTests.Storage
{
    /// <summary>A storage in memory that leaves, when power fails, whatever <see cref="IStorage"/> allows: any mixture, or nothing.</summary>
    internal sealed class MixingStorage : IStorage
    {
        private readonly Dictionary<string, byte[]> _records = [];
        private readonly Random _random;

        public MixingStorage(Random random)
        {
            _random = random;
        }

        /// <summary>Whether power fails during the next write.</summary>
        public bool IsCut { get; set; }

        /// <summary>How many reads pass before one fails that would not have to; negative: none does.</summary>
        public int ReadsUntilFailure { get; set; } = -1;

        /// <summary>The records, to spoil.</summary>
        public IReadOnlyDictionary<string, byte[]> Records => _records;

        /// <inheritdoc/>
        public int Read(string name, byte[] buffer)
        {
            byte[] record = _records.GetValueOrDefault(name, []);
            if (ReadsUntilFailure-- == 0 || record.Length > buffer.Length)
            {
                return -1;
            }

            record.CopyTo(buffer, 0);
            return record.Length;
        }

        /// <inheritdoc/>
        public bool Write(string name, byte[] buffer, int length)
        {
            byte[] old = _records.GetValueOrDefault(name, []);
            _records[name] = IsCut ? Mix(old, buffer[..length]) : buffer[..length];
            return !IsCut;
        }

        // Blocks of one size, each the old one, the new one, or empty as flash is; cut off somewhere, or not.
        private byte[] Mix(byte[] old, byte[] written)
        {
            byte[] mixed = new byte[_random.Next(4) == 0 ? _random.Next(written.Length + 1) : Math.Max(old.Length, written.Length)];
            int block = 1 << _random.Next(7);
            for (int i = 0; i < mixed.Length; i += block)
            {
                int length = Math.Min(block, mixed.Length - i);
                byte[] source = _random.Next(16) == 0 ? [] : _random.Next(2) == 0 ? old : written;
                mixed.AsSpan(i, length).Fill((byte)(_random.Next(2) == 0 ? 0 : 0xFF));
                if (i < source.Length)
                {
                    source.AsSpan(i, Math.Min(length, source.Length - i)).CopyTo(mixed.AsSpan(i));
                }
            }

            return mixed;
        }
    }
}
