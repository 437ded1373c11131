"""Content-Encoding is undone within bounds, and half a body is not taken for a whole one."""

from __future__ import annotations

import asyncio
import gzip
import zlib

import brotli
import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.guards.unpacking import CutShortError, TooLargeError, UnpackingMiddleware, unpack
from tests.crawler.guards.desk import crawl

TEXT = b"A story of the harbour. " * 400
BOUND = len(TEXT)


def bare_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


PACKED = {
    "gzip": gzip.compress(TEXT),
    "x-gzip": gzip.compress(TEXT),
    "deflate": zlib.compress(TEXT),
    "br": brotli.compress(TEXT),
}


@pytest.mark.parametrize("coding", PACKED)
def test_a_whole_body_of_exactly_the_bound_is_unpacked(coding: str) -> None:
    assert unpack(PACKED[coding], [coding], BOUND) == TEXT


@pytest.mark.parametrize("coding", PACKED)
def test_a_byte_beyond_the_bound_is_too_much(coding: str) -> None:
    with pytest.raises(TooLargeError):
        unpack(PACKED[coding], [coding], BOUND - 1)


@pytest.mark.parametrize("coding", PACKED)
@pytest.mark.parametrize("cut", [1, 5, 30])
def test_a_body_cut_short_is_told(coding: str, cut: int) -> None:
    with pytest.raises(CutShortError):
        unpack(PACKED[coding][:-cut], [coding], BOUND)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_damaged_body_is_told(coding: str) -> None:
    body = PACKED[coding]
    with pytest.raises(CutShortError):
        unpack(body[:20] + b"\xff" * 10 + body[30:], [coding], BOUND)


def test_deflate_without_its_frame_is_unpacked() -> None:
    assert unpack(bare_deflate(TEXT), ["deflate"], BOUND) == TEXT


def test_members_of_gzip_are_joined_and_what_follows_is_left() -> None:
    assert unpack(gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:]) + b"\0\0", ["gzip"], BOUND) == TEXT


def test_the_bound_holds_over_all_members() -> None:
    with pytest.raises(TooLargeError):
        unpack(gzip.compress(TEXT) * 3, ["gzip"], BOUND * 2)


def test_codings_are_undone_in_reverse_order() -> None:
    assert unpack(gzip.compress(brotli.compress(TEXT)), ["br", "gzip"], BOUND) == TEXT


def test_a_body_that_is_not_what_it_says_is_taken_as_it_is() -> None:
    assert unpack(TEXT, ["gzip"], BOUND) == TEXT


def test_too_many_codings_are_refused() -> None:
    with pytest.raises(TooLargeError, match="4 codings"):
        unpack(b"x", ["gzip"] * 4, BOUND)


def test_a_bomb_is_not_unpacked_to_its_end() -> None:
    bomb = gzip.compress(bytes(50 * 2**20), 9)
    with pytest.raises(TooLargeError):
        unpack(gzip.compress(bomb), ["gzip", "gzip"], 2**20)


def received(body: bytes, coding: str) -> Response | Request:
    """What the middleware hands on, without a reactor: small bodies need none."""
    headers = {"Content-Encoding": coding, "Content-Type": "text/html", "X-Other": "kept"}
    response = Response("https://gazette.example/a", status=203, headers=headers, body=body, flags=["seen"])
    middleware = UnpackingMiddleware(crawl(DOWNLOAD_MAXSIZE=10**7))
    return asyncio.run(middleware.process_response(Request(response.url), response))


@pytest.mark.parametrize("coding", PACKED)
def test_a_response_is_handed_on_unpacked_and_otherwise_as_it_was(coding: str) -> None:
    response = received(PACKED[coding], coding)
    assert isinstance(response, Response)
    assert (response.body, response.status, response.flags) == (TEXT, 203, ["seen"])
    assert response.headers.to_unicode_dict() == {"Content-Type": "text/html", "X-Other": "kept"}


@pytest.mark.parametrize("coding", ["identity", "", "unheard-of"])
def test_a_response_that_is_not_packed_is_handed_on_as_it_is(coding: str) -> None:
    response = received(TEXT, coding)
    assert isinstance(response, Response)
    assert response.body == TEXT
