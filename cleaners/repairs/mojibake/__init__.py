"""Undoes text that was decoded with the wrong encoding, by the evidence of the whole document."""

from __future__ import annotations

from cleaners.repairs.mending import Glance, Mending, glance
from cleaners.repairs.mojibake.a_grave import has_lone_a_grave, mend_lone_a_grave
from cleaners.repairs.mojibake.legacy import mend_legacy
from cleaners.repairs.mojibake.oddities import looks_odd
from cleaners.repairs.mojibake.quoted import speaks_of_encodings
from cleaners.repairs.mojibake.second_look import look_again
from cleaners.repairs.mojibake.tables import suspected
from cleaners.repairs.mojibake.utf8 import mend_utf8
from cleaners.repairs.mojibake.wide import looks_wide, mend_wide
from cleaners.types import Language, Lines

__all__ = ["MOJIBAKE"]


_BETWEEN = "\n\x1e\n"


def _is_needed(seen: Glance) -> bool:
    if not seen.outside:
        return False
    return bool(suspected(seen)) or has_lone_a_grave(seen) or looks_odd(seen) or looks_wide(seen)


def _mend(lines: Lines, _language: Language) -> Lines:
    """Mend all lines at once: a word alone on its line is judged by what the others show."""
    seen = mend_utf8(glance((_BETWEEN.join(lines),)))
    mended = tuple(seen.text.split(_BETWEEN))
    if len(mended) != len(lines):
        return lines
    if looks_wide(seen):
        mended = mend_wide(mended)
        seen = glance(mended)
    if looks_odd(seen) and not speaks_of_encodings(seen.text):
        mended = mend_legacy(mended)
        seen = glance(mended)
    mended = look_again(mended, seen)
    return tuple(map(mend_lone_a_grave, mended)) if has_lone_a_grave(seen) else mended


MOJIBAKE = Mending("mojibake", _mend, _is_needed)
