using Gateway.Wire;

namespace Gateway.Settings
{
    /// <summary>Which addresses a setting may name: such as a host can have, and in the LAN, or outside.</summary>
    internal sealed class AddressRules
    {
        private const string HostExample = "one that a single host can have, such as 198.51.100.25";

        private readonly Ipv4Prefix _lan; // null: not known, and then nothing is said about it
        private readonly uint _gateway;

        /// <summary>Makes rules for a LAN.</summary>
        /// <param name="engine">Has its address and length.</param>
        /// <param name="isLanKnown">Whether these are right; else only the rest is judged, to blame nothing for another's fault.</param>
        public AddressRules(EngineSettings engine, bool isLanKnown)
        {
            _lan = isLanKnown ? new Ipv4Prefix(engine.LanAddress, engine.LanPrefixLength) : null;
            _gateway = engine.LanAddress;
        }

        /// <summary>Reads an address.</summary>
        /// <param name="cursor">Stands on it.</param>
        /// <param name="address">The address, in host order.</param>
        /// <returns>False when it is refused.</returns>
        public static bool TryRead(SettingsCursor cursor, out uint address)
        {
            const string What = "IPv4 address";
            address = 0;
            string text = cursor.ReadString(What, HostExample);
            if (text == null)
            {
                return false;
            }

            if (!Ipv4Text.TryParse(text, out address) || Ipv4Address.IsNeverForwardedTo(address))
            {
                cursor.RefuseValue(What + " of a host", HostExample);
                return false;
            }

            return true;
        }

        /// <summary>Tells what is wrong with a block whose address has bits behind its prefix.</summary>
        /// <returns>What is wrong, to stand behind the value, and what is allowed; null when nothing is.</returns>
        public static string BitsProblemOf(uint address, int length)
        {
            var block = new Ipv4Prefix(address, length);
            return block.Address == address ? null : "has bits behind its prefix; allowed: " + Ipv4Text.Format(block);
        }

        /// <summary>Refuses an address or block, the cursor standing on it, that is not of the LAN's other hosts.</summary>
        public bool IsInLan(SettingsCursor cursor, uint address, int length)
        {
            if (_lan == null)
            {
                return true;
            }

            bool isHost = length < Ipv4Prefix.MaximumLength
                || (address != _gateway && address != _lan.Address && address != (_lan.Address | ~_lan.Mask));
            if (!isHost || !_lan.Contains(address) || length < _lan.Length)
            {
                cursor.RefuseValue(
                    length < Ipv4Prefix.MaximumLength ? "block of the LAN" : "LAN host's address",
                    "what lies in " + Ipv4Text.Format(_lan) + ", but not its first or last address nor the gateway's own");
                return false;
            }

            return true;
        }

        /// <summary>Refuses an address or block, the cursor standing on it, that shares an address with the LAN.</summary>
        public bool IsOutsideLan(SettingsCursor cursor, uint address, int length)
        {
            if (_lan == null || (!_lan.Contains(address) && !new Ipv4Prefix(address, length).Contains(_lan.Address)))
            {
                return true;
            }

            cursor.RefuseShown("lies in the LAN or holds it; allowed: what lies outside " + Ipv4Text.Format(_lan));
            return false;
        }
    }
}
