"""Mends `Ã la carte`: `à` whose second byte, a no-break space, was tidied into the space that follows."""

from __future__ import annotations

from cleaners.patterns import lazy
from cleaners.repairs.mending import Glance

_A_GRAVE = lazy("(?<![^ \\n(«“’'])Ã(?=[ \u00a0]{1,2}[a-zà-ÿ])")
"""`Ã` alone before a small letter: no language has it for a word. `NÃO`, `Ã É` are spared."""


def has_lone_a_grave(seen: Glance) -> bool:
    """True if the text may hold one."""
    return "Ã" in seen.chars and _A_GRAVE.search(seen.outside) is not None


def mend_lone_a_grave(line: str) -> str:
    """Return the line with each `Ã` that stands for `à` mended."""
    return _A_GRAVE.sub("à", line)
