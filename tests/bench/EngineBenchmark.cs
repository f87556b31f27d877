using System;
using System.Diagnostics;
using System.Globalization;
using Gateway.Nat;
using Gateway.Platform;
using Gateway.Wire;

namespace Gateway.Bench
{
    /// <summary>
    /// What a packet costs through <see cref="Engine.Receive"/>, in one thread: known flows in random order, both directions, 64
    /// and 1400 bytes; new flows beside N living ones; allocation and memory. The cost of laying the headers into the buffer
    /// (the engine rewrites in place) is measured by itself and taken off.
    /// </summary>
    internal static class EngineBenchmark
    {
        private const int SmallPacket = 64;
        private const int LargePacket = 1400;
        private const int PacketsPerRound = 1 << 16;
        private const int Rounds = 31;
        private const int NewFlowsPerRound = 256;
        private const int TransitoryMs = 241 * 1000;

        private static readonly int[] FlowCounts = [1, 100, 512, 4096];

        /// <summary>Runs it all.</summary>
        public static void Run()
        {
            foreach (int flows in FlowCounts)
            {
                MeasureKnown(flows);
            }

            foreach (int flows in FlowCounts)
            {
                MeasureNew(flows);
            }

            Print("bytes-per-flow", (double)(BytesOf(4096) - BytesOf(1)) / 4095, "B");
            Print("bytes-engine-512", BytesOf(512), "B");
        }

        private static void MeasureKnown(int flows)
        {
            var clock = new BenchClock { MonotonicMs = 1000 };
            var output = new CountingOutput();
            Engine engine = MakeEngine(flows + 8, clock, output);
            int[] externalPorts = Open(engine, 0, flows, true);
            long sum = 0;
            int cases = 0;
            long allocated = 0;
            foreach (int size in new[] { SmallPacket, LargePacket })
            {
                foreach (Side from in new[] { Side.Lan, Side.Wan })
                {
                    byte[] headers = new byte[flows * Traffic.HeadersLength];
                    for (int flow = 0; flow < flows; flow++)
                    {
                        Span<byte> into = headers.AsSpan(flow * Traffic.HeadersLength);
                        if (from == Side.Lan)
                        {
                            Traffic.WriteOutbound(into, flow, size, TcpFlags.Ack);
                        }
                        else
                        {
                            Traffic.WriteInbound(into, flow, externalPorts[flow], size, TcpFlags.Ack);
                        }
                    }

                    double ns = MedianNs(engine, from, headers, RandomOrder(flows), size, out long bytes);
                    allocated += bytes;
                    Print($"known-flow-ns-{flows}-{(from == Side.Lan ? "outbound" : "inbound")}-{size}", ns, "ns");
                    sum += (long)(ns * 1000);
                    cases++;
                }
            }

            if (engine.Drops.Total != 0 || engine.FlowCount != flows)
            {
                throw new InvalidOperationException("The benchmark's packets did not all pass: its figures would mean nothing.");
            }

            Print($"known-flow-ns-{flows}", sum / 1000.0 / cases, "ns");
            if (flows == FlowCounts[^1])
            {
                Print("allocated-bytes-per-packet", (double)allocated / ((long)cases * (Rounds + 1) * PacketsPerRound), "B");
            }
        }

