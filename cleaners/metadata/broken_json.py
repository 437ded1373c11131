"""Parses JSON as publishers' templates write it: broken, but in known ways.

A trailing comma after an empty field, a line break inside a string, `&quot;` for a quotation mark, comments, two
objects in one script. A script is parsed as it stands first, then with those damages mended, and last the plain
fields ("headline", "datePublished" …) are picked out of the ruins.
"""

from __future__ import annotations

import json
import re
from typing import Any

from cleaners.patterns import lazy

MAX_SCRIPT = 2_000_000
"""Characters of a script that are parsed; the largest seen, with the whole text and all comments, had 600,000."""

MAX_BROKEN = 150_000
"""Characters of a broken script that are mended: a few passes over it, each in Python."""

MAX_SEVERAL = 200
"""Values in a row that are read from one script."""

_VALUE = lazy(r"[{\[]")
_TRAILING_COMMA = lazy(r",(?=\s*[}\]])")
_MISSING_VALUE = lazy(r'("[\w@]+"\s*:)(?=\s*[,}])')
_COMMENT = lazy(r"/\*.*?\*/|<!--|-->|<!\[CDATA\[|\]\]>|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)
_STRING = lazy(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BAD_ESCAPE = lazy(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')
_FIELD = lazy(
    r'"(headline|datePublished|dateModified|dateCreated|inLanguage|isAccessibleForFree|articleSection)"'
    r'\s*:\s*"((?:[^"\\\n]|\\.)*)"'
)
_AUTHOR = lazy(r'"author"\s*:\s*[\[{][^\]}]{0,200}?"name"\s*:\s*"((?:[^"\\\n]|\\.)*)"')
_TYPE = lazy(r'"@type"\s*:\s*\[?\s*"(\w+)"')


def parse(script: str) -> tuple[Any, ...]:
    """The values a script holds, usually one; mended where it is broken, empty where nothing can be read."""
    if not script or len(script) > MAX_SCRIPT:
        return ()
    try:
        return (json.loads(script, strict=False),)
    except (ValueError, RecursionError):
        return _from_broken(script) if len(script) <= MAX_BROKEN else ()


def _from_broken(script: str) -> tuple[Any, ...]:
    """The values of a script that is no JSON as it stands."""
    mended = _mended(script)
    try:
        return (json.loads(mended, strict=False),)
    except (ValueError, RecursionError):
        return _several(mended) or _salvaged(script)


def _mended(script: str) -> str:
    """The script with comments, trailing commas, missing values, bad escapes and escaped quotation marks mended.

    Only between strings, so that `"a,]"` stays; costs one pass over the strings of a script that is broken anyway.
    """
    script = script.strip().rstrip(";").lstrip("\ufeff")
    if '"' not in script and "&quot;" in script:
        script = script.replace("&quot;", '"')
    script = _outside_strings(_COMMENT, "", script)
    script = _outside_strings(_TRAILING_COMMA, "", script)
    return _BAD_ESCAPE.sub("", _MISSING_VALUE.sub(r"\1null", script))


def _outside_strings(pattern: re.Pattern[str], replacement: str, script: str) -> str:
    """Substitute between strings only: each string stands behind a placeholder meanwhile."""
    strings: list[str] = []

    def hide(match: re.Match[str]) -> str:
        strings.append(match.group(0))
        return f'"\x00{len(strings) - 1}"'

    hidden = pattern.sub(replacement, _STRING.sub(hide, script))
    return re.sub(r'"\x00(\d+)"', lambda m: strings[int(m.group(1))], hidden)


def _several(script: str) -> tuple[Any, ...]:
    """The values of a script that holds several one after the other, with or without a comma between."""
    decoder, at = json.JSONDecoder(strict=False), 0
    values: list[Any] = []
    while len(values) < MAX_SEVERAL and (at := _next_value(script, at)) >= 0:
        try:
            value, at = decoder.raw_decode(script, at)
        except (ValueError, RecursionError):
            break
        values.append(value)
    return tuple(values)


def _next_value(script: str, at: int) -> int:
    """Where the next object or list begins; -1 if none does."""
    found = _VALUE.search(script, at)
    return found.start() if found else -1


def _salvaged(script: str) -> tuple[Any, ...]:
    """The plain fields of a script that can't be parsed, as one object; empty if there are none.

    Catches a headline with bare quotation marks (`"headline": "The "big" one"`): its other fields are whole.
    """
    fields: dict[str, Any] = {}
    for name, value in _FIELD.findall(script):
        fields.setdefault(name, _unescaped(value))
    authors = [{"@type": "Person", "name": _unescaped(name)} for name in _AUTHOR.findall(script)]
    kind = next((t for t in _TYPE.findall(script) if t.lower().endswith(("article", "posting"))), "")
    if not (fields and kind):
        return ()
    return ({"@type": kind, **fields, **({"author": authors} if authors else {})},)


def _unescaped(value: str) -> str:
    """A JSON string's value; as it stands if its escapes are broken too."""
    try:
        return str(json.loads(f'"{value}"', strict=False))
    except ValueError:
        return value
