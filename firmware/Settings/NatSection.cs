using System;
using Gateway.Nat;
using Gateway.Wire;

namespace Gateway.Settings
{
    /// <summary>The section nat.</summary>
    internal static class NatSection
    {
        private const int ForwardKeys = 4;

        /// <summary>Reads it.</summary>
        public static void Read(SettingsCursor cursor, NatSettings nat, AddressRules rules)
        {
            if (!cursor.EnterObject("maximumFlows, filtering, portForwards"))
            {
                return;
            }

            while (cursor.NextKey())
            {
                switch (cursor.Key)
                {
                    case "maximumFlows":
                        nat.MaximumFlows = cursor.ReadInteger(1, NatSettings.MaximumFlowsLimit);
                        break;
                    case "filtering":
                        nat.Filtering = ReadFiltering(cursor);
                        break;
                    default:
                        ReadForwards(cursor, nat, rules);
                        break;
                }
            }
        }

        private static NatFiltering ReadFiltering(SettingsCursor cursor)
        {
            switch (cursor.ReadWord("addressAndPortDependent, addressDependent, endpointIndependent"))
            {
                case "addressDependent":
                    return NatFiltering.AddressDependent;
                case "endpointIndependent":
                    return NatFiltering.EndpointIndependent;
                default:
                    return NatFiltering.AddressAndPortDependent;
            }
        }

        private static void ReadForwards(SettingsCursor cursor, NatSettings nat, AddressRules rules)
        {
            if (!cursor.EnterArray("port forwards", NatSettings.MaximumPortForwards))
            {
                return;
            }

            var forwards = new PortForward[NatSettings.MaximumPortForwards];
            int count = 0;
            while (cursor.NextElement())
            {
                int line = cursor.Line;
                PortForward forward = ReadForward(cursor, rules);
                if (forward != null && IsFirst(cursor, line, forwards, count, forward))
                {
                    forwards[count++] = forward;
                }
            }

            nat.PortForwards = new PortForward[count];
            Array.Copy(forwards, nat.PortForwards, count);
        }

        // Null when something is wrong with it.
        private static PortForward ReadForward(SettingsCursor cursor, AddressRules rules)
        {
            const string Keys = "protocol, externalPort, lanAddress, lanPort";
            int line = cursor.Line;
            int problems = cursor.ProblemCount;
            int keys = 0;
            var forward = new PortForward();
            if (!cursor.EnterObject(Keys))
            {
                return null;
            }

            while (cursor.NextKey())
            {
                keys++;
                switch (cursor.Key)
                {
                    case "protocol":
                        forward.Protocol = cursor.ReadWord("tcp, udp") == "udp" ? IpProtocol.Udp : IpProtocol.Tcp;
                        break;
                    case "externalPort":
                        forward.ExternalPort = cursor.ReadInteger(1, ushort.MaxValue);
                        break;
                    case "lanPort":
                        forward.LanPort = cursor.ReadInteger(1, ushort.MaxValue);
                        break;
                    default:
                        if (AddressRules.TryRead(cursor, out uint address) && rules.IsInLan(cursor, address, Ipv4Prefix.MaximumLength))
                        {
                            forward.LanAddress = address;
                        }

                        break;
                }
            }

            if (keys != ForwardKeys)
            {
                cursor.Refuse(line, "a port forward lacks a key; needed: all of " + Keys);
            }

            return cursor.ProblemCount == problems && cursor.IsJson ? forward : null;
        }

        // A port outside belongs to one host, and a host's port has one port outside (RFC 4787 REQ-1).
        private static bool IsFirst(SettingsCursor cursor, int line, PortForward[] forwards, int count, PortForward forward)
        {
            for (int i = 0; i < count; i++)
            {
                PortForward other = forwards[i];
                bool isInside = other.LanAddress == forward.LanAddress && other.LanPort == forward.LanPort;
                if (other.Protocol == forward.Protocol && (other.ExternalPort == forward.ExternalPort || isInside))
                {
                    cursor.Refuse(line, isInside
                        ? "the LAN host's port is forwarded to already; allowed: one external port for each"
                        : "the external port is forwarded already; allowed: one forward for each protocol and port");
                    return false;
                }
            }

            return true;
        }
    }
}
