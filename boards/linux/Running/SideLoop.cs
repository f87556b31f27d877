using Gateway.Boards.Linux.Devices;
using Gateway.Platform;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>
    /// One side's part of the packet loop: reads a batch from the side's device, has the engine take it, and writes what the
    /// engine sent meanwhile, to whatever side, before it reads again. So packets of one way of a flow keep their order.
    /// </summary>
    internal sealed class SideLoop
    {
        private const int BatchPackets = 64; // ours: enough to hide the lock's cost, too few to keep the other sides waiting
        private const int OutputCapacity = 2 * BatchPackets; // ours: a packet in gives one out, and a tick at most 16 more

        private readonly PacketLoop _loop;
        private readonly Side _side;
        private readonly PacketPort _port;
        private readonly PacketBatch _input;
        private readonly PacketBatch _output;

        /// <summary>Makes it.</summary>
        /// <param name="loop">The loop that it is a part of.</param>
        /// <param name="side">The side.</param>
        /// <param name="port">Its device.</param>
        /// <param name="maximumLength">Of packets to and from whatever side.</param>
        public SideLoop(PacketLoop loop, Side side, PacketPort port, int maximumLength)
        {
            _loop = loop;
            _side = side;
            _port = port;
            _input = new PacketBatch(BatchPackets, maximumLength);
            _output = new PacketBatch(OutputCapacity, maximumLength);
        }

        /// <summary>Goes round until the loop stops.</summary>
        /// <exception cref="DeviceException">The device is lost.</exception>
        public void Run()
        {
            while (!_loop.IsStopping)
            {
                if (!Turn())
                {
                    _port.Wait.Wait(_loop.MsToTick());
                }
            }
        }

        /// <summary>Goes round once: a batch, and a tick if one is due.</summary>
        /// <returns>Whether there was a packet.</returns>
        public bool Turn()
        {
            _input.ReadFrom(_port.Device);
            _loop.Enter(_side, _input, _output);
            for (int i = 0; i < _output.Count; i++)
            {
                _loop.Write(_output.Destination(i), _output.Packet(i), _output.Length(i));
            }

            _output.Clear();
            return _input.Count > 0;
        }

        /// <summary>Ends a wait, or the next one. Any thread may call it.</summary>
        public void Wake()
        {
            _port.Wait.Wake();
        }
    }
}
