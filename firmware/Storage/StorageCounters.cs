namespace Gateway.Storage
{
    /// <summary>What a record met with. Plain fields, written by the record alone.</summary>
    public sealed class StorageCounters
    {
        /// <summary>Slots written.</summary>
        public long Writes;

        /// <summary>Saves that found the same content stored already, and wrote nothing.</summary>
        public long Unchanged;

        /// <summary>Writes that the storage refused or did not finish: full, read-only or broken.</summary>
        public long WriteFailures;

        /// <summary>Slots found torn, spoiled, or written by something else; again at every look until they are overwritten.</summary>
        public long CorruptSlots;

        /// <summary>Slots that are there and can't be read: longer than the record can be, or the storage is broken.</summary>
        public long UnreadableSlots;

        /// <summary>What was asked for and can't be: a payload longer than the record can be, or a buffer too short for it.</summary>
        public long Refused;
    }
}
