using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using static Gateway.PcTests.Replay.CapturedPackets;

namespace Gateway.PcTests.Replay
{
    /// <summary>
    /// Makes the captures in tests/captures. All hosts are of documentation blocks (RFC 5737) or private ones, all names end in
    /// .example (RFC 2606).
    /// </summary>
    internal static class OwnCaptures
    {
        public const string Computer = "192.168.1.20";
        public const string Printer = "192.168.1.21";
        public const string Resolver = "198.51.100.53";
        public const string Relay = "198.51.100.25";
        public const string ForeignMail = "192.0.2.25";
        public const string Submission = "192.0.2.60";
        public const string Web = "192.0.2.80";

        /// <summary>All of them: file name and contents.</summary>
        public static IReadOnlyDictionary<string, byte[]> All { get; } = new Dictionary<string, byte[]>
        {
            ["household.pcap"] = CaptureBytes.Pcap(Household().Frames, CaptureBytes.Ethernet, isBigEndian: false, isNanosecond: false),
            ["vlan.pcapng"] = CaptureBytes.Pcapng(Vlan().Frames, CaptureBytes.Ethernet, isBigEndian: false, resolution: 9),
            ["one-direction.pcap"] = CaptureBytes.Pcap(OneDirection(), CaptureBytes.RawIp, isBigEndian: true, isNanosecond: true),
            ["offload.pcap"] = CaptureBytes.Pcap(Offloaded(), CaptureBytes.Ethernet, isBigEndian: false, isNanosecond: false),
        };

        /// <summary>A household's two hosts: look-up, mail to the relay and past it, submission, web, ping.</summary>
        public static CaptureScript Household()
        {
            CaptureScript script = new(packet => Ethernet(packet));
            script.Frame(Arp(Computer, "192.168.1.1"));
            Lookup(script);
            Mail(script, Computer, 40001, Relay, 25);
            Mail(script, Printer, 40002, ForeignMail, 25);

            TcpScript submission = script.Connect(Computer, 40003, Submission, 587);
            submission.Server("220 submit.example ESMTP\r\n").Client("EHLO pc.example\r\n")
                .Server("250-submit.example\r\n250 STARTTLS\r\n").Client("STARTTLS\r\n").Server("220 2.0.0 Go ahead\r\n")
                .Client("\u0016\u0003\u0001\0\u0005hello").Close();

            TcpScript web = script.Connect(Computer, 40004, Web, 80);
            web.Client("GET / HTTP/1.1\r\nHost: www.example\r\n\r\n")
                .Server("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n" + new string('a', 1400)).Server(new string('b', 600)).Close();

            for (uint number = 1; number <= 2; number++)
            {
                script.Packet(Icmp(Printer, "192.0.2.1", 8, 0, (0x0BEE << 16) | number, new byte[56]));
                script.Packet(Icmp("192.0.2.1", Printer, 0, 0, (0x0BEE << 16) | number, new byte[56]));
            }

            // Nobody is there: a datagram, and the error that comes back with its first bytes.
            byte[] lost = Udp(Computer, 40005, "192.0.2.99", 33434, "lost"u8.ToArray());
            script.Packet(lost);
            script.Packet(Icmp("192.0.2.254", Computer, 3, 1, 0, lost[..28]));
            return script;
        }

        private static CaptureScript Vlan()
        {
            CaptureScript script = new(packet => packet[9] == 17
                ? Ethernet(packet, (0x8100, 10))
                : Ethernet(packet, (0x88A8, 100), (0x8100, 10)));
            Lookup(script);
            Mail(script, Computer, 40001, ForeignMail, 25);
            return script;
        }

        private static IEnumerable<TimedFrame> OneDirection()
        {
            CaptureScript script = new(packet => packet);
            Mail(script, Computer, 40001, Relay, 25);
            return script.Frames.Where(frame => BinaryPrimitives.ReadUInt16BigEndian(frame.Bytes.AsSpan(20)) == 40001);
        }

        /// <summary>As a computer captures its own uploads: checksums are left to the card, and so is cutting.</summary>
        private static IEnumerable<TimedFrame> Offloaded()
        {
            CaptureScript script = new(packet => Ethernet(packet));
            string upload = string.Concat(Enumerable.Range(0, 500).Select(line => $"line {line:0000}\r\n"));
            TcpScript web = script.Connect(Computer, 40001, Web, 80);
            web.Client($"PUT /log HTTP/1.1\r\nHost: www.example\r\nContent-Length: {upload.Length}\r\n\r\n").Client(upload)
                .Server("HTTP/1.1 204 No Content\r\n\r\n").Close();
            return script.Frames.Select(frame => new TimedFrame(frame.TimestampNs, LeaveToCard(frame.Bytes)));
        }

        private static byte[] LeaveToCard(byte[] frame)
        {
            const int Ip = 14;
            const int Transport = Ip + 20;
            bool isOutgoing = frame[Ip + 15] == 20; // from the computer
            if (!isOutgoing)
            {
                return frame;
            }

            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(Ip + 10), 0);
            int length = BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(Ip + 2)) - 20;
            long sum = 6 + length;
            for (int at = Ip + 12; at < Transport; at += 2)
            {
                sum += BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(at));
            }

            sum = (sum & 0xFFFF) + (sum >> 16);
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(Transport + 16), (ushort)((sum & 0xFFFF) + (sum >> 16)));
            return frame;
        }

        private static void Lookup(CaptureScript script)
        {
            script.Packet(Udp(Computer, 50001, Resolver, 53, DnsMessage(0x1234, "smtp.isp.example", null)));
            script.Packet(Udp(Resolver, 53, Computer, 50001, DnsMessage(0x1234, "smtp.isp.example", Relay)));
        }

        private static void Mail(CaptureScript script, string client, int clientPort, string server, int serverPort)
        {
            TcpScript mail = script.Connect(client, clientPort, server, serverPort);
            mail.Server("220 mail.example ESMTP\r\n").Client("EHLO pc.example\r\n").Server("250 mail.example\r\n")
                .Client("MAIL FROM:<a@isp.example>\r\n").Server("250 2.1.0 Ok\r\n")
                .Client("RCPT TO:<b@mail.example>\r\n").Server("250 2.1.5 Ok\r\n")
                .Client("DATA\r\n").Server("354 Go on\r\n")
                .Client("Subject: Hello\r\n\r\nHello.\r\n.\r\n").Server("250 2.0.0 Queued\r\n")
                .Client("QUIT\r\n").Server("221 2.0.0 Bye\r\n").Close();
        }
    }
}
