"""Blocks inside elements that say by tag, role or class what they are: navigation, share bars, comment sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from cleaners.lexicons import markup
from cleaners.prose import is_prose
from cleaners.types import Context, Document, Verdict

TAG_ROLES: Mapping[str, str] = MappingProxyType(
    {"nav": "nav", "footer": "legal", "figcaption": "caption", "button": "tool", "label": "tool", "legend": "tool",
     "dialog": "other", "video": "player", "audio": "player", "menu": "nav"}
)  # fmt: skip
"""Elements that are furniture by the HTML standard's meaning of them."""

ARIA_ROLES: Mapping[str, str] = MappingProxyType(
    {"navigation": "nav", "banner": "nav", "contentinfo": "legal", "search": "tool", "dialog": "other",
     "complementary": "related", "menu": "nav", "menubar": "nav", "toolbar": "tool", "alert": "other"}
)  # fmt: skip

MAX_PROSE = 0.4
"""Share of the page's prose an element may hold and still be furniture: `<div class="newsletter-template">` around
a whole story is the name of a template. Not tuned; pages seen hold either under .2 or over .7."""

Finding = tuple[str, str]
"""Role and evidence."""


def furniture(document: Document) -> Iterator[Verdict]:
    """Drop blocks whose innermost telling container is furniture."""
    findings = _findings(document)
    for block in document.blocks:
        for context in block.context.ancestors():
            finding = findings.get(context.index)
            if finding is not None:
                yield Verdict(block, finding[0], False, "furniture", finding[1], "furniture")
                break


def _findings(document: Document) -> dict[int, Finding]:
    """Container index -> what it is, for furniture; containers with much of the prose are none."""
    inside = _prose_inside(document)
    bound = MAX_PROSE * max(inside.get(0, 0), 1)
    found = ((c.index, _finding(c)) for c in document.containers if inside.get(c.index, 0) <= bound)
    return {index: finding for index, finding in found if finding is not None}


def _prose_inside(document: Document) -> dict[int, int]:
    """Container index -> words of prose inside it."""
    words: dict[int, int] = {}
    for block in document.blocks:
        if is_prose(block):
            for context in block.context.ancestors():
                words[context.index] = words.get(context.index, 0) + block.words
    return words


def _finding(context: Context) -> Finding | None:
    known = markup().role_of(context.tokens) if context.tokens else None
    if known is not None and known[1] == "strong":
        return known[0], f".{known[2]}"
    if context.role in ARIA_ROLES:
        return ARIA_ROLES[context.role], f"role={context.role}"
    if context.tag in TAG_ROLES:
        return TAG_ROLES[context.tag], f"<{context.tag}>"
    return None
