using System.Net;
using Gateway.Wire;

namespace Gateway.Boards.Sockets
{
    /// <summary>Between the firmware's addresses, in host order, and System.Net's.</summary>
    internal static class Ipv4EndPoint
    {
        /// <summary>Makes an end point.</summary>
        public static IPEndPoint Make(uint address, int port)
        {
            byte[] bytes = new byte[4];
            NetworkOrder.WriteUInt32(bytes, 0, address);
            return new IPEndPoint(new IPAddress(bytes), port);
        }

        /// <summary>The address of an end point.</summary>
        public static uint AddressOf(IPEndPoint endPoint)
        {
            return NetworkOrder.ReadUInt32(endPoint.Address.GetAddressBytes(), 0);
        }
    }
}
