"""Reads what a page says of its own encoding: byte order mark, HTTP header, meta tags, XML declaration."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaners.decode.charsets import name_of
from cleaners.patterns import lazy

HEAD_BYTES = 16_384
"""How far a declaration is looked for. The standard says 1,024, but old templates put scripts and styles first."""

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32le"),
    (b"\x00\x00\xfe\xff", "utf-32be"),
    (b"\xff\xfe", "utf-16le"),
    (b"\xfe\xff", "utf-16be"),
)
_IGNORED = re.compile(
    rb"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script|\Z)|<style\b.*?(?:</style|\Z)", re.DOTALL | re.IGNORECASE
)
_META = re.compile(rb"""<meta\s[^<>]*?\bcharset\s*=\s*["']?\s*([\w.:+-]+)""", re.IGNORECASE)
_XML = re.compile(rb"""\A\s*<\?xml\s[^<>]*?\bencoding\s*=\s*["']([\w.:+-]+)""", re.IGNORECASE)
_HEADER = lazy(r"""\bcharset\s*=\s*["']?\s*([\w.:+-]+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Declaration:
    """One statement of the page or its server about the encoding."""

    source: str
    """"http", "meta" or "xml"."""
    encoding: str
    """WHATWG name."""
    label: str
    """As written."""


def bom(body: bytes) -> tuple[str, int] | None:
    """Return the encoding a byte order mark stands for, and its length; None if the body begins with none."""
    return next(((name, len(mark)) for mark, name in _BOMS if body.startswith(mark)), None)


def declarations(body: bytes, content_type: str | None, *, is_html: bool) -> tuple[Declaration, ...]:
    """Return every declaration that names a known encoding, the strongest first: header, meta, XML."""
    found = [*_of_header(content_type), *(_of_markup(body[:HEAD_BYTES]) if is_html else ())]
    return tuple(dict.fromkeys(found))


def _of_header(content_type: str | None) -> Iterator[Declaration]:
    if content_type and (match := _HEADER.search(content_type)):
        yield from _declaration("http", match[1])


def _of_markup(head: bytes) -> Iterator[Declaration]:
    for match in _META.finditer(_IGNORED.sub(b" ", head)):
        yield from _declaration("meta", match[1].decode("ascii", "replace"))
    for match in _XML.finditer(head):
        yield from _declaration("xml", match[1].decode("ascii", "replace"))


def _declaration(source: str, label: str) -> Iterator[Declaration]:
    name = name_of(label)
    if name is not None and not (source != "http" and name.startswith(("utf-16", "utf-32"))):
        yield Declaration(source, name, label.lower())
