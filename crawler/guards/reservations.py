"""Heeds what a page says of its use: "do not archive", "no AI", and the reservation of rights for text and data mining.

X-Robots-Tag and `<meta name="robots">` as search engines read them; TDM Reservation Protocol (W3C community report) by
header and meta tag. What is done about it, `crawler.reporter` decides by the settings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.discovery.listing import Headers

HEAD_BYTES = 65_536
"""Bytes of a page in which its meta tags are looked for."""

_META = re.compile(rb"<meta\s[^<>]{1,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"""(?<![\w-])(name|content)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_AI = frozenset(["noai", "noimageai"])
_SIGNS = (b"noarchive", b"noai", b"noimageai", b"tdm-reservation")
"""One of these stands in the head of every page that states anything; most have none, and need not be read for it."""


def reservations(headers: Headers, body: bytes, token: str) -> frozenset[str]:
    """Return which of "noarchive", "noai" and "tdm" a response states for everyone or for a product token.

    `headers`: names in lower case; several of one name joined by commas.
    """
    ours = {"robots", token.casefold()}
    metas = list(_metas(body[:HEAD_BYTES]))
    words = {*_header_words(headers.get("x-robots-tag", ""), token.casefold())}
    words.update(word for name, content in metas if name in ours for word in _words(content))
    tdm = {headers.get("tdm-reservation", "").strip()}
    tdm.update(content.strip() for name, content in metas if name == "tdm-reservation")
    found = {"noarchive"} & words | ({"noai"} if words & _AI else set()) | ({"tdm"} if "1" in tdm else set())
    return frozenset(found)


def _header_words(said: str, token: str) -> Iterable[str]:
    """The words that are for everyone or for us: "otherbot: noarchive, noai, copydesk: nosnippet"."""
    robot = ""
    for part in said.casefold().split(","):
        name, colon, rest = part.partition(":")
        if colon and name.strip() not in {"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"}:
            robot, part = name.strip(), rest
        if robot in {"", token}:
            yield from _words(part)


def _words(content: str) -> list[str]:
    return [word.strip() for word in re.split(r"[,\s]+", content.casefold()) if word.strip()]


def _metas(head: bytes) -> Iterable[tuple[str, str]]:
    lowered = head.lower()
    if not any(sign in lowered for sign in _SIGNS):
        return
    for tag in _META.finditer(head):
        found = {key.lower(): a or b or c for key, a, b, c in _ATTRIBUTE.findall(tag[0])}
        if b"name" in found and b"content" in found:
            yield found[b"name"].decode("latin-1").casefold(), found[b"content"].decode("latin-1")
