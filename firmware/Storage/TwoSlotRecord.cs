using System;
using Gateway.Platform;

namespace Gateway.Storage
{
    /// <summary>
    /// One value in lasting memory, kept in two slots written in turn: whatever a cut of power leaves of the slot that is being
    /// written, the other one holds the value before it (reporting.md). Which slot is the newer is told by a sequence number,
    /// whether it is whole by a CRC-32.
    /// </summary>
    /// <remarks>
    /// Nothing is remembered between calls: every call looks at both slots, so that only a slot that is not needed is ever
    /// overwritten, even when a write failed or a slot rotted meanwhile. The price is one buffer of the record's size while a
    /// call lasts, and some 0.3 us a byte on nanoCLR for PC: records are saved hourly at the most.
    /// </remarks>
    public sealed class TwoSlotRecord
    {
        /// <summary>No value, in the place of its length.</summary>
        public const int None = -1;

        /// <summary>The longest name: the storage's 12 characters less the slot's two.</summary>
        public const int MaximumNameLength = 10;

        private readonly IStorage _storage;
        private readonly string[] _slotNames;
        private readonly int _maximumLength;

        /// <summary>Makes it; the storage is not touched yet.</summary>
        /// <param name="storage">Where it is kept.</param>
        /// <param name="name">1 to 10 lower-case letters and digits; the slots are called name.0 and name.1.</param>
        /// <param name="maximumLength">The longest payload, in bytes.</param>
        /// <exception cref="ArgumentException">The name or the length is not possible.</exception>
        public TwoSlotRecord(IStorage storage, string name, int maximumLength)
            : this(storage, name, maximumLength, new StorageCounters())
        {
        }

        /// <summary>Makes one of several that count together; the storage is not touched yet.</summary>
        /// <param name="storage">Where it is kept.</param>
        /// <param name="name">As above.</param>
        /// <param name="maximumLength">As above.</param>
        /// <param name="counters">Where it counts.</param>
        /// <exception cref="ArgumentException">The name or the length is not possible.</exception>
        public TwoSlotRecord(IStorage storage, string name, int maximumLength, StorageCounters counters)
        {
            if (name.Length == 0 || name.Length > MaximumNameLength || maximumLength < 0)
            {
                throw new ArgumentException(name);
            }

            _storage = storage;
            _slotNames = new[] { name + ".0", name + ".1" };
            _maximumLength = maximumLength;
            Counters = counters;
        }

        /// <summary>What this record met with.</summary>
        public StorageCounters Counters { get; }

        /// <summary>Reads the value that was saved last.</summary>
        /// <param name="into">Takes it, from its beginning; unchanged when there is none.</param>
        /// <returns>Its bytes; <see cref="None"/> when none was ever saved, or neither slot holds one that is whole.</returns>
        public int Load(byte[] into)
        {
            byte[] slot = new byte[SlotHeader.HeaderLength + _maximumLength];
            if (FindNewest(slot) == None)
            {
                return None;
            }

            int length = SlotHeader.PayloadLength(slot);
            if (length > into.Length)
            {
                Counters.Refused++;
                return None;
            }

            Array.Copy(slot, SlotHeader.HeaderLength, into, 0, length);
            return length;
        }

        /// <summary>Saves a value. One that is stored already is not written again: flash wears out.</summary>
        /// <param name="payload">Holds it from its beginning.</param>
        /// <param name="length">Its bytes.</param>
        /// <returns>False when it may not be stored; what was saved before is then still there.</returns>
        public bool Save(byte[] payload, int length)
        {
            if (length < 0 || length > _maximumLength || length > payload.Length)
            {
                Counters.Refused++;
                return false;
            }

            byte[] slot = new byte[SlotHeader.HeaderLength + _maximumLength];
            int newest = FindNewest(slot);
            uint sequence = 0;
            if (newest != None)
            {
                if (HoldsPayload(slot, payload, length))
                {
                    Counters.Unchanged++;
                    return true;
                }

                sequence = SlotHeader.Sequence(slot) + 1;
            }

            SlotHeader.Write(slot, sequence, payload, length);
            string target = _slotNames[newest == 0 ? 1 : 0];
            if (!_storage.Write(target, slot, SlotHeader.HeaderLength + length))
            {
                Counters.WriteFailures++;
                return false;
            }

            Counters.Writes++;
            return true;
        }

        // Gives the slot that holds the value, or None, and leaves that slot's bytes in the buffer.
        private int FindNewest(byte[] slot)
        {
            bool isFirstWhole = ReadSlot(0, slot);
            uint firstSequence = isFirstWhole ? SlotHeader.Sequence(slot) : 0;
            bool isSecondWhole = ReadSlot(1, slot);

            // As RFC 1982 compares: the number may have wrapped around since. Slots written in turn differ by one.
            if (isSecondWhole && (!isFirstWhole || (int)(SlotHeader.Sequence(slot) - firstSequence) > 0))
            {
                return 1;
            }

            // Again, for there is one buffer; checked again, for a storage that answers so one time and otherwise the next.
            if (isFirstWhole && ReadSlot(0, slot))
            {
                return 0;
            }

            return isSecondWhole && ReadSlot(1, slot) ? 1 : None;
        }

        private bool ReadSlot(int index, byte[] slot)
        {
            int length = _storage.Read(_slotNames[index], slot);
            if (length == 0)
            {
                return false;
            }

            if (length < 0)
            {
                Counters.UnreadableSlots++;
                return false;
            }

            if (!SlotHeader.IsValid(slot, length))
            {
                Counters.CorruptSlots++;
                return false;
            }

            return true;
        }

        // Byte by byte: two contents may share a CRC, and who chooses one of them (a DNS answer, say) can make them do so.
        private static bool HoldsPayload(byte[] slot, byte[] payload, int length)
        {
            if (SlotHeader.PayloadLength(slot) != length)
            {
                return false;
            }

            for (int i = 0; i < length; i++)
            {
                if (slot[SlotHeader.HeaderLength + i] != payload[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
