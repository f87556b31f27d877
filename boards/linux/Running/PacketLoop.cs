using System.Runtime.ExceptionServices;
using Gateway.Boards.Linux.Devices;
using Gateway.Platform;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>
    /// Carries packets between devices and the engine, in a thread a side: nearly all the time goes into the kernel, which does
    /// its part of reading and writing on the thread that asks for it. The engine is entered under one lock, a batch of packets
    /// or a tick at a time, and never during I/O: packets are read before, and what it sends is written behind. Nothing here
    /// allocates once the loop runs.
    /// </summary>
    internal sealed class PacketLoop : IPacketOutput
    {
        /// <summary>Between two ticks, in ms: the engine wants at least four a second.</summary>
        public const int TickMs = 200;

        private readonly Lock _gate = new();
        private readonly Engine _engine;
        private readonly IPlatformClock _clock;
        private readonly IPacketDevice?[] _devices;
        private readonly SideLoop[] _sides;
        private readonly long[] _lost;
        private PacketBatch? _output;
        private Exception? _failure;
        private long _nextTickMs;
        private volatile bool _isStopping;

        /// <summary>Makes the engine, and the loop around it.</summary>
        /// <param name="makeEngine">Makes the engine, with its output.</param>
        /// <param name="clock">The time.</param>
        /// <param name="devices">What to connect; not disposed here.</param>
        public PacketLoop(Func<IPacketOutput, Engine> makeEngine, IPlatformClock clock, GatewayDevices devices)
        {
            _clock = clock;
            _devices = [devices.Lan.Device, devices.Wan.Device, devices.Host?.Device];
            _lost = new long[_devices.Length];
            int maximumLength = devices.All.Max(port => port.Device.MaximumPacketLength);
            _sides = [.. devices.All.Select((port, side) => new SideLoop(this, (Side)side, port, maximumLength))];
            _engine = makeEngine(this);
            _nextTickMs = clock.MonotonicMs + TickMs;
        }

        /// <summary>Whether it was told to stop.</summary>
        public bool IsStopping => _isStopping;

        /// <summary>Packets to a side that no device took: there is none, it is down, or its queue is full.</summary>
        public long LostTo(Side side)
        {
            return Interlocked.Read(ref _lost[(int)side]);
        }

        /// <summary>Goes round in a thread a side until it is stopped. Returns when all of them ended.</summary>
        /// <exception cref="DeviceException">A device is lost.</exception>
        public void Run()
        {
            Thread[] threads = [.. _sides.Select((side, i) => new Thread(() => Go(side)) { IsBackground = true, Name = $"packets-{(Side)i}" })];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
            if (_failure != null)
            {
                ExceptionDispatchInfo.Throw(_failure);
            }
        }

        /// <summary>Goes round once, all sides in turn, in the thread that calls it. Not beside <see cref="Run"/>.</summary>
        /// <returns>Whether there was a packet.</returns>
        public bool Turn()
        {
            bool hasPackets = false;
            foreach (SideLoop side in _sides)
            {
                hasPackets |= side.Turn();
            }

            return hasPackets;
        }

        /// <summary>Ends <see cref="Run"/>. Any thread may call it.</summary>
        public void Stop()
        {
            _isStopping = true;
            foreach (SideLoop side in _sides)
            {
                side.Wake();
            }
        }

        /// <summary>Reads the engine, or applies settings, under the lock. Any thread may call it; it must be short, and do no I/O.</summary>
        public T WithEngine<T>(Func<Engine, T> work)
        {
            lock (_gate)
            {
                return work(_engine);
            }
        }

        /// <summary>How long no tick is due. Any thread may call it.</summary>
        public int MsToTick()
        {
            return (int)Math.Clamp(Interlocked.Read(ref _nextTickMs) - _clock.MonotonicMs, 0, TickMs);
        }

        /// <summary>Has the engine take packets, and tick if that is due.</summary>
        /// <param name="from">The side of the packets.</param>
        /// <param name="input">The packets; may be none.</param>
        /// <param name="output">Takes what the engine sends.</param>
        public void Enter(Side from, PacketBatch input, PacketBatch output)
        {
            if (input.Count == 0 && MsToTick() > 0)
            {
                return;
            }

            lock (_gate)
            {
                _output = output;
                for (int i = 0; i < input.Count; i++)
                {
                    _engine.Receive(from, input.Packet(i), 0, input.Length(i));
                }

                if (MsToTick() == 0)
                {
                    _engine.Tick();
                    Interlocked.Exchange(ref _nextTickMs, _clock.MonotonicMs + TickMs);
                }

                _output = null;
            }
        }

        /// <summary>Writes a packet to a side. Any thread may call it.</summary>
        public void Write(Side to, byte[] packet, int length)
        {
            if (_devices[(int)to]?.Write(packet, 0, length) != true)
            {
                Interlocked.Increment(ref _lost[(int)to]);
            }
        }

        /// <summary>Takes what the engine sends, under the lock; written it is behind.</summary>
        void IPacketOutput.Send(Side to, byte[] buffer, int offset, int length)
        {
            // Nobody waits for what the engine would send while settings are applied: it sends nothing then.
            if (_output?.TryAdd(to, buffer, offset, length) != true)
            {
                Interlocked.Increment(ref _lost[(int)to]);
            }
        }

        private void Go(SideLoop side)
        {
            try
            {
                side.Run();
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref _failure, exception, null);
                Stop();
            }
        }
    }
}
