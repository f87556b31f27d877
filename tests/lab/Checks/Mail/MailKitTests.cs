using System;
using System.IO;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Gateway.Lab;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using MimeKit;

namespace Gateway.LabTests.Mail
{
    /// <summary>MailKit, as programs in C# use it.</summary>
    [TestClass]
    public sealed class MailKitTests : MailClientTests
    {
        private const int TimeoutMs = 20_000; // ours: no answer comes later

        /// <inheritdoc/>
        protected override string Client => "MailKit";

        /// <inheritdoc/>
        protected override TestMail MakeMail(MailRoute route)
        {
            // For a line that begins with "From " it encodes the whole body as quoted-printable: its right, but not the same bytes.
            return new TestMail(Client, route, hasFromLine: false);
        }

        /// <inheritdoc/>
        protected override MailOutcome Send(MailRoute route, TestMail mail)
        {
            using X509Certificate2 trusted = X509CertificateLoader.LoadCertificateFromFile(World.Foreign.CertificatePath);
            using SmtpClient client = new() { Timeout = TimeoutMs };
            client.ServerCertificateValidationCallback = (_, certificate, _, _) => certificate!.Equals(trusted);
            using MimeMessage message = MimeMessage.Load(new MemoryStream(mail.Wire));
            try
            {
                Socket socket = TcpProbe.Connect(World.Home.Pc, LabPlan.Pc, route.Address, route.Port);
                client.Connect(socket, route.Address, route.Port, route.IsSubmission ? SecureSocketOptions.StartTls : SecureSocketOptions.None);
                if (route.IsSubmission)
                {
                    client.Authenticate(LabPlan.Account, LabPlan.Password);
                }

                string answer = client.Send(message);
                client.Disconnect(quit: true);
                return new MailOutcome(true, answer);
            }
            catch (Exception exception) when (exception is MailKit.CommandException or MailKit.ProtocolException or IOException or SocketException)
            {
                return new MailOutcome(false, exception.ToString());
            }
        }
    }
}
