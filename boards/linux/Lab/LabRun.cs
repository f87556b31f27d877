using System.Globalization;
using Gateway.Boards.Linux.Running;

namespace Gateway.Boards.Linux.Lab
{
    /// <summary>The household in its world: one day told at length, then day after day, told in a line.</summary>
    internal sealed class LabRun
    {
        private const int DayMs = 30_000; // ours: something happens while somebody looks on
        private const int DaysToldEach = 10; // ours: then one in twenty, so that a lab left alone fills no disk
        private const int DaysBetweenLines = 20;

        private readonly LabWorld _world;
        private readonly LabText _text;
        private readonly Household _household;

        /// <summary>Makes a run.</summary>
        public LabRun(LabWorld world, LabText text)
        {
            _world = world;
            _text = text;
            _household = new Household(world);
        }

        /// <summary>One day, told at length.</summary>
        /// <returns>Whether all went as it should.</returns>
        public bool FirstDay()
        {
            List<string> wrong = [];
            _household.Live(outcome =>
            {
                _text.Write(outcome);
                AddIfWrong(outcome, wrong);
            });
            if (_world.Reports is LabReports reports)
            {
                SceneOutcome outcome = reports.Begin();
                _text.Write(outcome);
                AddIfWrong(outcome, wrong);
            }

            _text.WriteAccount(_world);
            WanWitness witness = _world.Witness;
            _text.Heading("Seen on the WAN wire");
            _text.Say($"  to port 25 of the relay   {witness.Port25ToRelays,4} packets");
            _text.Say($"  to port 25 of others      {witness.Port25ToOthers,4}");
            _text.Say($"  from another address than the gateway's  {witness.ForeignSources}");
            AddWhatTheWorldSays(wrong);
            _text.Heading(wrong.Count == 0 ? "All went as it should." : "NOT as it should:");
            wrong.ForEach(line => _text.Say($"  {line}"));
            return wrong.Count == 0;
        }

        /// <summary>Further days, until it is stopped.</summary>
        /// <returns>Whether all went as it should.</returns>
        public bool FurtherDays(WaitHandle stopped)
        {
            bool isAllWell = true;
            _world.ReportTold += line => _text.Say(line);
            for (int day = 2; !stopped.WaitOne(DayMs); day++)
            {
                List<string> wrong = [];
                int scenes = 0;
                _household.Live(outcome =>
                {
                    scenes++;
                    AddIfWrong(outcome, wrong);
                });
                AddWhatTheWorldSays(wrong);
                wrong.AddRange(_world.Reports?.Wrong() ?? []);
                isAllWell &= wrong.Count == 0;
                if (wrong.Count > 0 || day <= DaysToldEach || day % DaysBetweenLines == 0)
                {
                    Tell(day, scenes, wrong);
                }
            }

            return isAllWell;
        }

        private static void AddIfWrong(SceneOutcome outcome, List<string> wrong)
        {
            if (!outcome.IsAsItShould)
            {
                wrong.Add($"{outcome.Title}: {string.Join(" ", outcome.Lines)}");
            }
        }

        private void AddWhatTheWorldSays(List<string> wrong)
        {
            if (_world.Failure != null)
            {
                wrong.Add($"the firmware's loop ended: {_world.Failure.Message}");
            }

            if (_world.Witness.Port25ToOthers != 0)
            {
                wrong.Add($"{_world.Witness.Port25ToOthers} packets to port 25 of others were on the WAN wire");
            }

            if (_world.Witness.ForeignSources != 0)
            {
                wrong.Add($"{_world.Witness.ForeignSources} packets on the WAN wire had another source than the gateway's address");
            }

            if (!_world.Loop.WithEngine(CounterText.AddsUp))
            {
                wrong.Add("the firmware's counters contradict each other");
            }
        }

        private void Tell(int day, int scenes, List<string> wrong)
        {
            (int flows, long redirected) = _world.Loop.WithEngine(engine => (engine.FlowCount, engine.Op25b.RedirectedConnections));
            string time = DateTime.Now.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
            string outcome = wrong.Count == 0 ? "all as it should be" : $"{wrong.Count} NOT AS IT SHOULD BE";
            _text.Say($"{time} round {day}: {scenes} scenes, {outcome}; {flows} flows; notices so far {redirected}, "
                + $"port 25 leaks {_world.Witness.Port25ToOthers}");
            wrong.ForEach(line => _text.Say($"  {line}"));
        }
    }
}
