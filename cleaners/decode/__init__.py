"""Decides in which encoding bytes were written, and makes them text."""

from __future__ import annotations

import re

from cleaners.decode.arbiter import arbitrate
from cleaners.decode.charsets import UTF_8, Reading, codec_of, read
from cleaners.decode.declared import Declaration, bom, declarations
from cleaners.plausibility import cost
from cleaners.types import Decoded

__all__ = ["decode"]

MAX_INVALID_SHARE = 0.1
"""Of the sequences outside ASCII, how many may be invalid for text to count as UTF-8 with faults."""

HEAD_BYTES = 2_048
MAX_BITS = 11
"""Bits a character may cost in UTF-16 without a mark: text costs up to nine, bytes taken in pairs fifteen."""

_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ESCAPE = re.compile(rb"\x1b[$(][@BJ]")


def decode(body: bytes, content_type: str | None = None, *, is_html: bool = True) -> Decoded:
    """Return the text of a page or dump, the encoding it was read in and what spoke for it; never raises.

    A byte order mark settles it, then strict UTF-8, which other text hardly ever is by chance; what is neither is
    weighed: header, meta tag, XML declaration, two detectors, and most of all the letters of the visible text.
    """
    marked = bom(body)
    if marked:
        encoding, length = marked
        return _decoded(read(body[length:], encoding), "bom")
    if (wide := _wide(body)) is not None:
        return _decoded(read(body, wide), "nul bytes")
    declared = declarations(body, content_type, is_html=is_html)
    if body.isascii() and _ESCAPE.search(body) and not (reading := read(body, "iso-2022-jp")).replaced:
        return _decoded(reading, "escape sequences")
    reading = read(body, UTF_8)
    if not reading.replaced or _is_faulty_utf8(body, reading):
        return _decoded(reading, *_utf8_evidence(body, reading, declared))
    reading, evidence = arbitrate(body, declared, is_html=is_html)
    return _decoded(reading, *evidence)


def _decoded(reading: Reading, *evidence: str) -> Decoded:
    return Decoded(reading.text, reading.encoding, evidence, reading.replaced)


def _utf8_evidence(body: bytes, reading: Reading, declared: tuple[Declaration, ...]) -> tuple[str, ...]:
    first = "ascii" if body.isascii() else "utf-8 with faults" if reading.replaced else "strict utf-8"
    said = (f"{d.source}: {d.label}{'' if d.encoding == UTF_8 else ' (overruled)'}" for d in declared)
    return (first, *said)


def _is_faulty_utf8(body: bytes, reading: Reading) -> bool:
    """True if the bytes are plainly UTF-8 with a few faults: a truncated end, a stray byte pasted in."""
    valid = len(_SEQUENCE.findall(body))
    return valid > 0 and reading.replaced <= MAX_INVALID_SHARE * valid


def _wide(body: bytes) -> str | None:
    """Return the UTF-16 that bytes without a mark are in; None if they are not.

    Other text has no zero bytes. Which half of a character they are in shows for the ASCII of a page's head; in a dump
    in Chinese, where `一` has one in the other half, the letters decide.
    """
    head = body[:HEAD_BYTES]
    if head.count(0) < max(1, len(head) // 512):
        return None
    texts = {name: head[: len(head) // 2 * 2].decode(codec_of(name), "ignore") for name in ("utf-16le", "utf-16be")}
    best = min(texts, key=lambda name: cost(texts[name]))
    return best if cost(texts[best]) <= MAX_BITS * len(texts[best]) and len(texts[best]) > 1 else None
