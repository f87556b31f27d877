using Gateway.Wire;

namespace Gateway.Nat
{
    /// <summary>
    /// A known flow's packet: its TCP state, its counts and its rewriting. The hot path: rows in a local, no property, few
    /// calls (nano-profile.md, "Cost").
    /// </summary>
    internal sealed class FlowPath
    {
        /// <summary>Our WAN address; the engine sets it.</summary>
        public uint WanAddress;

        /// <summary>The WAN's MTU; likewise.</summary>
        public int WanMtu;

        private readonly FlowTable _flows;
        private readonly FlowOffloading _offloading;
        private readonly bool _hasCache;
        private readonly int[] _rows;
        private readonly long[] _counts;

        /// <summary>Makes it for a table.</summary>
        public FlowPath(FlowTable flows, FlowOffloading offloading)
        {
            _flows = flows;
            _offloading = offloading;
            _hasCache = offloading.IsPresent;
            _rows = flows.Rows;
            _counts = flows.Counts;
        }

        /// <summary>Takes a LAN host's packet through its flow: counted, and rewritten to come from our WAN address.</summary>
        /// <param name="flow">The flow.</param>
        /// <param name="packet">The packet, plain and with a valid transport header.</param>
        /// <param name="nowS">Monotonic seconds.</param>
        /// <param name="isFirst">Whether it is the packet that opened the flow: then it is checked, and the flow's state is its.</param>
        /// <returns>What to do with it.</returns>
        public PathResult Outbound(int flow, Packet packet, int nowS, bool isFirst)
        {
            int[] rows = _rows;
            int row = flow * FlowRow.Ints;
            Ipv4Header ipv4 = packet.Ipv4;
            int timeToLive = ipv4.TimeToLive;
            int telling = packet.TcpFlags & TcpTracker.TellingFlags;
            if (timeToLive <= 1)
            {
                return PathResult.TimeToLiveExceeded;
            }

            if (ipv4.TotalLength > WanMtu
                && (ipv4.FragmentField & Ipv4Header.DontFragment) != 0
                && (rows[row + FlowRow.State] & FlowBits.Hairpin) == 0)
            {
                return PathResult.TooLarge;
            }

            if (telling != 0 && !isFirst && !TcpTracker.AreFlagsValid(packet.TcpFlags))
            {
                return PathResult.TcpFlagsInvalid;
            }

            if (rows[row + FlowRow.LastSeenS] != nowS && !Refresh(flow, nowS))
            {
                return PathResult.NoFlow;
            }

            long[] counts = _counts;
            int count = flow * FlowCounts.Longs;
            counts[count + FlowCounts.OutboundPackets]++;
            counts[count + FlowCounts.OutboundBytes] += ipv4.TotalLength;

            int external = rows[row + FlowRow.External];
            int deltas = rows[row + FlowRow.Deltas];
            packet.Buffer[packet.Offset + Ipv4Header.TimeToLiveOffset] = (byte)(timeToLive - 1);
            Translation.Rewrite(
                packet.Buffer,
                packet.Offset,
                external & FlowRow.ProtocolMask,
                Ipv4Header.SourceOffset,
                WanAddress,
                TcpHeader.SourcePortOffset,
                external >> 16,
                (deltas & FlowRow.LowHalf) + Ipv4Header.TimeToLiveStepDelta,
                (deltas >> 16) & FlowRow.LowHalf);

            int state = rows[row + FlowRow.State];
            if (telling != 0 || (state & (FlowBits.Unsettled | FlowBits.Hairpin)) != 0)
            {
                if ((telling & TcpFlags.Syn) != 0)
                {
                    SegmentSize.Clamp(packet, WanMtu);
                }

                if (!isFirst)
                {
                    Track(flow, state, packet.TcpFlags, true);
                }

                return (state & FlowBits.Hairpin) != 0 ? PathResult.TurnBack : PathResult.Forward;
            }

            return PathResult.Forward;
        }

