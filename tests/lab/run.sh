#!/usr/bin/env bash
# The lab: the firmware between real mail servers, clients and browsers, in network namespaces of its own.
# Most checks wait for the firmware's own time limits, so that they are parted among worlds that run at a time; those that load
# the machine are all in one. With a filter there is one world.
# usage: tests/lab/run.sh [--results FOLDER] [--filter EXPRESSION]
#        FOLDER takes the results (trx); EXPRESSION chooses checks, as dotnet test's: Name~Relay, ClassName~Swaks
# exit:  0: all passed; 1: a check failed; 77: it can't run here, and why is said
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly limit_s=1500 # ours: three times what a loaded machine needs; then something hangs

readonly relay=198.51.100.25 # LabPlan.Relay
readonly announced=192.0.2.26 # LabPlan.Announced: checks say in a file how many packets may go there

# world: its classes of checks. The world home has all that are in no other.
readonly -A classes=([leases]='DhcpTests' [names]='RelayNameTests NameServerFaultTests' [reports]='LabTests.Reports.')
declare -A worlds # world: what chooses its checks
for name in "${!classes[@]}"; do
  for class in ${classes[$name]}; do
    worlds[$name]+="${worlds[$name]:+|}ClassName~$class"
    worlds[home]+="${worlds[home]:+&}ClassName!~$class"
  done
done

results=artifacts/lab/results
while [ $# -gt 0 ]; do
  case "$1" in
    --results) results=$2; shift 2 ;;
    --filter) worlds=([home]=$2); shift 2 ;;
    *) sed -n '5,7s/^# //p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
done

# No build server may outlive this script.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

bash tests/lab/prepare.sh
dotnet build -nologo -v quiet -c Release tests/lab/Checks/Gateway.LabTests.csproj

rm -rf "$results"
declare -A processes
for name in "${!worlds[@]}"; do
  setpriv --pdeathsig KILL timeout --kill-after=10 "$limit_s" bash tests/lab/enter.sh "$name" \
    dotnet test artifacts/bin/Gateway.LabTests/release/Gateway.LabTests.dll -v quiet --nologo --results-directory "$results/$name" \
    --logger trx --logger 'console;verbosity=normal' --filter "${worlds[$name]}" > >(exec sed -u "s/^/$name: /") 2>&1 &
  processes[$name]=$!
done
failed=0
for name in "${!worlds[@]}"; do
  wait "${processes[$name]}" || failed=1
done

# The last word is tcpdump's, on its own file.
# usage: witness WORLD FILTER     how many packets it saw
witness() {
  tcpdump -n -r "artifacts/lab/$1/world/wan.pcap" "$2" 2>/dev/null | wc -l
}

for name in "${!worlds[@]}"; do
  world=artifacts/lab/$name/world
  if [ -f "$world/figures" ]; then
    sed "s/^/$name: figure: /" "$world/figures"
  fi
  if [ -f "$world/wan.pcap" ]; then
    meant=$(cat "$world/announced" 2>/dev/null || echo 0)
    others=$(($(witness "$name" "tcp dst port 25 and not dst host $relay") - meant))
    echo "$name: witness on the WAN: $(witness "$name" "tcp dst port 25 and dst host $relay") packets to port 25 of the relay, $meant to that of a relay that checks announced, $others to port 25 of others"
    [ "$(witness "$name" "tcp dst port 25 and dst host $announced")" -eq "$meant" ] || failed=1
    [ "$others" -eq 0 ] || failed=1
  fi
done
exit "$failed"
