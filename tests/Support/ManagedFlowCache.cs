using Gateway.Platform;
using Gateway.Wire;

namespace Gateway.Tests.Support
{
    /// <summary>
    /// A flow cache as house.md has it ("Fast path and slow path"), slow and plain: the stand-in for a board's. A hit is IPv4
    /// with a right header of 20 bytes, no fragment, a time to live above 1, sane lengths, UDP or TCP without SYN, FIN or RST, and
    /// a known key. All else is a miss, which the board hands to the engine.
    /// </summary>
    public sealed class ManagedFlowCache : IFlowOffload
    {
        private const int Transport = Ipv4Header.MinimumLength;
        private const int SmtpPort = 25;

        private readonly FlowCacheEntry[] _outbound;
        private readonly FlowCacheEntry[] _inbound;
        private readonly int[] _records;
        private readonly long[] _lastSeenMs;
        private int[] _extra = new int[0];
        private ManualClock _clock;
        private RecordingOutput _output;

        /// <summary>Makes an empty cache for flows with indices below a table's size.</summary>
        public ManagedFlowCache(int maximumFlows)
        {
            _outbound = new FlowCacheEntry[maximumFlows];
            _inbound = new FlowCacheEntry[maximumFlows];
            _records = new int[maximumFlows * FlowActivity.RecordInts];
            _lastSeenMs = new long[maximumFlows];
        }

        /// <summary>Whether it says no to every flow, as a full one does.</summary>
        public bool IsRefusing { get; set; }

        /// <summary>Flows that it has.</summary>
        public int Count { get; private set; }

        /// <summary>How often it was asked to install a flow.</summary>
        public int Asked { get; private set; }

        /// <summary>Packets that it forwarded.</summary>
        public long Hits { get; private set; }

        /// <summary>Makes a gateway that has this cache.</summary>
        public TestGateway MakeGateway(EngineSettings settings)
        {
            var gateway = new TestGateway(settings, this);
            _clock = gateway.Clock;
            _output = gateway.Output;
            return gateway;
        }

        /// <summary>Puts a copy of a packet in as a board does: the cache first, a miss to the engine. Gives what came out, or null.</summary>
        public SentPacket Receive(TestGateway gateway, Side from, byte[] packet)
        {
            gateway.Output.Clear();
            byte[] copy = (byte[])packet.Clone();
            if (!Forward(from, copy, 0, copy.Length))
            {
                gateway.Engine.Receive(from, copy, 0, copy.Length);
            }

            return gateway.Output.Last;
        }

        /// <summary>The entry of one direction of a flow, or null.</summary>
        public FlowCacheEntry EntryOf(int flow, bool isOutbound)
        {
            return isOutbound ? _outbound[flow] : _inbound[flow];
        }

        /// <summary>Lets the next readings give some other record first, whatever it says.</summary>
        public void Report(int flow, int generation, int outboundPackets, int outboundBytes, int inboundPackets, int inboundBytes, int idleMs)
        {
            _extra = new int[FlowActivity.RecordInts];
            _extra[FlowActivity.Flow] = flow;
            _extra[FlowActivity.Generation] = generation;
            _extra[FlowActivity.OutboundPackets] = outboundPackets;
            _extra[FlowActivity.OutboundBytes] = outboundBytes;
            _extra[FlowActivity.InboundPackets] = inboundPackets;
            _extra[FlowActivity.InboundBytes] = inboundBytes;
            _extra[FlowActivity.IdleMs] = idleMs;
        }

        /// <inheritdoc/>
        public bool Install(FlowCacheEntry outbound, FlowCacheEntry inbound)
        {
            Asked++;
            bool isPort25 = outbound.Protocol == IpProtocol.Tcp
                && (outbound.SourcePort == SmtpPort || outbound.DestinationPort == SmtpPort || inbound.DestinationPort == SmtpPort);
            if (IsRefusing || (isPort25 && !outbound.IsPort25Allowed))
            {
                return false;
            }

            int flow = outbound.Flow;
            Count += _outbound[flow] == null ? 1 : 0;
            _outbound[flow] = Copy(outbound);
            _inbound[flow] = Copy(inbound);
            ClearRecord(flow);
            return true;
        }

