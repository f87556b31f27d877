using Gateway.Wire;

namespace Gateway.Nat
{
    /// <summary>
    /// TCP states as a NAT sees them (RFC 5382 REQ-2 and REQ-5, RFC 7857 §2): from a flow's bits and a segment's flags to the
    /// new bits. Sequence numbers are not looked at, since a flow cache's packets never come here.
    /// </summary>
    internal static class TcpTracker
    {
        /// <summary>Flags that change a state; a segment without them changes only one that is not established yet, or reset.</summary>
        public const int TellingFlags = TcpFlags.Syn | TcpFlags.Fin | TcpFlags.Rst;

        /// <summary>Tells whether flags are ones that a segment can have (RFC 9293 §3.10: the rest opens or continues nothing).</summary>
        public static bool AreFlagsValid(int flags)
        {
            switch (flags & (TcpFlags.Syn | TcpFlags.Fin | TcpFlags.Rst | TcpFlags.Ack))
            {
                case TcpFlags.Syn:
                case TcpFlags.Syn | TcpFlags.Ack:
                case TcpFlags.Ack:
                case TcpFlags.Fin | TcpFlags.Ack:
                case TcpFlags.Rst:
                case TcpFlags.Rst | TcpFlags.Ack:
                    return true;
                default:
                    return false;
            }
        }

        /// <summary>Tells whether a segment opens a connection.</summary>
        public static bool IsOpening(int flags)
        {
            return (flags & (TcpFlags.Syn | TcpFlags.Ack | TcpFlags.Rst | TcpFlags.Fin)) == TcpFlags.Syn;
        }

        /// <summary>The flow's bits after a segment, without the queue.</summary>
        public static int Next(int state, int flags, bool isOutbound)
        {
            if ((flags & TcpFlags.Rst) != 0)
            {
                return state | FlowBits.Reset;
            }

            if ((flags & TcpFlags.Syn) != 0)
            {
                bool isOver = (state & FlowBits.Reset) != 0 || (state & FlowBits.BothFin) == FlowBits.BothFin;
                if (isOver && IsOpening(flags))
                {
                    // The same ports again: a new connection in the old one's row (RFC 6191 has the hosts' side).
                    state &= ~(FlowBits.TcpMask | FlowBits.OpenedInbound);
                    state |= isOutbound ? 0 : FlowBits.OpenedInbound;
                }

                return state | (isOutbound ? FlowBits.OutboundSyn : FlowBits.InboundSyn);
            }

            // RFC 7857 §2.2: traffic after an RST means that its receiver did not take it.
            state &= ~FlowBits.Reset;
            bool isOpener = isOutbound == ((state & FlowBits.OpenedInbound) == 0);
            if (isOpener && (state & FlowBits.BothSyn) == FlowBits.BothSyn)
            {
                state |= FlowBits.Established;
            }

            if ((flags & TcpFlags.Fin) != 0)
            {
                state |= isOutbound ? FlowBits.OutboundFin : FlowBits.InboundFin;
            }

            return state;
        }

        /// <summary>The queue that fits a TCP flow's bits.</summary>
        public static int QueueOf(int state)
        {
            bool isSteady = (state & (FlowBits.Established | FlowBits.Reset)) == FlowBits.Established
                && (state & FlowBits.BothFin) != FlowBits.BothFin;
            return isSteady ? FlowQueue.TcpEstablished : FlowQueue.TcpTransitory;
        }
    }
}
