"""Damages text as the web does, each way with the languages it happens to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

Lines = tuple[str, ...]
Fit = Callable[[Lines], Lines]

LEGACY = {
    "cp1251": "ru uk bg sr", "koi8_r": "ru bg", "cp1256": "ar fa ur", "cp1254": "tr ku", "cp1253": "el",
    "cp1250": "pl cs sk hu ro hr sl", "cp1255": "he", "iso8859_2": "pl cs sk hu hr sl", "cp1257": "lt lv",
}  # fmt: skip
"""Single-byte encodings and languages that were written in them."""
OLD_SPELLING = {
    "ro": str.maketrans("șțȘȚ", "şţŞŢ"),
    "fa": str.maketrans("یک", "يك"),
    "ur": str.maketrans("یک", "يك"),
}
"""What these languages wrote where the encoding had no better letter."""


_LONE = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Damage:
    name: str
    kind: str
    """"reversible", "legacy" or "lossy"; what the aims are given for."""
    harm: Callable[[str], str]
    fit: Fit
    """Makes text that the encoding can hold."""
    languages: frozenset[str] | None = None
    """None: all."""
    only: Callable[[Lines], Lines] | None = None
    """Which lines are harmed; None: all."""


def web(body: bytes, codec: str) -> str:
    """Decode as browsers do: a byte that is undefined becomes the C1 control of its number."""
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in body)


def damages() -> list[Damage]:
    return [*_misread_utf8(), *_layers(), *_east_asian(), *_legacy(), *_lossy()]


def _misread_utf8() -> list[Damage]:
    codecs = ("cp1252", "latin-1", "cp1251", "cp1254", "cp1250", "cp1256", "mac_roman", "cp437")
    return [Damage(f"UTF-8 as {codec}", "reversible", partial(_misread, codec=codec), _as_it_is) for codec in codecs]


def _layers() -> list[Damage]:
    def again(line: str, times: int) -> str:
        for _ in range(times):
            line = _misread(line, "cp1252")
        return line

    return [
        Damage(f"UTF-8 as cp1252, {times} times", "reversible", partial(again, times=times), _as_it_is)
        for times in (2, 3)
    ]


def _east_asian() -> list[Damage]:
    gbk = Damage("UTF-8 as GBK", "reversible", _as_gbk, _as_it_is)
    sjis = Damage("UTF-8 as Shift-JIS", "reversible", _as_shift_jis, _as_it_is)
    return [gbk, sjis]


def _legacy() -> list[Damage]:
    return [
        Damage(
            f"{codec} as Latin",
            "legacy",
            partial(_reread, codec=codec, read_as="cp1252"),
            partial(_that_fits, codec=codec),
            frozenset(languages.split()),
        )
        for codec, languages in LEGACY.items()
    ]


def _lossy() -> list[Damage]:
    return [
        Damage("UTF-8 as cp1252, undefined bytes dropped", "lossy", partial(_strict, errors="ignore"), _as_it_is),
        Damage("UTF-8 as cp1252, undefined bytes U+FFFD", "lossy", partial(_strict, errors="replace"), _as_it_is),
        Damage("UTF-8 as cp1252, NBSP made a space", "lossy", _tidied, _without_nbsp),
        Damage("the same, spaces collapsed", "lossy", lambda line: re.sub(" +", " ", _tidied(line)), _without_nbsp),
    ]


def _misread(line: str, codec: str) -> str:
    return web(line.encode(), codec)


def _as_gbk(line: str) -> str:
    """As Windows and browsers read GBK: a lone byte 80 is the euro sign."""
    return _LONE.sub("\ufffd", line.encode().decode("gb18030", "surrogateescape").replace("\udc80", "€"))


def _as_shift_jis(line: str) -> str:
    return line.encode().decode("cp932", "replace")


def _reread(line: str, codec: str, read_as: str) -> str:
    return web(line.encode(codec), read_as)


def _strict(line: str, errors: str) -> str:
    return line.encode().decode("cp1252", errors)


def _tidied(line: str) -> str:
    return web(line.encode(), "cp1252").replace("\u00a0", " ")


def _as_it_is(lines: Lines) -> Lines:
    return lines


def _without_nbsp(lines: Lines) -> Lines:
    return tuple(re.sub(" +", " ", line.replace("\u00a0", " ").replace("\u202f", " ")) for line in lines)


def _that_fits(lines: Lines, codec: str) -> Lines:
    return tuple(line.encode(codec, "ignore").decode(codec) for line in lines)
