using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Services
{
    /// <summary>Relays by name, with dnsmasq as the ISP's name server.</summary>
    [TestClass]
    public sealed class RelayNameTests : ServiceTest
    {
        [TestMethod]
        public void A_relay_by_name_is_dropped_until_its_name_is_known_and_then_it_answers()
        {
            StartAnew(ByName(LabPlan.AnnouncedName));
            AssertAnswers(Nothing, LabPlan.Announced);
            AssertAnswers(Nothing, LabPlan.Foreign);
            AssertWitnessSawNoMailToOthers();

            World.TestNames.Serve(TestNameServer.Address(LabPlan.AnnouncedName, LabPlan.Announced));
            World.Gateway.RequireLog($"{LabPlan.AnnouncedName} is {LabPlan.Announced}");
            AssertAnswers(Relay, LabPlan.Announced);
            AssertAnswers(Notice, LabPlan.Foreign);
            Assert.IsGreaterThan(0, World.AnnounceMail());
        }
    }
}
