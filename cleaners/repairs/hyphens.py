"""Joins words that were hyphenated at the end of a line inside a block, by the evidence of the document."""

from __future__ import annotations

import re
from functools import partial

from cleaners.patterns import lazy
from cleaners.repairs.mending import Glance, Mending
from cleaners.types import Language, Lines

_BROKEN = lazy(r"([^\W\d_]{2,})([-\u2010\u00ad])\n[ \t]*([^\W\d_]{2,})")
_ENDS = ("-\n", "\u2010\n", "\u00ad\n")
_WORD = lazy(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _is_needed(seen: Glance) -> bool:
    chars, text = seen.chars, seen.text
    return "-\n" in text or any(end[0] in chars and end in text for end in _ENDS[1:])


def _mend(lines: Lines, _language: Language) -> Lines:
    """`inter-⏎national` is joined if `international` stands elsewhere in the document and `inter-national` does not.

    A soft hyphen is evidence enough. The line break moves behind the word.
    """
    if not any(end in line for line in lines for end in _ENDS):
        return lines
    words = {word.lower() for line in lines for word in _WORD.findall(line)}
    return tuple(_BROKEN.sub(partial(_joined, words=words), line) for line in lines)


def _joined(broken: re.Match[str], *, words: set[str]) -> str:
    first, hyphen, second = broken.groups()
    is_one_word = hyphen == "\u00ad" or (
        (first + second).lower() in words and f"{first}-{second}".lower() not in words and second[0].islower()
    )
    return f"{first}{second}\n" if is_one_word else broken[0]


HYPHENS = Mending("hyphens", _mend, _is_needed)
