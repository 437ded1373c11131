"""Outlets are divided so that every host has one visitor."""

from __future__ import annotations

from dataclasses import replace

from crawler.shards import shard_of
from crawler.types import Outlet
from tests.crawler.pages import GAZETTE


def outlet(name: str, *domains: str) -> Outlet:
    return replace(GAZETTE, id=name, domains=domains)


MANY = {f"o{n}": outlet(f"o{n}", f"host{n}.example") for n in range(100)}


def test_every_outlet_is_in_exactly_one_shard() -> None:
    parts = [set(shard_of(MANY, index, 4)) for index in (1, 2, 3, 4)]
    assert sum(map(len, parts)) == 100
    assert set.union(*parts) == set(MANY)
    assert min(map(len, parts)) > 10


def test_one_shard_holds_all() -> None:
    assert shard_of(MANY, 1, 1) == MANY


def test_outlets_with_a_host_in_common_stay_together_also_through_others() -> None:
    chain = {
        "a": outlet("a", "one.example"),
        "b": outlet("b", "two.example", "www.one.example"),
        "c": outlet("c", "three.example:8443", "two.example:8080"),
    }
    sizes = [len(shard_of(MANY | chain, index, 50).keys() & chain.keys()) for index in range(1, 51)]
    assert max(sizes) == 3


def test_new_outlet_moves_no_other() -> None:
    more = {**MANY, "new": outlet("new", "new.example")}
    assert set(shard_of(MANY, 2, 4)) == set(shard_of(more, 2, 4)) - {"new"}
