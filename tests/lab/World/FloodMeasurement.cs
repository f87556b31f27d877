using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Threading;

namespace Gateway.Lab
{
    /// <summary>One LAN host floods port 25 of a mail host elsewhere, while another browses and a real mail client asks why.</summary>
    public sealed class FloodMeasurement
    {
        /// <summary>The flood's rate (issue 3).</summary>
        public const int SynsPerSecond = 10_000;

        private const double NinetyNine = 99;
        private const double Half = 50;

        private FloodMeasurement(BrowsingFigures without, BrowsingFigures with, double sentPerSecond, CommandResult notice, TimeSpan noticeTime)
        {
            Without = without;
            With = with;
            SentPerSecond = sentPerSecond;
            Notice = notice;
            NoticeTime = noticeTime;
        }

        /// <summary>What the browsing host feels without the flood.</summary>
        public BrowsingFigures Without { get; }

        /// <summary>What it feels with it.</summary>
        public BrowsingFigures With { get; }

        /// <summary>SYNs a second that went out.</summary>
        public double SentPerSecond { get; }

        /// <summary>What swaks says in the middle of the flood.</summary>
        public CommandResult Notice { get; }

        /// <summary>How long swaks took.</summary>
        public TimeSpan NoticeTime { get; }

        /// <summary>The figures, a line each: name value unit.</summary>
        public IEnumerable<string> Lines =>
        [
            Line("flood-syns", SentPerSecond, "1/s"),
            Line("flood-loss-without", Without.LossPercent, "%"),
            Line("flood-loss-with", With.LossPercent, "%"),
            Line("flood-rtt-p50-us-without", Without.Probes.Percentile(Half), "us"),
            Line("flood-rtt-p50-us-with", With.Probes.Percentile(Half), "us"),
            Line("flood-rtt-p99-us-without", Without.Probes.Percentile(NinetyNine), "us"),
            Line("flood-rtt-p99-us-with", With.Probes.Percentile(NinetyNine), "us"),
            Line("flood-page-p99-us-without", Without.Pages.Percentile(NinetyNine), "us"),
            Line("flood-page-p99-us-with", With.Pages.Percentile(NinetyNine), "us"),
            Line("flood-pages-failed-with", With.FailedPages, "pages"),
            Line("flood-notice", NoticeTime.TotalMilliseconds, "ms"),
        ];

        /// <summary>Measures.</summary>
        /// <param name="world">The world.</param>
        /// <param name="duration">How long the flood lasts; the quiet time before it is half of that.</param>
        public static FloodMeasurement Make(LabWorld world, TimeSpan duration)
        {
            BrowsingFigures without = BrowsingHost.Browse(world.Home.Pc, duration / 2);
            SynFlood flood = new(world.Home.Printer, SynsPerSecond, duration);
            CommandResult? notice = null;
            TimeSpan noticeTime = default;
            Thread asking = new(() =>
            {
                Thread.Sleep(duration / 2);
                long begin = Stopwatch.GetTimestamp();
                notice = MailAttempt.ToForeign(world);
                noticeTime = Stopwatch.GetElapsedTime(begin);
            });
            asking.Start();
            BrowsingFigures with = BrowsingHost.Browse(world.Home.Pc, duration);
            flood.Join();
            asking.Join();
            return new FloodMeasurement(without, with, flood.SentPerSecond, notice!, noticeTime);
        }

        private static string Line(string name, double value, string unit)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.##} {unit}");
        }
    }
}
