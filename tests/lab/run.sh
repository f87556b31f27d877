#!/usr/bin/env bash
# The lab: the firmware between real mail servers, clients and browsers, in network namespaces of its own.
# usage: tests/lab/run.sh [--results FOLDER] [--filter EXPRESSION]
#        FOLDER takes the results (trx); EXPRESSION chooses checks, as dotnet test's: Name~Relay, ClassName~Swaks
# exit:  0: all passed; 1: a check failed; 77: it can't run here, and why is said
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly limit_s=1500 # ours: three times what a loaded machine needs; then something hangs

readonly world=artifacts/lab/world
readonly relay=198.51.100.25 # LabPlan.Relay
readonly announced=192.0.2.26 # LabPlan.Announced: checks say in a file how many packets may go there
results=artifacts/lab/results
filter=()
while [ $# -gt 0 ]; do
  case "$1" in
    --results) results=$2; shift 2 ;;
    --filter) filter=(--filter "$2"); shift 2 ;;
    *) sed -n '2,5s/^# //p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
done

# No build server may outlive this script.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

bash tests/lab/prepare.sh
dotnet build -nologo -v quiet -c Release tests/lab/Checks/Gateway.LabTests.csproj
rm -rf "$results"
ran=0
setpriv --pdeathsig KILL timeout --kill-after=10 "$limit_s" bash tests/lab/enter.sh \
  dotnet test artifacts/bin/Gateway.LabTests/release/Gateway.LabTests.dll -v quiet --nologo \
  --results-directory "$results" --logger trx --logger 'console;verbosity=normal' "${filter[@]}" || ran=$?
if [ -f "$world/figures" ]; then
  sed 's/^/figure: /' "$world/figures"
fi

# The last word is tcpdump's, on its own file.
witness() {
  tcpdump -n -r "$world/wan.pcap" "$1" 2>/dev/null | wc -l
}
if [ -f "$world/wan.pcap" ]; then
  meant=$(cat "$world/announced" 2>/dev/null || echo 0)
  others=$(($(witness "tcp dst port 25 and not dst host $relay") - meant))
  echo "witness on the WAN: $(witness "tcp dst port 25 and dst host $relay") packets to port 25 of the relay, $meant to that of a relay that checks announced, $others to port 25 of others"
  [ "$(witness "tcp dst port 25 and dst host $announced")" -eq "$meant" ] || exit 1
  [ "$others" -eq 0 ] || exit 1
fi
[ "$ran" -eq 0 ] || exit 1
