using Gateway.Nat;
using Gateway.Policy;

namespace Gateway
{
    /// <summary>
    /// The engine at one moment, copied under the board's lock: for the status page and reports. Of one LAN host it has the
    /// attempts, of the others nothing but totals.
    /// </summary>
    public sealed class EngineStatus
    {
        /// <summary>The LAN host that it is for, in host order.</summary>
        public uint LanHost;

        /// <summary>What OP25B is set to.</summary>
        public Op25bMode Mode;

        /// <summary>Whether its start date is reached, or there is none.</summary>
        public bool IsEffective;

        /// <summary>Its start date, in seconds since 1970-01-01T00:00:00Z, or <see cref="Op25bSettings.EffectiveAtOnce"/>.</summary>
        public long EffectiveFromUtcSeconds;

        /// <summary>Since when mode and date give what they give, in monotonic seconds.</summary>
        public int InForceSinceS;

        /// <summary>Whether the settings are the fallback.</summary>
        public bool IsFallback;

        /// <summary>Whether a relay's name was never resolved.</summary>
        public bool IsRelayUnresolved;

        /// <summary>Whether OP25B does not concern <see cref="LanHost"/>.</summary>
        public bool IsHostExempt;

        /// <summary>Now, in monotonic seconds.</summary>
        public int NowS;

        /// <summary>When the engine began, in monotonic seconds.</summary>
        public int StartedS;

        /// <summary>Whether the time is known.</summary>
        public bool IsUtcKnown;

        /// <summary>Now, in seconds since 1970-01-01T00:00:00Z.</summary>
        public long UtcSeconds;

        /// <summary>Living flows.</summary>
        public int FlowCount;

        /// <summary>LAN hosts that have flows.</summary>
        public int HostCount;

        /// <summary>What <see cref="LanHost"/> tried.</summary>
        public readonly AttemptList Attempts = new AttemptList();

        /// <summary>A copy.</summary>
        public TrafficCounters Traffic;

        /// <summary>A copy.</summary>
        public DropCounters Drops;

        /// <summary>A copy.</summary>
        public Op25bCounters Op25b;

        /// <summary>A copy.</summary>
        public NatCounters Nat;
    }
}
