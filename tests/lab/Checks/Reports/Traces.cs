using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using Gateway.Lab;

namespace Gateway.LabTests.Reports
{
    /// <summary>What no report may have: the household's and its destinations' addresses, cards and names, in the ways that they could be written.</summary>
    internal static class Traces
    {
        private static readonly string[] Addresses =
        [
            LabPlan.GatewayLan, LabPlan.Pc, LabPlan.Printer, LabPlan.Foreign, LabPlan.Announced, LabPlan.Relay, LabPlan.Web, LabPlan.Stranger, LabPlan.GatewayWan,
        ];

        private static readonly string[] Names =
        [
            LabPlan.ForeignDomain, LabPlan.RelayName, LabPlan.AnnouncedName, LabPlan.GatewayName, LabPlan.HomeDomain, LabPlan.Sender, LabPlan.Account, LabPlan.Password,
            DhcpClient.HostName,
        ];

        /// <summary>All that the lab has.</summary>
        public static IEnumerable<string> OfTheLab(LabWorld world)
        {
            return [.. Addresses.SelectMany(OfAddress), .. Names, .. OfCard(CardOf(world.Home.Pc)), .. OfCard(CardOf(world.Home.Printer)), .. OfCard(ReportTests.GuestCard)];
        }

        /// <summary>An IPv4 address, with dots and as a number of either byte order.</summary>
        public static IEnumerable<string> OfAddress(string address)
        {
            uint number = BinaryPrimitives.ReadUInt32BigEndian(IPAddress.Parse(address).GetAddressBytes());
            uint turned = BinaryPrimitives.ReverseEndianness(number);
            return [address, Decimal(number), Decimal(turned), Decimal((int)number), Decimal((int)turned), $"{number:x8}", $"{turned:x8}"];
        }

        /// <summary>An Ethernet address, in all usual ways.</summary>
        /// <param name="card">With colons.</param>
        public static IEnumerable<string> OfCard(string card)
        {
            string digits = card.Replace(":", "", StringComparison.Ordinal);
            return
            [
                card, card.Replace(':', '-'), card.Replace(':', '.'), card.Replace(':', ' '), digits, $"{digits[..4]}.{digits[4..8]}.{digits[8..]}",
                Decimal(long.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
            ];
        }

        private static string CardOf(LabNamespace host)
        {
            return host.Run("cat", $"/sys/class/net/{HomeNetwork.HostDevice}/address").OrThrow().Output.Trim();
        }

        private static string Decimal(long number)
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }
    }
}
