"""Live blogs: the times of the entries are part of the text, and so are their headings and short lines.

Where several times stand before kept paragraphs, each is kept before its entry, in the page's order. What says how long ago it
was when the page was fetched ("10 min ago") means nothing later and is dropped. Lines inside an entry that end as sentences do
("Goal! 1-0 for Saltby.") belong to it however short they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from cleaners.digits import ascii_digits
from cleaners.entry_times import begins_with_time, entry_time
from cleaners.kinds.series import live_name
from cleaners.kinds.signs import signs
from cleaners.lexicons import lexicon
from cleaners.patterns import lazy
from cleaners.prose import ends_sentence
from cleaners.types import Block, Context, Document, Verdict

MIN_TIMES = 3
"""Times between paragraphs that make a live blog; two may be opening hours, or published and updated."""
MAX_GAP = 4
"""Blocks from a time to the first kept line of its entry: a reporter's name, a heading, a share button stand between."""
HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6", "strong"])
MAX_TIMED = 160
"""Characters of a line that is a time or begins with one: a heading."""
MAX_LINK = 32
"""Characters of a linked time."""
_FULL_DATE = lazy(r"\d{4}|\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2}")
"""A date with its year stands above posts of forums and boxes of other stories; of a live blog only if the page is called one."""
MAX_LINKED = 0.5
"""Share of link text above which a line inside an entry is a pointer."""


def live(document: Document) -> Iterator[Verdict]:
    """Keep lines that are a time of day and stand before a kept paragraph, and what belongs to their entries."""
    kept = {b.index for b in document.kept()}
    if not kept:
        return
    times = _times(document, kept)
    if len(times) < MIN_TIMES:
        return
    for block, how in times:
        role = "heading" if how != "relative" else "date"
        reason = "entry-time" if how != "relative" else "relative-time"
        yield Verdict(block, role, how != "relative", reason, f"{len(times)} times before entries", "live")
    yield from _of_entries(document, [block for block, _ in times], kept)
    yield from _pinned(document, times[0][0], kept)


def _times(document: Document, kept: set[int]) -> list[tuple[Block, str]]:
    """The lines that are the time of an entry, with what they are ("clock", "heading", "relative")."""
    first, last = min(kept), max(kept)
    found = [
        (block, how) for block in document.blocks[max(0, first - MAX_GAP) : last]
        if (how := _how(block, document, kept)) and _may_be_time(block, kept)
    ]  # fmt: skip
    if not live_name(document, document.kept()):
        found = [(block, how) for block, how in found if not _FULL_DATE.search(ascii_digits(block.text))]
    places = [b.index for b, _ in found]
    return [pair for n, pair in enumerate(found) if _leads(pair[0].index, places[n + 1 : n + 2], kept)]


def _how(block: Block, document: Document, kept: set[int]) -> str:
    """What a line is as a time: "clock", "relative", "heading" (one that begins with a time), or nothing."""
    if len(block.text) > MAX_TIMED:
        return ""
    how = entry_time(block.text, document.language) or _signed(block, document)
    is_heading = block.tag in HEADINGS and block.index in kept and begins_with_time(block.text)
    return how or ("heading" if is_heading else "")


def _may_be_time(block: Block, kept: set[int]) -> bool:
    """Whether a block is seen, stands in no comment, and is not a long link. Times are links to their entries too."""
    if block.context.hidden or (
        block.link_density > MAX_LINKED and block.index not in kept and len(block.text) > MAX_LINK
    ):
        return False
    return not any(t.startswith("comment") for c in block.context.ancestors() for t in c.tokens)


def _signed(block: Block, document: Document) -> str:
    """Whether a line is a time with the reporter's name beside it ("4.12pm Ann Dole"): kept with the name, for the time."""
    name = next((name for name in document.metadata.authors if block.text.endswith(name)), "")
    return entry_time(block.text.removesuffix(name), document.language) if name else ""


def _leads(place: int, following: list[int], kept: set[int]) -> bool:
    """Whether a kept line stands soon after a place, before the next time."""
    end = min([place + MAX_GAP + 1, *following])
    return any(i in kept for i in range(place + 1, end))


def _of_entries(document: Document, times: list[Block], kept: set[int]) -> Iterator[Verdict]:
    """Dropped headings right below a time, and dropped sentences inside an entry."""
    standing = document.standing()
    known = lexicon(document.language)
    for time in times:
        entry = _entry(document, time, times)
        for block in entry:
            if (
                block.index in kept
                or block.context.hidden
                or block.link_density > MAX_LINKED
                or known.match(block.text)
            ):
                continue
            role = standing[block.index].role if block.index in standing else "body"
            if block.tag in HEADINGS and role not in ("title", "related", "latest", "newsletter", "ad"):
                yield Verdict(block, "heading", True, "entry-heading", time.text, "live")
            elif block.tag == "p" and ends_sentence(block.text) and role not in ("caption", "related", "ad"):
                yield Verdict(block, "body", True, "entry-line", time.text, "live")


def _pinned(document: Document, first: Block, kept: set[int]) -> Iterator[Verdict]:
    """Dropped lines of a summary that is pinned above the entries."""
    for block in document.blocks[: first.index]:
        tokens = (t for c in block.context.ancestors() if c.tag not in ("html", "body", "main") for t in c.tokens)
        name = next((t for t in tokens if t in signs()["live"]["pinned"]), "")
        if name and block.index not in kept and block.link_density <= MAX_LINKED and not block.context.hidden:
            role = "heading" if block.tag in HEADINGS else "list" if block.tag == "li" else "body"
            if role != "body" or ends_sentence(block.text):
                yield Verdict(block, role, True, "pinned-summary", f".{name}", "live")


def _entry(document: Document, time: Block, times: list[Block]) -> list[Block]:
    """The blocks after a time inside the widest element around it that holds no other time; empty if it shares all its
    elements with another."""
    others = [c for other in times if other is not time for c in other.context.ancestors()]
    shared = {c.index for c in others}
    own: Context | None = None
    for context in time.context.ancestors():
        if context.index in shared:
            break
        own = context
    if own is None:
        return []
    return list(takewhile(lambda b: any(c is own for c in b.context.ancestors()), document.blocks[time.index + 1 :]))
