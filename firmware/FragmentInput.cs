using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Wire;

namespace Gateway
{
    /// <summary>
    /// Fragments from the LAN and the WAN, in and out of order (RFC 4787 REQ-14). A datagram's first one is judged as if it were the
    /// whole; the others follow it, or its refusal. Those that come before it wait, few and not for long. Nothing is put together:
    /// what overlaps, or could hide ports and flags (RFC 1858, RFC 3128), ends its datagram instead.
    /// </summary>
    internal sealed class FragmentInput
    {
        private const int UnitShift = 3; // RFC 791: fragment offsets count 8 bytes
        private const int UnitMask = 7;
        private const int MaximumDataLength = 0xFFFF - Ipv4Header.MinimumLength; // RFC 791: total length has 16 bits

        private readonly Packet _packet;
        private readonly PacketExit _exit;
        private readonly EngineTime _time;
        private readonly TrafficCounters _traffic;
        private readonly FragmentTable _table;
        private readonly FragmentStore _store;

        /// <summary>Makes it of the engine's parts.</summary>
        public FragmentInput(Packet packet, PacketExit exit, EngineTime time, TrafficCounters traffic, FragmentTable table, FragmentStore store)
        {
            _packet = packet;
            _exit = exit;
            _time = time;
            _traffic = traffic;
            _table = table;
            _store = store;
        }

        /// <summary>
        /// Takes the fragment in hand, whose addresses have passed the checks of its side. A first one is then to be received as if it
        /// were a whole packet, and <see cref="Decide"/> told; of another one all is done.
        /// </summary>
        /// <param name="from">The side that it came from.</param>
        /// <returns>The datagram of a first one; else <see cref="FragmentTable.None"/>.</returns>
        public int Admit(Side from)
        {
            Packet packet = _packet;
            Ipv4Header ipv4 = packet.Ipv4;
            int begin = ipv4.FragmentField & Ipv4Header.FragmentOffsetMask;
            bool isLast = (ipv4.FragmentField & Ipv4Header.MoreFragments) == 0;
            int length = ipv4.TotalLength - ipv4.HeaderLength;
            DropReason wrong = Check(begin, isLast, length);
            if (wrong != DropReason.None)
            {
                _exit.Drop(wrong);
                return FragmentTable.None;
            }

            int datagram = FindOrBegin(from);
            if (datagram == FragmentTable.None)
            {
                _exit.Drop(DropReason.FragmentTableFull);
                return datagram;
            }

            int state = _table.StateOf(datagram);
            if (state == FragmentRow.Refused)
            {
                _exit.Drop(DropReason.Fragment);
                return FragmentTable.None;
            }

            DropReason misfit = Fit(datagram, begin, begin + ((length + UnitMask) >> UnitShift), isLast);
            if (misfit != DropReason.None)
            {
                Refuse(datagram, misfit);
                _exit.Drop(misfit);
                return FragmentTable.None;
            }

            if (begin == 0)
            {
                packet.ReadFirstFragment(from != Side.Wan);
                return datagram;
            }

            if (state == FragmentRow.Decided)
            {
                Pass(datagram);
                RemoveIfComplete(datagram);
            }
            else
            {
                Hold(datagram);
            }

            return FragmentTable.None;
        }

        /// <summary>The first fragment has gone its way: the others follow, those that waited at once.</summary>
        /// <param name="datagram">What <see cref="Admit"/> gave.</param>
        public void Decide(int datagram)
        {
            PacketExit exit = _exit;
            PacketFate fate = exit.Fate;
            if (fate != PacketFate.Forwarded && fate != PacketFate.ToHost)
            {
                Refuse(datagram, DropReason.Fragment);
                return;
            }

            int[] rows = _table.Rows;
            int row = datagram * FragmentRow.Ints;
            byte[] buffer = _packet.Buffer;
            int offset = _packet.Offset;
            Side to = fate == PacketFate.ToHost ? Side.Host : exit.SentTo;
            _table.SetState(datagram, FragmentRow.Decided, (int)to);
            rows[row + FragmentRow.NewSource] = (int)NetworkOrder.ReadUInt32(buffer, offset + Ipv4Header.SourceOffset);
            rows[row + FragmentRow.NewDestination] = (int)NetworkOrder.ReadUInt32(buffer, offset + Ipv4Header.DestinationOffset);
            Release(datagram);
            RemoveIfComplete(datagram);

            // What the engine tells is of the packet that came in.
            exit.Fate = fate;
            exit.Reason = DropReason.None;
        }

        /// <summary>Ends datagrams whose time is over.</summary>
        public void Expire()
        {
            for (int datagram = 0; datagram < _table.Capacity; datagram++)
            {
                if (_table.StateOf(datagram) != FragmentRow.Free && _table.IsExpired(datagram, _time.NowS))
                {
                    DropHeld(datagram, DropReason.FragmentTimeout);
                    _table.Remove(datagram);
                }
            }
        }

        /// <summary>Ends all datagrams: what decided on them may not hold any more.</summary>
        public void Clear()
        {
            for (int datagram = 0; datagram < _table.Capacity; datagram++)
            {
                DropHeld(datagram, DropReason.Fragment);
                _table.Remove(datagram);
            }
        }

