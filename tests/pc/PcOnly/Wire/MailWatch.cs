using System;
using System.Collections.Generic;
using Gateway.Platform;
using Gateway.Tests.Support;
using Gateway.Wire;

namespace Gateway.PcTests.Wire
{
    /// <summary>Takes what the engine sends and holds it against what may leave the house, without copying it.</summary>
    internal sealed class MailWatch : IPacketOutput
    {
        private const int HeaderUnits = (TcpHeader.MinimumLength + 7) / 8; // what fragments count in

        private readonly Ipv4Header _header = new();
        private readonly Dictionary<(uint Source, uint Destination, int Identification), HashSet<int>> _datagrams = [];

        /// <summary>The side whose packet the engine has in hand.</summary>
        public Side From { get; set; }

        /// <summary>Packets sent, by side.</summary>
        public long[] Sent { get; } = new long[3];

        /// <summary>TCP fragments sent to others than the relay.</summary>
        public long Fragments { get; private set; }

        /// <summary>What should not have been sent; null when all was well.</summary>
        public string Fault { get; private set; }

        /// <inheritdoc/>
        public void Send(Side to, byte[] buffer, int offset, int length)
        {
            Sent[(int)to]++;
            if (_header.Parse(buffer, offset, length) != ParseResult.Valid || _header.TotalLength != length)
            {
                Fault ??= $"no valid packet to {to}: {Convert.ToHexString(buffer, offset, length)}";
            }
            else if (to == Side.Wan && IsForeignMail(buffer, offset))
            {
                Fault ??= $"mail from {From} to a foreign host: {Convert.ToHexString(buffer, offset, length)}";
            }
            else if (to == Side.Wan && _header.Source != TestGateway.Wan && (From != Side.Host || _header.Source != Ipv4Address.Unspecified))
            {
                Fault ??= $"a foreign source on the WAN: {Convert.ToHexString(buffer, offset, length)}";
            }
        }

        // A TCP fragment says by its first one whether it is mail. What the receiver puts together is what is watched: nothing may
        // come without a first one, nor over the TCP header that was sent before (it is the receiver's choice which of the two
        // counts). Behind the header two hosts' datagrams of one identification may meet: the WAN can't tell them apart, and no port
        // changes by that.
        private bool IsForeignMail(byte[] buffer, int offset)
        {
            if (_header.Protocol != IpProtocol.Tcp || _header.Destination == TestGateway.Relay)
            {
                return false;
            }

            int transport = offset + _header.HeaderLength;
            int length = _header.TotalLength - _header.HeaderLength;
            int begin = _header.FragmentField & Ipv4Header.FragmentOffsetMask;
            if (begin == 0 && (length < TcpHeader.MinimumLength || TcpHeader.DestinationPort(buffer, transport) == 25))
            {
                return true;
            }

            return (_header.FragmentField & Ipv4Header.FragmentMask) != 0 && IsForeign(buffer, offset, begin, length);
        }

        private bool IsForeign(byte[] buffer, int offset, int begin, int length)
        {
            Fragments++;
            (uint, uint, int) datagram = (_header.Source, _header.Destination, NetworkOrder.ReadUInt16(buffer, offset + Ipv4Header.IdentificationOffset));
            if (begin == 0)
            {
                _datagrams[datagram] = [];
            }
            else if (!_datagrams.ContainsKey(datagram))
            {
                return true;
            }

            bool isNew = true;
            for (int unit = begin; unit < Math.Min(begin + ((length + 7) / 8), HeaderUnits); unit++)
            {
                isNew &= _datagrams[datagram].Add(unit);
            }

            return !isNew;
        }
    }
}
