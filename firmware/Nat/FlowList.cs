namespace Gateway.Nat
{
    /// <summary>
    /// Doubly linked lists of flows, threaded through their rows. A list's two ends stand in one int of the caller's array,
    /// head above tail; a flow's links likewise, previous above next.
    /// </summary>
    internal static class FlowList
    {
        /// <summary>The ends of an empty list, and the links of a lone flow.</summary>
        public const int Empty = -1;

        /// <summary>Appends a flow.</summary>
        /// <param name="rows">The flow table's rows.</param>
        /// <param name="link">Which links of a row: <see cref="FlowRow.QueueLinks"/> or <see cref="FlowRow.HostLinks"/>.</param>
        /// <param name="ends">Holds the list's ends.</param>
        /// <param name="list">Where in <paramref name="ends"/>.</param>
        /// <param name="flow">The flow.</param>
        public static void Append(int[] rows, int link, int[] ends, int list, int flow)
        {
            int tail = ends[list] & FlowRow.LowHalf;
            rows[(flow * FlowRow.Ints) + link] = (tail << 16) | FlowRow.None;
            if (tail == FlowRow.None)
            {
                ends[list] = (flow << 16) | flow;
                return;
            }

            int tailLinks = (tail * FlowRow.Ints) + link;
            rows[tailLinks] = (rows[tailLinks] & ~FlowRow.LowHalf) | flow;
            ends[list] = (ends[list] & ~FlowRow.LowHalf) | flow;
        }

        /// <summary>Takes a flow out. The parameters are those of <see cref="Append"/>.</summary>
        public static void Remove(int[] rows, int link, int[] ends, int list, int flow)
        {
            int links = rows[(flow * FlowRow.Ints) + link];
            int previous = (links >> 16) & FlowRow.LowHalf;
            int next = links & FlowRow.LowHalf;
            if (previous == FlowRow.None)
            {
                ends[list] = (ends[list] & FlowRow.LowHalf) | (next << 16);
            }
            else
            {
                int previousLinks = (previous * FlowRow.Ints) + link;
                rows[previousLinks] = (rows[previousLinks] & ~FlowRow.LowHalf) | next;
            }

            if (next == FlowRow.None)
            {
                ends[list] = (ends[list] & ~FlowRow.LowHalf) | previous;
            }
            else
            {
                int nextLinks = (next * FlowRow.Ints) + link;
                rows[nextLinks] = (rows[nextLinks] & FlowRow.LowHalf) | (previous << 16);
            }
        }

        /// <summary>The first flow of a list, or <see cref="FlowRow.None"/>.</summary>
        public static int Head(int[] ends, int list)
        {
            return (ends[list] >> 16) & FlowRow.LowHalf;
        }
    }
}
