using System;
using Gateway.Platform;
using Gateway.Tests.Support;
using Gateway.Wire;

namespace Gateway.PcTests.Wire
{
    /// <summary>Takes what the engine sends and holds it against what may leave the house, without copying it.</summary>
    internal sealed class MailWatch : IPacketOutput
    {
        private readonly Ipv4Header _header = new();

        /// <summary>The side whose packet the engine has in hand.</summary>
        public Side From { get; set; }

        /// <summary>Packets sent, by side.</summary>
        public long[] Sent { get; } = new long[3];

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

        // A fragment may be one: its first one says so, the others can't.
        private bool IsForeignMail(byte[] buffer, int offset)
        {
            if (_header.Protocol != IpProtocol.Tcp || _header.Destination == TestGateway.Relay)
            {
                return false;
            }

            bool isLaterFragment = (_header.FragmentField & Ipv4Header.FragmentOffsetMask) != 0;
            int transport = offset + _header.HeaderLength;
            bool isCut = _header.TotalLength - _header.HeaderLength < 4;
            return isLaterFragment || isCut || TcpHeader.DestinationPort(buffer, transport) == 25;
        }
    }
}
