"""The headline: it is the title, not the first line of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.prose import MIN_WORDS, ends_sentence, is_prose
from cleaners.types import Block, Document, Verdict

_WORD = re.compile(r"[^\W_]+")
_SUFFIX = re.compile(r"\s*(?:[|·»—–]|\s-\s|:\s)\s*(?=[^|·»—–:]+$)")
MIN_SIMILARITY = 0.8
"""Share of the words of title and block that are common: the page repeats its headline with an added mark or a word."""
MAX_TITLE_WORDS = 30


def headline(document: Document) -> Iterator[Verdict]:
    """Name the headline wherever it stands; in a dump find it first."""
    title = document.metadata.title
    if title:
        wanted = _words(title)
        for block in document.blocks:
            if wanted and _similar(wanted, _words(block.text)) >= MIN_SIMILARITY:
                yield Verdict(block, "title", False, "headline-repeated", title, "headline")
    elif document.is_dump:
        yield from _of_dump(document)


def _of_dump(document: Document) -> Iterator[Verdict]:
    """The line above the story that reads like a headline; never one of the story's own sentences."""
    standing = document.standing()
    above: list[Block] = []
    for block in document.blocks:
        if block.index in standing and not standing[block.index].keep:
            continue
        if is_prose(block) and not _like_headline(block, document):
            break
        above.append(block)
    found = next((b for b in above if _repeated_above(b, document)), above[0] if above else None)
    if found is not None and _like_headline(found, document):
        yield Verdict(found, "title", False, "headline", site_name_off(found.text), "headline")


def _like_headline(block: Block, document: Document) -> bool:
    """A headline has two words or more, no full stop, and text below it."""
    words = block.words
    below = any(is_prose(b) for b in document.blocks[block.index + 1 :])
    return below and 2 <= words <= MAX_TITLE_WORDS and (not ends_sentence(block.text) or block.text[-1] in "?؟？!！”\"»")\
        and (words < 2 * MIN_WORDS or block.gap > 0)  # fmt: skip


def _repeated_above(block: Block, document: Document) -> bool:
    """Whether a line above, a breadcrumb, ends with this one."""
    return any(b.text.endswith(block.text) and b.text != block.text for b in document.blocks[: block.index])


def site_name_off(title: str) -> str:
    """A headline without the outlet's name behind it: "Talks resume : The Valley Tribune" gives "Talks resume".

    The last part goes if it is short, written as a name (every long word with a capital) and the part before it
    is longer. Spares "Budget: What we know" (lower case). Costs the last part of a headline in title case.
    """
    found = list(_SUFFIX.finditer(title))
    if not found:
        return title
    match = found[-1]
    head, name = title[: match.start()], title[match.end() :]
    words = [w for w in name.split() if len(w) > 3]
    is_name = bool(words) and all(w[0].isupper() for w in words) and len(name.split()) <= 5
    mostly_lower = sum(w[0].islower() for w in head.split()) > len(head.split()) / 2
    return head if is_name and mostly_lower and len(head.split()) >= 3 else title


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _similar(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0
