"""Guards every connection: names become addresses here, and only addresses that may be connected to come out.

Twisted connects to exactly the addresses its resolver gives, for names and literal addresses in every spelling alike,
for every hop, robots.txt and sitemaps included. So what is judged here is what is connected to, at the moment of the
connection; a name that changes its address between a check and its use changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import Any, TypeAlias

from twisted.internet.interfaces import IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.guards.addresses import allowed_hosts, host_and_port, judge

CACHE_SECONDS = 300.0
"""How long an answer is used again. It is judged each time."""

MAX_NAMES = 10_000
"""Names remembered; a crawl of more forgets the oldest."""


Address: TypeAlias = Any
"""Twisted's IPv4Address or IPv6Address; its interfaces say nothing of fields, nor do zope's types."""


@implementer(IHostnameResolver)
class GuardedResolver:
    """Resolves by the system's own resolver, in threads, within a deadline, and lets only public addresses through."""

    def __init__(self, reactor: Any, allowed: frozenset[str], timeout_s: float) -> None:
        """`allowed`: "host:port" that may be private (ALLOW_HOSTS)."""
        self._reactor = reactor
        self.allowed = allowed
        self._timeout_s = timeout_s
        self.inner = _innermost(reactor.nameResolver)
        self._known: dict[str, tuple[float, tuple[Address, ...]]] = {}
        self._refused: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> GuardedResolver:
        """Make one from ALLOW_HOSTS and DNS_TIMEOUT. Raises ValueError for an ALLOW_HOSTS it can't read."""
        settings = crawler.settings
        return cls(reactor, allowed_hosts(settings["ALLOW_HOSTS"]), settings.getfloat("DNS_TIMEOUT"))

    def install_on_reactor(self) -> None:
        """Make it the reactor's resolver."""
        self._reactor.installNameResolver(self)

    def refusal(self, host: str, port: int) -> str:
        """Return why the last look-up of a host gave no address ("127.0.0.1 is loopback"); empty if it was not us."""
        return self._refused.get(host_and_port(host, port), "")

    def resolveHostName(  # noqa: N802 - Twisted's name
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[Any]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        """Resolve, as `IHostnameResolver` says."""
        question = _Question(self, resolutionReceiver, hostName, portNumber)
        until, known = self._known.get(hostName, (0.0, ()))
        if monotonic() < until:
            return question.answer_from(known)
        question.deadline = self._reactor.callLater(self._timeout_s, question.give_up)
        self.inner.resolveHostName(question, hostName, 0, addressTypes, transportSemantics)
        return question

    def judge(self, host: str, port: int, address: str) -> bool:
        """Whether an address may be connected to; if not, the reason is kept for `refusal`."""
        name = host_and_port(host, port)
        why = "" if name in self.allowed else judge(address)
        if why:
            self._refused[name] = f"{address} is {why}"
            _forget_oldest(self._refused)
        return not why

    def begin(self, host: str, port: int) -> None:
        """Forget what was refused before."""
        self._refused.pop(host_and_port(host, port), None)

    def remember(self, host: str, addresses: tuple[Address, ...]) -> None:
        """Keep an answer."""
        self._known.pop(host, None)
        self._known[host] = (monotonic() + CACHE_SECONDS, addresses)
        _forget_oldest(self._known)


@implementer(IResolutionReceiver, IHostResolution)
class _Question:
    """One look-up: stands between the system's resolver and the one who asked."""

    def __init__(self, guard: GuardedResolver, asker: Any, host: str, port: int) -> None:
        self.name = host
        self.deadline: Any = None
        self._guard = guard
        self._asker = asker
        self._port = port
        self._addresses: list[Address] = []
        self._is_over = False
        guard.begin(host, port)
        asker.resolutionBegan(self)

    def resolutionBegan(self, resolutionInProgress: Any) -> None:  # noqa: N802, N803
        """The asker was told already."""

    def addressResolved(self, address: Address) -> None:  # noqa: N802
        """Keep an address until all are there."""
        self._addresses.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        """Remember all addresses, hand on those that may be connected to."""
        if not self._is_over:
            if self._addresses:
                self._guard.remember(self.name, tuple(self._addresses))
            self.answer_from(tuple(self._addresses))

    def answer_from(self, addresses: tuple[Address, ...]) -> _Question:
        """End the question with those of the addresses that may be connected to."""
        self._is_over = True
        if self.deadline is not None and self.deadline.active():
            self.deadline.cancel()
        for address in addresses:
            if self._guard.judge(self.name, self._port, address.host):
                self._asker.addressResolved(type(address)(address.type, address.host, self._port))
        self._asker.resolutionComplete()
        return self

    def give_up(self) -> None:
        """End the question without an answer; one that comes later is not heard."""
        if not self._is_over:
            self.answer_from(())

    def cancel(self) -> None:
        """A look-up in a thread can't be stopped; its answer is not heard."""
        self.give_up()


def guard(reactor: Any, crawler: Any) -> None:
    """See that a reactor resolves under the guard of a crawler's settings, whoever started it."""
    standing = reactor.nameResolver
    if not isinstance(standing, GuardedResolver) or standing.allowed != allowed_hosts(crawler.settings["ALLOW_HOSTS"]):
        GuardedResolver.from_crawler(crawler, reactor).install_on_reactor()


def _innermost(resolver: Any) -> Any:
    """The resolver below a guard that stands already."""
    while isinstance(resolver, GuardedResolver):
        resolver = resolver.inner
    return resolver


def _forget_oldest(remembered: dict[str, Any]) -> None:
    while len(remembered) > MAX_NAMES:
        remembered.pop(next(iter(remembered)))
