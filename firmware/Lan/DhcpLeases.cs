using System;
using Gateway.Wire;

namespace Gateway.Lan
{
    /// <summary>
    /// The addresses that can be given, a row each: the range first, then reservations outside it. A row remembers its last client
    /// when the lease is over, until another one needs the address. No client has two rows. Times are monotonic seconds.
    /// </summary>
    /// <remarks>What is looked for is looked for in all rows: 300 at most, a message at a time, far from any packet's way.</remarks>
    internal sealed class DhcpLeases
    {
        /// <summary>No row.</summary>
        public const int None = -1;

        /// <summary>The most offers at a time. Ours: a REQUEST follows within a second, and who only asks must not empty the range.</summary>
        public const int MaximumOffers = 16;

        /// <summary>Of a small range, at most this part is offered at a time.</summary>
        public const int OfferShare = 4;

        private const byte Free = 0;
        private const byte Offered = 1;
        private const byte Bound = 2;
        private const byte Declined = 3;

        private readonly DhcpReservation[] _reservations;
        private readonly int _poolCount;
        private readonly int _maximumOffers;
        private readonly uint[] _addresses;
        private readonly byte[] _owners; // a reservation's index and 1; 0: for whomever
        private readonly byte[] _states;
        private readonly int[] _untilS;
        private readonly uint[] _hashes;
        private readonly byte[] _keys;
        private readonly bool[] _isStored; // whether the record says that this row is its client's

        /// <summary>Makes it empty.</summary>
        /// <param name="settings">The range and the reservations; those that do not fit the LAN are left out.</param>
        /// <param name="gateway">The gateway's own address, which nobody gets.</param>
        /// <param name="lan">The LAN.</param>
        public DhcpLeases(DhcpSettings settings, uint gateway, Ipv4Prefix lan)
        {
            uint first = settings.First == DhcpSettings.NoAddress ? DhcpSettings.DefaultFirst(lan) : settings.First;
            uint last = settings.Last == DhcpSettings.NoAddress ? DhcpSettings.DefaultLast(lan) : settings.Last;
            _reservations = settings.Reservations;
            uint[] addresses = new uint[DhcpSettings.MaximumPool + DhcpSettings.MaximumReservations];
            int count = 0;
            for (uint i = 0; first <= last && i <= last - first && i < DhcpSettings.MaximumPool; i++)
            {
                if (IsHost(first + i, gateway, lan))
                {
                    addresses[count++] = first + i;
                }
            }

            _poolCount = count;
            _maximumOffers = count / OfferShare < MaximumOffers ? (count / OfferShare) + 1 : MaximumOffers;
            byte[] owners = new byte[addresses.Length];
            for (int i = 0; i < _reservations.Length && i < DhcpSettings.MaximumReservations; i++)
            {
                uint address = _reservations[i].Address;
                int row = IndexOf(addresses, count, address);
                if (row == None && IsHost(address, gateway, lan))
                {
                    row = count++;
                    addresses[row] = address;
                }

                if (row != None)
                {
                    owners[row] = (byte)(i + 1);
                }
            }

            _addresses = new uint[count];
            _owners = new byte[count];
            Array.Copy(addresses, _addresses, count);
            Array.Copy(owners, _owners, count);
            _states = new byte[count];
            _untilS = new int[count];
            _hashes = new uint[count];
            _keys = new byte[count * DhcpClientKey.Length];
            _isStored = new bool[count];
        }

        /// <summary>How many rows there are.</summary>
        public int Count
        {
            get { return _addresses.Length; }
        }

        /// <summary>A row's address.</summary>
        public uint AddressOf(int row)
        {
            return _addresses[row];
        }

        /// <summary>The row of an address, or None.</summary>
        public int RowOf(uint address)
        {
            return IndexOf(_addresses, _addresses.Length, address);
        }

        /// <summary>The row that is a client's, or was its latest, or None.</summary>
        public int Find(byte[] key)
        {
            uint hash = DhcpClientKey.HashOf(key, 0, DhcpClientKey.Length);
            for (int row = 0; row < _hashes.Length; row++)
            {
                if (_hashes[row] == hash && HasKey(row, key))
                {
                    return row;
                }
            }

            return None;
        }

        /// <summary>The row that is reserved for the sender's network card, or None.</summary>
        public int FindReserved(byte[] message)
        {
            for (int row = 0; row < _owners.Length; row++)
            {
                if (_owners[row] > 0 && DhcpClientKey.IsOfEthernet(message, _reservations[_owners[row] - 1].HardwareAddress))
                {
                    return row;
                }
            }

            return None;
        }

        /// <summary>Tells whether a row is reserved.</summary>
        public bool IsReserved(int row)
        {
            return _owners[row] > 0;
        }

        /// <summary>Tells whether a row is a client's, offered to one, or set aside.</summary>
        public bool IsActive(int row, int nowS)
        {
            return _states[row] != Free && _untilS[row] > nowS;
        }

        /// <summary>Tells whether a row is a client's by a lease that lasts.</summary>
        public bool IsBound(int row, int nowS)
        {
            return _states[row] == Bound && _untilS[row] > nowS;
        }

        /// <summary>How many rows are clients' by leases that last.</summary>
        public int CountBound(int nowS)
        {
            int count = 0;
            for (int row = 0; row < _states.Length; row++)
            {
                count += IsBound(row, nowS) ? 1 : 0;
            }

            return count;
        }

        /// <summary>Tells whether a row is, or was at last, a client's by a lease.</summary>
        public bool IsLease(int row)
        {
            return _states[row] == Bound;
        }

