using System;
using System.Linq;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests
{
    /// <summary>One world for all checks: it takes seconds to build, and a household has one gateway.</summary>
    [TestClass]
    public static class LabSetup
    {
        private const int LogLines = 20; // ours

        private static LabWorld? _world;
        private static string _problem = "";

        /// <summary>The world.</summary>
        public static LabWorld World
        {
            get
            {
                if (_world == null)
                {
                    Assert.Inconclusive(_problem);
                }

                return _world!;
            }
        }

        [AssemblyInitialize]
        public static void Build(TestContext _)
        {
            if (!LabFolder.IsInside)
            {
                _problem = "This is the machine's own world, not the lab's: start tests/lab/run.sh.";
                return;
            }

            _world = new LabWorld();
        }

        [AssemblyCleanup]
        public static void TakeDown()
        {
            if (_world == null)
            {
                return;
            }

            int unseen = _world.Witness.Stop();
            int collector = _world.Collector.Stop();
            string[] log = _world.Collector.Log.Split('\n');
            _world.Dispose();
            if (unseen != 0)
            {
                throw new InvalidOperationException($"The witness missed {unseen} packets: what it says proves nothing.");
            }

            if (collector != 0)
            {
                throw new InvalidOperationException($"The collector ended with {collector}: {string.Join('\n', log.TakeLast(LogLines))}");
            }
        }
    }
}
