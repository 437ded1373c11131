"""Joins the pages of one story: in order, and what each of them repeats only once.

Sites cut long stories into pages and print headline, standfirst, author box and page numbers on each. `join` takes articles,
`clean_parts` the pages. They trust the caller that the pages are of one story, and understand the order by `rel=next` and
the numbers in addresses; without either the order is the caller's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from cleaners.memory import NOTHING_SEEN
from cleaners.page_numbers import is_page_line, next_page, page_of
from cleaners.patterns import lazy
from cleaners.pipeline import WITH_TEXT, clean
from cleaners.policy import DEFAULT, Policy
from cleaners.prose import ends_sentence
from cleaners.types import Article, Hints, Memory, Metadata, Page

MIN_CHARS = 30
"""Letters of a paragraph from which a second copy on a later page is the same; shorter ones may be refrains and answers."""
EDGE = 3
"""Paragraphs at the beginning and the end of a page in which shorter copies are furniture too, and pages are numbered."""
_SQUEEZE = lazy(r"[\W_]+")


@dataclass
class _Joined:
    """What has been joined so far."""

    paragraphs: list[str] = field(default_factory=list)
    blocks: list[tuple[str, str]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    """Paragraphs, squeezed."""
    edges: set[str] = field(default_factory=set)
    """Those of them at the edges of a page."""
    last: dict[str, int] = field(default_factory=dict)
    """Paragraphs that close several pages (author box, sign-off), squeezed -> the last page they close: they stand there."""
    repeated: int = 0


def clean_parts(
    pages: Iterable[Page], *, hints: Hints = Hints(), memory: Memory = NOTHING_SEEN, policy: Policy = DEFAULT
) -> Article:
    """The story that several pages hold, cleaned and joined. Raises ValueError if no page is given."""
    return join([clean(page, hints=hints, memory=memory, policy=policy) for page in pages])


def join(articles: Sequence[Article]) -> Article:
    """One article of those of a story's pages. Raises ValueError if none is given.

    Metadata are the first page's, but the latest change and all tags; `confidence` is that of the least sure page, `document`
    None. Pages without text and second copies of a page add nothing; what was left out of pages counts in `removed` as
    "repeated-part".
    """
    if not articles:
        raise ValueError("join() needs at least one article")
    told = [article for article in in_order(articles) if article.kind in WITH_TEXT and article.text]
    if len(told) < 2:
        return told[0] if told else articles[0]
    joined = _Joined(last=_closing(told))
    for number, article in enumerate(told):
        _add(joined, article, number)
    removed = Counter({"repeated-part": joined.repeated}) if joined.repeated else Counter()
    for article in told:
        removed.update(article.removed)
    return replace(
        told[0], text="\n\n".join(joined.paragraphs), blocks=tuple(joined.blocks), metadata=_metadata(told), document=None,
        flags=tuple(sorted({flag for article in told for flag in article.flags})),
        confidence=min(article.confidence for article in told), removed=MappingProxyType(dict(sorted(removed.items()))),
    )  # fmt: skip


def in_order(articles: Sequence[Article]) -> list[Article]:
    """Articles in the order of their pages: by `rel=next` if it links them all, else by the numbers in their addresses, else as
    given."""
    return _by_links(articles) or _by_numbers(articles) or list(articles)


def _by_links(articles: Sequence[Article]) -> list[Article]:
    """The chain of `rel=next`; empty if it does not reach all."""
    at = {article.url: article for article in articles if article.url}
    after = {a.url: next_page(a.document.facts, a.url) for a in articles if a.url and a.document is not None}
    starts = [url for url in after if url not in after.values()]
    chain: list[Article] = []
    url = starts[0] if len(starts) == 1 else None
    while url in at and len(chain) < len(articles):
        chain.append(at[url])
        url = after.get(url)
    return chain if len(chain) == len(articles) else []


def _by_numbers(articles: Sequence[Article]) -> list[Article]:
    """By the numbers in their addresses; empty if they are not all pages of one address."""
    places = [page_of(article.url) for article in articles if article.url]
    if len(places) < len(articles) or len({place.story for place in places}) > 1:
        return []
    return [article for _, article in sorted(zip(places, articles, strict=True), key=lambda pair: pair[0].number)]


def _closing(articles: Sequence[Article]) -> dict[str, int]:
    """Paragraphs at the end of several pages, with the number of the last page they stand on."""
    ends = [{_squeezed(p) for p in article.text.split("\n\n")[-EDGE:]} for article in articles]
    counts = Counter(text for end in ends for text in end)
    return {text: number for number, end in enumerate(ends) for text in end if counts[text] > 1}


def _add(joined: _Joined, article: Article, number: int) -> None:
    """Add a page's paragraphs without those that earlier pages had, and without lines that number pages."""
    paragraphs = article.text.split("\n\n")
    roles = {text.strip(): role for role, text in article.blocks}
    kept = []
    for place, paragraph in enumerate(paragraphs):
        at_edge = min(place, len(paragraphs) - 1 - place) < EDGE
        closes_later = joined.last.get(_squeezed(paragraph), number) > number
        if closes_later or (at_edge and is_page_line(paragraph)) or _is_repeated(joined, paragraph, at_edge=at_edge):
            joined.repeated += 1
        else:
            kept.append(paragraph)
    later = {_squeezed(p) for p in paragraphs if joined.last.get(_squeezed(p), number) > number}
    joined.seen.update({_squeezed(p) for p in paragraphs} - later)
    joined.edges.update({_squeezed(p) for p in (*paragraphs[:EDGE], *paragraphs[-EDGE:])} - later)
    for place, paragraph in enumerate(kept):
        _append(joined, paragraph, roles, runs_on=place == 0)


def _is_repeated(joined: _Joined, paragraph: str, *, at_edge: bool) -> bool:
    """Whether an earlier page had the paragraph: anywhere if it is long, at its edges if it is short and at an edge again."""
    squeezed = _squeezed(paragraph)
    return squeezed in joined.seen and (len(squeezed) >= MIN_CHARS or (at_edge and squeezed in joined.edges))


def _append(joined: _Joined, paragraph: str, roles: dict[str, str], *, runs_on: bool) -> None:
    """Add a paragraph; the first of a page runs on where the last of the page before broke off inside a sentence."""
    lines = [(roles.get(line.strip(), "body"), line) for line in paragraph.split("\n")]
    if runs_on and joined.paragraphs and paragraph[:1].islower() and not ends_sentence(joined.paragraphs[-1]):
        joined.paragraphs[-1] += f" {paragraph}"
        role, text = joined.blocks[-1]
        joined.blocks[-1:] = [(role, f"{text} {lines[0][1]}"), *lines[1:]]
        return
    joined.paragraphs.append(paragraph)
    joined.blocks += lines


def _metadata(articles: Sequence[Article]) -> Metadata:
    """The first page's, with the latest change and the tags of all."""
    first = articles[0].metadata
    changes = [article.modified for article in articles if article.modified]
    tags = tuple(dict.fromkeys(tag for article in articles for tag in article.metadata.tags))
    return replace(first, modified=max(changes, default=None), tags=tags)


def _squeezed(text: str) -> str:
    return _SQUEEZE.sub("", text.casefold())
