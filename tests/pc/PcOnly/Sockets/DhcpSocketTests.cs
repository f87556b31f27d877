using Gateway.Boards.Sockets;
using Gateway.Lan;
using Gateway.Tests.Lan;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Sockets
{
    /// <summary>Port 67 where it can't be had; what it does on a network is the lab's to show (tests/lab, Dhcp checks).</summary>
    [TestClass]
    public class DhcpSocketTests
    {
        // An address that this machine has not (RFC 5737), as long as the own stack is not set up yet.
        [TestMethod]
        public void A_port_that_can_t_be_had_is_tried_again_later()
        {
            TestDhcp test = new();
            using DhcpSocket socket = new(test.Server, test.Clock);
            for (int i = 0; i < 10; i++)
            {
                socket.Step(0xC0000201);
                test.Clock.Advance(DhcpSocket.RetryMs / 4);
            }

            Assert.IsFalse(socket.IsOpen);
        }

        [TestMethod]
        public void A_server_that_is_switched_off_has_no_port()
        {
            TestDhcp test = new(new DhcpSettings { IsEnabled = false });
            using DhcpSocket socket = new(test.Server, test.Clock);
            socket.Step(0x7F000001);

            Assert.IsFalse(socket.IsOpen);
        }
    }
}
