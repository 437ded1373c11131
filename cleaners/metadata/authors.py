"""Finds who wrote the story: people only, in order, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from cleaners.lexicons import fold
from cleaners.metadata.labels import after_inner_label, is_label, starts_with_label
from cleaners.metadata.names import people
from cleaners.metadata.places import around, enclosing, is_elsewhere
from cleaners.metadata.statements import Claim, Statements
from cleaners.metadata.tables import words
from cleaners.metadata.values import tidy
from cleaners.types import Block, Language

MAX_AUTHORS = 12
"""Names that are kept; longer lists are mastheads."""

BEFORE, AFTER = 8, 30
"""Blocks before and after the headline among which a byline is looked for."""

MAX_GAP = 2
"""Blocks without a name between two that belong to one byline ("By", "Jane Doe", "and", "Ali Can")."""

MAX_BYLINE = 140
LONG_TEXT = 240
"""Characters from which a block is a paragraph: three of them past the headline end the search."""

MAX_DATE_LINES = 6
"""Lines around the headline among which a name beside a date is looked for."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PIECES = re.compile(r"\s*[|·•–—/,]\s*|\s+-\s+")
_TOKEN_WORD = re.compile(r"[a-z]+")


def find_authors(
    stated: Statements, outlet: tuple[Claim, ...], at: int | None, language: Language
) -> tuple[tuple[str, ...], str]:
    """The names and where they were read; ((), "") if the page names nobody.

    `outlet` are its names, `at` the index of the headline's block (None: not known). The first source that names a
    person is believed alone: they differ in spelling more than in people.
    """
    for source, found in _sources(stated, outlet, at, language):
        unique = _unique(found)
        if unique:
            return _with_others(unique, stated, at, language), source
    return (), ""


def _with_others(found: tuple[str, ...], stated: Statements, at: int | None, language: Language) -> tuple[str, ...]:
    """The names of the visible byline if it joins others to the one found: JSON-LD often names the first author only."""
    if len(found) > 1:
        return found
    for block in _near(stated.document.blocks, at):
        if found[0] in block.text and len(found[0]) < len(block.text):
            shown = _unique(people(block.text, language=language))
            if " " not in found[0] and shown and shown[0].startswith(found[0] + " "):
                return shown[:1]
            joined = block.text.partition(shown[-2])[2].partition(shown[-1])[0].strip(" ,") if len(shown) > 1 else ""
            if found[0] in shown and (joined == "&" or fold(joined) in words("names", "joiners")):
                return shown
    return found


def _sources(
    stated: Statements, outlet: tuple[Claim, ...], at: int | None, language: Language
) -> Iterator[tuple[str, Iterable[str]]]:
    yield "json-ld", _of_json_ld(stated, outlet, language)
    by_name: dict[str, list[str]] = {}
    for claim in stated.in_meta("author"):
        by_name.setdefault(claim.source, []).append(claim.value)
    for source, values in by_name.items():
        yield (
            source,
            (
                name
                for value in values
                for name in people(value, outlet, language=language, trusted=_is_name_like(value))
            ),
        )
    near = _near(stated.document.blocks, at)
    yield "byline", _of_bylines(near, outlet, language)
    yield "microdata", _of_microdata(stated, outlet, language)
    yield "date line", _of_date_lines(near, outlet, language)


def _of_json_ld(stated: Statements, outlet: tuple[Claim, ...], language: Language) -> Iterator[str]:
    for name in ("author", "creator"):
        for value in stated.values(name):
            kind = str(value.get("@type", "")).lower() if isinstance(value, Mapping) else ""
            trusted = "person" in kind
            if "organization" in kind and not trusted:
                continue
            stated_names = value.get("name") if isinstance(value, Mapping) else value
            for text in stated_names if isinstance(stated_names, list) else [stated_names]:
                yield from people(tidy(text), outlet, language=language, trusted=trusted)


def _of_microdata(stated: Statements, outlet: tuple[Claim, ...], language: Language) -> Iterator[str]:
    """The first author of microdata: those further down are of comments and related stories."""
    for claim in stated.in_microdata("author", "creator"):
        found = list(people(claim.value, outlet, language=language))
        if found:
            yield from found
            return
    for prop, value, kind in stated.document.facts.microdata:
        if prop.lower() == "name" and kind.rsplit("/", 1)[-1].lower() == "person":
            yield from people(tidy(value), outlet, language=language)
            return


