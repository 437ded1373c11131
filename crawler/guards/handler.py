"""Downloads over HTTP and HTTPS as Scrapy does, with the bounds that it lacks.

A connection that the resolver refused is a refusal and not a failure to be tried again; a body that is too large is
counted and said; response headers have an end; TLS certificates are verified but for outlets marked `insecure`; a proxy,
which would connect where we can't see, is not used unless the operator says that it guards itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from scrapy import Request
from scrapy.core.downloader.contextfactory import _ScrapyClientContextFactory
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadCancelledError
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from twisted.web._newclient import HEADER, STATUS

from crawler.guards.gate import PORTS
from crawler.guards.pace import pace_of
from crawler.guards.refusing import outlet_of, refuse
from crawler.guards.resolver import guard

if TYPE_CHECKING:
    from twisted.internet.interfaces import IAddress

MAX_HEADER_BYTES = 65_536
"""Bytes of a response's headers, those of interim responses included; browsers take a quarter to four times that."""


class GuardedHandler:
    """The download handler for http and https."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        """Put the guarded resolver into the reactor, whoever started it."""
        from twisted.internet import reactor

        self._crawler = crawler
        self._reactor: Any = reactor
        self._trusts_proxy = crawler.settings.getbool("PROXY_IS_TRUSTED")
        guard(reactor, crawler)
        self._strict = _bounded(HTTP11DownloadHandler(crawler))
        self._insecure = _bounded(HTTP11DownloadHandler(crawler))
        self._insecure._contextFactory = cast("Any", _ScrapyClientContextFactory(verify_certificates=False))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GuardedHandler:
        """Make one."""
        return cls(crawler)

    async def download_request(self, request: Request) -> Response:
        """Download, or raise Refused, or what Scrapy's handler raises."""
        if request.meta.get("proxy") and not self._trusts_proxy:
            refuse(self._crawler, "proxy", "set PROXY_IS_TRUSTED if it refuses private addresses itself")
        pace, host = pace_of(self._crawler), urlparse_cached(request).hostname or ""
        pace.refuse_resting(host)  # it may have asked to be left alone while this request waited for its turn
        outlet = outlet_of(self._crawler, request)
        handler = self._insecure if outlet is not None and outlet.insecure else self._strict
        try:
            return await handler.download_request(request)
        except CannotResolveHostError:
            self._refuse_if_guarded(request)
            raise
        except DownloadCancelledError as error:
            refuse(self._crawler, "too-large", str(error))
        finally:
            pace.answered(host)

    async def close(self) -> None:
        """Close all connections."""
        await self._strict.close()
        await self._insecure.close()

    def _refuse_if_guarded(self, request: Request) -> None:
        parts = urlparse_cached(request)
        why = self._reactor.nameResolver.refusal(parts.hostname or "", parts.port or PORTS[parts.scheme])
        if why:
            refuse(self._crawler, "private-address", f"{parts.hostname}: {why}")


def _bounded(handler: HTTP11DownloadHandler) -> HTTP11DownloadHandler:
    handler._pool._factory = _BoundedFactory
    return handler


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    """Ends a connection whose headers do not end. Twisted bounds one line, not their number."""

    _header_bytes = 0

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        """Count what comes before the body."""
        parser = self._parser
        if parser is not None and parser.state in {STATUS, HEADER}:
            self._header_bytes += len(data)
        super().dataReceived(data)  # type: ignore[no-untyped-call]
        if self._parser is None or self._parser.state not in {STATUS, HEADER}:
            self._header_bytes = 0
        elif self._header_bytes > MAX_HEADER_BYTES and self.transport is not None:
            self.transport.abortConnection()


class _BoundedFactory(_LenientHTTP11ClientFactory):
    """Makes connections with bounded headers."""

    def buildProtocol(self, addr: IAddress | None) -> _BoundedProtocol:  # noqa: ARG002, N802 - Twisted's name
        """Make one."""
        return _BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
