"""Judges IP addresses: only public unicast addresses are fetched from, however they are spelled or wrapped.

After the IANA special-purpose registries (RFC 6890 and its updates). An IPv6 address that carries an IPv4 address is
judged by what it carries.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from types import MappingProxyType

Address = IPv4Address | IPv6Address

_SPECIAL_4 = (
    ("0.0.0.0/8", "this network"),
    ("10.0.0.0/8", "private"),
    ("100.64.0.0/10", "shared by a carrier"),
    ("127.0.0.0/8", "loopback"),
    ("169.254.0.0/16", "link-local"),
    ("172.16.0.0/12", "private"),
    ("192.0.0.0/24", "reserved for protocols"),
    ("192.0.2.0/24", "for documentation"),
    ("192.31.196.0/24", "anycast sink"),
    ("192.52.193.0/24", "anycast relay"),
    ("192.88.99.0/24", "6to4 relay"),
    ("192.168.0.0/16", "private"),
    ("192.175.48.0/24", "anycast sink"),
    ("198.18.0.0/15", "for benchmarks"),
    ("198.51.100.0/24", "for documentation"),
    ("203.0.113.0/24", "for documentation"),
    ("224.0.0.0/4", "multicast"),
    ("240.0.0.0/4", "reserved"),
)
_SPECIAL_6 = (
    ("2001::/23", "reserved for protocols"),  # Teredo, ORCHID, benchmarks
    ("2001:db8::/32", "for documentation"),
    ("2620:4f:8000::/48", "anycast sink"),
    ("3fff::/20", "for documentation"),
)
_ALONE_6 = MappingProxyType({"::1": "loopback", "::": "this network"})
_GLOBAL_6 = "2000::/3"
"""The only IPv6 addresses that are given out for public use."""

_CARRIERS = (
    ("::ffff:0:0/96", 0),  # IPv4-mapped
    ("::ffff:0:0:0/96", 0),  # IPv4-translated (RFC 2765)
    ("::/96", 0),  # IPv4-compatible
    ("64:ff9b::/96", 0),  # NAT64
    ("2002::/16", 80),  # 6to4
)
"""IPv6 networks that carry an IPv4 address, and how many bits stand to the right of it."""


def judge(address: Address | str) -> str:
    """Return why an address is not a public one ("loopback", "private" …); empty if it is. Raises ValueError."""
    found = ip_address(address.partition("%")[0]) if isinstance(address, str) else address
    if isinstance(found, IPv4Address):
        return next((why for network, why in _special(4) if found in network), "")
    if str(found) in _ALONE_6:
        return _ALONE_6[str(found)]
    carried = next(_carried(found), None)
    if carried is not None:
        return judge(carried)
    if found not in IPv6Network(_GLOBAL_6):
        return "not public"
    return next((why for network, why in _special(6) if found in network), "")


def literal(host: str) -> Address | None:
    """Return the address a host is, if it is one in any spelling the system would take; None if it is a name.

    >>> literal("0x7f.1"), literal("2130706433"), literal("[::1]"), literal("gazette.example")
    (IPv4Address('127.0.0.1'), IPv4Address('127.0.0.1'), IPv6Address('::1'), None)
    """
    bare = host.strip("[]").rstrip(".").partition("%")[0]
    try:
        return ip_address(bare)
    except ValueError:
        pass
    try:  # decimal, octal, hexadecimal, short; "127.0.0.1 x" is taken too, which Python's own parser refuses
        return IPv4Address(socket.inet_aton(bare)) if bare and bare.isascii() and " " not in bare else None
    except OSError:
        return None


def allowed_hosts(setting: str | None) -> frozenset[str]:
    """Read ALLOW_HOSTS: "host:port" separated by commas. Raises ValueError for anything else, so also for "all"."""
    hosts = [entry.strip().lower() for entry in (setting or "").split(",") if entry.strip()]
    for entry in hosts:
        host, _, port = entry.rpartition(":")
        if not host or not port.isdecimal() or not 0 < int(port) < 65536 or "*" in host:
            raise ValueError(f'ALLOW_HOSTS: {entry!r} is not host:port, as in "127.0.0.1:8601"')
    return frozenset(hosts)


def host_and_port(host: str, port: int) -> str:
    """Spell a host and port as ALLOW_HOSTS does.

    >>> host_and_port("Demo.Example.", 8601), host_and_port("::1", 80)
    ('demo.example:8601', '[::1]:80')
    """
    bare = host.lower().strip("[]").rstrip(".")
    return f"[{bare}]:{port}" if ":" in bare else f"{bare}:{port}"


def _carried(address: IPv6Address) -> Iterator[IPv4Address]:
    for network, right in _carriers():
        if address in network:
            yield IPv4Address((int(address) >> right) & 0xFFFFFFFF)


@cache
def _special(version: int) -> tuple[tuple[IPv4Network | IPv6Network, str], ...]:
    if version == 4:
        return tuple((IPv4Network(network), why) for network, why in _SPECIAL_4)
    return tuple((IPv6Network(network), why) for network, why in _SPECIAL_6)


@cache
def _carriers() -> tuple[tuple[IPv6Network, int], ...]:
    return tuple((IPv6Network(network), right) for network, right in _CARRIERS)
