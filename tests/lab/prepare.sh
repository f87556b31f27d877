#!/usr/bin/env bash
# Gets what the lab needs from Debian: programs that exclude nobody are installed; the mail servers, which exclude each other,
# are unpacked below artifacts/lab/packages and installed nowhere.
# usage: tests/lab/prepare.sh     exit 0: all is there; 77: it can't be, and why is said
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly skip=77
readonly packages=artifacts/lab/packages
readonly download_timeout_s=300 # ours: an archive that hangs must not hold up CI

# program: package
readonly -A programs=(
  [ip]=iproute2 [tc]=iproute2 [tcpdump]=tcpdump [swaks]=swaks [msmtp]=msmtp [curl]=curl [nmap]=nmap [iperf3]=iperf3
  [slirp4netns]=slirp4netns [nft]=nftables [dnsmasq]=dnsmasq-base [dig]=bind9-dnsutils [traceroute]=traceroute [ping]=iputils-ping
  [ethtool]=ethtool [python3]=python3 [openssl]=openssl [sysctl]=procps [unshare]=util-linux
  [dhclient]=isc-dhcp-client [udhcpc]=udhcpc [dhcpcd]=dhcpcd-base
)

# Perl's TLS and the server certificates' list, which swaks and msmtp only recommend; the evasions' packets.
readonly libraries=(libnet-ssleay-perl libio-socket-ssl-perl libauthen-sasl-perl ca-certificates python3-scapy)

# What to unpack for each server (chrony would put another time service off the machine): itself, and what it only recommends
# or would be configured by.
readonly -A servers=([postfix]='postfix libsasl2-modules' [exim4-daemon-light]='exim4-daemon-light exim4-base' [nullmailer]=nullmailer [dma]=dma
  [chrony]=chrony [coturn]=coturn [nginx]=nginx)

cannot() {
  echo "The lab can't run here: $*"
  exit $skip
}

updated=false
update() {
  $updated || timeout "$download_timeout_s" apt-get -qq update >/dev/null || cannot 'apt-get update fails.'
  updated=true
}

missing() {
  local program library
  for program in "${!programs[@]}"; do
    command -v "$program" >/dev/null || echo "${programs[$program]}"
  done
  for library in "${libraries[@]}"; do
    dpkg-query -W -f '${db:Status-Abbrev}' "$library" 2>/dev/null | grep -q '^ii' || echo "$library"
  done
}

# The libraries that a server needs and this machine lacks, as apt sees it. Nothing is installed: -s only says what would be.
lacking() {
  apt-get -s -q install -y --no-install-recommends "$@" | awk '$1 == "Inst" { print $2 }'
}

# Unpacked is what a list beside it says; a folder without its list is half done, and done anew.
unpack() {
  local server=$1 folder=$packages/$1 file
  shift
  [ -f "$folder/list" ] && return
  update
  rm -rf "$folder"
  mkdir -p "$folder/debs" "$folder/root"
  local wanted
  wanted=$({ lacking "$@"; printf '%s\n' "$@"; } | sort -u)
  (cd "$folder/debs" && timeout "$download_timeout_s" xargs apt-get -qq -o APT::Sandbox::User=root download <<<"$wanted" >/dev/null) || cannot "apt-get can't download $server."
  for file in "$folder"/debs/*.deb; do
    dpkg-deb -x "$file" "$folder/root"
  done
  # Packages that still know /bin and /lib as folders of their own.
  for file in bin sbin lib lib64; do
    if [ -d "$folder/root/$file" ] && [ ! -L "$folder/root/$file" ]; then
      mkdir -p "$folder/root/usr/$file"
      cp -a "$folder/root/$file/." "$folder/root/usr/$file/"
    fi
  done
  mkdir -p "$folder/root/etc" "$folder/root/var"
  (cd "$folder/debs" && ls -- *.deb) >"$folder/list"
}

[ "$(id -u)" -eq 0 ] || cannot 'it needs root, for network namespaces and for servers with several accounts.'
[ -c /dev/net/tun ] || cannot '/dev/net/tun is missing.'
grep -qw overlay /proc/filesystems || cannot 'the kernel has no overlayfs.'

needed=$(missing | sort -u)
if [ -n "$needed" ]; then
  command -v apt-get >/dev/null || cannot "there is no apt-get, and these are missing:" $needed
  update
  DEBIAN_FRONTEND=noninteractive timeout "$download_timeout_s" apt-get -qq install -y --no-install-recommends $needed >/dev/null \
    || cannot "apt-get can't install:" $needed
fi
bash tests/browser/prepare.sh
for server in "${!servers[@]}"; do
  # shellcheck disable=SC2086 # a list of names
  unpack "$server" ${servers[$server]}
done
