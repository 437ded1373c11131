"""Names the files of stories: safe by construction, since nothing of a page but its address has a say in them."""

from __future__ import annotations

import unicodedata
from urllib.parse import unquote, urlsplit

from crawler.urls import digest_of

MAX_SLUG_BYTES = 80
"""Of UTF-8. With outlet, digest and ending a name stays far below the 255 bytes that file systems allow."""


def story_path(outlet: str, day: str, url: str, key: str, *, digits: int = 8) -> str:
    """Return the path of a story's text below OUT_DIR, with forward slashes.

    >>> story_path("gazette", "2026-11-20", "https://gazette.example/2026/a-Story.html", "gazette.example/2026/a-Story.html")
    'gazette/2026/11/20/a-story-24ed5760.txt'
    """
    year, month, date = day.split("-")
    return f"{outlet}/{year}/{month}/{date}/{slug(url)}-{digest_of(key, digits)}.txt"


def record_path(path: str) -> str:
    """Return the path of the record beside a text."""
    return path.removesuffix(".txt") + ".json"


def version_path(path: str, version: int) -> str:
    """Return the path under which an earlier version of a text is kept."""
    return f"{path.removesuffix('.txt')}.v{version}.txt"


def slug(url: str) -> str:
    """Return the last part of an address as letters, digits and hyphens, folded so that case never tells two apart.

    Letters of every script are kept, with their marks: a Hindi or Arabic headline stays readable.
    """
    path = unquote(urlsplit(url).path, errors="replace").rstrip("/")
    last = path.rpartition("/")[2]
    name = unicodedata.normalize("NFKC", last.rpartition(".")[0] or last).casefold()
    spaced = "".join(ch if unicodedata.category(ch)[0] in "LNM" else " " for ch in name)
    words = unicodedata.normalize("NFC", "-".join(spaced.split()))
    return _cut(words, MAX_SLUG_BYTES).strip("-") or "story"


def _cut(text: str, most: int) -> str:
    """The beginning of a text that fits into `most` bytes."""
    return text.encode("utf-8")[:most].decode("utf-8", "ignore")
