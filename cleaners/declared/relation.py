"""Whether a text found in a page's data is that page's story: by headline, by address, by the headline's words in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from cleaners.patterns import lazy
from cleaners.types import Document

MIN_SHARED = 0.6
"""Share of the shorter headline's words that two headlines of one story share."""
MAX_OTHER = 0.34
"""Share under which a headline is another story's."""
MIN_IN_TEXT = 0.5
"""Share of the headline's words that stand in its story. A guess: half, because headlines turn words."""
MIN_SLUG = 8
"""Characters of the last part of an address that is unlike others."""
_WORD = lazy(r"[^\W_]+")
_UNSPACED = lazy(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known of the story that is looked for."""

    titles: tuple[frozenset[str], ...]
    """Words of each headline the page states, site name off if that is known."""
    slug: str
    """Last part of its address, lower case; empty if there is none worth the name."""


def wanted(document: Document) -> Wanted:
    """What a page says of the story it should hold."""
    site = words(document.metadata.site_name)
    stated = (
        document.metadata.title,
        *(v for n, v in document.facts.meta if n in ("og:title", "twitter:title")),
        document.facts.title,
    )
    titles = (words(title) - site for title in stated)
    return Wanted(tuple(dict.fromkeys(title for title in titles if title)), slug_of(document.page.url or ""))


def slug_of(address: str) -> str:
    """The last part of an address that tells it from others; empty if it is short or has none."""
    parts = [
        part for part in unquote(urlsplit(address).path).lower().split("/") if part not in ("", "amp", "index.html")
    ]
    last = parts[-1].removesuffix(".html").removesuffix(".htm") if parts else ""
    return last if len(last) >= MIN_SLUG or (any(ch.isdigit() for ch in last) and len(last) >= 5) else ""


def relation(look_for: Wanted, titles: Iterable[str], addresses: Iterable[str], text: str) -> float:
    """How surely a text is the story looked for: 1 by headline or address, 0.5 by its words, 0 if it is another's."""
    if look_for.slug and any(look_for.slug in unquote(address).lower() for address in addresses):
        return 1.0
    own = [found for title in titles if (found := words(title))]
    likeness = max((_likeness(a, b) for a in own for b in look_for.titles), default=0.0)
    if likeness >= MIN_SHARED:
        return 1.0
    if not look_for.titles:
        return 0.5 if own else 0.25
    if own and likeness < MAX_OTHER and all(len(title) >= 3 for title in own):
        return 0.0
    inside = words(text)
    return 0.5 if max(len(title & inside) / len(title) for title in look_for.titles) >= MIN_IN_TEXT else 0.0


def words(text: str) -> frozenset[str]:
    """The words of a text that tell it from others: of three letters and more; in scripts without spaces pairs of characters."""
    folded = text.casefold()
    if _UNSPACED.search(folded):
        runs = _WORD.findall(folded)
        return frozenset(run[i : i + 2] for run in runs for i in range(max(1, len(run) - 1)))
    return frozenset(word for word in _WORD.findall(folded) if len(word) > 2 or word.isdigit())


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    shared = len(a & b)
    return shared / min(len(a), len(b)) if shared >= 2 or min(len(a), len(b)) == 1 else 0.0
