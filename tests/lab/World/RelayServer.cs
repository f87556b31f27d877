using System;

namespace Gateway.Lab
{
    /// <summary>The ISP's relay: Postfix.</summary>
    public sealed class RelayServer : IDisposable
    {
        private const string MailService = "smtp inet n - n - - smtpd\n";

        private readonly PostfixDaemon _postfix;

        /// <summary>Starts it.</summary>
        public RelayServer(LabNamespace place)
        {
            _postfix = new PostfixDaemon("relay", place, "postfix-relay.cf", null, MailService);
            Inbox = new MailInbox(_postfix.Root.At("var/inbox"));
        }

        /// <summary>What it took.</summary>
        public MailInbox Inbox { get; }

        /// <summary>Waits until it takes mail.</summary>
        public void Ready()
        {
            _postfix.Ready();
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _postfix.Dispose();
        }
    }
}
