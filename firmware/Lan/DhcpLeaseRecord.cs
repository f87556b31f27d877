using System;
using Gateway.Platform;
using Gateway.Storage;
using Gateway.Wire;

namespace Gateway.Lan
{
    /// <summary>
    /// The leases as bytes to keep over a restart. No times: a lease that lasted counts as given anew, for the longest time that there
    /// is, since nobody can tell how long the gateway was off. So it is over here later than its client thinks, never sooner.
    /// <code>
    /// version 8 | leases 16 | then each: address 32 | lasts 8 | length of the client's key 8 | key
    /// </code>
    /// </summary>
    internal sealed class DhcpLeaseRecord
    {
        /// <summary>Bytes at the most.</summary>
        public const int MaximumLength = HeaderLength
            + ((DhcpSettings.MaximumPool + DhcpSettings.MaximumReservations) * (LeaseLength + DhcpClientKey.Length));

        /// <summary>Writes that may follow each other. Ours: a household that comes home; then flash wears out.</summary>
        public const int MaximumWrites = 32;

        /// <summary>After this time there is one more. Ours: 144 a day at the most.</summary>
        public const int WriteEveryS = 10 * 60;

        private const string Name = "leases";
        private const int Version = 1;
        private const int CountOffset = 1;
        private const int HeaderLength = 3;
        private const int LastsOffset = 4;
        private const int KeyLengthOffset = 5;
        private const int LeaseLength = 6;

        private readonly TwoSlotRecord _record;
        private int _writes = MaximumWrites;
        private int _writeAtS;

        /// <summary>Makes it; the storage is not touched yet.</summary>
        public DhcpLeaseRecord(IStorage storage, int nowS)
        {
            _record = new TwoSlotRecord(storage, Name, MaximumLength);
            _writeAtS = nowS + WriteEveryS;
        }

        /// <summary>What the record met with.</summary>
        public StorageCounters Counters
        {
            get { return _record.Counters; }
        }

        /// <summary>Saves all leases, where flash may be written, and notes it in the table.</summary>
        /// <param name="leases">The table.</param>
        /// <param name="nowS">Monotonic seconds.</param>
        /// <param name="isUrgent">Whether a client waits: half of the writes are kept for such.</param>
        /// <returns>False when they may not be stored.</returns>
        public bool TrySave(DhcpLeases leases, int nowS, bool isUrgent)
        {
            for (; _writes < MaximumWrites && nowS >= _writeAtS; _writeAtS += WriteEveryS)
            {
                _writes++;
            }

            if (_writes <= (isUrgent ? 0 : MaximumWrites / 2))
            {
                return false;
            }

            if (_writes == MaximumWrites)
            {
                // The time to the next one begins with the first that is missing.
                _writeAtS = nowS + WriteEveryS;
            }

            _writes--;
            if (!Save(leases, nowS))
            {
                return false;
            }

            leases.NoteStored(nowS);
            return true;
        }

        /// <summary>Gives an empty table the leases of its addresses.</summary>
        /// <param name="leases">The table.</param>
        /// <param name="nowS">Monotonic seconds.</param>
        /// <param name="untilS">Until when those that lasted last now.</param>
        /// <param name="counters">Counts them.</param>
        public void Load(DhcpLeases leases, int nowS, int untilS, DhcpCounters counters)
        {
            byte[] bytes = new byte[MaximumLength];
            int length = _record.Load(bytes);
            if (length < HeaderLength || bytes[0] != Version)
            {
                return;
            }

            byte[] key = new byte[DhcpClientKey.Length];
            int at = HeaderLength;
            for (int count = NetworkOrder.ReadUInt16(bytes, CountOffset); count > 0 && at + LeaseLength <= length; count--)
            {
                int keyLength = bytes[at + KeyLengthOffset];
                if (keyLength == 0 || keyLength > key.Length || keyLength > length - at - LeaseLength)
                {
                    break;
                }

                Array.Clear(key, 0, key.Length);
                Array.Copy(bytes, at + LeaseLength, key, 0, keyLength);
                int row = leases.RowOf(NetworkOrder.ReadUInt32(bytes, at));
                if (row != DhcpLeases.None)
                {
                    leases.Bind(row, key, bytes[at + LastsOffset] != 0 ? untilS : nowS, counters);
                    counters.LeasesLoaded++;
                }

                at += LeaseLength + keyLength;
            }

            leases.NoteStored(nowS);
        }

        private bool Save(DhcpLeases leases, int nowS)
        {
            byte[] bytes = new byte[HeaderLength + (leases.Count * (LeaseLength + DhcpClientKey.Length))];
            int end = HeaderLength;
            int count = 0;
            byte[] length = new byte[1];
            for (int row = 0; row < leases.Count; row++)
            {
                if (!leases.IsLease(row))
                {
                    continue;
                }

                leases.CopyKey(row, length, 0, 1);
                int keyLength = length[0] < DhcpClientKey.Length ? length[0] + 1 : DhcpClientKey.Length;
                NetworkOrder.WriteUInt32(bytes, end, leases.AddressOf(row));
                bytes[end + LastsOffset] = (byte)(leases.IsBound(row, nowS) ? 1 : 0);
                bytes[end + KeyLengthOffset] = (byte)keyLength;
                leases.CopyKey(row, bytes, end + LeaseLength, keyLength);
                end += LeaseLength + keyLength;
                count++;
            }

            bytes[0] = Version;
            NetworkOrder.WriteUInt16(bytes, CountOffset, count);
            return _record.Save(bytes, end);
        }
    }
}
