#!/usr/bin/python3
"""Packets that try to get to port 25 past a filter, at random but the same for a seed.

usage: evasion.py SEED COUNT DEVICE SOURCE GATEWAY TARGET
Sends COUNT tricks from SOURCE through GATEWAY to TARGET's port 25, over DEVICE, as Ethernet frames: nothing on the way mends them.
Prints how many packets of each trick were sent.
"""
import collections
import random
import sys

from scapy.all import (ICMP, IP, UDP, Ether, IPOption_EOL, IPOption_LSRR, IPOption_NOP, IPOption_RR, IPOption_SSRR,
                       IPOption_Timestamp, Raw, TCP, conf, fragment, getmacbyip)

SMTP = 25
OTHER_PORTS = [80, 443, 587, 465]
CHUNK = 256  # packets handed over at a time

seed, count, device, source, gateway, target = sys.argv[1:]
dice = random.Random(int(seed))
conf.verb = 0


def segment(**fields):
    """A segment to port 25 with some data, as TCP software would send it, and fields of the caller's."""
    fields = {"sport": dice.randrange(1024, 65536), "dport": SMTP, "flags": "S", "seq": dice.getrandbits(32)} | fields
    return TCP(**fields) / Raw(dice.randbytes(dice.choice([0, 8, 64, 600])))


def packet(layer, **fields):
    return IP(**({"src": source, "dst": target, "id": dice.randrange(1, 65536)} | fields)) / layer


def flags():
    """Every combination of flags, reserved bits too."""
    return [packet(segment(flags=dice.randrange(512), reserved=dice.randrange(8), ack=dice.getrandbits(32)))]


def options():
    some = [IPOption_NOP(), IPOption_EOL(), IPOption_LSRR(routers=[target]), IPOption_SSRR(routers=[target]), IPOption_RR(routers=[target]),
            IPOption_Timestamp()]
    return [packet(segment(), options=dice.choices(some, k=dice.randrange(1, 4)))]


def source_route_through_relay():
    """The header names somebody else; the option names the target."""
    return [packet(segment(), dst="192.0.2.80", options=[dice.choice([IPOption_LSRR, IPOption_SSRR])(routers=[target])])]


def pieces():
    """Fragments of any size, in any order, some of them twice or missing."""
    parts = fragment(packet(segment() / Raw(dice.randbytes(200))), fragsize=8 * dice.randrange(1, 30))
    parts = dice.sample(parts, dice.randrange(1, len(parts) + 1)) + dice.choices(parts, k=dice.randrange(3))
    if dice.random() < 0.5:
        parts.reverse()
    return parts


def overlaps():
    """The first fragment names a port that is open; a later one writes 25 over it (RFC 1858, RFC 3128)."""
    port = dice.choice(OTHER_PORTS)
    harmless = bytes(TCP(sport=4000, dport=port, flags="S") / Raw(dice.randbytes(60)))
    evil = bytes(TCP(sport=4000, dport=SMTP, flags="S") / Raw(dice.randbytes(60)))
    number = dice.randrange(1, 65536)
    start = dice.choice([0, 0, 1, 2])
    cut = dice.choice([8, 16, 24, 40])
    parts = [
        packet(Raw(harmless[:cut]), id=number, flags="MF", proto=6),
        packet(Raw(evil[start * 8:start * 8 + dice.choice([8, 16, 48])]), id=number, flags=dice.choice([0, "MF"]), frag=start, proto=6),
        packet(Raw(evil[cut:]), id=number, frag=cut // 8, proto=6),
    ]
    dice.shuffle(parts)
    return parts


def tiny():
    """A first fragment too short for ports, or for flags, and the rest."""
    whole = bytes(segment())
    cut = 8
    number = dice.randrange(1, 65536)
    return [packet(Raw(whole[:dice.choice([0, 1, 2, 4, cut])]), id=number, flags="MF", proto=6),
            packet(Raw(whole[cut:]), id=number, frag=1, proto=6)]


def late():
    """A later fragment alone, and before its first one."""
    number = dice.randrange(1, 65536)
    whole = bytes(segment())
    parts = [packet(Raw(whole[16:] + bytes(8)), id=number, frag=2, proto=6), packet(Raw(whole[:16]), id=number, flags="MF", proto=6)]
    return parts[:dice.randrange(1, 3)]


def lengths():
    """Header and total lengths that lie."""
    return [packet(segment(dataofs=dice.randrange(16)), ihl=dice.choice([None, 4, 5, 6, 15]),
                   len=dice.choice([None, 0, 20, 24, 39, 40, 1500, 65535]))]


def checksums():
    return [packet(segment(chksum=dice.choice([None, 0, 0xFFFF, 0x1234])), chksum=dice.choice([None, 0, 0xFFFF]))]


def sources():
    """Another's address, and the port that a server would use."""
    other = dice.choice(["0.0.0.0", "127.0.0.1", gateway, target, "198.51.100.25", "203.0.113.10", "192.168.1.255", "10.0.0.1"])
    return [packet(segment(sport=dice.choice([SMTP, 53, 587, 0])), src=dice.choice([source, other]))]


def lives():
    return [packet(segment(), ttl=dice.choice([0, 1, 2, 255]))]


def opened_from_the_other_side():
    """What would be an answer, were there a question (RFC 9293, simultaneous open)."""
    return [packet(segment(flags=dice.choice(["SA", "A", "PA", "FA", "RA"]), ack=dice.getrandbits(32)))]


def envelopes():
    """The segment within another protocol's packet."""
    inner = packet(segment())
    return [dice.choice([packet(inner, proto=4), packet(Raw(bytes(4) + bytes(inner)), proto=47), packet(ICMP(type=3, code=1) / inner),
                         packet(UDP(sport=4000, dport=SMTP) / Raw(bytes(segment()))), packet(segment(), flags="evil"), packet(segment(), flags="DF+MF")])]


TRICKS = [flags, options, source_route_through_relay, pieces, overlaps, tiny, late, lengths, checksums, sources, lives,
          opened_from_the_other_side, envelopes]

frame = bytes(Ether(dst=getmacbyip(gateway), type=0x0800))
sent = collections.Counter()
wire = conf.L2socket(iface=device)
for _ in range(int(count)):
    trick = dice.choice(TRICKS)
    for part in trick():
        wire.send(Raw(frame + bytes(part)))
        sent[trick.__name__] += 1
for name, number in sorted(sent.items()):
    print(name, number)
print("all", sum(sent.values()))
