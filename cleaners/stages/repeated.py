"""Blocks that stood on other pages of the outlet, which is the template; and a standfirst that the body repeats."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.patterns import lazy
from cleaners.types import Document, Verdict

_SQUEEZE = lazy(r"[\W_]+")

MIN_PAGES = 3
"""Other pages a block has to have stood on. A guess between two and five, which both did well in a throw-away study."""

MIN_SHARE = 0.02
"""Share of the remembered pages it has to have stood on: over thousands of pages an agency's standing sentence
("The war began when …") comes back too, but on few of them."""


MIN_CHARS = 30
"""Characters of a kept block from which a second copy below is the same text; shorter ones are refrains and cells."""


def repeated(document: Document) -> Iterator[Verdict]:
    """Drop what stood on several other pages, and the first of two copies of the first paragraph."""
    yield from _on_other_pages(document)
    yield from _standfirst_twice(document)


def _standfirst_twice(document: Document) -> Iterator[Verdict]:
    """The summary above a story is often its first sentence: a reader wants it once. Only the first three blocks of a
    page are compared, with those below them; verse and lists repeat lines by right."""
    if document.is_dump:
        return
    kept = document.kept()
    for number, block in enumerate(kept[:3]):
        text = _squeezed(block.text)
        if len(text) < MIN_CHARS:
            continue
        likely = (b for b in kept[number + 1 : number + 8] if _squeezed(b.text[:HEAD])[:SAME] == text[:SAME])
        if any(_squeezed(b.text).startswith(text) for b in likely):
            yield Verdict(block, "standfirst", False, "repeated-below", f"{len(text)} letters", "repeated")


HEAD, SAME = 40, 8
"""Characters of a block of which the first letters, and how many letters, are compared before all of them are."""


def _squeezed(text: str) -> str:
    return _SQUEEZE.sub("", text.casefold())


def _on_other_pages(document: Document) -> Iterator[Verdict]:
    pages = document.memory.pages()
    if pages < MIN_PAGES:
        return
    standing = document.standing()
    for block in document.blocks:
        seen = document.memory.pages_with(block.fingerprint)
        verdict = standing.get(block.index)
        if seen >= max(MIN_PAGES, MIN_SHARE * pages) and (verdict is None or verdict.keep):
            yield Verdict(block, "other", False, "repeated", f"on {seen} of {pages} other pages", "repeated")
