using System;
using System.IO;
using System.Linq;
using Gateway.PcTests.Project;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Replay
{
    /// <summary>Holds the files in tests/captures against what makes them.</summary>
    [TestClass]
    public class OwnCaptureTests
    {
        // Set to anything, it makes the test write the files instead (tests/captures/README.md).
        private const string WriteVariable = "GATEWAY_WRITE_CAPTURES";

        [TestMethod]
        public void The_files_are_what_the_generator_makes()
        {
            string folder = Checkout.PathOf("tests/captures");
            foreach ((string name, byte[] bytes) in OwnCaptures.All)
            {
                string path = Path.Combine(folder, name);
                if (Environment.GetEnvironmentVariable(WriteVariable) != null)
                {
                    File.WriteAllBytes(path, bytes);
                }

                CollectionAssert.AreEqual(bytes, File.ReadAllBytes(path), name);
            }

            string[] files = Directory.GetFiles(folder, "*.pcap*").Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray();
            CollectionAssert.AreEqual(OwnCaptures.All.Keys.Order(StringComparer.Ordinal).ToArray(), files);
        }

        [TestMethod]
        public void Checksums_are_right_by_another_library()
        {
            foreach (TimedFrame frame in OwnCaptures.Household().Frames.Skip(1))
            {
                OracleAssert.IsValid(PacketDotNet.Packet.ParsePacket(PacketDotNet.LinkLayers.Ethernet, frame.Bytes));
            }
        }
    }
}