        /// <summary>Takes a packet from the WAN through its flow: counted, and rewritten to go to the LAN host.</summary>
        /// <param name="flow">The flow.</param>
        /// <param name="packet">The packet, plain and with a valid transport header.</param>
        /// <param name="nowS">Monotonic seconds.</param>
        /// <param name="isTurnedBack">Whether it is the second half of a hairpin: the first one has taken the time to live's step.</param>
        /// <returns>What to do with it.</returns>
        public PathResult Inbound(int flow, Packet packet, int nowS, bool isTurnedBack)
        {
            int[] rows = _rows;
            int row = flow * FlowRow.Ints;
            Ipv4Header ipv4 = packet.Ipv4;
            int timeToLive = ipv4.TimeToLive;
            int telling = packet.TcpFlags & TcpTracker.TellingFlags;
            if (timeToLive <= 1)
            {
                return PathResult.TimeToLiveExceeded;
            }

            if (telling != 0 && !TcpTracker.AreFlagsValid(packet.TcpFlags))
            {
                return PathResult.TcpFlagsInvalid;
            }

            if (rows[row + FlowRow.LastSeenS] != nowS && !Refresh(flow, nowS))
            {
                return PathResult.NoFlow;
            }

            long[] counts = _counts;
            int count = flow * FlowCounts.Longs;
            counts[count + FlowCounts.InboundPackets]++;
            counts[count + FlowCounts.InboundBytes] += ipv4.TotalLength;

            // The ones' complement negative of the outbound direction's.
            int deltas = ~rows[row + FlowRow.Deltas];
            int ipv4Delta = deltas & FlowRow.LowHalf;
            if (!isTurnedBack)
            {
                packet.Buffer[packet.Offset + Ipv4Header.TimeToLiveOffset] = (byte)(timeToLive - 1);
                ipv4Delta += Ipv4Header.TimeToLiveStepDelta;
            }

            Translation.Rewrite(
                packet.Buffer,
                packet.Offset,
                rows[row + FlowRow.External] & FlowRow.ProtocolMask,
                Ipv4Header.DestinationOffset,
                (uint)rows[row + FlowRow.LanAddress],
                TcpHeader.DestinationPortOffset,
                rows[row + FlowRow.Ports] >> 16,
                ipv4Delta,
                (deltas >> 16) & FlowRow.LowHalf);

            int state = rows[row + FlowRow.State];
            if (telling != 0 || (state & FlowBits.Unsettled) != 0)
            {
                if ((telling & TcpFlags.Syn) != 0)
                {
                    SegmentSize.Clamp(packet, WanMtu);
                }

                Track(flow, state, packet.TcpFlags, false);
            }

            return PathResult.Forward;
        }

        // The first packet of a second: the flow may be over, or is the youngest again; a cache that refused it is asked again.
        private bool Refresh(int flow, int nowS)
        {
            if (_flows.IsExpired(flow, nowS))
            {
                _flows.Remove(flow);
                return false;
            }

            _flows.Touch(flow, nowS);
            if (_hasCache)
            {
                int row = flow * FlowRow.Ints;
                UpdateCache(flow, _rows[row + FlowRow.External] & FlowRow.ProtocolMask, _rows[row + FlowRow.State]);
            }

            return true;
        }

        private void Track(int flow, int state, int tcpFlags, bool isOutbound)
        {
            int protocol = _rows[(flow * FlowRow.Ints) + FlowRow.External] & FlowRow.ProtocolMask;
            int queue = state & FlowBits.QueueMask;
            bool isSettled;
            if (protocol == IpProtocol.Tcp)
            {
                state = TcpTracker.Next(state, tcpFlags, isOutbound);
                queue = TcpTracker.QueueOf(state);
                isSettled = queue == FlowQueue.TcpEstablished;
            }
            else
            {
                bool isAnswer = isOutbound == ((state & FlowBits.OpenedInbound) != 0);
                state |= isAnswer ? FlowBits.Answered : 0;
                isSettled = (state & FlowBits.Answered) != 0;
                queue = isSettled && queue == FlowQueue.UdpUnanswered ? FlowQueue.UdpAnswered : queue;
            }

            state = isSettled ? state & ~FlowBits.Unsettled : state | FlowBits.Unsettled;
            _flows.SetState(flow, state, queue);
            if (_hasCache)
            {
                UpdateCache(flow, protocol, state);
            }
        }

        private void UpdateCache(int flow, int protocol, int state)
        {
            if ((state & FlowBits.Offloaded) != 0)
            {
                if (protocol == IpProtocol.Tcp && FlowOffloading.IsOver(state))
                {
                    _offloading.Remove(_flows, flow);
                }
            }
            else if (FlowOffloading.IsRipe(protocol, state))
            {
                _offloading.Install(_flows, flow, WanAddress);
            }
        }
    }
}
