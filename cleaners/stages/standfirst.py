"""The standfirst: a summary between headline and story, that themes set apart from both.

It stands outside the story's own element and often ends without a mark, as labels do. Gold texts differ on it by site, so
the trees learn to doubt it; a careful reader wants it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from cleaners.lexicons import Lexicon, lexicon, markup
from cleaners.model.place import words_of
from cleaners.types import Block, Document, Verdict

MAX_ABOVE = 30
"""Blocks between the headline and the first kept one: byline, date, share bar, the tools of a reader's account."""
MIN_WORDS = 5
MAX_LINKS = 0.2
"""Share of link text from which it is a teaser."""
MIN_DESCRIBED = 0.8
"""Share of its words that have to be the page's own description of itself, where no class tells. Between headline and
story 22 of 27 such blocks of the training pages stand in the gold text."""
MAX_TITLE = 0.7
"""Share of its words that may be the headline's: more is the headline once more."""
NEAR = 2
"""Innermost elements whose class may call it a standfirst; farther out themes call the whole head "intro"."""
HEAD = frozenset(["byline", "date", "share", "follow", "tool"])
"""Roles of what else stands in a story's head; themes call an element that holds it all "byline-social"."""


def standfirst(document: Document) -> Iterator[Verdict]:
    """Keep what stands between headline and story if a class calls it so or the page describes itself with it.

    Spared are labels, links, captions and what no reader sees. Costs a teaser of a gallery or a summary by machine
    where a theme gives it such a class.
    """
    if document.is_dump:
        return
    known = lexicon(document.language)
    title, description = (words_of(t.casefold()) for t in (document.metadata.title, document.metadata.description))
    for block in _between(document):
        own = words_of(block.text.casefold())
        if not _may_be_text(block, known) or _share(own, title) > MAX_TITLE:
            continue
        evidence = _called(block)
        if not evidence and (share := _share(own, description)) >= MIN_DESCRIBED:
            evidence = f"{share:.0%} of it in the page's description"
        if evidence:
            yield Verdict(block, "standfirst", True, "standfirst", evidence, "standfirst")


def _between(document: Document) -> list[Block]:
    """Dropped blocks between the headline and the first kept one."""
    kept = document.kept()
    if not kept:
        return []
    first, standing = kept[0].index, document.standing()
    above = document.blocks[max(0, first - MAX_ABOVE) : first]
    heads = [b.index for b in above if b.tag == "h1" or standing[b.index].role == "title"]
    return [b for b in above if heads and b.index > heads[-1]]


def _may_be_text(block: Block, known: Lexicon) -> bool:
    if block.context.hidden or block.words < MIN_WORDS or block.link_density > MAX_LINKS or block.text.endswith(":"):
        return False
    if any(c.tag in ("figure", "figcaption", "form", "nav") for c in block.context.ancestors()):
        return False
    label = known.match(block.text)
    return label is None or label.friend or label.how == "inside"


def _called(block: Block) -> str:
    """The class that calls it a standfirst; empty if none does, or one beside it calls it furniture.

    What stands farther out does not count: themes write "sidebar-primary" and "cookies-not-set" on the whole page.
    """
    found = ""
    for context in islice(block.context.ancestors(), NEAR):
        for role, strength, token in filter(None, (markup().role_of((token,)) for token in context.tokens)):
            if strength == "strong" and role not in HEAD:
                return ""
            if role == "standfirst":
                found = found or f".{token}"
    return found


def _share(own: frozenset[str], other: frozenset[str]) -> float:
    return len(own & other) / len(own) if own else 0.0
