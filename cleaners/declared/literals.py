"""Makes JSON of the object literals that frameworks write into scripts: bare keys, single quotes, and functions of constants.

Nothing is run. Nuxt 2 writes `(function(a,b){return {title:a,body:b}}("…","…"))` to say repeated values once: the names are
replaced by the arguments. What is neither literal nor one of these names becomes null.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from cleaners.patterns import lazy

MAX_CHARS = 1_000_000
"""Characters of a script that are rewritten: a pass in Python, about 0.2 seconds at this length."""
MAX_DEPTH = 200
"""Brackets inside one another; data of pages has under 40."""
_TOKEN = lazy(
    r"""\s+|//[^\n]*|/\*.*?\*/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\$]|\\.)*`|-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|void\s+0|[A-Za-z_$][\w$]*|!0|!1|.""",
    re.DOTALL | re.IGNORECASE,
)
_FUNCTION = lazy(r"\(?\s*function\s*\w*\s*\(([^)]*)\)\s*\{")
_ARROW = lazy(r"\(\s*\(([^)]*)\)\s*=>\s*\{")
_ESCAPE = lazy(r"\\(?:u\{([0-9a-fA-F]{1,5})\}|x([0-9a-fA-F]{2})|(u[0-9a-fA-F]{4}|.))|(\")", re.DOTALL)
_WORDS = {
    "true": "true",
    "false": "false",
    "null": "null",
    "undefined": "null",
    "NaN": "null",
    "Infinity": "null",
    "!0": "true",
    "!1": "false",
}


def as_json(script: str) -> str:
    """The first object or list literal of a script as JSON text; empty if there is none, or it is cut off."""
    if len(script) > MAX_CHARS:
        return ""
    function = _FUNCTION.match(script) or _ARROW.match(script)
    if function is None:
        start = min((i for i in (script.find("{"), script.find("[")) if i >= 0), default=-1)
        return _rewritten(script, start, {})[0] if start >= 0 else ""
    returned = script.find("return", function.end())
    start = min((i for i in (script.find("{", returned), script.find("[", returned)) if i >= 0), default=-1)
    if returned < 0 or start < 0:
        return ""
    names = [name.strip() for name in function[1].split(",") if name.strip()]
    _, end = _rewritten(script, start, {})
    return _rewritten(script, start, dict(zip(names, _arguments(script, end), strict=False)))[0]


def _arguments(script: str, after: int) -> list[str]:
    """The values a function is called with, as JSON: what stands in the brackets after its body."""
    opened = script.find("(", script.find("}", after))
    if opened < 0:
        return []
    text, _ = _rewritten("[" + script[opened + 1 :], 0, {})  # closed by `)`, which is never written
    try:
        values = json.loads(text.rstrip(",") + "]", strict=False) if text else []
    except (ValueError, RecursionError):
        return []
    return [json.dumps(value) for value in values]


def _rewritten(script: str, start: int, values: Mapping[str, str]) -> tuple[str, int]:
    """The literal that begins at `start` as JSON, and where it ends; empty if it never ends."""
    writer = _Writer(values)
    for found in _TOKEN.finditer(script, start):
        if writer.add(found.group()):
            return "".join(writer.out), found.end()
        if len(writer.open) > MAX_DEPTH:
            break
    return "", len(script)


class _Writer:
    """Writes JSON token by token. What stands in round brackets (a call: `new Date(0)`) is passed over."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        self.out: list[str] = []
        self.open: list[str] = []
        """Brackets that are open, outer first."""
        self.calls = 0
        """How many of them are round."""

    def add(self, token: str) -> bool:
        """Add a token; True if it closes the literal."""
        first = token[0]
        if first in "([{":
            self.open.append(first)
            self.calls += first == "("
        if not self.calls and not first.isspace() and not token.startswith(("//", "/*")):
            self.write(token)
        if first in ")]}" and self.open:
            self.calls -= self.open.pop() == "("
        return not self.open

    def write(self, token: str) -> None:
        """Write a token as JSON."""
        first = token[0]
        if first in "\"'`":
            self.value(_string(token))
        elif first in "[{":
            self.value(token)
        elif first in "]}":
            if self.out[-1] == ",":
                self.out.pop()
            self.out.append(token)
        elif first in ",:":
            self.out.append(token)
        elif token in ("!0", "!1") or token.startswith("void "):
            self.value(_WORDS.get(token, "null"))
        elif first.isalpha() or first in "_$":
            self.word(token)
        elif first.isdigit() or (first in "-." and len(token) > 1):
            self.value(json.dumps(float(token)) if first in ".-" or token.endswith(".") else token.lstrip("0") or "0")

    def word(self, token: str) -> None:
        """A bare word: a key after `{` or `,` of an object, else a constant, one of the names, or nothing that is known."""
        if self.open[-1] == "{" and self.out[-1] in ("{", ","):
            self.out.append(json.dumps(token))
        elif token not in ("new", "typeof"):
            self.value(self.values.get(token) or _WORDS.get(token, "null"))

    def value(self, text: str) -> None:
        """A value; of two in a row (`void 0`, `a.b`) the last is written."""
        if self.out and self.out[-1] not in ("{", "[", ",", ":"):
            self.out.pop()
        self.out.append(text)


def _string(token: str) -> str:
    """A string in any quotes as a JSON string."""
    return '"' + _ESCAPE.sub(_escaped, token[1:-1]) + '"'


def _escaped(found: re.Match[str]) -> str:
    """An escape as JSON knows it; one that it does not know is the character itself."""
    if found[4]:
        return '\\"'
    if found[1] or found[2]:
        return json.dumps(chr(int(found[1] or found[2], 16)))[1:-1]
    kept = len(found[3]) > 1 or found[3] in '"\\/bfnrt'
    return f"\\{found[3]}" if kept else "" if found[3] in "\nu" else found[3]
