using System.IO;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests
{
    /// <summary>A check in the lab's world.</summary>
    public abstract class LabTest
    {
        /// <summary>Takes lines for people.</summary>
        public TestContext TestContext { get; set; } = null!;

        /// <summary>The world.</summary>
        protected static LabWorld World => LabSetup.World;

        [TestInitialize]
        public void NeedWorld()
        {
            _ = World;
        }

        /// <summary>Writes a figure for people; run.sh prints them at its end.</summary>
        protected void TellFigure(string line)
        {
            TestContext.WriteLine(line);
            File.AppendAllText(Path.Combine(World.Folder, "figures"), line + "\n");
        }

        /// <summary>The promise: no packet to port 25 of anybody but the relay has been on the WAN's wire since the lab began.</summary>
        protected static void AssertWitnessSawNoMailToOthers()
        {
            foreach (string filter in (string[])[Witness.MailToOthers, Witness.Strange])
            {
                Assert.AreEqual(0, World.Witness.Count(filter), $"packets on the WAN's wire of '{filter}', see {World.Witness.CapturePath}");
            }

            Assert.AreEqual(World.AnnouncedPackets, World.Witness.Count(Witness.MailToAnnounced), "packets to port 25 of the relay's other address");
        }
    }
}
