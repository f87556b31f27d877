using Gateway.Policy;

namespace Gateway.Nat
{
    /// <summary>Holds living flows against the policy when it changed: what is not allowed any more ends.</summary>
    internal static class FlowJudge
    {
        /// <summary>Judges every flow anew.</summary>
        /// <param name="flows">The flow table.</param>
        /// <param name="policy">The policy as it is now.</param>
        /// <param name="keepsRelayFlows">
        /// Whether flows that were allowed as a relay's stay unjudged: its address may have aged out since, which cuts none (op25b.md).
        /// </param>
        /// <param name="isUtcKnown">Whether the time is known.</param>
        /// <param name="utcSeconds">Seconds since 1970-01-01T00:00:00Z.</param>
        /// <returns>How many flows ended.</returns>
        public static int Judge(FlowTable flows, Op25bPolicy policy, bool keepsRelayFlows, bool isUtcKnown, long utcSeconds)
        {
            int ended = 0;
            int[] rows = flows.Rows;
            for (int flow = 0; flow < flows.Capacity; flow++)
            {
                int row = flow * FlowRow.Ints;
                int state = rows[row + FlowRow.State];
                bool isKept = keepsRelayFlows && (state >> FlowRow.VerdictShift) == (int)Verdict.AllowRelay;
                if (isKept || !flows.IsLiving(flow) || (state & FlowBits.Hairpin) != 0)
                {
                    continue;
                }

                Verdict verdict = policy.Judge(
                    rows[row + FlowRow.External] & FlowRow.ProtocolMask,
                    (uint)rows[row + FlowRow.LanAddress],
                    (uint)rows[row + FlowRow.RemoteAddress],
                    rows[row + FlowRow.Ports] & FlowRow.LowHalf,
                    isUtcKnown,
                    utcSeconds);
                if (Op25bPolicy.Allows(verdict))
                {
                    rows[row + FlowRow.State] = (state & FlowRow.LowHalf) | ((int)verdict << FlowRow.VerdictShift);
                }
                else
                {
                    flows.Remove(flow);
                    ended++;
                }
            }

            return ended;
        }
    }
}
