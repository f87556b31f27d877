#!/usr/bin/env bash
# The status page in a real browser: Debian's Chromium.
# usage: tests/browser/run.sh [--results FOLDER] [--filter EXPRESSION]
#        FOLDER takes the results (trx); EXPRESSION chooses checks, as dotnet test's: Name~Axe
#        tests/browser/run.sh screenshots
#        pictures of all pages into artifacts/browser, and their HTML; VNU_JAR may name the Nu Html Checker's vnu.jar
# exit:  0: all passed; 1: a check failed; 2: wrong arguments; 77: it can't run here, and why is said
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly limit_s=600 # ours: ten times what a loaded machine needs; then something hangs
readonly project=tests/browser/Gateway.BrowserTests.csproj
readonly assembly=artifacts/bin/Gateway.BrowserTests/debug/Gateway.BrowserTests.dll
readonly pictures=$PWD/artifacts/browser

results=artifacts/browser-results
filter='ClassName!~Screenshots'
while [ $# -gt 0 ]; do
  case "$1" in
    --results) results=$2; shift 2 ;;
    --filter) filter=$2; shift 2 ;;
    screenshots) filter='ClassName~Screenshots'; export GATEWAY_SCREENSHOTS=$pictures; shift ;;
    *) sed -n '2,7s/^# //p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
done

# No build server may outlive this script.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

bash tests/browser/prepare.sh
dotnet build -nologo -v quiet "$project"
rm -rf "$results" "${GATEWAY_SCREENSHOTS:-$results}"
timeout --kill-after=10 "$limit_s" dotnet test "$assembly" -v quiet --nologo --results-directory "$results" \
  --logger trx --logger 'console;verbosity=normal' --filter "$filter" || exit 1

if [ -n "${GATEWAY_SCREENSHOTS:-}" ]; then
  find "$pictures" -name '*.png' | wc -l | xargs echo 'pictures:'
  if [ -n "${VNU_JAR:-}" ]; then
    java -jar "$VNU_JAR" "$pictures"/*.html
    echo 'HTML: valid'
  fi
fi
