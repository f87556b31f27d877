using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Network
{
    /// <summary>The firmware's end, and its next start.</summary>
    [TestClass]
    public sealed class RestartTests : LabTest
    {
        [TestMethod]
        public void After_a_kill_it_starts_as_if_nothing_had_been()
        {
            for (int i = 0; i < 3; i++)
            {
                World.Gateway.KillAndStart();
                AssertWorks();
            }
        }

        [TestMethod]
        public void It_stops_in_order_and_its_counters_add_up()
        {
            (int exitCode, string log) = World.Gateway.StopAndStart();
            Assert.AreEqual(0, exitCode, log);
            AssertWorks();
        }

        private static void AssertWorks()
        {
            TcpProbe.RequireOpen(World.Home.Pc, LabPlan.Pc, LabPlan.Web, LabPlan.EchoPort);
            CommandResult blocked = MailAttempt.ToForeign(World);
            Assert.Contains("554 5.7.1 Help:", blocked.Output, blocked.ToString());
            AssertWitnessSawNoMailToOthers();
        }
    }
}
