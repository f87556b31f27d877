using System;
using Gateway.Lan;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Lan
{
    /// <summary>Which messages the server hears, and what it reads in them.</summary>
    [TestClass]
    public class DhcpMessageTests
    {
        // options behind the type DISCOVER; whether it is heard
        [DataRow("", true)]
        [DataRow("000000", true)]
        [DataRow("3204c0a80165", true)]
        [DataRow("3203c0a801", false)]
        [DataRow("3205c0a8016501", false)]
        [DataRow("3604c0a80101", true)]
        [DataRow("3602c0a8", false)]
        [DataRow("33040000003c", true)]
        [DataRow("3301ff", false)]
        [DataRow("3d0701020000000001", true)]
        [DataRow("3d020101", true)]
        [DataRow("3d0101", false)]
        [DataRow("3d00", false)]
        [DataRow("0c00", true)]
        [DataRow("340101", true)]
        [DataRow("340103", true)]
        [DataRow("34020101", false)]
        [DataRow("e0aaff", false)]
        [DataRow("e0", false)]
        [DataRow("3700", true)]
        [TestMethod]
        public void An_option_has_its_length(string options, bool isHeard)
        {
            var test = new TestDhcp();
            byte[] answer = test.Send(DhcpBuilder.Message(DhcpBuilder.Discover, 1, options));

            Assert.AreEqual(isHeard ? DhcpBuilder.Offer : 0, DhcpBuilder.TypeOf(answer));
            Assert.AreEqual(isHeard ? 0L : 1L, test.Count(DhcpResult.Malformed));
        }

        [TestMethod]
        public void A_message_cut_anywhere_before_its_type_is_none()
        {
            var test = new TestDhcp();
            byte[] message = DhcpBuilder.Message(DhcpBuilder.Discover, 1, "");
            for (int length = 0; length < DhcpBuilder.Options + 3; length++)
            {
                Assert.AreEqual(0, test.Server.Receive(0, message, length));
            }

            // The end option may be missing.
            Assert.IsTrue(test.Server.Receive(0, message, DhcpBuilder.Options + 3) > 0);
        }

        // where a byte of a good message becomes another; what becomes of the message
        [DataRow(0, 2, (int)DhcpResult.Malformed)]
        [DataRow(2, 17, (int)DhcpResult.Malformed)]
        [DataRow(2, 0, (int)DhcpResult.Malformed)]
        [DataRow(2, 16, (int)DhcpResult.Offered)]
        [DataRow(1, 6, (int)DhcpResult.Offered)]
        [DataRow(236, 0, (int)DhcpResult.Malformed)]
        [DataRow(27, 1, (int)DhcpResult.Relayed)]
        [DataRow(240, 0, (int)DhcpResult.Bootp)]
        [DataRow(240, 254, (int)DhcpResult.Bootp)]
        [DataRow(242, 0, (int)DhcpResult.Bootp)]
        [DataRow(242, 2, (int)DhcpResult.Unexpected)]
        [DataRow(242, 5, (int)DhcpResult.Unexpected)]
        [DataRow(242, 6, (int)DhcpResult.Unexpected)]
        [DataRow(242, 9, (int)DhcpResult.Unexpected)]
        [DataRow(242, 255, (int)DhcpResult.Unexpected)]
        [TestMethod]
        public void A_byte_decides(int at, int value, int result)
        {
            var test = new TestDhcp();
            byte[] message = DhcpBuilder.Message(DhcpBuilder.Discover, 1, "");
            message[at] = (byte)value;
            byte[] answer = test.Send(message);

            Assert.AreEqual(1L, test.Count((DhcpResult)result));
            Assert.AreEqual(result == (int)DhcpResult.Offered, answer.Length > 0);
        }

        [DataRow("0.0.0.0", true)]
        [DataRow("192.168.1.100", true)]
        [DataRow("169.254.7.7", true)]
        [DataRow("192.168.1.1", false)]
        [DataRow("192.168.1.0", false)]
        [DataRow("192.168.1.255", false)]
        [DataRow("192.168.2.100", false)]
        [DataRow("203.0.113.10", false)]
        [DataRow("255.255.255.255", false)]
        [TestMethod]
        public void Only_the_LAN_is_heard(string source, bool isHeard)
        {
            var test = new TestDhcp();

            Assert.AreEqual(isHeard, test.Send(TestDhcp.Address(source), DhcpBuilder.Message(DhcpBuilder.Discover, 1, "")).Length > 0);
            Assert.AreEqual(isHeard ? 0L : 1L, test.Count(DhcpResult.NotFromLan));
        }

        [TestMethod]
        public void A_server_that_is_switched_off_answers_nobody()
        {
            var test = new TestDhcp(new DhcpSettings { IsEnabled = false });

            Assert.AreEqual(0u, test.Discover(1));
            Assert.AreEqual(1L, test.Count(DhcpResult.SwitchedOff));
            Assert.AreEqual(0, new DhcpServer(test.Clock, test.Storage).Receive(0, new byte[300], 300));
        }

        // RFC 2131 section 4.1: options go on in file, then in sname, where option 52 says so. An option of neither place counts else.
        // the overload; the address asked for in file; the one in sname; which is read
        [DataRow(0, 0x65, 0x66, 0)]
        [DataRow(1, 0x65, 0x66, 0x65)]
        [DataRow(2, 0x65, 0x66, 0x66)]
        [DataRow(3, 0x65, 0x66, 0x65)]
        [TestMethod]
        public void Options_go_on_in_file_and_sname(int overload, int inFile, int inServerName, int read)
        {
            var test = new TestDhcp();
            byte[] message = DhcpBuilder.Message(DhcpBuilder.Discover, 1, overload == 0 ? "" : DhcpBuilder.Option(52, new[] { (byte)overload }));
            Array.Copy(Hex.Parse("3204c0a80100ff"), 0, message, 108, 7);
            message[113] = (byte)inFile;
            Array.Copy(Hex.Parse("3204c0a80100ff"), 0, message, 44, 7);
            message[49] = (byte)inServerName;
            uint address = DhcpBuilder.AddressOf(test.Send(message));

            Assert.AreEqual(read != 0, address == 0xC0A80100u + (uint)read);
        }

        [TestMethod]
        public void Options_in_file_end_there()
        {
            var test = new TestDhcp();
            byte[] message = DhcpBuilder.Message(DhcpBuilder.Discover, 1, "340101");
            message[234] = 50;
            message[235] = 4;
            test.Send(message);

            Assert.AreEqual(1L, test.Count(DhcpResult.Malformed));
        }

        [TestMethod]
        public void Of_an_option_that_is_there_twice_the_first_counts()
        {
            var test = new TestDhcp();

            Assert.AreEqual(0xC0A80166u, DhcpBuilder.AddressOf(test.Send(DhcpBuilder.Message(DhcpBuilder.Discover, 1, "3204c0a801663204c0a80167"))));
        }
    }
}
