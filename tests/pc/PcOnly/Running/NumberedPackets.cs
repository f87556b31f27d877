using System;
using System.Threading;
using Gateway.Boards.Linux.Devices;
using Gateway.Wire;

namespace Gateway.PcTests.Running
{
    /// <summary>The receiving end of a wire: looks at TCP sequence numbers, which count packets here, from 0.</summary>
    internal sealed class NumberedPackets(int expected) : IDisposable
    {
        private readonly ManualResetEventSlim _isComplete = new();
        private int _next;

        /// <summary>How many came where another was due.</summary>
        public int OutOfOrder { get; private set; }

        /// <summary>Sends numbered packets in a thread of their own, as fast as the device takes them.</summary>
        public static Thread Send(MemoryDevice device, int count, Func<uint, byte[]> make)
        {
            Thread thread = new(() => SendAll(device, count, make)) { IsBackground = true };
            thread.Start();
            return thread;
        }

        /// <summary>Takes a packet.</summary>
        public void Take(byte[] buffer, int offset, int length)
        {
            uint number = NetworkOrder.ReadUInt32(buffer, offset + Ipv4Header.MinimumLength + TcpHeader.SequenceNumberOffset);
            OutOfOrder += number == _next ? 0 : 1;
            _next++;
            if (_next == expected)
            {
                _isComplete.Set();
            }
        }

        /// <summary>Waits for all of them.</summary>
        public bool AreAllHere(int timeoutMs)
        {
            return _isComplete.Wait(timeoutMs);
        }

        public override string ToString()
        {
            return $"{_next} of {expected} are here";
        }

        public void Dispose()
        {
            _isComplete.Dispose();
        }

        private static void SendAll(MemoryDevice device, int count, Func<uint, byte[]> make)
        {
            for (uint number = 0; number < count; number++)
            {
                byte[] packet = make(number);
                SpinWait.SpinUntil(() => device.Send(packet));
            }
        }
    }
}
