using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Network
{
    /// <summary>DNS, asked by dig.</summary>
    [TestClass]
    public sealed class NamesTests : LabTest
    {
        [TestMethod]
        [DataRow("A", LabPlan.WebName, LabPlan.Web, "+notcp")]
        [DataRow("MX", LabPlan.ForeignDomain, LabPlan.ForeignName, "+notcp")]
        [DataRow("A", LabPlan.WebName, LabPlan.Web, "+tcp")]
        public void A_name_is_found(string type, string name, string expected, string transport)
        {
            CommandResult result = World.Home.Pc.Run("dig", $"@{LabPlan.NameServer}", "+short", transport, type, name).OrThrow();
            Assert.Contains(expected, result.Output);
        }
    }
}
