using System;
using System.IO;
using System.Linq;

namespace Gateway.Lab
{
    /// <summary>A LAN host without an address of its own, and one of Debian's DHCP clients on it, in the foreground.</summary>
    public sealed class DhcpClient : IDisposable
    {
        /// <summary>What <see cref="DhcpProgram.Udhcpc"/> tells of itself.</summary>
        public const string HostName = "guest-of-the-lab";

        // What the clients call when something happens: each has its own names for it. It sets address and route, and notes both;
        // nothing else of the machine is touched.
        private const string Script = """
            #!/bin/sh
            event=${reason:-$1}
            address=${new_ip_address:-$ip}
            case $event in
              bound | renew | BOUND | RENEW | REBIND | REBOOT)
                ip address replace "$address/24" dev eth0
                ip route replace default via "${new_routers:-$router}" ;;
              deconfig | EXPIRE | FAIL | RELEASE) ip address flush dev eth0 ;;
            esac
            echo "$event $address ${new_subnet_mask:-$subnet} ${new_routers:-$router} ${new_dhcp_lease_time:-$lease} ${new_domain_name:-$domain} ${new_domain_name_servers:-$dns}" >> NOTES
            """;

        // dhcpcd knows one host a machine: its sockets and leases are this host's alone.
        private const string PrivateFolders =
            "mkdir -p /run/dhcpcd /var/lib/dhcpcd && mount -t tmpfs none /run/dhcpcd && mount --bind \"$0\" /var/lib/dhcpcd && exec \"$@\"";

        private readonly string _folder;
        private readonly DhcpProgram _program;
        private Daemon? _daemon;

        /// <summary>Makes the host; the client is not started yet.</summary>
        /// <param name="home">Where.</param>
        /// <param name="program">Which client.</param>
        /// <param name="name">The host's name.</param>
        /// <param name="card">Its Ethernet address; null for any.</param>
        public DhcpClient(HomeNetwork home, DhcpProgram program, string name, string? card = null)
        {
            _program = program;
            _folder = LabFolder.InWorld($"world/dhcp-{name}");
            Directory.CreateDirectory(InFolder("lib"));
            File.WriteAllText(InFolder("script"), Script.Replace("NOTES", InFolder("notes"), StringComparison.Ordinal) + "\n");
            Command.Run(["chmod", "755", InFolder("script")]).OrThrow();
            File.WriteAllText(InFolder("dhcpcd.conf"), "noipv6rs\nnoipv4ll\nnohook resolv.conf\noption domain_name_servers, domain_name, routers, interface_mtu\nrequire dhcp_server_identifier\n");
            Host = home.Join(name, card);
        }

        /// <summary>The host.</summary>
        public LabNamespace Host { get; }

        /// <summary>What the client told its script, a line each; the oldest first.</summary>
        public string[] Notes => File.Exists(InFolder("notes")) ? File.ReadAllLines(InFolder("notes")) : [];

        /// <summary>The address that the host has; null for none.</summary>
        public string? Address => Host.Run("ip", "-4", "-o", "address", "show", "dev", HomeNetwork.HostDevice).Output
            .Split([' ', '/'], StringSplitOptions.RemoveEmptyEntries).SkipWhile(word => word != "inet").ElementAtOrDefault(1);

        /// <summary>Starts the client, as the host's boot does, and waits for an address.</summary>
        /// <returns>The address.</returns>
        public string Start()
        {
            string script = InFolder("script");
            string device = HomeNetwork.HostDevice;
            _daemon = new Daemon(
                Host.Inside(_program switch
                {
                    DhcpProgram.Dhclient =>
                        ["dhclient", "-d", "-v", "-4", "-sf", script, "-lf", InFolder("leases"), "-pf", InFolder("pid"), "-cf", "/dev/null", device],
                    DhcpProgram.Udhcpc => ["busybox", "udhcpc", "-f", "-a", "-R", "-i", device, "-s", script, "-x", "hostname:" + HostName],
                    _ => ["unshare", "--mount", "sh", "-c", PrivateFolders, InFolder("lib"), "dhcpcd", "-B", "-4", "-d", "-f", InFolder("dhcpcd.conf"), "-c", script, device],
                }),
                InFolder("log"));
            Deadline.Require($"an address by {_program}", () => Address != null, () => _daemon.Log);
            return Address!;
        }

        /// <summary>Ends the client as a cut of power would. The host loses its address, and the client keeps what it has on disk.</summary>
        public void PowerOff()
        {
            _daemon?.Kill();
            Stopped();
        }

        /// <summary>Has the client renew its lease now.</summary>
        public void Renew()
        {
            int before = Notes.Length;
            Signal(_program == DhcpProgram.Udhcpc ? "USR1" : "HUP");
            Deadline.Require("a renewal", () => Notes.Length > before, () => _daemon!.Log);
        }

        /// <summary>Has the client give its address back, and end.</summary>
        public void Release()
        {
            switch (_program)
            {
                case DhcpProgram.Dhclient:
                    Host.Run("dhclient", "-r", "-v", "-4", "-sf", InFolder("script"), "-lf", InFolder("leases"), "-pf", InFolder("pid"), "-cf", "/dev/null", HomeNetwork.HostDevice)
                        .OrThrow();
                    break;
                case DhcpProgram.Udhcpc:
                    Signal("TERM");
                    break;
                default:
                    Signal("ALRM");
                    break;
            }

            Deadline.Require("the client's end", () => !_daemon!.IsRunning, () => _daemon!.Log);
            Stopped();
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _daemon?.Kill();
            _daemon?.Dispose();
            Host.Dispose();
        }

        // 'ip netns exec' becomes the program that it starts.
        private void Signal(string name)
        {
            Command.Run(["kill", $"-{name}", $"{_daemon!.ProcessId}"]).OrThrow();
        }

        private string InFolder(string name)
        {
            return Path.Combine(_folder, name);
        }

        private void Stopped()
        {
            _daemon?.Dispose();
            _daemon = null;
            Host.Configure("address", "flush", "dev", HomeNetwork.HostDevice);
        }
    }
}
