#!/usr/bin/env bash
# Gets Chromium and Japanese fonts from Debian, where they are missing.
# usage: tests/browser/prepare.sh     exit 0: all is there; 77: it can't be, and why is said
set -euo pipefail

readonly skip=77
readonly download_timeout_s=600 # ours: 100 MB; an archive that hangs must not hold up CI

cannot() {
  echo "The browser can't run here: $*"
  exit $skip
}

missing() {
  [ -x "${GATEWAY_TEST_CHROMIUM:-/usr/bin/chromium}" ] || echo chromium
  compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK*' >/dev/null || echo fonts-noto-cjk
}

needed=$(missing)
if [ -n "$needed" ]; then
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || cannot 'as root on Debian this would install' $needed
  timeout "$download_timeout_s" apt-get -qq update >/dev/null || cannot 'apt-get update fails.'
  # shellcheck disable=SC2086 # a list of names
  DEBIAN_FRONTEND=noninteractive timeout "$download_timeout_s" apt-get -qq install -y --no-install-recommends $needed >/dev/null \
    || cannot "apt-get can't install:" $needed
fi
