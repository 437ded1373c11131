"""Divides outlets among processes or machines, so that a host has only one of them as its visitor."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from crawler.types import Outlet


def shard_of(outlets: Mapping[str, Outlet], index: int, count: int) -> dict[str, Outlet]:
    """Return the outlets of shard `index` of `count`, counted from 1. Outlets with a host in common stay together.

    A shard does not change when outlets are added, unless they join others.
    """
    groups = _groups(outlets)
    return {name: outlet for name, outlet in outlets.items() if _number(groups[name], count) == index}


def _groups(outlets: Mapping[str, Outlet]) -> dict[str, str]:
    """Outlet -> the first host, by name, of all outlets that share hosts with it, directly or through others."""
    leader: dict[str, str] = {}

    def find(host: str) -> str:
        while leader.setdefault(host, host) != host:
            host = leader[host]
        return host

    for outlet in outlets.values():
        for host in outlet.domains:
            first, second = sorted([find(_bare(outlet.domains[0])), find(_bare(host))])
            leader[second] = first
    return {name: find(_bare(outlet.domains[0])) for name, outlet in outlets.items()}


def _bare(domain: str) -> str:
    host = domain if domain.endswith("]") else domain.rpartition(":")[0] or domain
    return host.removeprefix("www.")


def _number(group: str, count: int) -> int:
    return int.from_bytes(hashlib.blake2b(group.encode(), digest_size=8).digest(), "big") % count + 1
