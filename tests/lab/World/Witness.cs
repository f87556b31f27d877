using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Boards.Linux.Captures;

namespace Gateway.Lab
{
    /// <summary>
    /// tcpdump on a wire. What it has seen is counted by tcpdump too, from the file: no code of this project stands between the
    /// wire and the verdict.
    /// </summary>
    public sealed class Witness : IDisposable
    {
        /// <summary>What a witness must never see on the WAN: port 25 of anybody but the relay.</summary>
        public const string MailToOthers = $"tcp dst port 25 and not dst host {LabPlan.Relay} and not dst host {LabPlan.Announced}";

        /// <summary>What it must never see but where a check says so.</summary>
        public const string MailToAnnounced = $"tcp dst port 25 and dst host {LabPlan.Announced}";

        /// <summary>Mail to the relay: the proof that the witness is awake.</summary>
        public const string MailToRelay = $"tcp dst port 25 and dst host {LabPlan.Relay}";

        /// <summary>
        /// TCP's fragments at offset 1, which write over a header's ports and flags (RFC 3128), and addresses of the LAN: neither has a
        /// business on the WAN. Other later fragments belong to flows, which their first ones tell.
        /// </summary>
        public const string Strange = $"(ip proto 6 and ip[6:2] & 0x1fff = 1) or src net {LabPlan.LanPrefix}";

        /// <summary>What the foreign host answers whoever speaks to its port 25, in however many fragments: a kernel puts them together.</summary>
        public const string AnswersOfForeignMail = $"tcp src port 25 and src host {LabPlan.Foreign}";

        private const int MarkerPort = 9; // discard, RFC 863
        private const string MarkerText = "witness-mark-";

        // Ours: no burst of the lab's fills it before tcpdump has its turn (kB). Each packet takes the snap length of it, however
        // short it is: headers are enough, or what an MTU of 1500 lets through.
        private const string KernelBuffer = "16384";
        private const string SnapLength = "160";
        private const string WholeSnapLength = "2048";

        private static readonly byte[] MarkerBytes = Encoding.ASCII.GetBytes(MarkerText);

        private static readonly TimeSpan MarkTimeout = TimeSpan.FromSeconds(2); // ours: then it is lost

        private readonly LabNamespace _marker;
        private readonly string _destination;
        private readonly Daemon _daemon;
        private int _marks;

        /// <summary>Starts it.</summary>
        /// <param name="place">Where the device is.</param>
        /// <param name="device">The wire.</param>
        /// <param name="direction">What to keep: in, what the gateway sends to the wire; inout, all.</param>
        /// <param name="filter">Of that, what to keep.</param>
        /// <param name="marker">Where its marks are sent from; they must come by.</param>
        /// <param name="destination">Where they are sent to.</param>
        /// <param name="path">The capture file.</param>
        /// <param name="isWhole">Whether whole packets are kept; else the headers.</param>
        public Witness(
            LabNamespace place, string device, string direction, string filter, LabNamespace marker, string destination, string path, bool isWhole = false)
        {
            _marker = marker;
            _destination = destination;
            CapturePath = path;
            _daemon = new Daemon(
                place.Inside(
                    "tcpdump", "-i", device, "-Q", direction, "-n", "-U", "--immediate-mode", "-B", KernelBuffer, "-s", isWhole ? WholeSnapLength : SnapLength, "-Z", "root",
                    "-w", path, $"({filter}) or (udp dst port {MarkerPort})"),
                path + ".log");
            _daemon.RequireLog("listening on");
        }

        /// <summary>The capture file.</summary>
        public string CapturePath { get; }

        /// <summary>Counts what it has seen up to now.</summary>
        /// <param name="filter">In tcpdump's language.</param>
        public int Count(string filter)
        {
            Mark();
            string[] lines = Command.Run(["tcpdump", "-n", "-r", CapturePath, filter]).OrThrow().Output.Split('\n');
            int count = 0;
            foreach (string line in lines)
            {
                // What tcpdump says about the file itself bears no time.
                count += line.Length > 2 && char.IsAsciiDigit(line[0]) && line[2] == ':' ? 1 : 0;
            }

            return count;
        }

        /// <summary>Gives all packets that it has seen up to now, but for its marks.</summary>
        public List<byte[]> ReadPackets()
        {
            Mark();
            List<byte[]> packets = [];
            using CaptureReader reader = CaptureReader.Open(CapturePath);
            CapturedFrame frame = new();
            while (reader.TryRead(frame))
            {
                if (LinkLayer.TryFindIp(frame, out int offset, out _) && frame.Bytes.IndexOf(MarkerBytes) < 0)
                {
                    packets.Add(frame.Bytes[offset..].ToArray());
                }
            }

            return packets;
        }

        /// <summary>Ends it.</summary>
        /// <returns>Packets that the kernel had to let go unseen: with any, its word is worth nothing.</returns>
        public int Stop()
        {
            _daemon.Interrupt();
            foreach (string line in _daemon.Log.Split('\n'))
            {
                int end = line.IndexOf(" packets dropped by kernel", StringComparison.Ordinal);
                if (end > 0)
                {
                    return int.Parse(line.AsSpan(0, end), CultureInfo.InvariantCulture);
                }
            }

            throw new LabException($"tcpdump told no figures: {_daemon.Log}");
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _daemon.Dispose();
        }

        // Sends a packet of its own over the wire: once that stands in the file, all before it does too. It may get lost, say in a
        // flood, and is sent again then.
        private void Mark()
        {
            byte[] text = Encoding.ASCII.GetBytes($"{MarkerText}{++_marks:D6}");
            using Socket socket = _marker.Bind(ProtocolType.Udp, LabPlan.Pc);
            IPEndPoint destination = new(IPAddress.Parse(_destination), MarkerPort);
            Deadline.Require("the witness's own mark in its file", () =>
            {
                socket.SendTo(text, destination);
                return Deadline.Wait(() => ReadCapture().AsSpan().IndexOf(text) >= 0, MarkTimeout);
            });
        }

        private byte[] ReadCapture()
        {
            using FileStream file = new(CapturePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            byte[] bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
    }
}
