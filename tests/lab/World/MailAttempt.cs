namespace Gateway.Lab
{
    /// <summary>A mail client that asks for no more than the greeting.</summary>
    public static class MailAttempt
    {
        /// <summary>Tries port 25 of a mail host elsewhere, with swaks.</summary>
        public static CommandResult ToForeign(LabWorld world)
        {
            return world.Home.Pc.Run(
                "swaks",
                "--server",
                $"{LabPlan.Foreign}:{LabPlan.SmtpPort}",
                "--from",
                LabPlan.Sender,
                "--to",
                LabPlan.Recipient,
                "--quit-after",
                "CONNECT");
        }
    }
}
