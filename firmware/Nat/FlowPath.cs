using Gateway.Wire;

namespace Gateway.Nat
{
    /// <summary>
    /// A known flow's packet: its TCP state, its counts and its rewriting. The hot path: rows in a local, no property, few
    /// calls (nano-profile.md, "Cost").
    /// </summary>
    internal sealed class FlowPath
    {
        /// <summary>For the second half of a hairpin: the first one has taken the step.</summary>
        public const int KeepTimeToLive = 0;

        private readonly FlowTable _flows;
        private readonly FlowOffloading _offloading;
        private readonly bool _hasCache;

        /// <summary>Makes it for a table.</summary>
        public FlowPath(FlowTable flows, FlowOffloading offloading)
        {
            _flows = flows;
            _offloading = offloading;
            _hasCache = offloading.IsPresent;
        }

        /// <summary>Our WAN address; the engine sets it.</summary>
        public uint WanAddress { get; set; }

        /// <summary>Takes a LAN host's packet through its flow: counted, and rewritten to come from our WAN address.</summary>
        /// <param name="flow">The flow, which has not expired.</param>
        /// <param name="buffer">Holds the packet.</param>
        /// <param name="offset">Where its IP header begins.</param>
        /// <param name="length">Its total length.</param>
        /// <param name="timeToLive">Its time to live, more than 1.</param>
        /// <param name="tcpFlags">TCP's flags; 0 for others.</param>
        /// <param name="nowS">Monotonic seconds.</param>
        /// <returns>Whether the outside host is a LAN host behind our own WAN address: the packet then turns back.</returns>
        public bool Outbound(int flow, byte[] buffer, int offset, int length, int timeToLive, int tcpFlags, int nowS)
        {
            int[] rows = _flows.Rows;
            int row = flow * FlowRow.Ints;
            int external = rows[row + FlowRow.External];
            int protocol = external & FlowRow.ProtocolMask;
            int state = rows[row + FlowRow.State];

            if (++rows[row + FlowRow.OutboundPackets] == 0)
            {
                rows[row + FlowRow.PacketsHigh] += FlowRow.HighOne;
            }

            int bytes = rows[row + FlowRow.OutboundBytes] + length;
            rows[row + FlowRow.OutboundBytes] = bytes;
            if ((uint)bytes < (uint)length)
            {
                rows[row + FlowRow.BytesHigh] += FlowRow.HighOne;
            }

            bool isNewSecond = rows[row + FlowRow.LastSeenS] != nowS;
            if (isNewSecond)
            {
                _flows.Touch(flow, nowS);
            }

            int deltas = rows[row + FlowRow.Deltas];
            buffer[offset + Ipv4Header.TimeToLiveOffset] = (byte)(timeToLive - 1);
            Translation.Rewrite(
                buffer,
                offset,
                protocol,
                Ipv4Header.SourceOffset,
                WanAddress,
                TcpHeader.SourcePortOffset,
                (external >> 16) & FlowRow.LowHalf,
                (deltas & FlowRow.LowHalf) + Ipv4Header.TimeToLiveStepDelta,
                (deltas >> 16) & FlowRow.LowHalf);

            if (protocol == IpProtocol.Tcp)
            {
                if ((tcpFlags & TcpTracker.TellingFlags) != 0 || (state & (FlowBits.Established | FlowBits.Reset)) != FlowBits.Established)
                {
                    Track(flow, protocol, TcpTracker.Next(state, tcpFlags, true));
                    return (state & FlowBits.Hairpin) != 0;
                }
            }
            else if ((state & (FlowBits.OpenedInbound | FlowBits.Answered)) == FlowBits.OpenedInbound)
            {
                Track(flow, protocol, state | FlowBits.Answered);
                return (state & FlowBits.Hairpin) != 0;
            }

            if (isNewSecond && _hasCache)
            {
                UpdateCache(flow, protocol, state);
            }

            return (state & FlowBits.Hairpin) != 0;
        }

        /// <summary>Takes a packet from the WAN through its flow: counted, and rewritten to go to the LAN host.</summary>
        /// <param name="flow">The flow, which has not expired.</param>
        /// <param name="buffer">Holds the packet.</param>
        /// <param name="offset">Where its IP header begins.</param>
        /// <param name="length">Its total length.</param>
        /// <param name="timeToLive">Its time to live, more than 1, or <see cref="KeepTimeToLive"/>.</param>
        /// <param name="tcpFlags">TCP's flags; 0 for others.</param>
        /// <param name="nowS">Monotonic seconds.</param>
        public void Inbound(int flow, byte[] buffer, int offset, int length, int timeToLive, int tcpFlags, int nowS)
        {
            int[] rows = _flows.Rows;
            int row = flow * FlowRow.Ints;
            int protocol = rows[row + FlowRow.External] & FlowRow.ProtocolMask;
            int state = rows[row + FlowRow.State];

            if (++rows[row + FlowRow.InboundPackets] == 0)
            {
                rows[row + FlowRow.PacketsHigh]++;
            }

            int bytes = rows[row + FlowRow.InboundBytes] + length;
            rows[row + FlowRow.InboundBytes] = bytes;
            if ((uint)bytes < (uint)length)
            {
                rows[row + FlowRow.BytesHigh]++;
            }

            bool isNewSecond = rows[row + FlowRow.LastSeenS] != nowS;
            if (isNewSecond)
            {
                _flows.Touch(flow, nowS);
            }

            int deltas = ~rows[row + FlowRow.Deltas];
            int ipv4Delta = deltas & FlowRow.LowHalf;
            if (timeToLive != KeepTimeToLive)
            {
                buffer[offset + Ipv4Header.TimeToLiveOffset] = (byte)(timeToLive - 1);
                ipv4Delta += Ipv4Header.TimeToLiveStepDelta;
            }

            Translation.Rewrite(
                buffer,
                offset,
                protocol,
                Ipv4Header.DestinationOffset,
                (uint)rows[row + FlowRow.LanAddress],
                TcpHeader.DestinationPortOffset,
                (rows[row + FlowRow.Ports] >> 16) & FlowRow.LowHalf,
                ipv4Delta,
                (deltas >> 16) & FlowRow.LowHalf);

            if (protocol == IpProtocol.Tcp)
            {
                if ((tcpFlags & TcpTracker.TellingFlags) != 0 || (state & (FlowBits.Established | FlowBits.Reset)) != FlowBits.Established)
                {
                    Track(flow, protocol, TcpTracker.Next(state, tcpFlags, false));
                    return;
                }
            }
            else if ((state & (FlowBits.OpenedInbound | FlowBits.Answered)) == 0)
            {
                Track(flow, protocol, state | FlowBits.Answered);
                return;
            }

            if (isNewSecond && _hasCache)
            {
                UpdateCache(flow, protocol, state);
            }
        }

        private void Track(int flow, int protocol, int state)
        {
            int queue = state & FlowBits.QueueMask;
            if (protocol == IpProtocol.Tcp)
            {
                queue = TcpTracker.QueueOf(state);
            }
            else if (queue == FlowQueue.UdpUnanswered)
            {
                queue = FlowQueue.UdpAnswered;
            }

            _flows.SetState(flow, state, queue);
            if (_hasCache)
            {
                UpdateCache(flow, protocol, state);
            }
        }

        // After a state change, and once a second where the cache refused before.
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
