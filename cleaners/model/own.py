"""Features of a block by itself: its length, its letters, its links, what the lexicon knows of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from cleaners.lexicons import Lexicon, Match, lexicon
from cleaners.prose import FINAL_MARKS
from cleaners.types import Block, Document

Matrix = NDArray[np.float32]

LABEL_GROUPS: Mapping[str, int] = MappingProxyType({
    "share": 1, "follow": 1, "tool": 1, "app": 1,
    "related": 2, "latest": 2,
    "newsletter": 3, "paywall": 3, "ad": 3, "cookie": 3,
    "byline": 4, "author-box": 4, "date": 4, "dateline": 4, "signoff": 4, "section": 4, "tags": 4,
    "caption": 5, "player": 5,
    "legal": 6,
    "comment": 7,
    "nav": 8, "breadcrumb": 8, "template": 8, "other": 8,
})  # fmt: skip
"""Role of a phrase -> the group in which a model sees it: fewer than roles, so that rare ones count too."""

GROUP_NAMES = ("share", "related", "promo", "byline", "caption", "legal", "comment", "nav")

TAG_CODES: Mapping[str, int] = MappingProxyType({
    "p": 1, "div": 2, "li": 3, "h1": 4, "h2": 5, "h3": 6, "h4": 6, "h5": 6, "h6": 6, "td": 7, "th": 7, "tr": 7,
    "blockquote": 8, "figcaption": 9, "caption": 9, "dt": 10, "dd": 10, "button": 11, "label": 11, "section": 2,
    "article": 2, "main": 2, "aside": 12, "footer": 12, "nav": 12, "header": 12, "pre": 1, "form": 11, "body": 2,
})  # fmt: skip
TAG_NAMES = ("other", "p", "div", "li", "h1", "h2", "h3-6", "td", "blockquote", "figcaption", "dl", "button", "aside")

OWN = (
    "log_chars", "words", "link_density", "emphasis", "digits", "capitals", "commas", "ends_sentence", "ends_colon",
    "starts_lower", "starts_quote", "stopwords", "mean_word", "question", "has_year", "has_clock", "pipes",
    "at_or_url", "label", "label_whole", "label_prefix", "label_inside", "label_friend", "label_ends", "good", "gap",
    *(f"label_{name}" for name in GROUP_NAMES), *(f"tag_{name}" for name in TAG_NAMES),
)  # fmt: skip
"""Names of the columns, in order."""

GOOD = OWN.index("good")

_YEAR = re.compile(r"(?:19|20)\d\d|[۱١][۰-۹٠-٩]{3}|令和|平成|พ\.ศ")
_CLOCK = re.compile(r"\b[012]?\d[:.h]\d\d\b|[۰-۹٠-٩]{1,2}:[۰-۹٠-٩]{2}|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_ADDRESS = re.compile(r"@\w|https?://|www\.|\w\.(?:com|org|net)\b", re.IGNORECASE)
_QUOTES = frozenset("\"'“”„«»‘’「『—–-")
_COMMAS = re.compile("[,،、，;；]")
_DIGITS = re.compile(r"\d")
_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A page's blocks read once, for all features."""

    own: Matrix
    """A row a block, a column a name of OWN."""
    matches: tuple[Match | None, ...]
    """What the lexicon said of each block."""
    folded: tuple[str, ...]
    """Case-folded texts."""
    good: NDArray[np.float64]
    """Characters of the blocks that read like prose and are seen; 0 for all others."""


def read(document: Document) -> Reading:
    """Read every block by itself."""
    known = lexicon(document.language)
    blocks = document.blocks
    folded = tuple(b.text.casefold() for b in blocks)
    matches = tuple(known.match(b.text) if len(b.text) <= MAX_LABEL_CHARS else None for b in blocks)
    rows = [_row(block, match, known, text) for block, match, text in zip(blocks, matches, folded, strict=True)]
    own = np.array(rows, dtype=np.float32).reshape(len(rows), len(OWN))
    chars = np.fromiter((0 if b.context.hidden else len(b.text) for b in blocks), np.float64, len(blocks))
    return Reading(own, matches, folded, own[:, GOOD].astype(np.float64) * chars)


MAX_LABEL_CHARS = 300
"""Longer blocks are not looked up: a notice of two sentences has 250 characters."""


def _row(block: Block, match: Match | None, known: Lexicon, folded: str) -> list[float]:
    text = block.text
    size = len(text)
    words = text.split()
    count = len(words)
    head = text if size <= SAMPLED else text[:SAMPLED]
    unspaced = 0 if head.isascii() else len(_UNSPACED.findall(head))
    if unspaced:
        count += unspaced * size // (2 * len(head))
        stops = 0.3 if unspaced > 20 else 0.1
    else:
        sample = folded.split(None, 40)[:40]
        stops = len([w for w in sample if w in known.stopwords]) / max(1, len(sample))
    link_density = min(1.0, block.link_chars / size) if size else 0.0
    last = text[-1:]
    ends = last in FINAL_MARKS
    good = link_density < 0.35 and (count >= 12 or (count >= 7 and ends))
    groups = _NO_GROUPS if match is None else _GROUPS[LABEL_GROUPS.get(match.role, 8) - 1]
    label = _NO_LABEL if match is None else (
        1.0, match.how == "whole", match.how == "prefix", match.how == "inside", match.friend, match.ends
    )  # fmt: skip
    first, short = text[:1], size < SAMPLED
    return [
        _LOG[min(size, 4096)], min(count, 200), link_density, min(1.0, block.emphasis_chars / max(1, size)),
        len(_DIGITS.findall(head)) / max(1, len(head)), len(_CAPITALS.findall(head)) / max(1, len(head)),
        len(_COMMAS.findall(head)) / max(1, min(count, 60)), ends, last in _COLONS, first.islower(), first in _QUOTES,
        stops, size / max(1, count), short and ("?" in text or "؟" in text or "？" in text),
        short and _YEAR.search(text) is not None, short and _CLOCK.search(text) is not None,
        head.count("|") + head.count("•") + head.count("·"), short and _ADDRESS.search(text) is not None,
        *label, good, min(block.gap, 5), *groups, *_TAGS[TAG_CODES.get(block.tag, 0)],
    ]  # fmt: skip


SAMPLED = 240
"""Characters at the head of a block in which digits, capitals and marks are counted: the rest of a long paragraph tells
nothing more, and counting it took a third of the time of all features."""
_COLONS = frozenset(":：")
_NO_LABEL = (0.0,) * 6
_NO_GROUPS = (0.0,) * len(GROUP_NAMES)
_GROUPS = tuple(tuple(float(i == j) for j in range(len(GROUP_NAMES))) for i in range(len(GROUP_NAMES)))
_TAGS = tuple(tuple(float(i == j) for j in range(len(TAG_NAMES))) for i in range(len(TAG_NAMES)))
_LOG = tuple(float(x) for x in np.log1p(np.arange(4097)))
