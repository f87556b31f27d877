using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Services
{
    /// <summary>Answers that are not to be believed, from a name server of the lab's own: they change nothing.</summary>
    [TestClass]
    public sealed class NameServerFaultTests : ServiceTest
    {
        // Both that the gateway asks for one name; a late answer has come before it asks once more.
        private const int Questions = 2;
        private const int LateQuestions = 3;

        [TestMethod]
        [DataRow(NameServerLie.Id)]
        [DataRow(NameServerLie.Address)]
        [DataRow(NameServerLie.Port)]
        [DataRow(NameServerLie.Question)]
        [DataRow(NameServerLie.Late)]
        [DataRow(NameServerLie.ServerFailure)]
        public void A_lie_opens_nothing_and_the_truth_is_heard_afterwards(NameServerLie lie)
        {
            using LyingNameServer server = new(World.Wan, lie, LabPlan.Relay);
            int questions = lie == NameServerLie.Late ? LateQuestions : Questions;
            StartAnew(ByName(LabPlan.RelayName));
            Deadline.Require("questions for the relay", () => server.Questions >= questions, () => World.Gateway.Log);
            World.Gateway.RequireLog($"{LabPlan.RelayName} can't be found out ({(lie == NameServerLie.ServerFailure ? "server failure" : "no answer")})");
            AssertAnswers(Nothing, LabPlan.Relay);
            Assert.DoesNotContain($"{LabPlan.RelayName} is", World.Gateway.Log);

            server.TurnHonest();
            RequireResolved(LabPlan.RelayName, LabPlan.Relay);
            AssertAnswers(Relay, LabPlan.Relay);
        }

        // A name that is known stays what it is.
        [TestMethod]
        public void Spoofed_answers_add_no_relay()
        {
            World.TestNames.Serve(TestNameServer.Address(LabPlan.RelayName, LabPlan.Relay));
            StartAnew(ByName(LabPlan.RelayName));
            RequireResolved(LabPlan.RelayName, LabPlan.Relay);
            World.TestNames.Stop();
            using LyingNameServer server = new(World.Wan, NameServerLie.Id, LabPlan.Foreign);
            Deadline.Require("questions for the relay", () => server.Questions >= Questions, () => World.Gateway.Log);

            AssertAnswers(Relay, LabPlan.Relay);
            AssertAnswers(Notice, LabPlan.Foreign);
        }
    }
}
