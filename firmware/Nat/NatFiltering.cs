namespace Gateway.Nat
{
    /// <summary>From which outside hosts a mapping takes packets that begin a flow (RFC 4787 §5, RFC 5382 §4.3).</summary>
    public enum NatFiltering
    {
        /// <summary>From none: only answers pass, from the address and port that was sent to.</summary>
        AddressAndPortDependent,

        /// <summary>From every port of an address that the LAN host's port has sent to.</summary>
        AddressDependent,

        /// <summary>From all: a port in use is open to the Internet.</summary>
        EndpointIndependent,
    }
}
