using Gateway.Platform;
using Gateway.Tests.Support;

namespace Gateway.Fuzz
{
    /// <summary>Randomness that a seed repeats. It allocates nothing.</summary>
    internal sealed class Dice : IRandom
    {
        private readonly SequenceRandom _sequence;

        /// <summary>Makes dice.</summary>
        public Dice(uint seed)
        {
            _sequence = new SequenceRandom(seed);
        }

        /// <inheritdoc/>
        public uint NextUInt32()
        {
            return _sequence.NextUInt32();
        }

        /// <summary>A number from 0 to one below a limit.</summary>
        public int Below(int limit)
        {
            // The upper bits of the product: xorshift's low bits are its weakest.
            return (int)((ulong)_sequence.NextUInt32() * (uint)limit >> 32);
        }

        /// <summary>True once in so many times.</summary>
        public bool OnceIn(int times)
        {
            return Below(times) == 0;
        }

        /// <summary>One of some.</summary>
        public T OneOf<T>(T[] some)
        {
            return some[Below(some.Length)];
        }
    }
}
