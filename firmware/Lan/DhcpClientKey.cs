using System;
using Gateway.Wire;

namespace Gateway.Lan
{
    /// <summary>
    /// Who a client is: its identifier (option 61), else its hardware type and address (RFC 2131 §4.2). An identifier of type 1
    /// with the Ethernet address in it is the same client: a boot loader sends the one, the system behind it the other.
    /// <code>
    /// length 8 | as many bytes | zeros
    /// </code>
    /// Longer identifiers are cut, and a checksum of all stands behind them. Who can make two that are equal could also copy one.
    /// </summary>
    internal static class DhcpClientKey
    {
        /// <summary>Bytes of a key. Ours: RFC 4361's identifiers with any DUID of RFC 8415 but the seldom longer ones fit.</summary>
        public const int Length = 24;

        private const int Room = Length - 1;
        private const int HashLength = 4;
        private const int EthernetType = 1; // RFC 1700
        private const uint HashSeed = 2166136261; // FNV-1a, 32 bits
        private const uint HashPrime = 16777619;

        /// <summary>Makes the key of a message's sender.</summary>
        public static void Make(DhcpMessage message, byte[] buffer, byte[] key)
        {
            if (message.IdentifierLength == 0)
            {
                MakeOfCard(buffer, key);
                return;
            }

            Array.Clear(key, 0, Length);
            int length = message.IdentifierLength;
            bool isCut = length > Room;
            key[0] = (byte)(isCut ? Length : length);
            Array.Copy(buffer, message.IdentifierOffset, key, 1, isCut ? Room - HashLength : length);
            if (isCut)
            {
                NetworkOrder.WriteUInt32(key, Length - HashLength, HashOf(buffer, message.IdentifierOffset, length));
            }
        }

        /// <summary>Makes the key of a message's sender by its network card, whatever its identifier.</summary>
        public static void MakeOfCard(byte[] buffer, byte[] key)
        {
            int length = buffer[DhcpMessage.HardwareLengthOffset];
            Array.Clear(key, 0, Length);
            key[0] = (byte)(length + 1);
            key[1] = buffer[DhcpMessage.HardwareTypeOffset];
            Array.Copy(buffer, DhcpMessage.HardwareAddressOffset, key, 2, length);
        }

        /// <summary>Tells whether a message's sender is an Ethernet card with this address.</summary>
        public static bool IsOfEthernet(byte[] buffer, byte[] address)
        {
            if (buffer[DhcpMessage.HardwareTypeOffset] != EthernetType || buffer[DhcpMessage.HardwareLengthOffset] != address.Length)
            {
                return false;
            }

            for (int i = 0; i < address.Length; i++)
            {
                if (buffer[DhcpMessage.HardwareAddressOffset + i] != address[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>A number of some bytes, to spread clients over the addresses and to find them (FNV-1a).</summary>
        public static uint HashOf(byte[] buffer, int offset, int length)
        {
            uint hash = HashSeed;
            for (int i = offset; i < offset + length; i++)
            {
                hash = (hash ^ buffer[i]) * HashPrime;
            }

            return hash;
        }
    }
}
