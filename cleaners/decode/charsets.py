"""Names encodings as the WHATWG Encoding Standard does, and reads bytes in them as a browser would."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from types import MappingProxyType

from cleaners.patterns import lazy

UTF_8 = "utf-8"

_CODECS = MappingProxyType(
    {
        "utf-8": "utf_8",
        "utf-16le": "utf_16_le",
        "utf-16be": "utf_16_be",
        "utf-32le": "utf_32_le",
        "utf-32be": "utf_32_be",
        "windows-1250": "cp1250",
        "windows-1251": "cp1251",
        "windows-1252": "cp1252",
        "windows-1253": "cp1253",
        "windows-1254": "cp1254",
        "windows-1255": "cp1255",
        "windows-1256": "cp1256",
        "windows-1257": "cp1257",
        "windows-1258": "cp1258",
        "windows-874": "cp874",
        "iso-8859-2": "iso8859_2",
        "iso-8859-3": "iso8859_3",
        "iso-8859-4": "iso8859_4",
        "iso-8859-5": "iso8859_5",
        "iso-8859-6": "iso8859_6",
        "iso-8859-7": "iso8859_7",
        "iso-8859-8": "iso8859_8",
        "iso-8859-10": "iso8859_10",
        "iso-8859-13": "iso8859_13",
        "iso-8859-14": "iso8859_14",
        "iso-8859-15": "iso8859_15",
        "iso-8859-16": "iso8859_16",
        "koi8-r": "koi8_r",
        "koi8-u": "koi8_u",
        "ibm866": "cp866",
        "macintosh": "mac_roman",
        "x-mac-cyrillic": "mac_cyrillic",
        "gbk": "gb18030",
        "gb18030": "gb18030",
        "big5": "big5hkscs",
        "shift_jis": "cp932",
        "euc-jp": "euc_jp",
        "iso-2022-jp": "iso2022_jp",
        "euc-kr": "cp949",
    }
)
"""WHATWG name -> the Python codec that reads it as browsers do (their GBK is GB18030, their EUC-KR is cp949)."""

_PYTHON_NAMES = MappingProxyType(
    {
        "ascii": "windows-1252",
        "iso8859-1": "windows-1252",
        "iso8859-9": "windows-1254",
        "iso8859-11": "windows-874",
        "tis-620": "windows-874",
        "latin-1": "windows-1252",
        "mac-roman": "macintosh",
        "mac-cyrillic": "x-mac-cyrillic",
        "utf-8-sig": "utf-8",
        "utf-16": "utf-16le",
        "utf-32": "utf-32le",
        "gb2312": "gbk",
        "big5hkscs": "big5",
        "cp950": "big5",
        "shift_jis": "shift_jis",
        "shift_jis_2004": "shift_jis",
        "shift_jisx0213": "shift_jis",
        "cp932": "shift_jis",
        "euc_jp": "euc-jp",
        "euc_jis_2004": "euc-jp",
        "iso2022_jp": "iso-2022-jp",
        "euc_kr": "euc-kr",
        "cp949": "euc-kr",
        "johab": "euc-kr",
        "cp866": "ibm866",
        "koi8-t": "koi8-r",
        "kz1048": "windows-1251",
        "ptcp154": "windows-1251",
    }
)
"""What `codecs.lookup` calls an encoding -> its WHATWG name, where rewriting it by rule does not give it."""

_LABELS = MappingProxyType(
    {
        "utf8mb4": "utf-8",
        "unicode": "utf-16le",
        "x-sjis": "shift_jis",
        "windows-31j": "shift_jis",
        "ks_c_5601-1989": "euc-kr",
        "iso-8859-8-i": "iso-8859-8",
        "visual": "iso-8859-8",
        "logical": "iso-8859-8",
        "dos-874": "windows-874",
        "x-cp1250": "windows-1250",
        "x-cp1251": "windows-1251",
        "x-cp1252": "windows-1252",
    }
)
"""Labels seen on pages that Python does not know."""

_MULTIBYTE = frozenset({"utf-8", "gbk", "gb18030", "big5", "shift_jis", "euc-jp", "iso-2022-jp", "euc-kr"})
_LONE = lazy("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Reading:
    """Bytes read in one encoding."""

    text: str
    encoding: str
    """WHATWG name."""
    replaced: int
    """Bytes that mean nothing in it, each U+FFFD in the text."""


def name_of(label: str) -> str | None:
    """Return the WHATWG name of a label as pages and headers write it; None if no encoding is called that.

    >>> name_of("ISO-8859-1"), name_of("gb2312"), name_of("x-user-defined")
    ('windows-1252', 'gbk', None)
    """
    label = label.strip(" \t\r\n\"'").lower()
    if label in _CODECS:
        return label
    if label in _LABELS:
        return _LABELS[label]
    try:
        python = codecs.lookup(label.removeprefix("x-")).name
    except (LookupError, ValueError):
        return None
    name = _PYTHON_NAMES.get(python, python.replace("iso8859-", "iso-8859-").replace("cp125", "windows-125"))
    return name if name in _CODECS else None


def codec_of(name: str) -> str:
    """Return the Python codec that reads a WHATWG name."""
    return _CODECS[name]


def is_multibyte(name: str) -> bool:
    """True if a character outside ASCII takes more than one byte in this encoding."""
    return name in _MULTIBYTE or name.startswith(("utf-16", "utf-32"))


def read(body: bytes, name: str) -> Reading:
    """Read bytes in the encoding of that WHATWG name; nothing is lost but bytes that mean nothing in it.

    As in the standard, a byte of 80 to 9F that a single-byte encoding leaves undefined becomes the C1 control of
    that number: later repairs can still turn it back into the byte.
    """
    if is_multibyte(name):
        return _read_multibyte(body, name)
    text = body.decode(codec_of(name), "surrogateescape")
    lost = sum(lone >= "\udca0" for lone in _LONE.findall(text))
    return Reading(_LONE.sub(_as_control, text), name, lost)


def _read_multibyte(body: bytes, name: str) -> Reading:
    codec = codec_of(name)
    try:
        return Reading(body.decode(codec), name, 0)
    except UnicodeDecodeError:
        text = body.decode(codec, "replace")
        genuine = body.count(b"\xef\xbf\xbd") if name == UTF_8 else 0
        return Reading(text, name, max(1, text.count("\ufffd") - genuine))


def _as_control(lone: re.Match[str]) -> str:
    byte = ord(lone[0]) - 0xDC00
    return chr(byte) if byte < 0xA0 else "\ufffd"