def _near(blocks: tuple[Block, ...], at: int | None) -> tuple[Block, ...]:
    """The blocks around the headline that may hold a byline, those after it first.

    After the first paragraph an author's box or card is no byline any more: it may be another story's.
    """
    if at is None:
        return ()
    shared = enclosing(blocks[at])
    after: list[Block] = []
    paragraphs = 0
    for block in blocks[at + 1 : at + 1 + AFTER]:
        paragraphs += len(block.text) >= LONG_TEXT
        if paragraphs == 3:
            break
        if len(block.text) <= MAX_BYLINE and not (paragraphs and _byline_class(block) is False):
            after.append(block)
    before = (b for b in blocks[max(0, at - BEFORE) : at] if len(b.text) <= MAX_BYLINE)
    return tuple(b for b in (*after, *before) if not b.context.hidden and not is_elsewhere(b.context, shared))


def _of_bylines(blocks: tuple[Block, ...], outlet: tuple[Claim, ...], language: Language) -> Iterator[str]:
    """Names of the first block, or of neighbouring ones, that read as a byline."""
    last = None
    for i, block in enumerate(blocks):
        if last is not None and i - last > MAX_GAP:
            return
        if is_label(block.text, language):
            found = list(_after_label(blocks[i + 1 : i + 5], outlet, language))
        else:
            found = list(_of_byline(block, outlet, language))
        if found:
            last = i
            yield from found


def _of_byline(block: Block, outlet: tuple[Claim, ...], language: Language) -> Iterator[str]:
    """Names of a block that is a byline by its class, its first words, or a "by" after its date."""
    if starts_with_label(block.text, language):
        yield from people(block.text, outlet, language=language, alone=True)
    elif rest := after_inner_label(block.text, language):
        yield from people(rest, outlet, language=language, alone=True)
    elif _byline_class(block):
        yield from people(block.text, outlet, language=language)


def _of_date_lines(blocks: tuple[Block, ...], outlet: tuple[Claim, ...], language: Language) -> Iterator[str]:
    """A name that stands on one line with the date and nothing else: "Jane Doe · 12 May 2023".

    Costs a place or section that looks like a name ("New York · 12 May 2023").
    """
    for block in blocks[:MAX_DATE_LINES]:
        if not _YEAR.search(block.text):
            continue
        for piece in _PIECES.split(block.text):
            found = list(people(piece, outlet, language=language))
            if len(found) == 1 and found[0] == piece.strip() and 2 <= len(piece.split()) <= 4:
                yield found[0]
                return


def _after_label(blocks: tuple[Block, ...], outlet: tuple[Claim, ...], language: Language) -> Iterator[str]:
    """Names in the blocks after a lone "By", up to the first block without one."""
    for block in blocks:
        found = list(people(block.text, outlet, language=language))
        if not found and len(block.text) > 3:
            return
        yield from found


def _byline_class(block: Block) -> bool | None:
    """Whether class, id or microdata call an element around a block a byline; False: a box or card; None: neither."""
    for context in around(block.context, 3):
        if context.itemprop in ("author", "creator"):
            return True
        parts = {part for token in context.tokens for part in _TOKEN_WORD.findall(token)}
        if parts & words("names", "byline_tokens"):
            return not parts & words("names", "not_byline_tokens")
    return None


def _is_name_like(value: str) -> bool:
    """Whether a `<meta>` value is a name and not a login: "Jane Doe", "Nadine", not "jdoe" or "jane-doe"."""
    return value[:1].isupper() or not value.isascii()


def _unique(found: Iterable[str]) -> tuple[str, ...]:
    """Names without repetitions; "Jane Doe" and "JANE DOE" are one."""
    unique: dict[str, str] = {}
    for name in found:
        unique.setdefault(fold(name).replace(".", ""), name)
        if len(unique) >= MAX_AUTHORS:
            break
    return tuple(unique.values())
