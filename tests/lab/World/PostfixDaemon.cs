using System;
using System.IO;

namespace Gateway.Lab
{
    /// <summary>A Postfix in a root of its own, as the relay or as a household's.</summary>
    public sealed class PostfixDaemon : IDisposable
    {
        private readonly Daemon _daemon;

        /// <summary>Starts it.</summary>
        /// <param name="name">Its root's name.</param>
        /// <param name="place">Where.</param>
        /// <param name="configuration">Its main.cf, of the lab's configuration.</param>
        /// <param name="certificate">What it trusts, PEM; null for nothing.</param>
        /// <param name="services">Lines for its master.cf, besides the usual ones.</param>
        public PostfixDaemon(string name, LabNamespace place, string configuration, string? certificate, string services)
        {
            Root = new PrivateRoot(name, "postfix", place);
            Root.Configure("etc/postfix/main.cf", configuration);
            Root.Configure("etc/postfix/master.cf", "postfix-master.cf");
            File.AppendAllText(Root.At("etc/postfix/master.cf"), services);
            if (certificate != null)
            {
                Root.Write("etc/lab-ca.crt", certificate);
            }

            Root.Own("var/lib/postfix", "postfix");
            _daemon = new Daemon(Root.Inside("postfix", "start-fg"), Root.At("var/log/postfix.log"));
        }

        /// <summary>Its files and programs.</summary>
        public PrivateRoot Root { get; }

        /// <summary>Its log.</summary>
        public string Log => _daemon.Log;

        /// <summary>Waits until it works.</summary>
        public void Ready()
        {
            _daemon.RequireLog("daemon started");
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            // The process that was started is a script that waits: it passes no signal on.
            Root.Run(null, "postfix", "stop");
            _daemon.Dispose();
            Root.Dispose();
        }
    }
}
