#!/usr/bin/env bash
# Prints the figures of one benchmark, a line each: name value unit.
# usage: tests/bench/run.sh NAME      NAME: engine (what a packet costs in the engine, on this PC),
#        fleet (what a collector gets from 10 000 gateways after a power cut and after outages, and what it costs him;
#        4 minutes; exit 1 when a peak after an hour is above 1.5 times the steady rate, or a request is not as it must be),
#        receivers (the last part of fleet alone: what the lab's collector, and nginx where it is installed, spend on its reports; 1 minute),
#        throughput (the gateway on Linux beside slirp4netns and the kernel's NAT; 2 minutes, root),
#        flood (10 000 SYNs a second from one LAN host: what another feels, without and with; 30 s, root)
# example: tests/bench/run.sh engine
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly limit_s=600 # ours: four times what a loaded machine needs; then something hangs

# In the lab's own namespaces (tests/lab/enter.sh), with what it needs from Debian.
in_the_lab() {
    cd "$here/../.."
    export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_NOLOGO=1
    bash tests/lab/prepare.sh >&2
    dotnet build -nologo -v quiet -c Release boards/linux/Gateway.Linux.csproj >&2
    dotnet build -nologo -v quiet -c Release tests/lab/Figures/Gateway.LabFigures.csproj >&2
    exec timeout --kill-after=10 "$limit_s" bash tests/lab/enter.sh figures dotnet artifacts/bin/Gateway.LabFigures/release/Gateway.LabFigures.dll "$1"
}

case "${1:-}" in
    engine) exec dotnet run -c Release --project "$here" -- "$1" ;;
    fleet | receivers)
        cd "$here/../.."
        dotnet build -nologo -v quiet -c Release tests/lab/Collector/Gateway.Collector.csproj >&2
        exec timeout --kill-after=10 "$limit_s" dotnet run -c Release --project "$here" -- "$1"
        ;;
    throughput | flood) in_the_lab "$1" ;;
    *) sed -n '2,9s/^# //p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
esac