        /// <summary>Tells whether a client is a row's, or was its latest.</summary>
        public bool HasKey(int row, byte[] key)
        {
            int at = row * DhcpClientKey.Length;
            if (_states[row] != Offered && _states[row] != Bound)
            {
                return false;
            }

            for (int i = 0; i < DhcpClientKey.Length; i++)
            {
                if (_keys[at + i] != key[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>
        /// Chooses a row for a client that has none: what it asks for, else one that nobody had, always the same for the same client
        /// where it can be, else the one whose lease is over for the longest time.
        /// </summary>
        /// <returns>None when all are taken.</returns>
        public int Choose(byte[] key, uint wanted, int nowS, DhcpCounters counters)
        {
            MakeRoomForOffer(nowS, counters);
            int row = RowOf(wanted);
            if (row != None && _owners[row] == 0 && IsUnused(row, nowS))
            {
                return row;
            }

            int oldest = None;
            int start = _poolCount == 0 ? 0 : (int)(DhcpClientKey.HashOf(key, 0, DhcpClientKey.Length) % (uint)_poolCount);
            for (int i = 0; i < _poolCount; i++)
            {
                row = start + i < _poolCount ? start + i : start + i - _poolCount;
                if (_owners[row] > 0 || IsActive(row, nowS))
                {
                    continue;
                }

                if (IsUnused(row, nowS))
                {
                    return row;
                }

                oldest = oldest == None || _untilS[row] < _untilS[oldest] ? row : oldest;
            }

            return oldest;
        }

        /// <summary>Keeps a row for a client for a while. A lease of its own, over or not, stays one.</summary>
        public void Offer(int row, byte[] key, int untilS, DhcpCounters counters)
        {
            if (_states[row] == Bound && HasKey(row, key))
            {
                _untilS[row] = _untilS[row] > untilS ? _untilS[row] : untilS;
                return;
            }

            Take(row, key, counters);
            _states[row] = Offered;
            _untilS[row] = untilS;
        }

        /// <summary>Gives a row to a client.</summary>
        public void Bind(int row, byte[] key, int untilS, DhcpCounters counters)
        {
            if (!HasKey(row, key))
            {
                Take(row, key, counters);
            }

            _states[row] = Bound;
            _untilS[row] = untilS;
        }

        /// <summary>Ends a row's lease, or its offer.</summary>
        public void Release(int row, int nowS)
        {
            if (_states[row] == Offered)
            {
                _states[row] = Free;
            }

            _untilS[row] = nowS;
        }

        /// <summary>Sets a row aside, whoever it was for.</summary>
        public void Decline(int row, int untilS)
        {
            _states[row] = Declined;
            _untilS[row] = untilS;
        }

        /// <summary>Tells whether the record says of a row that it is its client's.</summary>
        public bool IsStored(int row)
        {
            return _isStored[row];
        }

        /// <summary>Notes what the record says: as it is now.</summary>
        public void NoteStored(int nowS)
        {
            for (int row = 0; row < _isStored.Length; row++)
            {
                _isStored[row] = IsBound(row, nowS);
            }
        }

        /// <summary>Tells whether the record says anything else than what is.</summary>
        public bool DiffersFromStored(int nowS)
        {
            for (int row = 0; row < _isStored.Length; row++)
            {
                if (_isStored[row] != IsBound(row, nowS))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Copies a row's key.</summary>
        public void CopyKey(int row, byte[] into, int at, int length)
        {
            Array.Copy(_keys, row * DhcpClientKey.Length, into, at, length);
        }

        /// <summary>Takes over what another table knows of the addresses that both have.</summary>
        public void TakeOver(DhcpLeases from)
        {
            for (int old = 0; old < from.Count; old++)
            {
                int row = RowOf(from._addresses[old]);
                if (row != None)
                {
                    _states[row] = from._states[old];
                    _untilS[row] = from._untilS[old];
                    _hashes[row] = from._hashes[old];
                    _isStored[row] = from._isStored[old];
                    from.CopyKey(old, _keys, row * DhcpClientKey.Length, DhcpClientKey.Length);
                }
            }
        }

        private static bool IsHost(uint address, uint gateway, Ipv4Prefix lan)
        {
            return lan.Contains(address) && address != gateway && address != lan.Address && address != (lan.Address | ~lan.Mask);
        }

        private static int IndexOf(uint[] addresses, int count, uint address)
        {
            for (int i = 0; i < count; i++)
            {
                if (addresses[i] == address)
                {
                    return i;
                }
            }

            return None;
        }

        // Nobody's, and nobody is remembered.
        private bool IsUnused(int row, int nowS)
        {
            return _states[row] != Bound && !IsActive(row, nowS);
        }

        private void MakeRoomForOffer(int nowS, DhcpCounters counters)
        {
            int offers = 0;
            int oldest = None;
            for (int row = 0; row < _states.Length; row++)
            {
                if (_states[row] == Offered && _untilS[row] > nowS)
                {
                    offers++;
                    oldest = oldest == None || _untilS[row] < _untilS[oldest] ? row : oldest;
                }
            }

            if (offers >= _maximumOffers)
            {
                _states[oldest] = Free;
                counters.OffersDisplaced++;
            }
        }

        private void Take(int row, byte[] key, DhcpCounters counters)
        {
            int before = Find(key);
            if (before != None)
            {
                _states[before] = Free;
            }

            if (_states[row] == Bound)
            {
                counters.AddressesReused++;
            }

            _isStored[row] = false;
            _hashes[row] = DhcpClientKey.HashOf(key, 0, DhcpClientKey.Length);
            Array.Copy(key, 0, _keys, row * DhcpClientKey.Length, DhcpClientKey.Length);
        }
    }
}
