using System;
using Gateway.Lab;

namespace Gateway.LabFigures
{
    /// <summary>slirp4netns: a NAT in user space too, in C; it ends the PC's connections and opens its own.</summary>
    internal sealed class SlirpBox : NatBox
    {
        private readonly Daemon _process;

        /// <summary>Builds it.</summary>
        public SlirpBox()
            : base("slirp4netns")
        {
            LinkServer();
            _process = new Daemon(
                Box.Inside("slirp4netns", "--configure", "--mtu=1500", "--netns-type=path", $"/run/netns/{Pc.Name}", PcDevice),
                LabFolder.InWorld("figures/slirp4netns.log"));
            Deadline.Require(
                "slirp4netns's device",
                () => Pc.Run("ip", "-brief", "address", "show", "dev", PcDevice).Output.Contains(PcAddress, StringComparison.Ordinal),
                () => _process.Log);
            SwitchOffloadsOff(Pc, PcDevice);
        }

        /// <inheritdoc/>
        public override string PcAddress => "10.0.2.100"; // slirp4netns(1), --configure

        /// <inheritdoc/>
        public override void Dispose()
        {
            _process.Dispose();
            base.Dispose();
        }
    }
}
