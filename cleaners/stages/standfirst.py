"""The standfirst: a summary between headline and story, that themes set apart from both.

It stands outside the story's own element and often ends without a mark, as labels do. Gold texts differ on it by site, so
the trees learn to doubt it; a careful reader wants it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from cleaners.lexicons import Lexicon, lexicon, markup
from cleaners.model.place import words_of
from cleaners.prose import ends_sentence
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
MIN_OF_TITLE = 0.5
"""Share of the headline's words that the `<h1>` has to hold; themes set the outlet's name in one too, and its motto below."""
NEAR = 2
"""Innermost elements whose class may call it a standfirst; farther out themes call the whole head "intro"."""
HEAD = frozenset(["byline", "date", "share", "follow", "tool"])
"""Roles of what else stands in a story's head; themes call an element that holds it all "byline-social"."""
HEADINGS = frozenset(["h2", "h3", "h4"])
NO_SUMMARY = frozenset(["caption", "byline", "date", "tool", "paywall", "newsletter", "comment", "player", "title"])
"""What else stands right below a headline, as the classes of themes have it."""
MIN_WORDS_OF_HEADING = 8
"""Words of a heading right below the headline that make it a summary; a shorter one names a section."""


def standfirst(document: Document) -> Iterator[Verdict]:
    """Keep what stands between headline and story if a class calls it so, the page describes itself with it, or it follows
    the headline and is a sentence.

    Spared are labels, links, captions and what no reader sees. Costs a teaser of a gallery or a summary by machine
    where a theme gives it such a class. On training pages of news 50 of 63 that the trees had dropped are in the gold text,
    and of the other 13 all but one are summaries, which some gold texts leave out.
    """
    if document.is_dump:
        return
    head, between = _between(document)
    if head is None:
        return
    known = lexicon(document.language)
    title, description = (words_of(t.casefold()) for t in (document.metadata.title, document.metadata.description))
    around_head = frozenset(c.index for c in head.context.ancestors())
    follows_title = head.tag == "h1" and _share(title, words_of(head.text.casefold())) >= MIN_OF_TITLE
    for block in between:
        own = words_of(block.text.casefold())
        if not _may_be_text(block, known) or _share(own, title) > MAX_TITLE:
            continue
        evidence = _called(block, around_head)
        if not evidence and (share := _share(own, description)) >= MIN_DESCRIBED:
            evidence = f"{share:.0%} of it in the page's description"
        if not evidence and follows_title and block.index == head.index + 1 and _is_summary(block, around_head):
            evidence = "below the headline"
        if evidence:
            yield Verdict(block, "standfirst", True, "standfirst", evidence, "standfirst")


def _between(document: Document) -> tuple[Block | None, list[Block]]:
    """The headline, and the dropped blocks between it and the first kept one; None if no headline stands above."""
    kept = document.kept()
    if not kept:
        return None, []
    first, standing = kept[0].index, document.standing()
    above = document.blocks[max(0, first - MAX_ABOVE) : first]
    heads = [b for b in above if b.tag == "h1"] or [b for b in above if standing[b.index].role == "title"]
    return (heads[-1], [b for b in above if b.index > heads[-1].index]) if heads else (None, [])


def _may_be_text(block: Block, known: Lexicon) -> bool:
    if block.context.hidden or block.words < MIN_WORDS or block.link_density > MAX_LINKS or block.text.endswith(":"):
        return False
    if any(c.tag in ("figure", "figcaption", "form", "nav") for c in block.context.ancestors()):
        return False
    if sum(map(str.isdigit, block.text)) > sum(map(str.isalpha, block.text)):
        return False  # a date
    label = known.match(block.text)
    return label is None or label.friend or label.how == "inside"


def _called(block: Block, around_head: frozenset[int]) -> str:
    """The class that calls it a standfirst; empty if none does, or one beside it calls it furniture.

    One word of a class is enough, whatever else the class says ("content-header-dek"), unless it is for captions too
    ("photo-lead"). What stands farther out does not count: themes write "sidebar-primary" on the whole page,
    and what holds the headline too says nothing of this line.
    """
    known, found = markup(), ""
    for context in islice(block.context.ancestors(), NEAR):
        if context.index in around_head:
            break
        told = known.role_of(context.tokens) if context.tokens else None
        if told is not None and told[1] == "strong" and told[0] not in HEAD:
            return ""
        if not found and context.tokens and not known.names(context.tokens, "caption"):
            found = known.names(context.tokens, "standfirst")
    return f".{found}" if found else ""


def _is_summary(block: Block, around_head: frozenset[int]) -> bool:
    """Whether a block that follows the headline is a sentence, or a heading as long as one, and no class says otherwise."""
    if not ends_sentence(block.text) and (block.tag not in HEADINGS or block.words < MIN_WORDS_OF_HEADING):
        return False
    beside = (c for c in block.context.ancestors() if c.index not in around_head and c.tokens)
    told = [markup().role_of(c.tokens) for c in beside]
    return all(t is None or (t[1] == "weak" and t[0] not in NO_SUMMARY) for t in told)


def _share(own: frozenset[str], other: frozenset[str]) -> float:
    return len(own & other) / len(own) if own else 0.0
