using Gateway.Boards.Linux.Devices;
using Gateway.Platform;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>
    /// Carries packets between devices and the engine, in one thread. The engine is entered under one lock, a batch of packets
    /// or a tick at a time, and never during I/O: packets are read before, and what it sends is written behind. Nothing here
    /// allocates once the loop is made.
    /// </summary>
    internal sealed class PacketLoop : IPacketOutput
    {
        /// <summary>Between two ticks, in ms: the engine wants at least four a second.</summary>
        public const int TickMs = 200;

        private const int BatchPackets = 64; // ours: enough to hide the lock's cost, too few to keep the other sides waiting
        private const int Sides = 3;
        private const int QueueCapacity = 2 * BatchPackets; // ours: a packet in gives one out, and a tick at most 16 more

        private readonly Lock _gate = new();
        private readonly Engine _engine;
        private readonly IPlatformClock _clock;
        private readonly IPacketWait _wait;
        private readonly IPacketDevice?[] _devices;
        private readonly byte[][] _batch = new byte[BatchPackets][];
        private readonly int[] _lengths = new int[BatchPackets];
        private readonly PacketQueue[] _outputs = new PacketQueue[Sides];
        private readonly long[] _lost = new long[Sides];
        private long _nextTickMs;
        private volatile bool _isStopping;

        /// <summary>Makes the engine, and the loop around it.</summary>
        /// <param name="makeEngine">Makes the engine, with its output.</param>
        /// <param name="clock">The time.</param>
        /// <param name="devices">What to connect; not disposed here.</param>
        /// <param name="wait">Waits for them; not disposed here.</param>
        public PacketLoop(Func<IPacketOutput, Engine> makeEngine, IPlatformClock clock, GatewayDevices devices, IPacketWait wait)
        {
            _clock = clock;
            _wait = wait;
            _devices = [devices.Lan, devices.Wan, devices.Host];
            int maximumLength = devices.All.Max(device => device.MaximumPacketLength);
            for (int i = 0; i < BatchPackets; i++)
            {
                _batch[i] = new byte[maximumLength];
            }

            for (int side = 0; side < Sides; side++)
            {
                _outputs[side] = new PacketQueue(QueueCapacity, maximumLength);
            }

            _engine = makeEngine(this);
            _nextTickMs = clock.MonotonicMs + TickMs;
        }

        /// <summary>Packets to a side that no device took: there is none, it is down, or its queue is full.</summary>
        public long LostTo(Side side)
        {
            return Interlocked.Read(ref _lost[(int)side]);
        }

        /// <summary>Goes round until it is stopped.</summary>
        /// <exception cref="DeviceException">A device is lost.</exception>
        public void Run()
        {
            while (!_isStopping)
            {
                if (!Turn())
                {
                    _wait.Wait((int)Math.Clamp(_nextTickMs - _clock.MonotonicMs, 0, TickMs));
                }
            }
        }

        /// <summary>Goes round once: a batch from each side, and a tick if one is due.</summary>
        /// <returns>Whether there was a packet.</returns>
        public bool Turn()
        {
            bool hasPackets = false;
            for (int side = 0; side < Sides; side++)
            {
                IPacketDevice? device = _devices[side];
                hasPackets |= device != null && Take((Side)side, device);
            }

            if (_clock.MonotonicMs >= _nextTickMs)
            {
                lock (_gate)
                {
                    _engine.Tick();
                }

                Flush();
                _nextTickMs = _clock.MonotonicMs + TickMs;
            }

            return hasPackets;
        }

        /// <summary>Ends <see cref="Run"/>. Any thread may call it.</summary>
        public void Stop()
        {
            _isStopping = true;
            _wait.Wake();
        }

        /// <summary>Reads the engine, or applies settings, under the lock. Any thread may call it; it must be short, and do no I/O.</summary>
        public T WithEngine<T>(Func<Engine, T> work)
        {
            lock (_gate)
            {
                return work(_engine);
            }
        }

        /// <summary>Takes what the engine sends, under the lock; written it is behind.</summary>
        void IPacketOutput.Send(Side to, byte[] buffer, int offset, int length)
        {
            if (_devices[(int)to] == null || !_outputs[(int)to].TryAdd(buffer, offset, length))
            {
                _lost[(int)to]++;
            }
        }

        private bool Take(Side from, IPacketDevice device)
        {
            int count = 0;
            while (count < BatchPackets && (_lengths[count] = device.Read(_batch[count])) > 0)
            {
                count++;
            }

            if (count == 0)
            {
                return false;
            }

            lock (_gate)
            {
                for (int i = 0; i < count; i++)
                {
                    _engine.Receive(from, _batch[i], 0, _lengths[i]);
                }
            }

            Flush();
            return true;
        }

        private void Flush()
        {
            for (int side = 0; side < Sides; side++)
            {
                PacketQueue output = _outputs[side];
                while (output.Count > 0)
                {
                    if (!_devices[side]!.Write(output.First, 0, output.FirstLength))
                    {
                        _lost[side]++;
                    }

                    output.RemoveFirst();
                }
            }
        }
    }
}
