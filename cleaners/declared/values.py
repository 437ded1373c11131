"""Reads the data in a page's scripts: JSON, Nuxt's forms of it, Next's flight rows, JSON inside strings.

Only asked when a page shows no story. A quick look at the strings of each script comes first: most hold code, settings and
lists, and are never parsed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from cleaners.declared.literals import as_json
from cleaners.patterns import lazy

MAX_SCRIPT = 4_000_000
"""Characters of a script that are parsed: the largest data of a story seen had 1,300,000."""
MAX_ALL = 8_000_000
"""Characters of all scripts of a page that are parsed."""
MIN_PROSE = 400
"""Characters in long strings that a script with a story has."""
MAX_DEPTH = 60
"""References inside one another that are followed in devalue's form."""
MAX_RESOLVED = 200_000
"""Values that are made of it."""
_SCRIPT = lazy(r"<script\b([^>]*)>(.*?)</script", re.DOTALL | re.IGNORECASE)
_LONG_STRING = lazy(r"[\"'`>][^\"'`<>{}]{70,}")
_FLIGHT = lazy(r"self\.__next_f\.push\(\[1,(\"(?:[^\"\\]|\\.)*\")\]\)", re.DOTALL)
_FLIGHT_ROW = lazy(r"([0-9a-f]+):(?:T([0-9a-f]+),|)")
_ASSIGNED = lazy(r"(?:=|\bpush\(|\bparse\(|\bstart\()\s*(?=[\[{(\"'])")
_PARSED = lazy(
    r"(?:JSON\.parse|decodeURIComponent)\(\s*(?:decodeURIComponent\(\s*)?(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')",
    re.DOTALL,
)


def values(html: str) -> Iterator[tuple[str, Any]]:
    """Yield (name, value) of every script that holds data with prose in it, in page order."""
    flight: list[str] = []
    read = 0
    for attributes, text in _SCRIPT.findall(html):
        if "self.__next_f" in text[:200]:
            flight += _FLIGHT.findall(text)
            continue
        if "ld+json" in attributes or len(text) > MAX_SCRIPT or not _has_prose(text):
            continue
        read += len(text)
        if read > MAX_ALL:
            return
        value = _value(text.strip())
        if value is not None:
            yield _name(attributes, text), value
    if flight and _has_prose("".join(flight)):
        yield "__next_f", _of_flight(flight)


def _has_prose(text: str) -> bool:
    """Whether a script has long strings without markup or brackets, that have spaces or are written without them."""
    if len(text) < MIN_PROSE:
        return False
    found = 0
    for match in _LONG_STRING.finditer(text):
        string = match.group()
        if string.count(" ") + 3 * string.count("%20") > len(string) / 14 or "\\u" in string or not string.isascii():
            found += len(string)
            if found >= MIN_PROSE:
                return True
    return False


def _name(attributes: str, text: str) -> str:
    """What a script is called: its id, or the variable it sets."""
    ident = re.search(r"\bid=[\"']?([\w-]+)", attributes)
    variable = re.match(r"\s*(?:window\.|self\.|var |let |const )?([\w.$]{2,60})\s*=", text)
    return ident[1] if ident else variable[1] if variable else "script"


def _value(text: str) -> Any:
    """The value a script holds; None if it can't be read."""
    if text[:1] in "{[":
        value = _loads(text)
        return _of_devalue(value) if _is_devalue(value) else value
    if parsed := _PARSED.search(text):
        return _of_string(parsed[1])
    start = _ASSIGNED.search(text)
    if start is None:
        return None
    rest = text[start.end() :]
    if rest[0] in "\"'":
        return _of_string(rest)
    try:
        return json.JSONDecoder(strict=False).raw_decode(rest)[0]
    except (ValueError, RecursionError):
        return _loads(as_json(rest))


def _loads(text: str) -> Any:
    try:
        return json.loads(text, strict=False) if text else None
    except (ValueError, RecursionError):
        return _loads_literal(text)


def _loads_literal(text: str) -> Any:
    try:
        rewritten = as_json(text)
        return json.loads(rewritten, strict=False) if rewritten else None
    except (ValueError, RecursionError):
        return None


def _of_string(quoted: str) -> Any:
    """A value that stands as JSON in a string, escaped for URLs or not."""
    text = _loads(as_json(f"[{quoted}"[:MAX_SCRIPT] + "]")) or [""]
    inner = text[0] if isinstance(text[0], str) else ""
    if inner.startswith(("%7B", "%5B")):
        inner = unquote(inner)
    return _loads(inner) if inner[:1] in ("{", "[") else None


def _is_devalue(value: Any) -> bool:
    """Whether a value is devalue's form: a list in which objects hold the places of their values."""
    if not isinstance(value, list) or len(value) < 3:
        return False
    first = value[0]
    inner = (
        first.values() if isinstance(first, dict) else first[1:] if isinstance(first, list) and len(first) == 2 else ()
    )
    return bool(inner) and all(isinstance(place, int) for place in inner)


def _of_devalue(table: list[Any]) -> Any:
    """The value that stands in a table of places (Rich Harris's devalue, as Nuxt 3 and SvelteKit write it)."""
    made = 0

    def resolve(place: Any, depth: int) -> Any:
        nonlocal made
        made += 1
        if not isinstance(place, int) or not 0 <= place < len(table) or depth > MAX_DEPTH or made > MAX_RESOLVED:
            return None
        value = table[place]
        if isinstance(value, dict):
            return {key: resolve(inner, depth + 1) for key, inner in value.items()}
        if isinstance(value, list):
            if value and isinstance(value[0], str):  # ["Ref", 7], ["Date", "…"], ["Set", 1, 2]
                return resolve(value[1], depth + 1) if len(value) == 2 else [resolve(v, depth + 1) for v in value[1:]]
            return [resolve(inner, depth + 1) for inner in value]
        return value

    return resolve(0, 0)


def _of_flight(pushed: list[str]) -> Any:
    """The rows of Next's flight form, by their ids; `$1a` where a row is meant becomes its text."""
    stream = "".join(value for text in pushed if isinstance(value := _loads_string(text), str))
    rows: dict[str, Any] = {}
    at = 0
    while (row := _FLIGHT_ROW.match(stream, at)) is not None:
        if row[2]:
            size = int(row[2], 16)
            data = stream[row.end() : row.end() + size].encode()[:size].decode("utf-8", "ignore")
            rows[row[1]], at = data, row.end() + len(data)
        else:
            end = stream.find("\n", row.end())
            end = len(stream) if end < 0 else end
            line = stream[row.end() : end]
            rows[row[1]] = _loads_string(line) if line[:1] in '[{"' else None
            at = end + 1
    return {key: _with_rows(value, rows, 0) for key, value in rows.items() if not isinstance(value, str)}


def _loads_string(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _with_rows(value: Any, rows: dict[str, Any], depth: int) -> Any:
    if depth > MAX_DEPTH:
        return None
    if isinstance(value, str):
        meant = rows.get(value[1:]) if value[:1] == "$" else None
        return meant if isinstance(meant, str) else value
    if isinstance(value, list):
        return [_with_rows(inner, rows, depth + 1) for inner in value]
    if isinstance(value, dict):
        return {key: _with_rows(inner, rows, depth + 1) for key, inner in value.items()}
    return value
