using System.CommandLine;
using System.Runtime.InteropServices;
using Gateway.Boards.Linux.Commands;
using Gateway.Boards.Linux.Devices;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Lab
{
    /// <summary>The command lab.</summary>
    internal sealed class LabCommand
    {
        private const string Help = """
            The world is made of network namespaces that belong to this process and end with it, also when it is killed; this
            machine's own interfaces, addresses, routes and sysctls stay as they are. Without root it is made in a user
            namespace, where the kernel allows that; else it is played in memory, and the lab says so.

            Examples:
              Gateway.Linux lab
              Gateway.Linux lab --once

            Exit codes:
              0  all went as it should
              1  something did not; the last lines say what
              2  bad arguments
            """;

        private readonly CommandConsole _console;

        private readonly Option<bool> _once = new("--once")
        {
            Description = "End after the first round.",
        };

        private readonly Option<bool> _inMemory = new("--in-memory")
        {
            Description = "Make no namespaces, even where they can be had.",
        };

        private readonly Option<bool> _isInside = new(UserNamespace.Option) { Hidden = true };

        private LabCommand(CommandConsole console)
        {
            _console = console;
        }

        /// <summary>Makes the command.</summary>
        public static Command Make(CommandConsole console)
        {
            LabCommand lab = new(console);
            Command command = new("lab", "Plays a household behind the gateway, in a small world of its own. The default.")
            {
                lab._once,
                lab._inMemory,
                lab._isInside,
            };
            command.SetAction(lab.Run);
            ExamplesHelpAction.AddTo(command, Help);
            return command;
        }

        private int Run(System.CommandLine.ParseResult parsed)
        {
            LabText text = new(_console.Output, _console.IsOutputTerminal);
            bool isOnce = parsed.GetValue(_once);
            using LabWorld world = MakeWorld(parsed, text);
            using NamespaceLinks links = new(NamespaceLinks.DefaultFolder, world.Namespaces);
            text.WriteWorld(world.Reports != null);

            using ManualResetEvent stopped = new(false);
            using PosixSignalRegistration interrupt = Signals.On(PosixSignal.SIGINT, () => stopped.Set());
            using PosixSignalRegistration terminate = Signals.On(PosixSignal.SIGTERM, () => stopped.Set());
            LabRun run = new(world, text);
            bool isAllWell = run.FirstDay();
            if (!isOnce)
            {
                text.Heading("Running on, a round every 30 s. Ctrl-C ends it.");
                TellEntrance(world, links, text);
                isAllWell &= run.FurtherDays(stopped);
                text.WriteAccount(world);
            }

            return isAllWell ? (int)ExitCode.Success : (int)ExitCode.CountersDoNotAddUp;
        }

        private LabWorld MakeWorld(System.CommandLine.ParseResult parsed, LabText text)
        {
            if (parsed.GetValue(_inMemory))
            {
                return InMemory(text, "as asked for");
            }

            string why;
            try
            {
                NamespaceLinks.RemoveStale(NamespaceLinks.DefaultFolder);
                string? collector = LabCollector.Find();
                LabWorld world = LabWorld.InNamespaces(collector);
                text.Say($"The world: network namespaces of process {Environment.ProcessId}"
                    + $"{(parsed.GetValue(_isInside) ? ", in a user namespace, without root" : "")}. This machine's own network is not touched.");
                if (world.PortRangeProblem != null)
                {
                    text.Say($"NOTE: the gateway's own stack takes any port: {world.PortRangeProblem}");
                }

                if (collector == null)
                {
                    text.Say("NOTE: no reports: there is no collector beside this program. 'dotnet build tests/lab/Collector' makes it.");
                }

                return world;
            }
            catch (DeviceException exception)
            {
                why = exception.Message;
            }
            catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
            {
                why = "this is not Linux.";
                return InMemory(text, why);
            }

            if (!parsed.GetValue(_isInside) && !Environment.IsPrivilegedProcess)
            {
                why = $"{why} And {UserNamespace.Reenter(["lab", .. parsed.GetValue(_once) ? [_once.Name] : Array.Empty<string>()])}.";
            }

            return InMemory(text, why);
        }

        private static LabWorld InMemory(LabText text, string why)
        {
            text.Say($"The world: in memory, without namespaces: {why}");
            text.Say("  So the hosts have no kernel: a minimal TCP of the lab's own speaks for them, and for the gateway's own stack. "
                + "The firmware, its loop, the mail and web clients and the servers are the same.");
            text.Say("  No reports: the collector needs a kernel's stack.");
            return LabWorld.InMemory();
        }

        private static void TellEntrance(LabWorld world, NamespaceLinks links, LabText text)
        {
            (string Name, string Path) pc = world.Namespaces.FirstOrDefault(host => host.Name == world.Hosts.Pc.Name);
            if (pc.Path == null)
            {
                return;
            }

            string enter = links.AreMade
                ? $"sudo ip netns exec {NamespaceLinks.NameOf(Environment.ProcessId, pc.Name)}"
                : $"nsenter --user=/proc/{Environment.ProcessId}/ns/user --preserve-credentials --net={pc.Path}";
            text.Say("To look in, from another terminal, as the pc:");
            text.WriteCommandLine($"{enter} curl http://{Ipv4Text.Format(LabPlan.Web)}/");
        }
    }
}
