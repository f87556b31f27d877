using Gateway.Boards.Linux.Captures;

namespace Gateway.Fuzz
{
    /// <summary>Real packets: the IP packets of captures.</summary>
    internal static class Corpus
    {
        /// <summary>Reads captures. Packets longer than a fuzzed one may be are cut.</summary>
        /// <exception cref="CaptureFormatException">A file is no capture.</exception>
        public static byte[][] Read(IEnumerable<string> paths)
        {
            List<byte[]> packets = [];
            foreach (string path in paths)
            {
                using CaptureReader reader = CaptureReader.Open(path);
                CapturedFrame frame = new();
                while (reader.TryRead(frame))
                {
                    if (LinkLayer.TryFindIp(frame, out int offset, out _))
                    {
                        packets.Add(frame.Bytes[offset..Math.Min(frame.Length, offset + PacketMaker.MaximumLength)].ToArray());
                    }
                }
            }

            return [.. packets];
        }
    }
}