        /// <inheritdoc/>
        public bool Remove(int flow, int generation, int[] activity)
        {
            if (_outbound[flow] == null || _outbound[flow].Generation != generation)
            {
                return false;
            }

            TakeRecord(flow, activity, 0);
            _outbound[flow] = null;
            _inbound[flow] = null;
            Count--;
            return true;
        }

        /// <inheritdoc/>
        public int ReadActivity(int[] activity)
        {
            int records = 0;
            if (_extra.Length > 0)
            {
                System.Array.Copy(_extra, activity, FlowActivity.RecordInts);
                _extra = new int[0];
                records = 1;
            }

            int room = activity.Length / FlowActivity.RecordInts;
            for (int flow = 0; flow < _outbound.Length && records < room; flow++)
            {
                int record = flow * FlowActivity.RecordInts;
                if (_outbound[flow] != null
                    && (_records[record + FlowActivity.OutboundPackets] | _records[record + FlowActivity.InboundPackets]) != 0)
                {
                    TakeRecord(flow, activity, records * FlowActivity.RecordInts);
                    records++;
                }
            }

            return records;
        }

        /// <summary>Forwards a packet of an installed flow.</summary>
        /// <returns>False for a miss: the packet is as it was.</returns>
        public bool Forward(Side from, byte[] buffer, int offset, int length)
        {
            int totalLength = CheckIpv4(buffer, offset, length);
            if (totalLength == 0 || !IsTransportPlain(buffer, offset, totalLength))
            {
                return false;
            }

            FlowCacheEntry entry = Find(from, buffer, offset);
            if (entry == null)
            {
                return false;
            }

            Rewrite(entry, buffer, offset);
            int record = entry.Flow * FlowActivity.RecordInts;
            bool isOutbound = entry.InputSide == Side.Lan;
            _records[record + (isOutbound ? FlowActivity.OutboundPackets : FlowActivity.InboundPackets)]++;
            _records[record + (isOutbound ? FlowActivity.OutboundBytes : FlowActivity.InboundBytes)] += totalLength;
            _lastSeenMs[entry.Flow] = _clock.MonotonicMs;
            Hits++;
            _output.Send(entry.OutputSide, buffer, offset, totalLength);
            return true;
        }

        // The total length, or 0 for a miss.
        private static int CheckIpv4(byte[] buffer, int offset, int length)
        {
            if (length < Ipv4Header.MinimumLength || buffer[offset] != 0x45)
            {
                return 0;
            }

            int totalLength = NetworkOrder.ReadUInt16(buffer, offset + Ipv4Header.TotalLengthOffset);
            int fragment = NetworkOrder.ReadUInt16(buffer, offset + Ipv4Header.FragmentOffset) & Ipv4Header.FragmentMask;
            bool isHit = totalLength >= Ipv4Header.MinimumLength
                && totalLength <= length
                && fragment == 0
                && buffer[offset + Ipv4Header.TimeToLiveOffset] > 1
                && InternetChecksum.Sum(buffer, offset, Ipv4Header.MinimumLength, 0) == InternetChecksum.AllOnes;
            return isHit ? totalLength : 0;
        }

        private static bool IsTransportPlain(byte[] buffer, int offset, int totalLength)
        {
            int length = totalLength - Transport;
            switch (buffer[offset + Ipv4Header.ProtocolOffset])
            {
                case IpProtocol.Tcp:
                    if (length < TcpHeader.MinimumLength)
                    {
                        return false;
                    }

                    int headerLength = TcpHeader.HeaderLength(buffer, offset + Transport);
                    int flags = TcpHeader.Flags(buffer, offset + Transport);
                    return headerLength >= TcpHeader.MinimumLength
                        && headerLength <= length
                        && (flags & (TcpFlags.Syn | TcpFlags.Fin | TcpFlags.Rst)) == 0;
                case IpProtocol.Udp:
                    if (length < UdpHeader.HeaderLength)
                    {
                        return false;
                    }

                    int datagramLength = NetworkOrder.ReadUInt16(buffer, offset + Transport + UdpHeader.LengthOffset);
                    return datagramLength >= UdpHeader.HeaderLength && datagramLength <= length;
                default:
                    return false;
            }
        }

