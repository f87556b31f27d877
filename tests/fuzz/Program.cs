using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Gateway.Boards.Linux.Captures;
using Gateway.Boards.Linux.Commands;
using Gateway.Boards.Linux.Replay;

namespace Gateway.Fuzz
{
    /// <summary>The command line.</summary>
    public static class Program
    {
        private const long DefaultPackets = 10_000_000; // what CI does, within a minute
        private const int HangMs = 10_000; // ours: a packet takes microseconds; longer is a hang, also on a loaded machine
        private const int LookMs = 1000;
        private const int FaultFound = 1;

        private const string Help = """
            Examples:
              # What CI runs, with this project's captures as the corpus
              dotnet run -c Release --project tests/fuzz -- tests/captures/*.pcap
              # A long run
              dotnet run -c Release --project tests/fuzz -- --packets 1000000000 tests/captures/*.pcap
              # Again what a run found: its seed, with the same captures
              dotnet run -c Release --project tests/fuzz -- --seed 12345 tests/captures/*.pcap

            Exit codes:
              0  no fault
              1  a fault: the packet and the seed are said
              2  bad arguments, or a capture that can't be read
            """;

        /// <summary>Runs it.</summary>
        /// <returns>The exit code.</returns>
        public static int Main(string[] args)
        {
            Option<long> packets = new("--packets") { Description = "How many.", DefaultValueFactory = _ => DefaultPackets };
            Option<uint> seed = new("--seed") { Description = "The randomness; else another every time.", DefaultValueFactory = _ => (uint)Random.Shared.Next() };
            Argument<string[]> captures = new("captures") { Description = "pcap or pcapng files: the corpus.", Arity = ArgumentArity.ZeroOrMore };
            RootCommand root = new("Puts packets near the edges into the engine from all sides, and looks for what can't be.") { packets, seed, captures };
            ExamplesHelpAction.AddTo(root, Help);
            root.SetAction(parsed => Run(parsed.GetValue(packets), parsed.GetValue(seed), parsed.GetValue(captures) ?? []));
            ParseResult result = root.Parse(args);
            return result.Errors.Count > 0 && result.Action is not ExamplesHelpAction ? Refuse(result) : result.Invoke();
        }

        private static int Refuse(ParseResult result)
        {
            foreach (System.CommandLine.Parsing.ParseError error in result.Errors)
            {
                Console.Error.WriteLine($"error: {error.Message}");
            }

            return (int)ExitCode.BadInput;
        }

        private static int Run(long packets, uint seed, string[] captures)
        {
            byte[][] corpus;
            try
            {
                corpus = Corpus.Read(captures);
            }
            catch (Exception exception) when (exception is CaptureFormatException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine($"error: {exception.Message}");
                return (int)ExitCode.BadInput;
            }

            Console.WriteLine($"seed {seed}, {corpus.Length} packets in the corpus");
            FuzzRun run = new(seed, corpus);
            using CancellationTokenSource finished = new();
            Thread guard = new(() => EndWhenItHangs(run, finished.Token)) { IsBackground = true };
            guard.Start();
            Stopwatch time = Stopwatch.StartNew();
            string? fault = Play(run, packets);
            finished.Cancel();
            if (fault != null)
            {
                Console.Error.WriteLine($"fault, seed {seed}: {fault}");
                return FaultFound;
            }

            Tell(run, time.Elapsed.TotalSeconds);
            return (int)ExitCode.Success;
        }

        private static string? Play(FuzzRun run, long packets)
        {
            ProgressBar bar = new(Console.IsErrorRedirected ? null : Console.Error);
            bar.Begin("packets", packets);
            string? fault = null;
            while (fault == null && run.Packets < packets)
            {
                fault = run.RunEngine();
                bar.Report(Math.Min(run.Packets, packets));
            }

            bar.End();
            return fault;
        }

        private static void EndWhenItHangs(FuzzRun run, CancellationToken finished)
        {
            long seen = -1;
            int still = 0;
            while (!finished.WaitHandle.WaitOne(LookMs))
            {
                still = run.Packets == seen ? still + LookMs : 0;
                seen = run.Packets;
                if (still >= HangMs)
                {
                    Console.Error.WriteLine($"fault: for {HangMs / 1000} s nothing came of {run.InHand}");
                    Environment.Exit(FaultFound);
                }
            }
        }

        private static void Tell(FuzzRun run, double seconds)
        {
            WireWatch watch = run.Watch;
            Print("fuzz-packets", run.Packets, "packets");
            Print("fuzz-seconds", seconds, "s");
            Print("fuzz-sent-to-lan", watch.Sent[0], "packets");
            Print("fuzz-sent-to-wan", watch.Sent[1], "packets");
            Print("fuzz-sent-to-own-stack", watch.Sent[2], "packets");
            Print("fuzz-fragments-to-wan", watch.Fragments, "packets");
            Print("fuzz-port-25-to-relay", watch.ToRelay, "packets");
            Print("fuzz-port-25-to-others", 0, "packets");
            Print("fuzz-dropped", run.Dropped, "packets");
            Print("fuzz-flows-opened", run.Flows, "flows");
        }

        private static void Print(string name, double value, string unit)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.#} {unit}"));
        }
    }
}
