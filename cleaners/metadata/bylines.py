"""Finds the names a reader sees as the story's authors: in a byline near the headline, or on the date line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaners.lexicons import fold, lexicon
from cleaners.metadata.author_links import has_box, links_to_author
from cleaners.metadata.date_lines import Manner, dates_in
from cleaners.metadata.headings import HEADINGS
from cleaners.metadata.labels import after_inner_label, is_label, starts_with_label
from cleaners.metadata.names import people
from cleaners.metadata.places import around, enclosing, is_elsewhere
from cleaners.metadata.statements import Claim
from cleaners.metadata.tables import words
from cleaners.patterns import lazy
from cleaners.types import Block, Document, Language

BEFORE, AFTER = 8, 30
"""Blocks before and after the headline among which a byline is looked for."""

MAX_BYLINE = 140
LONG_TEXT = 240
"""Characters from which a block is a paragraph: three of them past the headline end the search."""

MAX_GAP = 2
"""Blocks without a name between two that belong to one byline ("By", "Jane Doe", "and", "Ali Can")."""

MAX_AFTER_LABEL = 4
"""Blocks after a lone "By" that may hold names."""

NEXT_TO = 3
"""Blocks past the headline in which a line that begins with "By" is its byline, whatever its class ("latest-by")."""

MAX_DATE_LINES = 12
"""Lines around the headline among which a name beside a date is looked for."""

MAX_LONE = 4
"""Words of a name that stands alone, without a "By" or a class that says what it is."""

MAX_OWN = 2
"""Elements around a line of a byline that stands beside the headline itself."""

MAX_BEFORE_NAME = 30
"""Characters before a name in a line such as "All stories by Jane Doe"."""

_DIGIT = lazy(r"\d")
_PIECES = lazy(r"\s*[|·•–—/,]\s*|\s+-\s+")
_TOKEN_WORD = lazy(r"[a-z]+")


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
    at: int = -1
    """Index of the headline's block; -1 if it is not known."""
    blocks: tuple[Block, ...] = ()
    """All blocks of the page."""
    html: str = ""
    """Its source, for what its links say of a name."""

    def names(self) -> Iterator[str]:
        """Yield the names of the first block, or of neighbouring ones, that read as a byline of this story."""
        last = None
        for i, block in enumerate(self.near):
            if last is not None and i - last > MAX_GAP:
                return
            found = list(self._after_label(i) if is_label(block.text, self.language) else self._in_byline(block))
            is_ours = self._is_next(block) or bool(
                after_inner_label(block.text, self.language) and self._is_right_below(block)
            )
            if found and (is_ours or not is_elsewhere(block.context, self.shared)):
                if last is not None and not self._are_beside(self.near[last], block):
                    return
                last = i
                yield from found

    def _are_beside(self, a: Block, b: Block) -> bool:
        """Whether two blocks can be of one byline: both next to the headline, or in one element that does not hold it.

        Spared: the writers of books that a story names in its first lines.
        """
        own_a, own_b = enclosing(a) - self.shared, enclosing(b) - self.shared
        return not own_a.isdisjoint(own_b) or max(len(own_a), len(own_b)) <= MAX_OWN

    def against(self, stated: tuple[str, ...]) -> tuple[str, ...]:
        """The names of a byline right below the headline where they have nothing in common with the stated ones; else ().

        The login that put a guest's story into the system stands in the machine-readable fields, the guest below the headline.
        """
        words_stated = {word for name in stated for word in fold(name).split()}
        for block in self.near:
            if self._is_next(block):
                shown = tuple(dict.fromkeys(self._in_byline(block)))
                own = {word for name in shown for word in fold(name).split()}
                return shown if own and own.isdisjoint(words_stated) else ()
        return ()

    def _is_next(self, block: Block) -> bool:
        """Whether a block is a line that begins with "By" right below the headline, no paragraph between."""
        return starts_with_label(block.text, self.language) and self._is_right_below(block)

    def _is_right_below(self, block: Block) -> bool:
        """Whether a block stands a few lines below the headline, no paragraph between."""
        if not 0 <= self.at < block.index <= self.at + NEXT_TO:
            return False
        return all(len(b.text) < LONG_TEXT for b in self.blocks[self.at + 1 : block.index])

    def on_date_lines(self) -> Iterator[str]:
        """Yield a name that stands on one line with the date: "Jane Doe · 12 May 2023", "May 12, 2023 Jane Doe in Sport".

        Costs a place or section that looks like a name ("New York · 12 May 2023") and is in no menu.
        """
        for block in sorted(self.near, key=lambda b: abs(b.index - self.at))[:MAX_DATE_LINES]:
            if _DIGIT.search(block.text) and not is_elsewhere(block.context, self.shared):
                for piece in _beside_dates(block.text, self.language):
                    if name := self._lone(_beginning(piece)):
                        yield name
                        return

    def bare(self) -> Iterator[str]:
        """Yield a name that stands alone near the headline, the date right above or below it."""
        near = sorted(self.near, key=lambda b: b.index)
        for i, block in enumerate(near):
            beside = (b for b in near[max(0, i - 1) : i + 2] if 0 < abs(b.index - block.index) <= 2)
            if (
                0 < abs(block.index - self.at) <= MAX_LONE
                and block.tag not in HEADINGS
                and any(_is_date_line(b.text, self.language) for b in beside)
                and not is_elsewhere(block.context, self.shared)
                and (name := self._lone(block.text))
            ):
                yield name
                return

    def _lone(self, text: str) -> str:
        """The text, if it reads as one name and nothing on the page says that it is something else; else empty."""
        name = text.strip()
        return name if self._is_one_name(name) and self._is_nothing_else(name) else ""

    def _is_one_name(self, text: str) -> bool:
        """Whether a text reads as one name of several words."""
        is_short = 2 <= len(text.split()) <= MAX_LONE
        return is_short and list(people(text, self.outlet, language=self.language)) == [text]

    def _is_nothing_else(self, name: str) -> bool:
        """Whether a name without label or class can be one: no menu's entry, no label, its words in no paragraph without it.

        "Mental Health" and "Wein Erzeuger" are capitalised as names are, but the story has "health" and "Wein" too; a line
        such as "All stories by Jane Doe" outweighs that.
        Costs authors called May or Mark, and those who write of a namesake. In scripts without capitals nothing tells a
        name from two other words.
        """
        if not all(w[0].isupper() or w in words("names", "particles") for w in name.split()) or name.isupper():
            return False
        menus = (b.text for b in self.blocks[: max(0, self.at - BEFORE)])
        if name in menus or lexicon(self.language).match(name):
            return False
        if any(
            b.text.endswith(f" {name}") and len(b.text) <= len(name) + MAX_BEFORE_NAME
            for b in self.blocks[self.at + 1 :]
        ):
            return True
        apart = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, name.split()))})(?!\w)", re.IGNORECASE)
        return not any(len(b.text) >= MAX_BYLINE and apart.search(b.text.replace(name, "")) for b in self.blocks)

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
        elif block.tag not in HEADINGS and (rest := after_inner_label(block.text, self.language)):
            yield from people(rest, self.outlet, language=self.language, alone=True)
        elif _byline_class(block) and (found := list(people(block.text, self.outlet, language=self.language))):
            yield from found
        elif name := self._known_as_author(block):
            yield name

    def _known_as_author(self, block: Block) -> str:
        """The name a block near the headline holds alone, if a link or a box of the page calls it an author's; else empty."""
        text = block.text.strip()
        if not 0 < abs(block.index - self.at) <= MAX_LONE or block.tag in HEADINGS or not _may_be_name(text):
            return ""
        if self._is_one_name(text):
            is_boxed = block.tag != "li" and has_box(self.blocks[self.at + 1 :], text)
            return text if is_boxed or links_to_author(self.html, text) else ""
        is_one = " " not in text and list(people(text, self.outlet, language=self.language, alone=True)) == [text]
        return text if is_one and links_to_author(self.html, text) else ""

    def _after_label(self, i: int) -> Iterator[str]:
        """Names in the blocks after a lone "By", up to the first block without one."""
        for block in self.near[i + 1 : i + 1 + MAX_AFTER_LABEL]:
            found = list(people(block.text, self.outlet, language=self.language))
            if not found and len(block.text) > 3:
                return
            yield from found


