using System;
using System.Net.Sockets;
using System.Text;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Services
{
    /// <summary>A check of what the gateway asks the network: it starts knowing nothing, and leaves the world as it was.</summary>
    public abstract class ServiceTest : LabTest
    {
        /// <summary>What a relay says first.</summary>
        protected const string Relay = "220";

        /// <summary>What the gateway says in the place of others.</summary>
        protected const string Notice = "554";

        /// <summary>Nobody answers.</summary>
        protected const string Nothing = "";

        private const int GreetingLength = 512; // RFC 5321 §4.5.3.1.5
        private const int CodeLength = 3;

        private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(3); // ours: a second SYN has been sent by then

        /// <summary>Settings whose one relay is known by name, to the test's name server.</summary>
        protected static GatewaySettings ByName(params string[] names)
        {
            return new GatewaySettings { Relays = names, DnsServers = [LabPlan.TestNameServer] };
        }

        [TestCleanup]
        public void Restore()
        {
            World.TestNames.Stop();
            World.Gateway.Apply(new GatewaySettings());
            AssertWitnessSawNoMailToOthers();
        }

        /// <summary>Starts the gateway with settings and an empty state.</summary>
        protected static void StartAnew(GatewaySettings settings)
        {
            settings.Write(World.Gateway.SettingsPath);
            World.Gateway.KillAndStart(hasState: false);
        }

        /// <summary>Asserts who answers at port 25.</summary>
        protected static void AssertAnswers(string expected, string address)
        {
            Assert.AreEqual(expected, Greeting(address), $"who answers at {address}, port 25; the gateway says:\n{World.Gateway.Log}");
        }

        /// <summary>Waits until the gateway says that a name has these addresses, the lowest first as text.</summary>
        protected static void RequireResolved(string name, params string[] addresses)
        {
            World.Gateway.RequireLog($"{name} is {string.Join(", ", addresses)}");
        }

        private static string Greeting(string address)
        {
            using Socket? socket = TcpProbe.TryConnect(World.Home.Pc, LabPlan.Pc, address, LabPlan.SmtpPort, AnswerTimeout);
            if (socket == null)
            {
                return Nothing;
            }

            byte[] greeting = new byte[GreetingLength];
            int length = socket.Receive(greeting);
            socket.Send("QUIT\r\n"u8);
            return Encoding.ASCII.GetString(greeting, 0, Math.Min(length, CodeLength));
        }
    }
}
