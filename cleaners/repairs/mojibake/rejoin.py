"""Joins words that fell apart when a no-break space, byte A0 of a character, was tidied into a space."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from math import inf

from cleaners.plausibility import cost
from cleaners.repairs.mojibake.tables import LEADS_2, LEADS_3, TAILS, Table, class_of

NBSP = "\u00a0"
GLUE = 3
"""Bits by which the parts may be likelier than the whole: a space costs something too, and words of ASCII nothing."""
LOSSY_GLUE = -10
"""The same where bytes were dropped too: then most gaps are ends of words that lost their last byte."""
DEBRIS = 20
"""Bits that a part costs which means nothing by itself."""
CONTEXT = 24
"""Characters on either side that are looked at."""


def rejoin(text: str, table: Table, mended: Callable[[str], str], *, lossy: bool) -> str:
    """Return the text with a no-break space put back where it completes a character and joins two parts of a word.

    `Ð Ð¾ÑÑÐ¸Ñ` was `Россия`; `Ã la`, `à la`, is left as it is: `mended` completes it without joining. `lossy` says that
    bytes were dropped too.
    """
    glue = LOSSY_GLUE if lossy else GLUE

    def join(gap: re.Match[str]) -> str:
        left = _before(table).search(text[max(0, gap.start() - CONTEXT) : gap.start()])
        right = _after(table).match(text[gap.end() : gap.end() + CONTEXT])
        return NBSP if left and right and _gain((left[0], right[0]), mended) + glue >= 0 else gap[0]

    return _gap(table).sub(join, text)


def _gain(parts: tuple[str, str], mended: Callable[[str], str]) -> float:
    """Return the bits by which the parts are likelier joined than apart."""
    joined = mended(NBSP.join(parts))
    if NBSP in joined:
        return -inf
    apart = tuple(map(mended, parts))
    debris = DEBRIS * sum(was == part and not was.isascii() for was, part in zip(parts, apart, strict=True))
    return sum(map(cost, apart)) + debris - cost(joined)


@cache
def _gap(table: Table) -> re.Pattern[str]:
    """Return what finds a single space after the beginning of a character."""
    leads_2, leads_3, tails = (class_of(table.chars(each)) for each in (LEADS_2, LEADS_3, TAILS))
    return re.compile(f"(?:(?<=[{leads_2}{leads_3}])|(?<=[{leads_3}][{tails}])) (?=[^ \\n\\t0-9])")


@cache
def _before(table: Table) -> re.Pattern[str]:
    """Return what finds the end of a text, from where a character or a word before it begins."""
    leads = class_of(table.chars(range(0xC2, 0xF5)))
    return re.compile(f"[!-~]*[{leads}][^ \\n\\t]*\\Z")


@cache
def _after(table: Table) -> re.Pattern[str]:
    """Return what finds whole characters, or letters of ASCII, at the beginning of a text."""
    leads_2, leads_3, tails = (class_of(table.chars(each)) for each in (LEADS_2, LEADS_3, TAILS))
    return re.compile(f"[{tails}]?(?:[{leads_2}][{tails}]|[{leads_3}][{tails}]{{2}}|[!-~])*")
