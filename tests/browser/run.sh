#!/usr/bin/env bash
# The status page in a real browser. On Debian it installs Chromium and Japanese fonts where they are missing (as root).
# usage: tests/browser/run.sh                     all checks
#        tests/browser/run.sh --filter Name~axe   some (dotnet test's filters)
#        tests/browser/run.sh screenshots         pictures of all pages into artifacts/browser, and their HTML;
#                                                 validated where VNU_JAR names the Nu Html Checker's vnu.jar
# exit 0: all passed; 1: not; 77: no browser can be had
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_NOLOGO=1
readonly project=tests/browser/Gateway.BrowserTests.csproj
readonly pictures=$PWD/artifacts/browser

if [ ! -x "${GATEWAY_TEST_CHROMIUM:-/usr/bin/chromium}" ]; then
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo 'There is no Chromium: set GATEWAY_TEST_CHROMIUM, or run this as root on Debian.'
    exit 77
  fi
  apt-get install -y --no-install-recommends chromium fonts-noto-cjk || exit 77
fi

if [ "${1:-}" = screenshots ]; then
  rm -rf "$pictures"
  GATEWAY_SCREENSHOTS=$pictures dotnet test "$project" --nologo --filter Name=Take
  find "$pictures" -name '*.png' | wc -l | xargs echo 'pictures:'
  if [ -n "${VNU_JAR:-}" ]; then
    java -jar "$VNU_JAR" "$pictures"/*.html
    echo 'HTML: valid'
  fi
else
  dotnet test "$project" --nologo "$@"
fi
