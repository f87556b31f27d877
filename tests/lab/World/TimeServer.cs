using System;
using System.IO;

namespace Gateway.Lab
{
    /// <summary>A time server: chrony, which tells this machine's time.</summary>
    public sealed class TimeServer : IDisposable
    {
        private readonly PrivateRoot _root;
        private readonly Daemon _daemon;

        /// <summary>Starts it.</summary>
        /// <param name="place">Where.</param>
        /// <param name="address">Its address.</param>
        public TimeServer(LabNamespace place, string address)
        {
            _root = new PrivateRoot($"chrony-{address}", "chrony", place);
            _root.Configure("etc/chrony/chrony.conf", "chrony.conf");
            File.AppendAllText(_root.At("etc/chrony/chrony.conf"), $"bindaddress {address}\n");
            _daemon = new Daemon(_root.Inside("chronyd", "-x", "-d", "-u", "root", "-f", "/etc/chrony/chrony.conf"), _root.At("var/log/chrony.log"));
            _daemon.RequireLog("Disabled control of system clock");
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _daemon.Dispose();
            _root.Dispose();
        }
    }
}
