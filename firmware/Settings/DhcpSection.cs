using System;
using Gateway.Lan;
using Gateway.Wire;

namespace Gateway.Settings
{
    /// <summary>The section lan.dhcp.</summary>
    internal static class DhcpSection
    {
        private const int ReservationKeys = 2;

        /// <summary>Reads it.</summary>
        public static void Read(SettingsCursor cursor, DhcpSettings dhcp, AddressRules rules)
        {
            int line = cursor.Line;
            int problems = cursor.ProblemCount;
            if (!cursor.EnterObject("enabled, first, last, domain, reservations"))
            {
                return;
            }

            while (cursor.NextKey())
            {
                switch (cursor.Key)
                {
                    case "enabled":
                        dhcp.IsEnabled = cursor.ReadBoolean();
                        break;
                    case "first":
                        dhcp.First = ReadAddress(cursor, rules);
                        break;
                    case "last":
                        dhcp.Last = ReadAddress(cursor, rules);
                        break;
                    case "domain":
                        dhcp.Domain = cursor.ReadForm(TextForm.HostName, "domain name", "home.arpa") ?? "";
                        break;
                    default:
                        ReadReservations(cursor, dhcp, rules);
                        break;
                }
            }

            if (cursor.ProblemCount == problems && cursor.IsJson)
            {
                CheckRange(cursor, line, dhcp.First, dhcp.Last);
            }
        }

        private static void CheckRange(SettingsCursor cursor, int line, uint first, uint last)
        {
            if ((first == DhcpSettings.NoAddress) != (last == DhcpSettings.NoAddress))
            {
                cursor.Refuse(line, "the range lacks an end; needed: both first and last, or neither");
            }
            else if (first > last)
            {
                cursor.Refuse(line, "the range ends before it begins; allowed: a first address that is not above the last");
            }
            else if (last - first >= DhcpSettings.MaximumPool)
            {
                cursor.Refuse(line, "the range is too large; allowed: " + DhcpSettings.MaximumPool.ToString() + " addresses at the most");
            }
        }

        private static uint ReadAddress(SettingsCursor cursor, AddressRules rules)
        {
            return AddressRules.TryRead(cursor, out uint address) && rules.IsInLan(cursor, address, Ipv4Prefix.MaximumLength)
                ? address
                : DhcpSettings.NoAddress;
        }

        private static void ReadReservations(SettingsCursor cursor, DhcpSettings dhcp, AddressRules rules)
        {
            if (!cursor.EnterArray("reservations", DhcpSettings.MaximumReservations))
            {
                return;
            }

            var reservations = new DhcpReservation[DhcpSettings.MaximumReservations];
            int count = 0;
            while (cursor.NextElement())
            {
                int line = cursor.Line;
                DhcpReservation reservation = ReadReservation(cursor, rules);
                if (reservation != null && IsFirst(cursor, line, reservations, count, reservation))
                {
                    reservations[count++] = reservation;
                }
            }

            dhcp.Reservations = new DhcpReservation[count];
            Array.Copy(reservations, dhcp.Reservations, count);
        }

        // Null when something is wrong with it.
        private static DhcpReservation ReadReservation(SettingsCursor cursor, AddressRules rules)
        {
            const string Keys = "mac, address";
            int line = cursor.Line;
            int problems = cursor.ProblemCount;
            int keys = 0;
            var reservation = new DhcpReservation();
            if (!cursor.EnterObject(Keys))
            {
                return null;
            }

            while (cursor.NextKey())
            {
                keys++;
                if (cursor.Key == "mac")
                {
                    reservation.HardwareAddress = ReadEthernet(cursor);
                }
                else
                {
                    reservation.Address = ReadAddress(cursor, rules);
                }
            }

            if (keys != ReservationKeys)
            {
                cursor.Refuse(line, "a reservation lacks a key; needed: all of " + Keys);
            }

            return cursor.ProblemCount == problems && cursor.IsJson ? reservation : null;
        }

        private static byte[] ReadEthernet(SettingsCursor cursor)
        {
            const string What = "network card's address";
            string text = cursor.ReadString(What, EthernetText.Example);
            byte[] address = text == null ? null : EthernetText.Parse(text);
            if (text != null && address == null)
            {
                cursor.RefuseValue(What, EthernetText.Example);
            }

            return address;
        }

        private static bool IsFirst(SettingsCursor cursor, int line, DhcpReservation[] reservations, int count, DhcpReservation reservation)
        {
            for (int i = 0; i < count; i++)
            {
                bool isSameCard = true;
                for (int j = 0; j < DhcpReservation.HardwareAddressLength; j++)
                {
                    isSameCard &= reservations[i].HardwareAddress[j] == reservation.HardwareAddress[j];
                }

                if (isSameCard || reservations[i].Address == reservation.Address)
                {
                    cursor.Refuse(line, isSameCard
                        ? "the card has a reservation already; allowed: one for each"
                        : "the address is reserved already; allowed: one card for each");
                    return false;
                }
            }

            return true;
        }
    }
}