def bylines_near(document: Document, at: int | None, outlet: tuple[Claim, ...]) -> Bylines:
    """The blocks around the headline's (`at`) that may hold a byline; none where the headline is not known.

    After the first paragraph an author's box or card is no byline any more: it may be another story's.
    """
    blocks, language = document.blocks, document.language
    if at is None:
        return Bylines((), frozenset(), outlet, language)
    after: list[Block] = []
    paragraphs = 0
    for block in blocks[at + 1 : at + 1 + AFTER]:
        paragraphs += len(block.text) >= LONG_TEXT
        if paragraphs == 3:
            break
        is_card = paragraphs and _byline_class(block) is False and not _is_dated_byline(block.text, language)
        if len(block.text) <= MAX_BYLINE and not is_card:
            after.append(block)
    before = (b for b in blocks[max(0, at - BEFORE) : at] if len(b.text) <= MAX_BYLINE)
    near = tuple(b for b in (*after, *before) if not b.context.hidden)
    return Bylines(near, enclosing(blocks[at]), outlet, language, at, blocks, document.html)


def _beside_dates(text: str, language: Language) -> Iterator[str]:
    """Pieces of a line that holds a date, without the date; nothing for a line without one."""
    at = 0
    for seen in dates_in(text, Manner(language)):
        yield from _PIECES.split(text[at : seen.start])
        at = seen.end
    if at:
        yield from _PIECES.split(text[at:])


def _may_be_name(text: str) -> bool:
    """Whether a text is short, without figures, and its first and last words are written as in names."""
    found = text.split()
    if not 0 < len(found) <= MAX_LONE or _DIGIT.search(text):
        return False
    return not (found[0][0].islower() or found[-1][0].islower())


def _beginning(piece: str) -> str:
    """The words of a piece before the first that no name begins with: "Mahua Das in Sport" -> "Mahua Das"."""
    kept: list[str] = []
    for word in piece.split():
        if not (word[0].isalpha() or word[0] in "\"'“„") or (
            word.islower() and word not in words("names", "particles")
        ):
            break
        kept.append(word)
    return " ".join(kept).strip(" .,;:")


def _is_date_line(text: str, language: Language) -> bool:
    return (
        len(text) <= MAX_BYLINE
        and bool(_DIGIT.search(text))
        and next(dates_in(text, Manner(language)), None) is not None
    )


def _is_dated_byline(text: str, language: Language) -> bool:
    """Whether a line begins as a byline does and ends in figures: "By Jane Doe, 21 June 2018"."""
    return text[-4:].isdigit() and starts_with_label(text, language)


def _byline_class(block: Block) -> bool | None:
    """Whether class, id or microdata call an element around a block a byline; False: a box or card; None: neither."""
    for context in around(block.context, 3):
        if context.itemprop in ("author", "creator"):
            return True
        parts = {part for token in context.tokens for part in _TOKEN_WORD.findall(token)}
        if parts & words("names", "byline_tokens"):
            return not parts & words("names", "not_byline_tokens")
    return None