        // What no fragment may be, whatever its datagram.
        private DropReason Check(int begin, bool isLast, int length)
        {
            Packet packet = _packet;
            if (packet.Ipv4.HeaderLength != Ipv4Header.MinimumLength)
            {
                return DropReason.Ipv4Options;
            }

            int protocol = packet.Ipv4.Protocol;
            if (protocol != IpProtocol.Tcp && protocol != IpProtocol.Udp && protocol != IpProtocol.Icmp)
            {
                return DropReason.ProtocolNotForwarded;
            }

            if (packet.IsTcpFragmentEvasion)
            {
                return DropReason.FragmentEvasion;
            }

            bool isWhole = isLast || (length & UnitMask) == 0;
            bool isInside = (begin << UnitShift) + length <= MaximumDataLength;
            return length > 0 && isWhole && isInside ? DropReason.None : DropReason.FragmentMalformed;
        }

        private int FindOrBegin(Side from)
        {
            Packet packet = _packet;
            Ipv4Header ipv4 = packet.Ipv4;
            int identification = NetworkOrder.ReadUInt16(packet.Buffer, packet.Offset + Ipv4Header.IdentificationOffset);
            int key = (identification << 16) | (ipv4.Protocol << 8) | (int)from;
            int datagram = _table.Find(ipv4.Source, ipv4.Destination, key);
            if (datagram != FragmentTable.None)
            {
                if (!_table.IsExpired(datagram, _time.NowS))
                {
                    return datagram;
                }

                DropHeld(datagram, DropReason.FragmentTimeout);
                _table.Remove(datagram);
            }

            datagram = _table.FindRoom(ipv4.Source, key);
            if (datagram != FragmentTable.None)
            {
                DropHeld(datagram, DropReason.FragmentTableFull);
                _table.Begin(datagram, ipv4.Source, ipv4.Destination, key, _time.NowS);
            }

            return datagram;
        }

        private DropReason Fit(int datagram, int begin, int end, bool isLast)
        {
            switch (_table.Mark(datagram, begin, end, isLast))
            {
                case FragmentFit.Fits:
                    return DropReason.None;
                case FragmentFit.Overlaps:
                    return DropReason.FragmentOverlap;
                default:
                    return DropReason.FragmentTableFull;
            }
        }

        private void Hold(int datagram)
        {
            if (!TryHold(datagram))
            {
                bool canHold = _packet.Ipv4.TotalLength <= FragmentStore.PlaceLength;
                int victim = canHold ? _store.FindVictim(datagram) : FragmentTable.None;
                if (victim != FragmentTable.None)
                {
                    DropHeld(victim, DropReason.FragmentTableFull);
                    _table.Remove(victim);
                }

                if (victim == FragmentTable.None || !TryHold(datagram))
                {
                    // Without this one it can't be whole any more.
                    Refuse(datagram, DropReason.FragmentTableFull);
                    _exit.Drop(DropReason.FragmentTableFull);
                    return;
                }
            }

            _exit.Fate = PacketFate.Held;
            _traffic.FragmentsHeld++;
        }

        private bool TryHold(int datagram)
        {
            return _store.TryHold(datagram, _packet.Buffer, _packet.Offset, _packet.Ipv4.TotalLength);
        }

        private void Refuse(int datagram, DropReason reason)
        {
            DropHeld(datagram, reason);
            _table.SetState(datagram, FragmentRow.Refused, 0);
        }

        private void DropHeld(int datagram, DropReason reason)
        {
            for (int place = 0; place < _store.Places; place++)
            {
                if (_store.OwnerOf(place) == datagram)
                {
                    _store.Free(place);
                    _traffic.FragmentsHeld--;
                    _exit.DropHeld((Side)(_table.Rows[(datagram * FragmentRow.Ints) + FragmentRow.Key] & FragmentRow.KeySideMask), reason);
                }
            }
        }

        // The packet in hand is done with: those that waited take its place.
        private void Release(int datagram)
        {
            for (int place = 0; place < _store.Places; place++)
            {
                if (_store.OwnerOf(place) == datagram)
                {
                    _store.Free(place);
                    _traffic.FragmentsHeld--;
                    _packet.Parse(_store.Bytes, place * FragmentStore.PlaceLength, _store.LengthOf(place), true);
                    Pass(datagram);
                }
            }
        }

        // A later fragment on the way of its first one. Its flow counts the first one only.
        private void Pass(int datagram)
        {
            Packet packet = _packet;
            Ipv4Header ipv4 = packet.Ipv4;
            int[] rows = _table.Rows;
            int row = datagram * FragmentRow.Ints;
            var to = (Side)((rows[row + FragmentRow.State] & FragmentRow.SideMask) >> FragmentRow.SideShift);
            if (to == Side.Host)
            {
                _exit.ToHost(packet);
                return;
            }

            if (ipv4.TimeToLive <= 1)
            {
                _exit.Drop(DropReason.TimeToLiveExceeded);
                return;
            }

            if (to == Side.Wan && ipv4.TotalLength > _exit.WanMtu && (ipv4.FragmentField & Ipv4Header.DontFragment) != 0)
            {
                _exit.Drop(DropReason.TooLarge);
                return;
            }

            Translation.ReplaceAddress(packet.Buffer, packet.Offset, Ipv4Header.SourceOffset, (uint)rows[row + FragmentRow.NewSource]);
            Translation.ReplaceAddress(packet.Buffer, packet.Offset, Ipv4Header.DestinationOffset, (uint)rows[row + FragmentRow.NewDestination]);
            Translation.StepTimeToLive(packet.Buffer, packet.Offset);
            _exit.Forward(to, packet);
        }

        private void RemoveIfComplete(int datagram)
        {
            if (_table.IsComplete(datagram))
            {
                _table.Remove(datagram);
            }
        }
    }
}
