using System;
using System.Collections.Generic;

namespace Gateway.PcTests.Replay
{
    /// <summary>A capture in the making: packets one after the other, a few milliseconds apart.</summary>
    internal sealed class CaptureScript
    {
        private const long StepNs = 7_000_125; // odd, so that nanoseconds show

        private readonly Func<byte[], byte[]> _frame;
        private readonly List<TimedFrame> _frames = [];
        private long _nowNs;

        /// <summary>Begins on 2026-01-05 at 9:00 UTC.</summary>
        /// <param name="frame">Puts a packet into a frame.</param>
        public CaptureScript(Func<byte[], byte[]> frame)
        {
            _frame = frame;
            _nowNs = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds() * 1_000_000_000;
        }

        public IReadOnlyList<TimedFrame> Frames => _frames;

        /// <summary>Adds a packet.</summary>
        public void Packet(byte[] packet)
        {
            Frame(_frame(packet));
        }

        /// <summary>Adds a frame as it is.</summary>
        public void Frame(byte[] frame)
        {
            _frames.Add(new TimedFrame(_nowNs, frame));
            _nowNs += StepNs;
        }

        /// <summary>Lets time pass.</summary>
        public void Wait(TimeSpan time)
        {
            _nowNs += time.Ticks * 100;
        }

        /// <summary>Begins a TCP connection.</summary>
        public TcpScript Connect(string client, int clientPort, string server, int serverPort)
        {
            return new TcpScript(this, client, clientPort, server, serverPort);
        }
    }
}
