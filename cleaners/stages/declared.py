"""Text that the page declares in its data: kept if the blocks it shows are no story, compared with them if they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

from cleaners.declared import DECLARED, declared_text
from cleaners.embedded import is_signature
from cleaners.lexicons import Lexicon, Match, lexicon, markup
from cleaners.patterns import lazy
from cleaners.types import Block, Document, Verdict

ROLES: Mapping[str, str] = MappingProxyType({
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "li": "list", "tr": "table", "blockquote": "quote",
})  # fmt: skip
TEXT_ROLES = frozenset(["body", "standfirst", "heading", "list", "quote", "table", "dateline", "signoff"])
KEPT_LABELS = frozenset(["dateline", "signoff"])
"""Labels that are part of a story."""
MAX_LINKED = 0.9
"""Share of link text from which a paragraph is a pointer."""
MAX_POINTER_LINKED = 0.4
"""The same for a line that begins with "Read also"."""
MAX_AGREEING = 0.4
"""Share of word pairs of either text found in the other, under which two texts are different stories. Cut-off bodies share all
of theirs, whole ones nearly all; a guess between."""
MIN_WORDS = 40
"""Words of a text that is compared."""
_WORD = lazy(r"[^\W_]+")
_UNSPACED = lazy(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")


def declared(document: Document) -> Iterator[Verdict]:
    """Keep declared blocks and drop what little else was kept; without such blocks, say if the declared body disagrees."""
    source = _source(document.blocks[-1]) if document.blocks else ""
    if not source:
        yield from _compared(document)
        return
    standing = document.standing()
    known = lexicon(document.language)
    for block in document.blocks:
        if _source(block):
            yield _verdict(block, document, known, source)
        elif block.index not in standing or standing[block.index].keep:
            yield Verdict(block, "other", False, "shown-beside-declared", "the page shows no story", "declared")


def _source(block: Block) -> str:
    """The source of a declared block; empty for others."""
    return next((c.tokens[0] for c in block.context.ancestors() if c.tag == DECLARED), "")


def _verdict(block: Block, document: Document, known: Lexicon, source: str) -> Verdict:
    """Keep a declared block, unless it is hidden, furniture by its class, a label, a pointer, a caption, or the headline."""
    match = known.match(block.text)
    role, why = _furniture(block, match) or ("", "")
    if not role and block.text.casefold() == document.metadata.title.casefold():
        role, why = "title", "headline repeated"
    if role:
        return Verdict(block, role, False, "declared-furniture", why, "declared")
    return Verdict(block, ROLES.get(block.tag, "body"), True, "declared-body", source, "declared")


def _furniture(block: Block, match: Match | None) -> tuple[str, str] | None:
    """What a block is if it is no text, and what says so; None if it is text."""
    if block.context.hidden:
        return "other", f"hidden: {block.context.hidden}"
    if any(c.tag == "figcaption" for c in block.context.ancestors()):
        return "caption", "figcaption"
    told = next(
        (
            t
            for c in block.context.ancestors()
            if c.tag != DECLARED and (t := markup().role_of(c.tokens)) is not None and t[1] == "strong"
        ),
        None,
    )
    if told is not None and told[0] == "embed":
        return ("embed", told[2]) if is_signature(block.text) else None
    if told is not None and told[0] not in TEXT_ROLES:
        return told[0], f".{told[2]}"
    if block.tag in ("p", "div") and block.link_density > MAX_LINKED:
        return "related", f"links {block.link_density:.0%}"
    if match is None or match.friend or match.role in KEPT_LABELS:
        return None
    is_pointer = (
        match.how == "prefix" and match.role in ("related", "latest") and block.link_density > MAX_POINTER_LINKED
    )
    return (match.role, match.phrase) if (match.how == "whole" and block.tag in ("p", "div")) or is_pointer else None


def _compared(document: Document) -> Iterator[Verdict]:
    """A verdict on the page if its declared body and the kept text are different stories."""
    body = declared_text(document)
    if not body:
        return
    stated, kept = _pairs(body), _pairs("\n".join(b.text for b in document.kept()))
    if min(len(stated), len(kept)) < MIN_WORDS:
        return
    shared = len(stated & kept)
    if shared < MAX_AGREEING * min(len(stated), len(kept)):
        evidence = f"{shared / len(stated):.0%} of articleBody in the text, {shared / len(kept):.0%} of the text in it"
        yield Verdict(None, "article", True, "declared-disagrees", evidence, "declared")


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    """Neighbouring words; of scripts without spaces, neighbouring characters."""
    words = _WORD.findall(_UNSPACED.sub(lambda m: f" {m.group()} ", text.casefold()))
    return frozenset(pairwise(words))
