using Gateway.Lab;

namespace Gateway.LabFigures
{
    /// <summary>The firmware, between two TUN devices.</summary>
    internal sealed class GatewayBox : NatBox
    {
        private readonly GatewayProcess _process;

        /// <summary>Builds it.</summary>
        public GatewayBox()
            : base("gateway")
        {
            Pc.AddTun(PcDevice);
            Server.AddTun(ServerDevice);
            SettlePc();
            SettleServer();
            _process = new GatewayProcess(Box, $"{PcDevice}@{Pc.Name}", $"{ServerDevice}@{Server.Name}", LabFolder.InWork("figures"));
        }

        /// <inheritdoc/>
        public override void Dispose()
        {
            _process.Dispose();
            base.Dispose();
        }
    }
}
