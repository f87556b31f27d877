using System;
using Gateway.Wire;

namespace Gateway.Tests.Lan
{
    /// <summary>Messages as DHCP clients send them, and a look into answers: on its own, without the firmware's code for either.</summary>
    public static class DhcpBuilder
    {
        public const int Discover = 1;
        public const int Offer = 2;
        public const int Request = 3;
        public const int Decline = 4;
        public const int Ack = 5;
        public const int Nak = 6;
        public const int Release = 7;
        public const int Inform = 8;

        /// <summary>Options begin here.</summary>
        public const int Options = 240;

        /// <summary>A message, of an Ethernet card 02:00:5e:00 and the client's number, and behind its type the options.</summary>
        /// <param name="type">Its type; 0 for BOOTP.</param>
        /// <param name="client">The client's number.</param>
        /// <param name="options">Options as hex digits.</param>
        public static byte[] Message(int type, int client, string options)
        {
            return Message(type, client, 0, options);
        }

        /// <summary>The same, of a client with an address (ciaddr).</summary>
        public static byte[] Message(int type, int client, uint address, string options)
        {
            byte[] more = Support.Hex.Parse((type == 0 ? "" : Option(53, new[] { (byte)type })) + options + "ff");
            byte[] message = new byte[Options + more.Length];
            message[0] = 1;
            message[1] = 1;
            message[2] = 6;
            NetworkOrder.WriteUInt32(message, 4, 0x12340000u + (uint)client);
            NetworkOrder.WriteUInt16(message, 8, 7);
            NetworkOrder.WriteUInt32(message, 12, address);
            NetworkOrder.WriteUInt32(message, 28, 0x02005E00);
            NetworkOrder.WriteUInt16(message, 32, client);
            NetworkOrder.WriteUInt32(message, 236, 0x63825363);
            Array.Copy(more, 0, message, Options, more.Length);
            return message;
        }

        /// <summary>An option as hex digits.</summary>
        public static string Option(int code, byte[] value)
        {
            return Support.Hex.Format(new[] { (byte)code, (byte)value.Length }) + Support.Hex.Format(value);
        }

        /// <summary>An option of 32 bits as hex digits.</summary>
        public static string Option(int code, uint value)
        {
            byte[] bytes = new byte[4];
            NetworkOrder.WriteUInt32(bytes, 0, value);
            return Option(code, bytes);
        }

        /// <summary>An option of an answer as hex digits; empty where there is none, "twice" where it is there twice.</summary>
        public static string OptionOf(byte[] answer, int code)
        {
            string found = "";
            int at = Options;
            while (answer[at] != 255)
            {
                if (answer[at] == code)
                {
                    found = found.Length > 0 ? "twice" : Support.Hex.Format(answer, at + 2, answer[at + 1]);
                }

                at += 2 + answer[at + 1];
            }

            return found;
        }

        /// <summary>An answer's type; 0 where there is none.</summary>
        public static int TypeOf(byte[] answer)
        {
            return answer.Length == 0 ? 0 : Support.Hex.Parse(OptionOf(answer, 53))[0];
        }

        /// <summary>The address that an answer gives; 0 where there is none.</summary>
        public static uint AddressOf(byte[] answer)
        {
            return answer.Length == 0 ? 0 : NetworkOrder.ReadUInt32(answer, 16);
        }

        /// <summary>The lease's time in an answer; 0 where there is none.</summary>
        public static uint LeaseOf(byte[] answer)
        {
            string lease = answer.Length == 0 ? "" : OptionOf(answer, 51);
            return lease.Length == 0 ? 0 : NetworkOrder.ReadUInt32(Support.Hex.Parse(lease), 0);
        }
    }
}
