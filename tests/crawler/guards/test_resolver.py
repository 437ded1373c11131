"""What is connected to is what was judged, at the moment of the connection."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.task import Clock

from crawler.guards import resolver as module
from crawler.guards.resolver import GuardedResolver

PUBLIC = "93.184.215.14"


class Names:
    """A resolver that answers from a list; without one, never."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.hosts: list[str] = []
        self.receiver: Any = None

    def resolveHostName(self, receiver: Any, host: str, port: int = 0, *_: Any) -> Any:  # noqa: N802
        self.hosts.append(host)
        self.receiver = receiver
        if self.answers:
            self.answer(self.answers.pop(0), port)
        return receiver

    def answer(self, addresses: list[str], port: int = 0) -> None:
        for address in addresses:
            kind = IPv6Address if ":" in address else IPv4Address
            self.receiver.addressResolved(kind("TCP", address, port))
        self.receiver.resolutionComplete()


class Asker:
    """Who asked: keeps what it is told."""

    def __init__(self) -> None:
        self.addresses: list[tuple[str, int]] = []
        self.is_answered = False

    def resolutionBegan(self, _: Any) -> None:  # noqa: N802
        """Nothing to do."""

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self.addresses.append((address.host, address.port))

    def resolutionComplete(self) -> None:  # noqa: N802
        assert not self.is_answered
        self.is_answered = True


def guard(names: Names, allowed: str = "") -> tuple[GuardedResolver, Clock]:
    reactor: Any = Clock()
    reactor.nameResolver = names
    return GuardedResolver(reactor, frozenset(allowed.split(",")), 5.0), reactor


def ask(resolver: GuardedResolver, host: str = "gazette.example", port: int = 443) -> Asker:
    asker = Asker()
    resolver.resolveHostName(asker, host, port)
    return asker


def test_a_public_address_is_let_through_with_its_port() -> None:
    assert ask(guard(Names([PUBLIC]))[0]).addresses == [(PUBLIC, 443)]


def test_a_name_of_a_private_address_leads_nowhere_and_why_is_known() -> None:
    resolver, _ = guard(Names(["10.0.0.7"]))
    asker = ask(resolver)
    assert (asker.addresses, asker.is_answered) == ([], True)
    assert resolver.refusal("gazette.example", 443) == "10.0.0.7 is private"


def test_of_a_name_with_several_addresses_only_the_public_ones_are_left() -> None:
    asker = ask(guard(Names(["10.0.0.7", PUBLIC, "::1", "2606:4700::1111"]))[0])
    assert [host for host, _ in asker.addresses] == [PUBLIC, "2606:4700::1111"]


def test_a_name_that_changes_its_address_is_judged_by_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CACHE_SECONDS", 0.0)
    resolver, _ = guard(Names([PUBLIC], ["127.0.0.1"], [PUBLIC]))
    assert [ask(resolver).addresses for _ in range(3)] == [[(PUBLIC, 443)], [], [(PUBLIC, 443)]]
    assert resolver.refusal("gazette.example", 443) == ""


def test_an_answer_is_used_again_and_judged_again_for_another_port() -> None:
    names = Names(["127.0.0.1"])
    resolver, _ = guard(names, "gazette.example:8601")
    assert ask(resolver, port=8601).addresses == [("127.0.0.1", 8601)]
    assert ask(resolver, port=8602).addresses == []
    assert names.hosts == ["gazette.example"]


def test_an_allowed_host_is_allowed_under_its_own_name_only() -> None:
    resolver, _ = guard(Names(["127.0.0.1"], ["127.0.0.1"]), "demo.example:80")
    assert ask(resolver, "demo.example", 80).addresses == [("127.0.0.1", 80)]
    assert ask(resolver, "evil.example", 80).addresses == []


def test_a_name_that_is_not_answered_is_given_up_at_the_deadline() -> None:
    resolver, clock = guard(Names())
    asker = ask(resolver)
    clock.advance(4.9)
    assert not asker.is_answered
    clock.advance(0.2)
    assert (asker.is_answered, asker.addresses) == (True, [])


def test_an_answer_after_the_deadline_is_not_heard() -> None:
    names = Names()
    resolver, clock = guard(names)
    asker = ask(resolver)
    clock.advance(6)
    names.answer([PUBLIC])
    assert asker.addresses == []


def test_a_deadline_that_was_met_leaves_nothing_behind() -> None:
    resolver, clock = guard(Names([PUBLIC]))
    ask(resolver)
    assert clock.getDelayedCalls() == []


def test_no_more_names_are_remembered_than_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_NAMES", 3)
    names = Names(*[[PUBLIC]] * 5)
    resolver, _ = guard(names)
    for number in (1, 2, 3, 4, 1):
        ask(resolver, f"{number}.example")
    assert [host[0] for host in names.hosts] == list("12341")


def test_a_guard_does_not_stand_on_a_guard() -> None:
    names = Names()
    inner, _ = guard(names)
    reactor: Any = Clock()
    reactor.nameResolver = inner
    assert GuardedResolver(reactor, frozenset(), 5.0).inner is names


class System(Names):
    """The system's own resolver, asked for literal addresses only: no network."""

    def resolveHostName(self, receiver: Any, host: str, port: int = 0, *_: Any) -> Any:  # noqa: N802
        self.receiver = receiver
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        except OSError:
            found = []
        self.answer([str(entry[4][0]) for entry in found], port)
        return receiver


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "::1", "::ffff:127.0.0.1", "0", "0.0.0.0", "::",
     "169.254.169.254", "2852039166", "0xa9fea9fe", "fe80::1", "fd00::1", "64:ff9b::7f00:1", "2002:7f00:1::"],
)  # fmt: skip
def test_whatever_the_system_makes_of_a_spelling_is_judged(host: str) -> None:
    assert ask(guard(System())[0], host).addresses == []


def test_a_public_literal_address_is_let_through() -> None:
    assert ask(guard(System())[0], PUBLIC).addresses == [(PUBLIC, 443)]
