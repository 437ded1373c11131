"""Undoes UTF-8 that was read in an East Asian encoding: `鍩冨強` was `埃及`, `It鈥檚` was `It’s`."""

from __future__ import annotations

from itertools import islice

from cleaners.patterns import lazy
from cleaners.plausibility import cost
from cleaners.plausibility.letters import ideographs
from cleaners.repairs.mending import Glance
from cleaners.types import Lines

READ_AS = ("gb18030", "cp932", "cp949", "big5hkscs")
"""Python names of the encodings UTF-8 is taken for; of those that explain a text equally well the first is taken."""

LOOKED_AT = 300
"""Ideographs by which a text is judged."""
MIN_COMMON = 0.35
"""Share of frequent ideographs; text has two thirds and more, chance a tenth."""
MIN_GAIN = 12
"""Bits by which a line has to become likelier."""
LOST = 20
"""Bits for a byte that was lost on the way."""
MAX_LOST = 0.2
"""Share of the characters of a line that may have been lost."""

_IDEOGRAPH = lazy("[\u3400-\u9fff\uac00-\ud7a3\uff61-\uff9f]")
_LONE_80 = lazy("€|\ufffd(?=[^\x00-\x7f])")
"""In GBK byte 80 begins no pair: Windows and browsers read it as a euro sign, strict decoders replace it."""


def looks_wide(seen: Glance) -> bool:
    """True if the ideographs of the text are hardly any that people write."""
    if max(seen.chars, default="") < "\u3400":
        return False
    found = [match[0] for match in islice(_IDEOGRAPH.finditer(seen.runs), LOOKED_AT)]
    if not found:
        return False
    return max(sum(map(each.costs.__contains__, found)) for each in ideographs()) < MIN_COMMON * len(found)


def mend_wide(lines: Lines) -> Lines:
    """Return the lines with UTF-8 read as UTF-8 wherever a line becomes clearly likelier by that."""
    known = {line: _mend_line(line) for line in dict.fromkeys(lines)}
    return tuple(known[line] for line in lines)


def _mend_line(line: str) -> str:
    if not _IDEOGRAPH.search(line):
        return line
    readings = [was for codec in READ_AS if (was := _undo(line, codec)) is not None]
    best = min(readings, key=_cost, default=line)
    return best if _cost(best) + MIN_GAIN <= cost(line) else line


def _undo(line: str, codec: str) -> str | None:
    restored = _LONE_80.sub("\x80", line) if codec == "gb18030" else line
    bytes_ = b"".join(_bytes_of(char, codec) for char in restored)
    was = bytes_.decode("utf-8", "replace")
    lost = was.count("\ufffd") - line.count("\ufffd")
    return was if lost <= MAX_LOST * sum(char > "\x7f" for char in was) else None


def _bytes_of(char: str, codec: str) -> bytes:
    if char == "\x80":
        return b"\x80"
    try:
        return char.encode(codec)
    except UnicodeEncodeError:
        return b"\xff"


def _cost(text: str) -> int:
    return cost(text) + LOST * text.count("\ufffd")
