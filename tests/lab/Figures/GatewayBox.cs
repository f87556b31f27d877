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
            // It makes its devices itself: their queues are part of what is measured.
            _process = new GatewayProcess(Box, $"{PcDevice}@{Pc.Name}", $"{ServerDevice}@{Server.Name}", null, LabFolder.InWorld("figures"));
            SettlePc();
            SettleServer();
        }

        /// <inheritdoc/>
        public override void Dispose()
        {
            _process.Dispose();
            base.Dispose();
        }
    }
}
