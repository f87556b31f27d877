#!/usr/bin/env bash
# Runs a command in a world of its own: a process, a mount and a network namespace, with an empty /run/netns and a copy of /etc.
# When the command ends, or this script is killed, the kernel takes away all that it made: processes, mounts, namespaces, devices.
# The machine's own interfaces, routes and sysctls can't even be seen from inside.
# Worlds of other names may run beside it; of one name there is one at a time in a checkout, since its files are in
# artifacts/lab/NAME: another one waits.
# usage: tests/lab/enter.sh NAME COMMAND...
set -euo pipefail
GATEWAY_LAB=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
GATEWAY_LAB_WORLD=$1
shift
export GATEWAY_LAB GATEWAY_LAB_WORLD
readonly wait_s=1500 # ours: as long as the longest may run

mkdir -p "$GATEWAY_LAB/artifacts/lab/$GATEWAY_LAB_WORLD"
exec 9>"$GATEWAY_LAB/artifacts/lab/$GATEWAY_LAB_WORLD/lock"
flock -w "$wait_s" 9 || { echo 'Another lab runs in this checkout.'; exit 1; }
# When who started it is killed, it goes too (and with it all inside).
exec setpriv --pdeathsig KILL unshare --mount --pid --net --fork --kill-child --mount-proc bash -euc '
  mkdir -p /run/netns
  mount -t tmpfs -o mode=0755 tmpfs /run/netns
  # What a program writes into /etc (DHCP clients their resolv.conf) goes with the lab.
  etc=$GATEWAY_LAB/artifacts/lab/$GATEWAY_LAB_WORLD/etc
  mkdir -p "$etc"
  mount -t tmpfs tmpfs "$etc"
  mkdir "$etc/upper" "$etc/work"
  mount -t overlay overlay -o "lowerdir=/etc,upperdir=$etc/upper,workdir=$etc/work" /etc
  ip link set lo up
  "$@"
' lab "$@"
