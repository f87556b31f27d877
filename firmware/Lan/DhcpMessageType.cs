namespace Gateway.Lan
{
    /// <summary>Kinds of DHCP messages (RFC 2132 §9.6).</summary>
    public static class DhcpMessageType
    {
        /// <summary>None: a BOOTP message.</summary>
        public const int None = 0;

        /// <summary>A client looks for servers.</summary>
        public const int Discover = 1;

        /// <summary>A server offers an address.</summary>
        public const int Offer = 2;

        /// <summary>A client takes an offer, confirms its address, or prolongs its lease.</summary>
        public const int Request = 3;

        /// <summary>A client found the address in use.</summary>
        public const int Decline = 4;

        /// <summary>The address is the client's.</summary>
        public const int Ack = 5;

        /// <summary>The address is not, or no longer, the client's.</summary>
        public const int Nak = 6;

        /// <summary>A client gives its address back.</summary>
        public const int Release = 7;

        /// <summary>A client that has an address asks for the rest.</summary>
        public const int Inform = 8;
    }
}
