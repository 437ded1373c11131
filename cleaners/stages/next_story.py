"""The story after the story: sites that read on as one scrolls serve the next one on the same page, headline and all."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.lexicons import markup
from cleaners.model.place import words_of
from cleaners.types import Block, Context, Document, Verdict

MIN_STORY = 60
"""Kept words that have to stand before it: a page may begin with the teaser of another story."""
MAX_ALIKE = 0.3
"""Share of the words of both headlines that are common, from which they head one story."""
MIN_ALIKE = 0.5
"""The same from which an `<h1>` is the page's own headline, which has to stand above the story."""
FOLLOWING = frozenset(["related", "latest"])


def next_story(document: Document) -> Iterator[Verdict]:
    """Drop the kept blocks of an element that follows the story, is an article of its own or is called one to read next, and
    has an `<h1>` of its own.

    Spared: an `<h1>` without such an element (guides head their chapters with them), and pages whose own headline is in no
    `<h1>` above the story. No training page with a gold text is touched, and one with snippets loses other stories only.
    """
    if document.is_dump:
        return
    title = words_of(document.metadata.title.casefold())
    heads = [b for b in document.blocks if b.tag == "h1"]
    own = next((b for b in heads if _alike(b, title) >= MIN_ALIKE), None)
    others = [b for b in heads if own is not None and b.index > own.index and _alike(b, title) < MAX_ALIKE]
    kept = document.kept() if others else ()
    for head in others:
        before = [b for b in kept if b.index < head.index]
        if sum(b.words for b in before) < MIN_STORY:
            continue
        apart = _apart(head, before)
        if apart is None:
            continue
        for block in kept:
            if block.index > head.index and any(c is apart for c in block.context.ancestors()):
                yield Verdict(block, "related", False, "next-story", head.text, "next_story")


def _alike(head: Block, title: frozenset[str]) -> float:
    own = words_of(head.text.casefold())
    return len(own & title) / len(own | title) if own and title else 0.0


def _apart(head: Block, before: list[Block]) -> Context | None:
    """The outermost article, or element called one to read next, around a headline that holds nothing kept above it."""
    above = {c.index for b in before for c in b.context.ancestors()}
    around = [c for c in head.context.ancestors() if c.index not in above]
    return next((c for c in reversed(around) if c.tag == "article" or _follows(c)), None)


def _follows(context: Context) -> bool:
    told = markup().role_of(context.tokens) if context.tokens else None
    return told is not None and told[0] in FOLLOWING and told[1] == "strong"
