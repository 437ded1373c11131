"""Takes out soft hyphens and composes letters with their accents (NFC, never NFKC)."""

from __future__ import annotations

import unicodedata

from cleaners.repairs.mending import Glance, Mending, line_by_line

SOFT_HYPHEN = "\u00ad"


def _needs_hyphens_out(seen: Glance) -> bool:
    return SOFT_HYPHEN in seen.chars


def _is_not_composed(seen: Glance) -> bool:
    return not unicodedata.is_normalized("NFC", seen.outside)


def _without_hyphens(line: str) -> str:
    return line.replace(SOFT_HYPHEN, "")


def _composed(line: str) -> str:
    return unicodedata.normalize("NFC", line)


SOFT_HYPHENS = Mending("soft-hyphens", line_by_line(_without_hyphens), _needs_hyphens_out)
COMPOSITION = Mending("composition", line_by_line(_composed), _is_not_composed)