        private static double MedianNs(Engine engine, Side from, byte[] headers, int[] order, int size, out long allocated)
        {
            byte[] buffer = new byte[LargePacket];
            var results = new double[Rounds];
            double copying = double.MaxValue;
            for (int round = 0; round < Rounds; round++)
            {
                long copyStart = Stopwatch.GetTimestamp();
                for (int i = 0; i < order.Length; i++)
                {
                    Buffer.BlockCopy(headers, order[i] * Traffic.HeadersLength, buffer, 0, Traffic.HeadersLength);
                }

                copying = Math.Min(copying, Ns(copyStart, order.Length));
            }

            long before = 0;
            for (int round = -1; round < Rounds; round++)
            {
                before = round < 0 ? GC.GetAllocatedBytesForCurrentThread() : before;
                long start = Stopwatch.GetTimestamp();
                for (int i = 0; i < order.Length; i++)
                {
                    Buffer.BlockCopy(headers, order[i] * Traffic.HeadersLength, buffer, 0, Traffic.HeadersLength);
                    engine.Receive(from, buffer, 0, size);
                }

                if (round >= 0)
                {
                    results[round] = Ns(start, order.Length) - copying;
                }
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Array.Sort(results);
            return results[Rounds / 2];
        }

        private static void MeasureNew(int flows)
        {
            var clock = new BenchClock { MonotonicMs = 1000 };
            var output = new CountingOutput();
            Engine engine = MakeEngine(Math.Max(2 * flows, flows + (4 * NewFlowsPerRound)), clock, output);
            Open(engine, 0, flows, true);
            byte[] headers = new byte[NewFlowsPerRound * Traffic.HeadersLength];
            byte[] buffer = new byte[SmallPacket];
            var results = new double[Rounds * 4];
            int next = flows;
            for (int round = 0; round < results.Length; round++)
            {
                for (int i = 0; i < NewFlowsPerRound; i++, next++)
                {
                    Traffic.WriteOutbound(headers.AsSpan(i * Traffic.HeadersLength), next, SmallPacket, TcpFlags.Syn);
                }

                long start = Stopwatch.GetTimestamp();
                for (int i = 0; i < NewFlowsPerRound; i++)
                {
                    Buffer.BlockCopy(headers, i * Traffic.HeadersLength, buffer, 0, Traffic.HeadersLength);
                    engine.Receive(Side.Lan, buffer, 0, SmallPacket);
                }

                results[round] = Ns(start, NewFlowsPerRound);

                // The new ones expire, the established ones stay.
                clock.MonotonicMs += TransitoryMs;
                while (engine.FlowCount > flows)
                {
                    engine.Tick();
                }

                Open(engine, 0, flows, false);
            }

            if (engine.Drops.Total != 0)
            {
                throw new InvalidOperationException("The benchmark's packets did not all pass: its figures would mean nothing.");
            }

            Array.Sort(results);
            Print($"new-flow-ns-{flows}", results[results.Length / 2], "ns");
        }

        // Opens flows, or lets one packet of each pass, so that they stay.
        private static int[] Open(Engine engine, int first, int count, bool isNew)
        {
            byte[] buffer = new byte[SmallPacket];
            var externalPorts = new int[count];
            for (int flow = first; flow < first + count; flow++)
            {
                Traffic.WriteOutbound(buffer, flow, SmallPacket, isNew ? TcpFlags.Syn : TcpFlags.Ack);
                engine.Receive(Side.Lan, buffer, 0, SmallPacket);
                externalPorts[flow - first] = NetworkOrder.ReadUInt16(buffer, Ipv4Header.MinimumLength);
                if (isNew)
                {
                    Traffic.WriteInbound(buffer, flow, externalPorts[flow - first], SmallPacket, TcpFlags.Syn | TcpFlags.Ack);
                    engine.Receive(Side.Wan, buffer, 0, SmallPacket);
                    Traffic.WriteOutbound(buffer, flow, SmallPacket, TcpFlags.Ack);
                    engine.Receive(Side.Lan, buffer, 0, SmallPacket);
                }
            }

            return externalPorts;
        }

        private static int[] RandomOrder(int flows)
        {
            var random = new Random(2);
            var order = new int[PacketsPerRound];
            for (int i = 0; i < order.Length; i++)
            {
                order[i] = random.Next(flows);
            }

            return order;
        }

        private static long BytesOf(int flows)
        {
            EngineSettings settings = MakeSettings(flows);
            var clock = new BenchClock();
            var output = new CountingOutput();
            var random = new BenchRandom();
            long before = GC.GetAllocatedBytesForCurrentThread();
            var engine = new Engine(settings, clock, random, output, null!);
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            GC.KeepAlive(engine);
            return bytes;
        }

        private static Engine MakeEngine(int flows, BenchClock clock, CountingOutput output)
        {
            return new Engine(MakeSettings(flows), clock, new BenchRandom(), output, null!);
        }

        private static EngineSettings MakeSettings(int flows)
        {
            var settings = new EngineSettings { WanAddress = Traffic.WanAddress };
            settings.Op25b.IsFallback = false;
            settings.Nat.MaximumFlows = Math.Min(flows, NatSettings.MaximumFlowsLimit);
            return settings;
        }

        private static double Ns(long start, int packets)
        {
            return Stopwatch.GetElapsedTime(start).TotalNanoseconds / packets;
        }

        private static void Print(string name, double value, string unit)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.##} {unit}"));
        }
    }
}
