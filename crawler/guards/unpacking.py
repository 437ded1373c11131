"""Undoes Content-Encoding, bounded, and tells a body cut short from a whole one.

Takes the place of Scrapy's HttpCompressionMiddleware, which hands on half a body as if it were whole and drops one that
grows too large with a log line only.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any

import brotli  # type: ignore[import-untyped]
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.threads import deferToThread

from crawler.guards.refusing import count, refuse

MAX_CODINGS = 3
"""Codings one on another that are undone; more are a bomb."""

SMALL_BYTES = 65_536
SMALL_UNPACKED_BYTES = 262_144
"""Bytes, before and after, of bodies that are unpacked in the reactor: half a millisecond at most."""

_CHUNK = 65_536
_GZIP = b"\x1f\x8b"


class TooLargeError(Exception):
    """A body grows beyond its bound."""


class CutShortError(Exception):
    """A compressed body ends before its end, or is damaged."""


class UnpackingMiddleware:
    """Asks for compressed bodies and hands on plain ones."""

    def __init__(self, crawler: Crawler) -> None:
        """DOWNLOAD_MAXSIZE bounds bodies before and after."""
        self._crawler = crawler
        self._max_bytes = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> UnpackingMiddleware:
        """Make one."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Say what we can undo."""
        request.headers.setdefault("Accept-Encoding", "gzip, deflate, br")

    async def process_response(self, request: Request, response: Response) -> Response | Request:
        """Unpack; a body that is too large is refused, one cut short fetched again."""
        codings = _codings(response)
        if not codings or not response.body:
            return response
        max_bytes = request.meta.get("download_maxsize", self._max_bytes)
        try:
            return _replaced(response, await self._unpacked(response.body, codings, max_bytes))
        except TooLargeError as error:
            refuse(self._crawler, "too-large", f"{len(response.body)} bytes received, {error} unpacked")
        except CutShortError as error:
            return self._again(request, f"{response.url}: {error}")

    async def _unpacked(self, body: bytes, codings: list[str], max_bytes: int) -> bytes:
        """Small bodies, as most are, at once; others in a thread, which costs more than unpacking 100 KB."""
        if len(body) <= SMALL_BYTES and max_bytes >= SMALL_UNPACKED_BYTES:
            with suppress(TooLargeError):
                return unpack(body, codings, SMALL_UNPACKED_BYTES)
        return await maybe_deferred_to_future(deferToThread(unpack, body, codings, max_bytes))

    def _again(self, request: Request, fault: str) -> Request:
        count(self._crawler, "cut-short")
        assert self._crawler.spider is not None
        again = get_retry_request(request, spider=self._crawler.spider, reason="body cut short")
        if again is None:
            raise ResponseDataLossError(fault)
        return again


def unpack(body: bytes, codings: list[str], max_bytes: int) -> bytes:
    """Undo codings, the last applied first. Raises TooLargeError or CutShortError.

    A body that plainly is not what the header says is taken as it is, as browsers take it.
    """
    if len(codings) > MAX_CODINGS:
        raise TooLargeError(f"{len(codings)} codings")
    for coding in reversed(codings):
        body = _UNPACKERS[coding](body, max_bytes) if coding in _UNPACKERS else body
    return body


def _gunzip(body: bytes, max_bytes: int) -> bytes:
    if not body.startswith(_GZIP):
        return body
    whole = b""
    while body.startswith(_GZIP):  # a body may have members; what follows the last is no part of it
        inflater = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
        whole += _inflate(inflater, body, max_bytes - len(whole))
        body = inflater.unused_data
    return whole


def _undeflate(body: bytes, max_bytes: int) -> bytes:
    """RFC 9110 means zlib's format; some servers send the bare stream."""
    is_zlib = body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
    return _inflate(zlib.decompressobj(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS), body, max_bytes)


def _inflate(inflater: Any, body: bytes, max_bytes: int) -> bytes:
    try:
        whole: bytes = inflater.decompress(body, max_bytes + 1)
    except zlib.error as error:
        raise CutShortError(f"damaged compression: {error}") from error
    if len(whole) > max_bytes:
        raise TooLargeError(f"more than {max_bytes}")
    if not inflater.eof:
        raise CutShortError("compressed body cut short")
    return whole


def _unbrotli(body: bytes, max_bytes: int) -> bytes:
    decompressor = brotli.Decompressor()
    pieces, size = [], 0
    piece = _brotli_step(decompressor, body)
    while piece:
        size += len(piece)
        if size > max_bytes:
            raise TooLargeError(f"more than {max_bytes}")
        pieces.append(piece)
        piece = _brotli_step(decompressor, b"")
    if not decompressor.is_finished():
        raise CutShortError("compressed body cut short")
    return b"".join(pieces)


def _brotli_step(decompressor: Any, data: bytes) -> bytes:
    try:
        piece: bytes = b"" if decompressor.is_finished() else decompressor.process(data, output_buffer_limit=_CHUNK)
    except brotli.error as error:
        raise CutShortError(f"damaged compression: {error}") from error
    return piece


_UNPACKERS: Mapping[str, Callable[[bytes, int], bytes]] = MappingProxyType(
    {"gzip": _gunzip, "x-gzip": _gunzip, "deflate": _undeflate, "br": _unbrotli}
)


def _codings(response: Response) -> list[str]:
    said = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1").lower()
    return [coding.strip() for coding in said.split(",") if coding.strip() not in {"", "identity"}]


def _replaced(response: Response, body: bytes) -> Response:
    """The response with another body, and no more than a response: nothing here reads pages as text.

    `response.replace` would guess the encoding of the old body first, in the reactor: 15 ms for one that states none.
    """
    del response.headers["Content-Encoding"]
    return Response(
        response.url,
        status=response.status,
        headers=response.headers,
        body=body,
        flags=response.flags,
        request=response.request,
        certificate=response.certificate,
        ip_address=response.ip_address,
        protocol=response.protocol,
    )
