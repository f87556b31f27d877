using System;
using System.IO;
using System.Linq;

namespace Gateway.Lab
{
    /// <summary>
    /// A file system of its own for a mail server that is installed nowhere: the machine's /usr with the unpacked package laid
    /// over it, read-only, and /etc and /var of its own. So each server runs as its package means it to run, Debian's mail servers,
    /// which exclude each other, run side by side, and the machine has none of them.
    /// </summary>
    public sealed class PrivateRoot : IDisposable
    {
        /// <summary>Owns the mail that has arrived.</summary>
        public const string InboxUser = "inbox";

        private const string Packages = "packages";
        private const string Roots = "roots";

        // What programs look for in /etc, whichever they are.
        private static readonly string[] SharedEtc = ["nsswitch.conf", "services", "protocols", "localtime", "ssl", "alternatives"];

        private static readonly string[] Folders = ["usr", "etc", "proc", "dev", "run", "tmp", "root", "var/log", "var/inbox"];

        private static readonly string[] UsrLinks = ["bin", "sbin", "lib", "lib64"]; // as Debian has them since 12

        // The accounts that the packages' own scripts would make.
        private static readonly string[] Accounts =
        [
            "root:x:0:0::/root:/bin/sh",
            "mail:x:8:8::/var/mail:/usr/sbin/nologin",
            "postfix:x:1901:1901::/var/spool/postfix:/usr/sbin/nologin",
            "Debian-exim:x:1902:1902::/var/spool/exim4:/usr/sbin/nologin",
            InboxUser + ":x:1905:1905::/var/inbox:/usr/sbin/nologin",
            "nobody:x:65534:65534::/:/usr/sbin/nologin",
        ];

        private static readonly string[] Groups =
        [
            "root:x:0:", "mail:x:8:", "postfix:x:1901:", "postdrop:x:1906:", "Debian-exim:x:1902:", InboxUser + ":x:1905:", "nogroup:x:65534:",
        ];

        private readonly LabNamespace _place;

        /// <summary>Makes it anew.</summary>
        /// <param name="name">Its folder's name.</param>
        /// <param name="package">The unpacked package.</param>
        /// <param name="place">Where its programs run.</param>
        public PrivateRoot(string name, string package, LabNamespace place)
        {
            _place = place;
            Folder = LabFolder.InWorld(Path.Combine(Roots, name));
            string unpacked = LabFolder.InWork(Path.Combine(Packages, package, "root"));
            if (!Directory.Exists(unpacked))
            {
                throw new LabException($"{unpacked} is missing: tests/lab/prepare.sh unpacks it.");
            }

            // Mounts of an earlier run went with that run; should one be left, nothing of it is touched.
            Command.Run(["rm", "-rf", "--one-file-system", Folder]).OrThrow();
            foreach (string folder in Folders)
            {
                Directory.CreateDirectory(At(folder));
            }

            Command.Run(["cp", "-a", $"{unpacked}/etc", $"{unpacked}/var", Folder]).OrThrow();
            Command.Run(["cp", "-a", .. SharedEtc.Select(entry => "/etc/" + entry).Where(Path.Exists), At("etc")]).OrThrow();
            foreach (string link in UsrLinks)
            {
                File.CreateSymbolicLink(At(link), "usr/" + link);
            }

            File.CreateSymbolicLink(At("var/run"), "/run");
            Write("etc/passwd", string.Join('\n', Accounts) + "\n");
            Write("etc/group", string.Join('\n', Groups) + "\n");
            Write("etc/hosts", "127.0.0.1 localhost\n");
            Write("etc/resolv.conf", $"nameserver {LabPlan.NameServer}\n");
            Own("var/inbox", InboxUser);
            Command.Run(["chmod", "1777", At("tmp")]).OrThrow();
            Command.Run(["mount", "-t", "overlay", "overlay", "-o", $"ro,lowerdir={unpacked}/usr:/usr", At("usr")]).OrThrow();
            Command.Run(["mount", "--bind", "/dev", At("dev")]).OrThrow();
            Command.Run(["mount", "-t", "proc", "proc", At("proc")]).OrThrow();
        }

        /// <summary>Where it lies on the machine.</summary>
        public string Folder { get; }

        /// <summary>A file of the lab's configuration.</summary>
        public static string ConfigPath(string name)
        {
            return Path.Combine(AppContext.BaseDirectory, "Config", name);
        }

        /// <summary>A path in here, as the machine sees it.</summary>
        public string At(string path)
        {
            return Path.Combine(Folder, path);
        }

        /// <summary>Writes a file in here.</summary>
        public void Write(string path, string text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
            File.WriteAllText(At(path), text);
        }

        /// <summary>Puts a file of the lab's configuration in here.</summary>
        public void Configure(string path, string configuration)
        {
            Write(path, File.ReadAllText(ConfigPath(configuration)));
        }

        /// <summary>Gives a file or a folder to an account; makes the folder where there is nothing.</summary>
        public void Own(string path, string account)
        {
            if (!Path.Exists(At(path)))
            {
                Directory.CreateDirectory(At(path));
            }

            string[] fields = Accounts.Single(line => line.StartsWith(account + ":", StringComparison.Ordinal)).Split(':');
            Command.Run(["chown", $"{fields[2]}:{fields[3]}", At(path)]).OrThrow();
        }

        /// <summary>A program of here and its arguments, to be run in the namespace.</summary>
        public string[] Inside(params string[] words)
        {
            return _place.Inside(["chroot", Folder, .. words]);
        }

        /// <summary>Runs a program of here.</summary>
        public CommandResult Run(byte[]? input, params string[] words)
        {
            return Command.Run(Inside(words), input);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            foreach (string mount in (string[])["proc", "dev", "usr"])
            {
                Command.Run(["umount", "-l", At(mount)]);
            }
        }
    }
}
