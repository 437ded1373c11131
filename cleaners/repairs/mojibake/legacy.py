"""Undoes pages of one old encoding that were read in another: `Ïðåçèäåíò`, `Ýlke Ajansý`, `рТЕЪЙДЕОФ`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import inf

from cleaners.patterns import lazy
from cleaners.plausibility import cost
from cleaners.repairs.mending import glance
from cleaners.repairs.mojibake.oddities import is_odd_all_over, looks_odd
from cleaners.repairs.mojibake.tables import NOT_A_BYTE, table
from cleaners.types import Lines

READ_AS = ("cp1252", "cp1251", "koi8_r", "cp1250")
"""What such pages are taken for: the encodings that are guessed or given by default."""
WRITTEN_IN = (
    "cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic", "cp1256", "iso8859_6", "cp1253", "iso8859_7", "cp1255",
    "cp1254", "cp1250", "iso8859_2", "cp1257", "cp874", "koi8_u",
)  # fmt: skip
WRITTEN_IN_MULTIBYTE = ("gb18030", "euc_jp", "cp949", "cp932", "big5hkscs")
"""Python names; of encodings that explain a text equally well the first is taken."""

SAMPLE_CHARS = 3_000
ROUGH_CHARS = 500
FINALISTS = 5
"""All misreadings are tried on a few words, the best of them on the whole sample."""
MIN_DISTINCT = 4
"""Different characters outside ASCII, below which letters make nothing certain."""
MIN_GAIN = 60
"""Bits by which the document has to become likelier …"""
MIN_SHARE = 0.2
"""… and the share this is of what the changed words cost: foreign names in a good page gain little."""
LOST = 20
"""Bits for a byte that means nothing in the encoding tried."""
LINE_GAIN = 12
"""Bits by which a line has to gain for its own sake, where not the whole document is damaged."""
WHOLE_DOCUMENT = 4
"""Lines that gain for each that loses, where the whole document is damaged."""


_NOTHING = "\ufffd\u200e\u200f"
"""What bytes become that mean nothing; two bytes of windows-1256 are direction marks, which nobody typed."""
_WORD = lazy(r"[^ \t\n\r\f\v]+")


@dataclass(frozen=True, slots=True)
class Misreading:
    """A wrong and a right encoding."""

    read_as: str
    written_in: str

    def undo(self, text: str) -> str:
        """Return what the text was; characters that the wrong encoding does not have stay."""
        if self.written_in in WRITTEN_IN:
            return text.translate(_mapping(self.read_as, self.written_in))
        return _decode(text, self)


def mend_legacy(lines: Lines) -> Lines:
    """Return the lines with text of one encoding read in another mended, where the letters make it certain."""
    telling = [line for line in dict.fromkeys(lines) if not line.isascii()]
    odd = [line for line in telling if looks_odd(glance((line,)))]
    if not odd and not is_odd_all_over(telling):
        return lines
    misreading = _best(odd) or (_best(telling) if len(odd) < len(telling) else None)
    if misreading is None:
        return lines
    undone = {line: misreading.undo(line) for line in dict.fromkeys(lines) if not line.isascii()}
    gains = {line: cost(line) - cost(was) for line, was in undone.items() if was != line}
    needed = -LINE_GAIN if _is_all_damaged(gains.values()) else LINE_GAIN
    return tuple(undone[line] if gains.get(line, -inf) >= needed else line for line in lines)


def _is_all_damaged(gains: Iterable[int]) -> bool:
    """True if hardly a line would lose: then lines that say little by themselves are mended with the others."""
    better = sum(gain > 0 for gain in gains)
    return better >= WHOLE_DOCUMENT * sum(gain < 0 for gain in gains)


def _best(lines: list[str]) -> Misreading | None:
    """Return the misreading that makes the words it changes likeliest; None if none does so clearly."""
    sample = "\n".join(lines)[:SAMPLE_CHARS]
    if len(set(sample)) - len(set(filter(str.isascii, sample))) < MIN_DISTINCT:
        return None
    weigh = cache(cost)  # misreadings of one wrong encoding change the same words
    rough = {misreading: _gain(sample[:ROUGH_CHARS], misreading, weigh)[0] for misreading in _misreadings()}
    finalists = sorted(rough, key=lambda misreading: -rough[misreading])[:FINALISTS]
    gains = {misreading: _gain(sample, misreading, weigh) for misreading in finalists}
    best = max(finalists, key=lambda misreading: gains[misreading][0])
    gain, before = gains[best]
    return best if gain >= MIN_GAIN and gain >= MIN_SHARE * before else None


def _gain(sample: str, misreading: Misreading, weigh: Callable[[str], int]) -> tuple[int, int]:
    """Return the bits by which what the misreading changes becomes likelier, and the bits it costs as it is."""
    words = (word for word in dict.fromkeys(_WORD.findall(sample)) if not word.isascii())
    changed = [(word, was) for word in words if (was := misreading.undo(word)) != word]
    before = weigh("\n".join(word for word, _ in changed))
    after = "\n".join(was for _, was in changed)
    return before - weigh(after) - LOST * sum(map(after.count, _NOTHING)), before


def _misreadings() -> Iterator[Misreading]:
    for read_as in READ_AS:
        for written_in in (*WRITTEN_IN, *WRITTEN_IN_MULTIBYTE):
            if written_in != read_as:
                yield Misreading(read_as, written_in)


@cache
def _mapping(read_as: str, written_in: str) -> dict[int, str]:
    """Return for each character that a byte was read as the one it should have been."""
    mapping = {}
    for code, byte in table(read_as).byte_of.items():
        right = bytes([byte]).decode(written_in, "replace")
        if right != "\ufffd" or byte >= 0xA0:
            mapping[code] = right
    return mapping


def _decode(text: str, misreading: Misreading) -> str:
    bytes_ = table(misreading.read_as).to_bytes(text)
    if chr(NOT_A_BYTE) in bytes_:
        return text
    return bytes_.encode("latin-1").decode(misreading.written_in, "replace")
