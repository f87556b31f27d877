namespace Gateway.Lab
{
    /// <summary>Where Debian's Exim has its files, and what its package's script would make of them.</summary>
    public static class EximFolders
    {
        public const string Package = "exim4-daemon-light";
        public const string Account = "Debian-exim";
        public const string Configuration = "etc/exim4/exim4.conf";
        public const string MainLog = "var/log/exim4/mainlog";

        /// <summary>Makes the folders.</summary>
        public static void Make(PrivateRoot root)
        {
            foreach (string folder in (string[])["var/log/exim4", "run/exim4", "var/spool/exim4", "var/spool/exim4/db"])
            {
                root.Own(folder, Account);
            }
        }
    }
}
