"""Finds the page's own headline: the one the page shows, without the outlet's name.

A page states its title many times over: `<title>` with the outlet's name, `og:title` sharpened for social
media, JSON-LD cut off at 110 characters, and the headline a reader sees. The visible one is taken if the stated ones bear it
out; else the best of those, with what is not headline cut off at its separators.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cleaners.metadata.headings import HEADINGS, MAX_HEADLINE_BLOCKS, MAX_TITLE, Headline, headings
from cleaners.metadata.site import is_site, squashed
from cleaners.metadata.statements import Claim, Statements
from cleaners.metadata.values import tidy
from cleaners.patterns import lazy
from cleaners.types import Document

MIN_OVERLAP = 0.5
"""Share of words that a visible headline and a stated title must have in common, in both directions taken together.
Headlines sharpened for search engines keep .5 to .9 of the words; the outlet's slogan in an h1 shares none."""

MIN_OVERLAP_OF_ONLY = 0.25
"""The same for the only h1 of a page."""

WORD_FOR_WORD = 1.0
"""Likeness from which a lesser heading is the headline although the only h1 shares words with the stated titles."""

MIN_WORDS = 4
"""Words of an only h1 that is believed although no stated title shares any with it; shorter ones name sections."""

MAX_LONE = 160
"""Characters of an only h1 that is believed before lesser headings; longer ones are an introduction."""

MIN_LESSER = 0.75
"""Likeness from which a lesser heading than an h1 is the headline although there is an h1."""


MAX_ARTICLE = 3
"""Letters more in a visible headline that are no kicker but its article ("The best ferries", stated as "Best ferries")."""

MAX_CUTS = 20
"""Separators of a title that are tried; real ones have up to eight."""

