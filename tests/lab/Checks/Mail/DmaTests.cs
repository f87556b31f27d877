using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Mail
{
    /// <summary>dma, DragonFly's mail agent: for each message a process of its own, and bounces in a local mailbox.</summary>
    [TestClass]
    public sealed class DmaTests : MailClientTests
    {
        private const string Account = "mail"; // what it runs as
        private const string Spool = "var/spool/dma";
        private const string Mailbox = $"var/mail/{PrivateRoot.InboxUser}";

        private static PrivateRoot? _root;

        /// <inheritdoc/>
        protected override string Client => "dma";

        private static PrivateRoot Root => _root!;

        [ClassInitialize]
        public static void Start(TestContext _)
        {
            _root = new PrivateRoot("dma", "dma", World.Home.Pc);
            _root.Write("etc/mailname", "home.example\n");
            _root.Write("etc/dma/auth.conf", $"{LabPlan.Account}|{LabPlan.ForeignName}:{LabPlan.Password}\n");
            _root.Own("var/mail", Account);
        }

        [ClassCleanup]
        public static void Stop()
        {
            _root?.Dispose();
        }

        /// <inheritdoc/>
        protected override MailOutcome Send(MailRoute route, TestMail mail)
        {
            // To the relay and to others it finds the way by MX, as it does when nobody has set it up.
            Root.Configure("etc/dma/dma.conf", "dma.conf");
            if (route.IsSubmission)
            {
                using X509Certificate2 trusted = X509CertificateLoader.LoadCertificateFromFile(World.Foreign.CertificatePath);
                File.AppendAllText(
                    Root.At("etc/dma/dma.conf"),
                    $"SMARTHOST {LabPlan.ForeignName}\nPORT {route.Port}\nAUTHPATH /etc/dma/auth.conf\nSECURETRANSFER\nSTARTTLS\n"
                        + $"FINGERPRINT {trusted.GetCertHashString(HashAlgorithmName.SHA256)}\n");
            }

            int from = Bounces().Length;
            Root.Run(mail.Text, "dma", "-D", "-i", "-f", $"{PrivateRoot.InboxUser}@home.example", route.Recipient).OrThrow();
            Deadline.Require("an end in dma's queue", () => Directory.GetFiles(Root.At(Spool), "M*").Length == 0);
            string bounce = Bounces()[from..];
            return new MailOutcome(bounce.Length == 0, bounce);
        }

        private static string Bounces()
        {
            string path = Root.At(Mailbox);
            return File.Exists(path) ? File.ReadAllText(path, Encoding.Latin1) : "";
        }
    }
}
