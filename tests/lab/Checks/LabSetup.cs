using System;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests
{
    /// <summary>One world for all checks: it takes seconds to build, and a household has one gateway.</summary>
    [TestClass]
    public static class LabSetup
    {
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
            _world.Dispose();
            if (unseen != 0)
            {
                throw new InvalidOperationException($"The witness missed {unseen} packets: what it says proves nothing.");
            }
        }
    }
}