_SEPARATOR = lazy(
    r"\s+[-–—−―|｜¦:·•∙»«›‹~/\\⋆★>]+\s+|\s*[|｜¦»«›‹·•●▷►]+\s*|\s+[-–—]+|\s*(?:--|::|—|——)\s*|:\s+|[-–]\s+|(?<=[\u0e00-\uffff])[-_－＿](?=\S)|_(?=[\u3040-\uffff])"
)
_CUT_OFF = lazy(r"\s*(?:…|\.\.\.)$")
_WORD = lazy(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Title:
    """The page's headline."""

    claim: Claim | None
    """Its text and where it was read; None if the page states and shows none."""
    at: int | None
    """Index of the block that shows it; None if no block does."""


def find_title(stated: Statements, names: tuple[Claim, ...]) -> Title:
    """The headline of a page; `names` are those of the outlet."""
    claims = [c for c in _stated(stated) if len(squashed(c.value)) > 1]
    visible = tuple(headings(stated.document))
    seen = headline(visible, claims, names)
    if seen is not None:
        return Title(_settled(seen, claims, names), seen.index)
    shown = _shown(stated.document)
    for claim in claims:
        cut = without_site(claim.value, names, [c.value for c in claims if c is not claim], shown)
        if cut and not is_site(cut, names):
            return Title(Claim(_completed(cut, claims), claim.source), None)
    return Title(next((_seen(h, h.text) for h in visible if h.rank == 0), None), None)


def headline(visible: Iterable[Headline], claims: Iterable[Claim], names: tuple[Claim, ...] = ()) -> Headline | None:
    """The visible headline: the heading that stated titles bear out best, else an h1 that is made as a headline.

    A lesser heading must be borne out word for word where a page has one h1 that shares words with the stated titles, and
    almost so where it has any: "What is social commerce?" is a section of a story about it. None if there is no such heading.
    """
    texts = dict.fromkeys(c.value for c in claims)
    keys = [(squashed(text), frozenset(_WORD.findall(text.casefold()))) for text in texts]
    bare = frozenset(squashed(_without_names(text, names)) for text in texts)
    visible = tuple(visible)
    lone = _lone(visible, names)
    best: tuple[float, Headline] | None = None
    made: Headline | None = None
    of_lone = 0.0
    for heading in visible:
        own = squashed(heading.text), frozenset(_WORD.findall(heading.text.casefold()))
        likest = max((_likeness(*own, *key) for key in keys), default=0.0)
        score = (1.1 if likest and own[0] in bare else likest) - 0.08 * heading.rank
        of_lone = score if heading is lone else of_lone
        least = MIN_OVERLAP_OF_ONLY if heading is lone else MIN_OVERLAP
        if score >= least and (best is None or score > best[0] + 0.01):
            best = score, heading
        if made is None and heading.is_made_as_headline:
            made = heading
    if lone and best and best[1].rank > 0 and best[0] < WORD_FOR_WORD and of_lone >= MIN_OVERLAP_OF_ONLY:
        return lone
    if made and (best is None or (best[1].rank > 0 and best[0] < MIN_LESSER)):
        return made
    return best[1] if best else lone if lone and len(lone.text.split()) >= MIN_WORDS else None


def _lone(visible: tuple[Headline, ...], names: tuple[Claim, ...]) -> Headline | None:
    """The only h1 of a page, however often it stands there; None if there are several, or it is the outlet's name."""
    first = [h for h in visible if h.rank == 0 and h.is_whole]
    if not first or len({h.text for h in first}) > 1 or len(first[0].text) > MAX_LONE:
        return None
    return None if is_site(first[0].text, names) else first[0]


def without_site(
    text: str, names: tuple[Claim, ...], others: Iterable[str] = (), shown: frozenset[str] = frozenset()
) -> str:
    """A title with the outlet's name and sections cut off its ends.

    Cut where what goes is a name of the outlet, or what stays is another stated title or a text the page shows; at
    a bar or chevron also if what goes is short. Spared: "Spain: five dead", whose parts are none of these.
    """
    known = {squashed(other) for other in others if other != text} | shown
    for piece in _pieces(text):
        key = squashed(piece)
        if key in known and len(key) >= 8 and 2 * len(key) >= len(squashed(text)):
            return piece
    return _ends_cut(text, names)


def _stated(stated: Statements) -> Iterator[Claim]:
    yield from stated.in_json_ld("headline")
    marked = {claim.value: claim for claim in stated.in_microdata("headline")}
    if len(marked) == 1:  # several are those of cards
        yield from marked.values()
    yield from stated.in_meta("title")
    if text := tidy(stated.document.facts.title):
        yield Claim(text, "<title>")


def _settled(seen: Headline, claims: list[Claim], names: tuple[Claim, ...]) -> Claim:
    """The visible headline, without what the markup glued to it if two stated titles agree on what is left.

    Catches a kicker or a comment count inside the h1 ("PoliticsEgypt and Russia …", "… ceasefireComments: 12").
    """
    key = squashed(seen.text)
    same = [c for c in claims if squashed(c.value) == key]
    if same:
        fuller = max(same, key=lambda c: len(c.value.split()))
        return fuller if len(fuller.value.split()) > len(seen.text.split()) else _seen(seen, seen.text)
    for claim in claims:
        other = squashed(claim.value)
        is_most = len(other) + MAX_ARTICLE < len(key) < 2 * len(other) and (
            key.endswith(other) or key.startswith(other)
        )
        if (
            is_most
            and not _CUT_OFF.search(claim.value)
            and sum(squashed(c.value).startswith(other) for c in claims) > 1
        ):
            return claim
    cut = _ends_cut(seen.text, names) if is_site(_pieces_at_end(seen.text), names) else seen.text
    return _seen(seen, cut or seen.text)


def _seen(seen: Headline, text: str) -> Claim:
    return Claim(text, f"h{seen.rank + 1}" if seen.rank < len(HEADINGS) else "headline block")


def _pieces_at_end(text: str) -> str:
    return _SEPARATOR.split(text)[-1]


def _completed(text: str, claims: list[Claim]) -> str:
    """A title that is cut off, whole again if another stated one begins with it."""
    if not _CUT_OFF.search(text):
        return text
    start = _CUT_OFF.sub("", text)
    return next((c.value for c in claims if c.value.startswith(start) and not _CUT_OFF.search(c.value)), text)


def _cuts(text: str) -> list[re.Match[str]]:
    """The separators of a title, the first and last of very many."""
    found = list(_SEPARATOR.finditer(text))
    return found if len(found) <= MAX_CUTS else [*found[: MAX_CUTS // 2], *found[-MAX_CUTS // 2 :]]


def _pieces(text: str) -> Iterator[str]:
    """Beginnings and ends of a title cut at its separators, the longest first."""
    cuts = [(m.start(), m.end()) for m in _cuts(text) if not m.group().startswith(":")]
    pieces = [text, *(text[:a] for a, _ in cuts), *(text[b:] for _, b in cuts)]
    yield from sorted((p.strip() for p in pieces if p.strip()), key=len, reverse=True)


def _ends_cut(text: str, names: tuple[Claim, ...]) -> str:
    """The title without names of the outlet at its ends, else without a short piece after its last bar."""
    return _without_names(text, names) or _last_bar_cut(text, _cuts(text))


def _without_names(text: str, names: tuple[Claim, ...]) -> str:
    """The title without names of the outlet at its ends, and what stands between them and the end; empty if it has none."""
    cuts = _cuts(text)
    for cut in cuts:
        head, tail = text[: cut.start()], text[cut.end() :]
        if (
            (is_site(tail, names) or is_site(_SEPARATOR.split(tail, maxsplit=1)[0], names))
            and squashed(head)
            and not is_site(head, names)
        ):
            return head.strip()
    for cut in reversed(cuts):
        head, tail = text[: cut.start()], text[cut.end() :]
        if is_site(head, names) and squashed(tail):
            return tail.strip()
    return ""


def _last_bar_cut(text: str, cuts: list[re.Match[str]]) -> str:
    """The title without a short piece after its last bar or chevron ("… | Sport"); those join no two halves of a title."""
    bars = [c for c in cuts if any(mark in c.group() for mark in "|｜¦»›_")]
    if bars and len(text) - bars[-1].end() <= min(40, bars[-1].start()):
        return text[: bars[0].start() if 2 * bars[0].start() > len(text) else bars[-1].start()].strip()
    return text.strip()


def _likeness(own: str, mine: frozenset[str], key: str, words: frozenset[str]) -> float:
    """0 to 1.1: how well a stated title bears out a visible heading, both squashed and as words.

    Equal ones best, then one that holds the other.
    """
    if not own or not key:
        return 0.0
    if own == key:
        return 1.1
    if len(own) >= 12 and own in key:
        return 0.95 if 3 * len(own) >= len(key) else 0.7
    if len(key) >= 12 and key in own:
        return 0.9
    common = len(mine & words)
    return 0.9 * 2 * common / (len(mine) + len(words)) if common > 1 else 0.0


def _shown(document: Document) -> frozenset[str]:
    """All short texts of a page, squashed: what a stated title's true part is found among."""
    return frozenset(squashed(b.text) for b in document.blocks[:MAX_HEADLINE_BLOCKS] if 8 <= len(b.text) <= MAX_TITLE)
