"""Finds the names a reader sees as the story's authors: in a byline near the headline, or on the date line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaners.metadata.labels import after_inner_label, is_label, starts_with_label
from cleaners.metadata.names import people
from cleaners.metadata.places import around, enclosing, is_elsewhere
from cleaners.metadata.statements import Claim
from cleaners.metadata.tables import words
from cleaners.types import Block, Language

BEFORE, AFTER = 8, 30
"""Blocks before and after the headline among which a byline is looked for."""

MAX_BYLINE = 140
LONG_TEXT = 240
"""Characters from which a block is a paragraph: three of them past the headline end the search."""

MAX_GAP = 2
"""Blocks without a name between two that belong to one byline ("By", "Jane Doe", "and", "Ali Can")."""

MAX_AFTER_LABEL = 4
"""Blocks after a lone "By" that may hold names."""

MAX_DATE_LINES = 6
"""Lines around the headline among which a name beside a date is looked for."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PIECES = re.compile(r"\s*[|·•–—/,]\s*|\s+-\s+")
_TOKEN_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Bylines:
    """The short blocks around a headline, in which names are looked for."""

    near: tuple[Block, ...]
    """Those after the headline first."""
    shared: frozenset[int]
    """Containers that enclose the headline too."""
    outlet: tuple[Claim, ...]
    """The names of the outlet, which are no people."""
    language: Language

    def names(self) -> Iterator[str]:
        """Yield the names of the first block, or of neighbouring ones, that read as a byline of this story."""
        last = None
        for i, block in enumerate(self.near):
            if last is not None and i - last > MAX_GAP:
                return
            found = list(self._after_label(i) if is_label(block.text, self.language) else self._in_byline(block))
            if found and not is_elsewhere(block.context, self.shared):
                last = i
                yield from found

    def on_date_lines(self) -> Iterator[str]:
        """Yield a name that stands on one line with the date and nothing else: "Jane Doe · 12 May 2023".

        Costs a place or section that looks like a name ("New York · 12 May 2023").
        """
        for block in self.near[:MAX_DATE_LINES]:
            if not _YEAR.search(block.text) or is_elsewhere(block.context, self.shared):
                continue
            for piece in _PIECES.split(block.text):
                found = list(people(piece, self.outlet, language=self.language))
                if len(found) == 1 and found[0] == piece.strip() and 2 <= len(piece.split()) <= 4:
                    yield found[0]
                    return

    def joined_to(self, name: str) -> tuple[str, ...]:
        """The names of a byline that joins others to one ("Jane Doe and Ali Can"), or has it in full; () if none does."""
        for block in self.near:
            if name not in block.text or len(name) == len(block.text):
                continue
            shown = tuple(dict.fromkeys(people(block.text, language=self.language)))
            if " " not in name and shown and shown[0].startswith(name + " "):
                return shown[:1]
            between = block.text.partition(shown[-2])[2].partition(shown[-1])[0].strip(" ,") if len(shown) > 1 else ""
            if name in shown and (between == "&" or between.casefold() in words("names", "joiners")):
                return shown
        return ()

    def _in_byline(self, block: Block) -> Iterator[str]:
        """Names of a block that is a byline by its first words, a "by" after its date, or its class."""
        if starts_with_label(block.text, self.language):
            yield from people(block.text, self.outlet, language=self.language, alone=True)
        elif rest := after_inner_label(block.text, self.language):
            yield from people(rest, self.outlet, language=self.language, alone=True)
        elif _byline_class(block):
            yield from people(block.text, self.outlet, language=self.language)

    def _after_label(self, i: int) -> Iterator[str]:
        """Names in the blocks after a lone "By", up to the first block without one."""
        for block in self.near[i + 1 : i + 1 + MAX_AFTER_LABEL]:
            found = list(people(block.text, self.outlet, language=self.language))
            if not found and len(block.text) > 3:
                return
            yield from found


def bylines_near(blocks: tuple[Block, ...], at: int | None, outlet: tuple[Claim, ...], language: Language) -> Bylines:
    """The blocks around the headline's (`at`) that may hold a byline; none where the headline is not known.

    After the first paragraph an author's box or card is no byline any more: it may be another story's.
    """
    if at is None:
        return Bylines((), frozenset(), outlet, language)
    after: list[Block] = []
    paragraphs = 0
    for block in blocks[at + 1 : at + 1 + AFTER]:
        paragraphs += len(block.text) >= LONG_TEXT
        if paragraphs == 3:
            break
        if len(block.text) <= MAX_BYLINE and not (paragraphs and _byline_class(block) is False):
            after.append(block)
    before = (b for b in blocks[max(0, at - BEFORE) : at] if len(b.text) <= MAX_BYLINE)
    near = tuple(b for b in (*after, *before) if not b.context.hidden)
    return Bylines(near, enclosing(blocks[at]), outlet, language)


def _byline_class(block: Block) -> bool | None:
    """Whether class, id or microdata call an element around a block a byline; False: a box or card; None: neither."""
    for context in around(block.context, 3):
        if context.itemprop in ("author", "creator"):
            return True
        parts = {part for token in context.tokens for part in _TOKEN_WORD.findall(token)}
        if parts & words("names", "byline_tokens"):
            return not parts & words("names", "not_byline_tokens")
    return None
