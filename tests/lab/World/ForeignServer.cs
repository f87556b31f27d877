using System;
using System.IO;

namespace Gateway.Lab
{
    /// <summary>A mail host elsewhere: Exim, with port 25 and with port 587 (STARTTLS, AUTH).</summary>
    public sealed class ForeignServer : IDisposable
    {
        private readonly PrivateRoot _root;
        private readonly LabNamespace _place;
        private readonly Daemon _daemon;

        /// <summary>Starts it.</summary>
        public ForeignServer(LabNamespace place)
        {
            _place = place;
            _root = new PrivateRoot("foreign", EximFolders.Package, place);
            EximFolders.Make(_root);
            _root.Configure(EximFolders.Configuration, "exim-foreign.conf");
            Command.Run(
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
                "-keyout", _root.At("etc/lab.key"), "-out", CertificatePath, "-subj", $"/CN={LabPlan.ForeignName}",
                "-addext", $"subjectAltName=DNS:{LabPlan.ForeignName},IP:{LabPlan.Foreign}",
            ]).OrThrow();
            _root.Own("etc/lab.key", EximFolders.Account);
            Inbox = new MailInbox(_root.At("var/inbox"));
            _daemon = new Daemon(_root.Inside("exim4", "-bdf", "-q30m"), _root.At("var/log/exim-daemon.log"));
        }

        /// <summary>What it took.</summary>
        public MailInbox Inbox { get; }

        /// <summary>Its certificate, which clients trust.</summary>
        public string CertificatePath => _root.At("etc/lab.crt");

        /// <summary>What it wrote about its sessions.</summary>
        public string Log => File.Exists(MainLog) ? File.ReadAllText(MainLog) : "";

        private string MainLog => _root.At(EximFolders.MainLog);

        /// <summary>Waits until it takes mail on both ports.</summary>
        public void Ready()
        {
            TcpProbe.RequireOpen(_place, LabPlan.Stranger, LabPlan.Foreign, LabPlan.SmtpPort);
            TcpProbe.RequireOpen(_place, LabPlan.Stranger, LabPlan.Foreign, LabPlan.SubmissionPort);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _daemon.Dispose();
            _root.Dispose();
        }
    }
}
