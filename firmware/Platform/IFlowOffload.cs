namespace Gateway.Platform
{
    /// <summary>
    /// A board's flow cache: it forwards the plain packets of installed flows by itself (house.md, "Fast path and slow path").
    /// A board without one gives the engine null.
    /// </summary>
    public interface IFlowOffload
    {
        /// <summary>
        /// Installs both directions of a flow, or neither. The entries are the engine's again on return. TCP to or from port 25
        /// is refused unless <see cref="FlowCacheEntry.IsPort25Allowed"/> is set.
        /// </summary>
        /// <returns>False when refused or full; the engine then goes on forwarding the flow itself.</returns>
        bool Install(FlowCacheEntry outbound, FlowCacheEntry inbound);

        /// <summary>Removes both directions of a flow and gives what passed since the last reading, so that no packet goes uncounted.</summary>
        /// <param name="flow">The flow's index, as installed.</param>
        /// <param name="generation">The flow's generation, as installed; with another one nothing is removed.</param>
        /// <param name="activity">Takes one record, laid out as <see cref="FlowActivity"/> says.</param>
        /// <returns>False when there was no such flow; the record is then not written.</returns>
        bool Remove(int flow, int generation, int[] activity);

        /// <summary>Gives what passed since the last reading, of flows that had packets. Called until it returns 0, some a tick.</summary>
        /// <param name="activity">Takes as many records as it has room for, one behind the other (<see cref="FlowActivity"/>).</param>
        /// <returns>The number of records written.</returns>
        int ReadActivity(int[] activity);
    }
}
