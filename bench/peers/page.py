"""What a peer is given of a page, and how its bytes become text for peers that take text only.

Standard library only.
"""

from __future__ import annotations

import codecs
import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_META_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE)
META_PRESCAN_BYTES = 4096
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_AS_IN_BROWSERS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
                   "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "x-sjis": "cp932",
                   "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "iso-8859-9": "cp1254"}  # fmt: skip
"""Labels that browsers read as a larger character set."""


@dataclass(frozen=True)
class Page:
    """What every system is given of a page."""

    body: bytes
    encoding: str | None
    """The encoding the stored bytes are known to be in; None where nobody knows."""
    url: str | None
    language: str
    """The language of the story, for the systems that want to be told."""
    text: str
    """The bytes decoded as a browser would, for systems that take text only; made before the clock starts."""

    @property
    def source(self) -> str | bytes:
        """For systems that decode by themselves: the bytes, but text where the encoding is known."""
        return self.body if self.encoding is None else self.text


def decode_as_browser(body: bytes, encoding: str | None) -> str:
    """Decode by the known encoding, else byte order mark, strict UTF-8, meta tag, windows-1252, in this order."""
    if encoding is not None:
        return body.decode(encoding, "replace")
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode(_declared(body) or "cp1252", "replace")


def _declared(body: bytes) -> str | None:
    """The Python codec of the charset in the meta tag; None if there is none, or none that Python knows."""
    found = _META_CHARSET.search(body[:META_PRESCAN_BYTES])
    if found is None:
        return None
    label = found[1].decode("ascii", "replace").lower()
    try:
        return codecs.lookup(_AS_IN_BROWSERS.get(label, label)).name
    except LookupError:
        return None


def read_page(request: Mapping[str, Any]) -> Page:
    """Read the page a request names."""
    body = gzip.decompress(Path(request["path"]).read_bytes())
    encoding = request.get("encoding")
    return Page(body, encoding, request.get("url"), request.get("language") or "", decode_as_browser(body, encoding))
