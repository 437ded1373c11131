"""A repair with its name and its cheap look at the document: what the ordered tuple of repairs is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cleaners.types import Language, Lines


@dataclass(frozen=True, slots=True)
class Glance:
    """What all repairs look at before they work: most documents need few of them."""

    text: str
    """All lines, joined by line feeds."""
    outside: str
    """The lines that are not all ASCII, joined likewise: on an English page a few."""
    runs: str
    """The runs of characters outside ASCII in those, joined by spaces: of a Latin text a hundredth."""
    chars: frozenset[str]
    """Every character outside ASCII, once, and the space."""


_BLANKED = bytes(0x20 if byte < 0x80 else byte for byte in range(0x100))


def glance(lines: Lines) -> Glance:
    """Look at a document once for all repairs."""
    outside = "\n".join([line for line in lines if not line.isascii()])
    runs = _runs(outside)
    return Glance("\n".join(lines), outside, runs, frozenset(runs))


def _runs(text: str) -> str:
    """Take the runs out by way of bytes: to look at every character costs several times as much."""
    found = text.encode("utf-8", "surrogatepass").translate(_BLANKED).split()
    return b" ".join(found).decode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Mending:
    """One repair: a `Repair` that knows its name and when it has nothing to do."""

    name: str
    mend: Callable[[Lines, Language], Lines]
    """Maps all lines of the document to as many."""
    is_needed: Callable[[Glance], bool]
    """False only where `mend` would change nothing; must cost next to nothing on good text."""

    def __call__(self, lines: Lines, language: Language = "und") -> Lines:
        """Mend the lines if a glance shows that they need it."""
        return self.mend(lines, language) if self.is_needed(glance(lines)) else lines


def line_by_line(mend: Callable[[str], str]) -> Callable[[Lines, Language], Lines]:
    """Make a repair of lines out of a repair of one line that needs neither its neighbours nor the language."""

    def mend_lines(lines: Lines, _language: Language) -> Lines:
        return tuple(mend(line) for line in lines)

    return mend_lines
