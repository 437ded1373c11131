"""Mends characters, in a fixed order: as many lines come out as go in, and nothing good is touched."""

from __future__ import annotations

from cleaners.repairs.arabic import ARABIC
from cleaners.repairs.composition import COMPOSITION, SOFT_HYPHENS
from cleaners.repairs.controls import CONTROLS
from cleaners.repairs.direction import DIRECTION
from cleaners.repairs.hyphens import HYPHENS
from cleaners.repairs.joiners import JOINERS
from cleaners.repairs.leftovers import LEFTOVERS, template_in
from cleaners.repairs.lossy import LOSSY, lossy_flags
from cleaners.repairs.mending import Glance, Mending, glance
from cleaners.repairs.mojibake import MOJIBAKE
from cleaners.repairs.spaces import SPACES
from cleaners.types import Language, Lines, Repaired

__all__ = ["REPAIRS", "lossy_flags", "repair", "run", "template_in"]

REPAIRS: tuple[Mending, ...] = (
    LEFTOVERS,
    MOJIBAKE,
    CONTROLS,
    JOINERS,
    DIRECTION,
    ARABIC,
    HYPHENS,
    SOFT_HYPHENS,
    COMPOSITION,
    LOSSY,
    SPACES,
)
"""The order counts: escapes may hide bytes, so they come first; encodings are mended before anything is tidied, since
tidying destroys the evidence; a lossy dump is read by its gaps before spaces are collapsed."""

_SHOWN = 80


def run(lines: Lines, language: Language) -> tuple[Lines, tuple[Repaired, ...]]:
    """Return the mended lines of a document, as many as came in, and what was done to them."""
    done: list[Repaired] = []
    seen = glance(lines)
    for mending in REPAIRS:
        lines, seen, report = _apply(mending, (lines, seen), language)
        done += report
    return lines, tuple(done)


def repair(text: str) -> str:
    """Return the text with its characters mended; line feeds stay where they are.

    >>> repair("Itâ€™s  all &amp;amp; well")
    'It’s all & well'
    """
    lines, _ = run(tuple(text.split("\n")), "und")
    return "\n".join(lines)


def _apply(
    mending: Mending, document: tuple[Lines, Glance], language: Language
) -> tuple[Lines, Glance, tuple[Repaired, ...]]:
    lines, seen = document
    if not mending.is_needed(seen):
        return lines, seen, ()
    mended = mending.mend(lines, language)
    changed = [(before, after) for before, after in zip(lines, mended, strict=True) if before != after]
    if not changed:
        return lines, seen, ()
    return mended, glance(mended), (Repaired(mending.name, len(changed), *_example(*changed[0])),)


def _example(before: str, after: str) -> tuple[str, str]:
    """Cut both to the surroundings of their first difference."""
    first = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(after))
    start = max(0, min(first - _SHOWN // 4, max(len(before), len(after)) - _SHOWN))
    return before[start : start + _SHOWN], after[start : start + _SHOWN]
