"""Features of a block by itself: its length, its letters, its links, what the lexicon knows of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from cleaners.lexicons import Lexicon, Match, lexicon
from cleaners.model.letters import count_letters
from cleaners.patterns import lazy
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
_LABEL, _GAP, _ENDS = OWN.index("label"), OWN.index("gap"), OWN.index("ends_sentence")
_GROUP, _TAG = OWN.index("label_share"), OWN.index("tag_other")

_YEAR = lazy(r"(?:19|20)\d\d|[۱١][۰-۹٠-٩]{3}|令和|平成|พ\.ศ")
_CLOCK = lazy(r"\b[012]?\d[:.h]\d\d\b|[۰-۹٠-٩]{1,2}:[۰-۹٠-٩]{2}|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_ADDRESS = lazy(r"@\w|https?://|www\.|\w\.(?:com|org|net)\b", re.IGNORECASE)
_QUOTES = frozenset("\"'“”„«»‘’「『—–-")


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
    own = np.zeros((len(blocks), len(OWN)), dtype=np.float32)
    if blocks:
        own[:, :_LABEL] = _read(blocks, folded, known)
        own[:, _GAP] = [min(b.gap, 5) for b in blocks]
        _fill_labels(own, matches)
        own[range(len(blocks)), [_TAG + TAG_CODES.get(b.tag, 0) for b in blocks]] = 1.0
        prose = (own[:, 1] >= 12) | ((own[:, 1] >= 7) & (own[:, _ENDS] > 0))
        own[:, GOOD] = (own[:, 2] < MAX_LINKS_OF_PROSE) & prose
    chars = np.fromiter((0 if b.context.hidden else len(b.text) for b in blocks), np.float64, len(blocks))
    return Reading(own, matches, folded, own[:, GOOD].astype(np.float64) * chars)


MAX_LABEL_CHARS = 300
"""Longer blocks are not looked up: a notice of two sentences has 250 characters."""
MAX_LINKS_OF_PROSE = 0.35
"""Share of link text from which a block is no prose."""


def _read(blocks: Sequence[Block], folded: Sequence[str], known: Lexicon) -> Matrix:
    """The columns before `label`."""
    heads = [b.text[:SAMPLED] for b in blocks]
    counts = count_letters(heads)
    stopwords = known.stopwords.__contains__
    rows = []
    for block, head, text, (_, digits, capitals, commas, unspaced, bars) in zip(
        blocks, heads, folded, counts.tolist(), strict=True
    ):
        size, sampled = len(block.text), len(head)
        words = text.split()
        count = len(words)
        if unspaced:
            count += unspaced * size // (2 * sampled)
            stops = 0.3 if unspaced > 20 else 0.1
        else:
            stops = sum(map(stopwords, words[:40])) / min(40, count or 1)
        first, last = head[:1], block.text[-1:]
        short = size < SAMPLED
        is_ascii = head.isascii()
        rows.append((
            _LOG[min(size, 4096)], min(count, 200), min(1.0, block.link_chars / max(1, size)),
            min(1.0, block.emphasis_chars / max(1, size)), digits / max(1, sampled), capitals / max(1, sampled),
            commas / max(1, min(count, 60)), last in FINAL_MARKS, last in _COLONS, first.islower(), first in _QUOTES,
            stops, size / max(1, count), short and ("?" in head or (not is_ascii and ("؟" in head or "？" in head))),
            short and (digits > 0 or not is_ascii) and _YEAR.search(head) is not None,
            short and digits > 0 and _CLOCK.search(head) is not None, bars,
            short and ("." in head or "@" in head or "/" in head) and _ADDRESS.search(head) is not None,
        ))  # fmt: skip
    return np.array(rows, dtype=np.float32)


def _fill_labels(own: Matrix, matches: Sequence[Match | None]) -> None:
    """Write what the lexicon said of the few blocks it knows."""
    for i, match in enumerate(matches):
        if match is not None:
            own[i, _LABEL : _LABEL + 6] = (
                1.0, match.how == "whole", match.how == "prefix", match.how == "inside", match.friend, match.ends
            )  # fmt: skip
            own[i, _GROUP + LABEL_GROUPS.get(match.role, 8) - 1] = 1.0


SAMPLED = 240
"""Characters at the head of a block in which digits, capitals and marks are counted: the rest of a long paragraph tells
nothing more, and counting it took a third of the time of all features."""
_COLONS = frozenset(":：")
_LOG = tuple(float(x) for x in np.log1p(np.arange(4097)))
