"""Boxes inside a story: a small element that is named as a widget, and that holds a widget's label or control.

Either sign alone misleads: themes write "subscribe" on the body's container, and stories have headings like "Newsletter". Both in
one small element make a box, and then its sentences are the box's too. A very small one needs no second sign.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.lexicons import lexicon, markup
from cleaners.types import Block, Context, Document, Verdict

BOX_ROLES = frozenset(
    ["newsletter", "follow", "app", "paywall", "ad", "related", "latest", "share", "author-box", "comment"]
)
CONTROLS = frozenset(["button", "label", "form", "legend"])
"""Elements that make a box by being in it."""
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
"""Elements that are no box: their class is often what they say ("h-membership-program")."""
MAX_CONTROL_WORDS = 4
"""Words of a link that stands alone as a button does."""
MAX_SHARE = 0.25
"""Share of the kept words that a box may hold."""

SURE = frozenset(["newsletter", "app", "paywall"])
"""Roles of which a class alone makes a box, if it holds next to nothing of the text."""
MAX_SURE = 0.12
"""Share of the kept words under which it does."""


def boxes(document: Document) -> Iterator[Verdict]:
    """Drop the kept blocks of boxes."""
    kept = document.kept()
    words = {b.index: b.words for b in kept}
    total = sum(words.values())
    for context, role, token in _named(kept):
        inside = [b for b in document.blocks if any(c is context for c in b.context.ancestors())]
        held = [b for b in inside if b.index in words]
        share = sum(words[b.index] for b in held) / total
        if share > MAX_SHARE:
            continue
        sign = _sign(inside, document.language) or (
            f"{share:.0%} of the text" if role in SURE and share < MAX_SURE and not _is_gated(context, role) else ""
        )
        if sign:
            for block in held:
                yield Verdict(block, role, False, "box", f".{token} with “{sign}”", "boxes")


def _is_gated(context: Context, role: str) -> bool:
    """Whether a class marks a paragraph of the story that only subscribers may read, not a box that asks to subscribe."""
    return role == "paywall" and context.tag == "p"


def _named(kept: tuple[Block, ...]) -> list[tuple[Context, str, str]]:
    """Containers of kept blocks that a class calls a widget, with role and class."""
    found: list[tuple[Context, str, str]] = []
    seen: set[int] = set()
    for block in kept:
        for context in block.context.ancestors():
            if context.index in seen:
                break  # and so are all around it
            seen.add(context.index)
            told = markup().role_of(context.tokens) if context.tokens else None
            if told is not None and told[1] == "strong" and told[0] in BOX_ROLES and context.tag not in HEADINGS:
                found.append((context, told[0], told[2]))
    return found


def _sign(inside: list[Block], language: str) -> str:
    """The label or control that stands in a box; empty if there is none."""
    known = lexicon(language)
    for block in inside:
        if block.tag in CONTROLS or (block.link_density > 0.9 and block.words <= MAX_CONTROL_WORDS):
            return f"<{block.tag}> {block.text[:30]}"
        match = known.match(block.text)
        if match is not None and match.role in BOX_ROLES and (match.how == "whole" or not match.friend):
            return match.phrase
    return ""
