"""Drops bidirectional controls that change nothing and keeps those without which a line would read differently."""

from __future__ import annotations

import re
import unicodedata

from cleaners.patterns import lazy
from cleaners.repairs.mending import Glance, Mending, line_by_line

_LRM, _RLM, _ALM = "\u200e", "\u200f", "\u061c"
_MARKS = frozenset((_LRM, _RLM, _ALM))
_OPENING = {"\u202a": "L", "\u202b": "R", "\u2066": "L", "\u2067": "R", "\u2068": ""}
_CLOSING = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_CONTROLS = frozenset((*_MARKS, *_OPENING, *_CLOSING.values(), "\u202d", "\u202e"))
MAX_NESTED = 8
"""Pairs inside pairs; more are an attack."""
_REACH = 200
"""Characters on either side that are looked at."""
_INNER = "[^\u202a-\u202e\u2066-\u2069]*"
_PAIR = lazy(f"([\u202a\u202b])({_INNER})\u202c|([\u2066-\u2068])({_INNER})\u2069")
_ANY = lazy("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_OVERRIDE = lazy("[\u202d\u202e]")
_ANY_OPENING = lazy("[\u202a\u202b\u202d\u202e\u2066-\u2068]")
_MARK_RUN = lazy(f"[{_LRM}{_RLM}{_ALM}]+")
_CLASSES = {"L": "L", "R": "R", "AL": "R", "EN": "N", "AN": "N"}


def _is_needed(seen: Glance) -> bool:
    return not seen.chars.isdisjoint(_CONTROLS)


def _mend(line: str) -> str:
    return "\n".join(map(_mend_paragraph, line.split("\n")))


def _mend_paragraph(line: str) -> str:
    """Where nothing is written from right to left, nothing but an override can change the order."""
    if not any(_strength(char) == "R" for char in set(line)):
        return line if _OVERRIDE.search(line) else _ANY.sub("", line)
    line = _without_strays(_without_idle_pairs(line))
    return _MARK_RUN.sub(_mark, line)


def _without_idle_pairs(line: str) -> str:
    """Drop embeddings and isolates round text that would run the same way without them."""
    for _ in range(MAX_NESTED):
        mended = _PAIR.sub(_pair, line)
        if mended == line:
            break
        line = mended
    return line


def _pair(pair: re.Match[str]) -> str:
    content = pair[2] if pair[1] else pair[4]
    direction = _OPENING[pair[1] or pair[3]] or _first_strong(content)
    return content if _is_idle(content, direction) else pair[0]


def _is_idle(content: str, direction: str) -> bool:
    """True for text of one direction that begins and ends with a letter of it: nothing outside can pull at its edges."""
    classes = [found for char in content if (found := _strength(char))]
    if not classes:
        return not content.strip("".join(_MARKS))
    edges = {_strength(content[0]), _strength(content[-1])}
    return set(classes) <= {direction, "N"} and edges == {direction}


def _without_strays(line: str) -> str:
    """Drop ends without a beginning."""
    if _ANY_OPENING.search(line):
        return line
    return line.replace("\u202c", "").replace("\u2069", "")


def _mark(run: re.Match[str]) -> str:
    """Keep one mark where the nearest letters on both sides do not run its way already.

    `(م)‎` between Arabic and Latin decides where a bracket goes; between two Arabic letters it decides nothing.
    Next to digits it is always kept: their place depends on more than their neighbours.
    """
    mark = run[0][-1]
    direction = "L" if mark == _LRM else "R"
    text, start, end = run.string, run.start(), run.end()
    before, after = _nearest(text[max(0, start - _REACH) : start][::-1]), _nearest(text[end : end + _REACH])
    base = _first_strong(text) or direction
    return "" if (before or base) == (after or base) == direction else mark


def _nearest(text: str) -> str:
    """Return the class of the first letter or digit: "L", "R", "N" for digits; empty if there is none."""
    return next((found for char in text if char not in _MARKS and (found := _strength(char))), "")


def _first_strong(text: str) -> str:
    return next((found for char in text if char not in _MARKS and (found := _strength(char)) in {"L", "R"}), "")


def _strength(char: str) -> str:
    return _CLASSES.get(unicodedata.bidirectional(char), "") if char not in _CONTROLS else ""


DIRECTION = Mending("direction", line_by_line(_mend), _is_needed)
