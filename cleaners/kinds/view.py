"""What the rules on kinds look at: a judged document, counted once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from cleaners.metadata.json_ld import nodes, type_of
from cleaners.prose import is_prose
from cleaners.types import Block, Document


class Answer(NamedTuple):
    """What a page is, and why."""

    kind: str
    reason: str
    evidence: str


@dataclass(frozen=True, slots=True)
class View:
    """A page as the rules see it."""

    document: Document
    kept: tuple[Block, ...]
    words: int
    """Kept words."""
    seen: tuple[Block, ...]
    """Blocks a reader sees."""
    types: frozenset[str]
    """Types of all JSON-LD objects, lower case."""
    page_tokens: tuple[str, ...]
    """Class tokens of `<html>` and `<body>`: WordPress and others name the kind of page there."""

    @property
    def prose(self) -> tuple[Block, ...]:
        """Blocks a reader sees that read like prose, kept or not; few rules ask for them."""
        return tuple(b for b in self.seen if is_prose(b))

    @property
    def og_type(self) -> str:
        """The `og:type` the page states, lower case; empty if none."""
        return next((value.strip().lower() for name, value in self.document.facts.meta if name == "og:type"), "")


def look(document: Document) -> View:
    """Count what the rules ask for."""
    kept = document.kept()
    seen = tuple([b for b in document.blocks if not b.context.hidden])
    tokens = (t for c in document.containers[1:4] if c.tag in ("html", "body") for t in c.tokens)
    return View(
        document, kept, count_words(kept), seen, frozenset(type_of(node) for node in nodes(document)), tuple(tokens),
    )  # fmt: skip


def count_words(blocks: tuple[Block, ...] | list[Block]) -> int:
    """Words of some blocks."""
    return sum(b.words for b in blocks)


def class_around(blocks: tuple[Block, ...] | list[Block]) -> list[str]:
    """All class tokens around some blocks, innermost first; those of `<html>` and `<body>` left out."""
    return [t for b in blocks for c in b.context.ancestors() if c.tag not in ("html", "body") for t in c.tokens]