        private FlowCacheEntry Find(Side from, byte[] buffer, int offset)
        {
            int protocol = buffer[offset + Ipv4Header.ProtocolOffset];
            uint source = NetworkOrder.ReadUInt32(buffer, offset + Ipv4Header.SourceOffset);
            uint destination = NetworkOrder.ReadUInt32(buffer, offset + Ipv4Header.DestinationOffset);
            int sourcePort = NetworkOrder.ReadUInt16(buffer, offset + Transport);
            int destinationPort = NetworkOrder.ReadUInt16(buffer, offset + Transport + 2);
            FlowCacheEntry[] entries = from == Side.Lan ? _outbound : _inbound;
            for (int flow = 0; flow < entries.Length; flow++)
            {
                FlowCacheEntry entry = entries[flow];
                if (entry != null
                    && entry.InputSide == from
                    && entry.SourcePort == sourcePort
                    && entry.DestinationPort == destinationPort
                    && entry.Protocol == protocol
                    && entry.SourceAddress == source
                    && entry.DestinationAddress == destination)
                {
                    return entry;
                }
            }

            return null;
        }

        private static void Rewrite(FlowCacheEntry entry, byte[] buffer, int offset)
        {
            buffer[offset + Ipv4Header.TimeToLiveOffset]--;
            NetworkOrder.WriteUInt32(buffer, offset + Ipv4Header.SourceOffset, entry.NewSourceAddress);
            NetworkOrder.WriteUInt32(buffer, offset + Ipv4Header.DestinationOffset, entry.NewDestinationAddress);
            NetworkOrder.WriteUInt16(buffer, offset + Transport, entry.NewSourcePort);
            NetworkOrder.WriteUInt16(buffer, offset + Transport + 2, entry.NewDestinationPort);
            Adjust(buffer, offset + Ipv4Header.ChecksumOffset, entry.Ipv4ChecksumDelta);
            if (entry.Protocol == IpProtocol.Tcp)
            {
                Adjust(buffer, offset + Transport + TcpHeader.ChecksumOffset, entry.TransportChecksumDelta);
                return;
            }

            int place = offset + Transport + UdpHeader.ChecksumOffset;
            if (NetworkOrder.ReadUInt16(buffer, place) != 0)
            {
                Adjust(buffer, place, entry.TransportChecksumDelta);
                if (NetworkOrder.ReadUInt16(buffer, place) == 0)
                {
                    NetworkOrder.WriteUInt16(buffer, place, InternetChecksum.AllOnes);
                }
            }
        }

        // RFC 1624 eqn. 3.
        private static void Adjust(byte[] buffer, int place, int delta)
        {
            int sum = (~NetworkOrder.ReadUInt16(buffer, place) & 0xFFFF) + delta;
            NetworkOrder.WriteUInt16(buffer, place, ~InternetChecksum.Fold(sum));
        }

        private void TakeRecord(int flow, int[] activity, int at)
        {
            System.Array.Copy(_records, flow * FlowActivity.RecordInts, activity, at, FlowActivity.RecordInts);
            activity[at + FlowActivity.Flow] = flow;
            activity[at + FlowActivity.Generation] = _outbound[flow].Generation;
            activity[at + FlowActivity.IdleMs] = (int)(_clock.MonotonicMs - _lastSeenMs[flow]);
            ClearRecord(flow);
        }

        private void ClearRecord(int flow)
        {
            System.Array.Clear(_records, flow * FlowActivity.RecordInts, FlowActivity.RecordInts);
        }

        private static FlowCacheEntry Copy(FlowCacheEntry entry)
        {
            return new FlowCacheEntry
            {
                Flow = entry.Flow,
                Generation = entry.Generation,
                InputSide = entry.InputSide,
                OutputSide = entry.OutputSide,
                Protocol = entry.Protocol,
                SourceAddress = entry.SourceAddress,
                DestinationAddress = entry.DestinationAddress,
                SourcePort = entry.SourcePort,
                DestinationPort = entry.DestinationPort,
                NewSourceAddress = entry.NewSourceAddress,
                NewDestinationAddress = entry.NewDestinationAddress,
                NewSourcePort = entry.NewSourcePort,
                NewDestinationPort = entry.NewDestinationPort,
                Ipv4ChecksumDelta = entry.Ipv4ChecksumDelta,
                TransportChecksumDelta = entry.TransportChecksumDelta,
                IsPort25Allowed = entry.IsPort25Allowed,
            };
        }
    }
}
