"""Compares hoso's egress rules with what Python's ipaddress and netaddr call public.

    egress.py HOSO [--count 1000000] [--seed 1]

One direction only: what an oracle calls not global, hoso must refuse. The other way round the
oracles are wrong: they take translators and withdrawn ranges for public. Feeds the addresses to
`HOSO webhook egress-check`, random ones of both families and the first and last of every IPv4 /8
and /16 and of every IPv6 /16. netaddr is compared too if it is installed. Exits 1 with the first
differences.
"""

import argparse
import ipaddress
import itertools
import random
import subprocess
import sys

try:
    import netaddr
except ImportError:
    netaddr = None

SHOWN_MAX = 20


def edges():
    """The ends of every IPv4 /8 and /16, and of every IPv6 /16."""
    for bits in (8, 16):
        for network in range(1 << bits):
            first = network << (32 - bits)
            yield ipaddress.IPv4Address(first)
            yield ipaddress.IPv4Address(first + (1 << (32 - bits)) - 1)
    for network in range(1 << 16):
        first = network << 112
        yield ipaddress.IPv6Address(first)
        yield ipaddress.IPv6Address(first + (1 << 112) - 1)


def special():
    """The ends of the ranges that the oracle itself knows, and their neighbours."""
    for constants in (ipaddress._IPv4Constants, ipaddress._IPv6Constants):
        for network in constants._private_networks:
            first, last = int(network.network_address), int(network.broadcast_address)
            for number in (first - 1, first, last, last + 1):
                if 0 <= number < 1 << network.max_prefixlen:
                    yield network.network_address.__class__(number)


def at_random(count, seed):
    """Half IPv4, a quarter IPv6 of any kind, a quarter near the ranges with a meaning."""
    chance = random.Random(seed)
    tops = [0, 0x64, 0x100, 0x2001, 0x2002, 0x3fff, 0x5f00, 0xfc00, 0xfe80, 0xfec0, 0xff00]
    for _ in range(count):
        kind = chance.randrange(4)
        if kind < 2:
            yield ipaddress.IPv4Address(chance.getrandbits(32))
        elif kind == 2:
            yield ipaddress.IPv6Address(chance.getrandbits(128))
        else:
            low = chance.getrandbits(112)
            if chance.randrange(2):
                # Few bits set: `::ffff:a.b.c.d`, `64:ff9b::a.b.c.d` and the like.
                low &= chance.choice([0xffffffff, 0xffffffffffff, 0xff9b << 96 | 0xffffffff])
            yield ipaddress.IPv6Address(chance.choice(tops) << 112 | low)


def is_public(address):
    """Whether no oracle calls it anything else."""
    mapped = getattr(address, "ipv4_mapped", None)
    address = mapped or address
    if not address.is_global or address.is_multicast:
        return False
    return netaddr is None or netaddr.IPAddress(str(address)).is_global()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("hoso", nargs="+", help="the command, before its arguments")
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    addresses = list(itertools.chain(edges(), special(), at_random(options.count, options.seed)))
    command = options.hoso + ["webhook", "egress-check"]
    said = subprocess.run(
        command, input="".join(f"{address}\n" for address in addresses), text=True,
        stdout=subprocess.PIPE, check=True).stdout.splitlines()
    if len(said) != len(addresses):
        sys.exit(f"{len(addresses)} addresses in, {len(said)} lines out")
    # A line is address, verdict and reason, with tabs between.
    allowed = [line.split("\t")[1] == "allowed" for line in said]
    wrong = [
        address for address, is_allowed in zip(addresses, allowed)
        if is_allowed and not is_public(address)]
    for address in wrong[:SHOWN_MAX]:
        print(f"{address}: allowed, but no oracle calls it public", file=sys.stderr)
    oracles = "ipaddress" + (f", netaddr {netaddr.__version__}" if netaddr else "")
    print(
        f"{len(addresses)} addresses, {sum(allowed)} allowed, {len(wrong)} of them not public "
        f"({oracles}, seed {options.seed})")
    sys.exit(1 if wrong or not any(allowed) else 0)


main()
