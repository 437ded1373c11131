"""Turns escapes that were left in the text into the characters they stand for, and knows unfilled templates."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

from cleaners.patterns import lazy
from cleaners.plausibility import cost
from cleaners.repairs.mending import Glance, Mending
from cleaners.types import Language, Lines

MAX_LAYERS = 3
"""`&amp;amp;#8217;`: text is escaped once by the page, again by the feed, again by the template."""
MAX_BITS = 16
"""What a character restored from bytes may cost; more is no text but a key or a signature."""

_BARE = "|".join(sorted((name for name in html5 if not name.endswith(";")), key=lambda name: (-len(name), name)))
_ENTITY = lazy(
    rf"&(?:#\d{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[a-zA-Z][a-zA-Z0-9]{{1,31}});|&(?:{_BARE})(?![a-zA-Z0-9=;])"
    r"|&#(?:\d{2,7}|[xX][0-9a-fA-F]{2,6})(?![0-9a-fA-F;=])"
)
_BACKSLASH = lazy(r"(?:\\u[0-9a-fA-F]{4})+")
_IN_A_WORD = lazy(r"[^\W_]\\u[0-9a-fA-F]{4}|\\u[0-9a-fA-F]{4}[^\W_]")
_PATH_OR_CODE = lazy(r"\b[A-Za-z]:\\|\\\\|\\[nrtx\"]")
_PERCENT = lazy(r"(?:%[89A-Fa-f][0-9A-Fa-f])+(?:%[0-9A-Fa-f]{2})*")
_QUOTED_PRINTABLE = lazy(r"(?:=[89A-F][0-9A-F]){2,}")
_PERCENT_BYTE = lazy(r"%[89A-Fa-f][0-9A-Fa-f]")
_TWO_BYTES = lazy(r"=[89A-F][0-9A-F]=[89A-F][0-9A-F]")
"""Where those two begin: a search for a pattern that begins with one character skips to it."""
_ADDRESS = lazy(r"\w://|www\.|[?&]\w+=|\w/\w+/")
_SPEAKS_OF_MARKUP = lazy(
    r"\bX?HTML\d?\b|\bXML\b|\bentit(?:y|ies)\b|\bescap(?:e|ed|es|ing)\b|\bJavaScript\b|\bPHP\b", re.IGNORECASE
)
_TEMPLATE = lazy(
    r"\{\{[^{}]{1,60}\}\}|\{%[^{}%]{1,60}%\}|\{\*[^{}*]{1,60}\*\}|\$\{[\w.]{1,40}\}|<%=?[^<>%]{1,60}%>|\[\[[\w.]{1,40}\]\]"
    r"|(?<![\w%.])%(?:\d\$)?[sd](?![\w%’'])|\{[a-z]\w{2,30}\}"
)


def template_in(text: str) -> str:
    """Return the first place-holder that no program has filled in; empty if there is none.

    >>> template_in("%d bloggers like this"), template_in("{{title}}"), template_in("Prices fell 5 % in March")
    ('%d', '{{title}}', '')
    """
    if not ("{" in text or "%" in text or "[[" in text):
        return ""
    match = _TEMPLATE.search(text)
    return match[0] if match else ""


def _is_needed(seen: Glance) -> bool:
    text = seen.text
    return (
        ("&" in text and _ENTITY.search(text) is not None)
        or ("\\" in text and "\\u" in text)
        or ("%" in text and _PERCENT_BYTE.search(text) is not None)
        or ("=" in text and _TWO_BYTES.search(text) is not None)
    )


def _mend(lines: Lines, _language: Language) -> Lines:
    """Mend all lines; a text about markup keeps the entities it shows: `write &amp;lt; for a less-than sign`."""
    speaks_of_markup = any(map(_SPEAKS_OF_MARKUP.search, lines))
    return tuple(_mend_line(line, keep_entities=speaks_of_markup) for line in lines)


def _mend_line(line: str, *, keep_entities: bool) -> str:
    if "&" in line and not keep_entities:
        line = _unescape(line)
    if "\\u" in line and _IN_A_WORD.search(line) and not _PATH_OR_CODE.search(line):
        line = _BACKSLASH.sub(_from_backslashes, line)
    if "%" in line and not _ADDRESS.search(line):
        line = _PERCENT.sub(lambda run: _from_bytes(run[0], "%"), line)
    if "=" in line and not _ADDRESS.search(line):
        line = _QUOTED_PRINTABLE.sub(lambda run: _from_bytes(run[0], "="), line)
    return line


def _unescape(line: str) -> str:
    """Unescape entities until none is left.

    `&lt;p&gt;` becomes `<p>`: text is what a reader sees, and nothing parses it again. `AT&T`, `R&D`, `?a=1&copy=2` and
    `&notice` are spared: without a semicolon only whole names count that HTML allows without one.
    """
    for _ in range(MAX_LAYERS):
        mended = _ENTITY.sub(_from_entity, line)
        if mended == line:
            break
        line = mended
    return line


def _from_entity(match: re.Match[str]) -> str:
    """Do as browsers do: `&#146;`, a C1 control, is the quotation mark of windows-1252."""
    char = unescape(match[0] if match[0].endswith(";") else match[0] + ";")
    return match[0] if char in {"\ufffd", "\n", "\r", "\x00"} else char


def _from_backslashes(run: re.Match[str]) -> str:
    """Decode `\\u2019` left by JSON, surrogate pairs included."""
    try:
        text = bytes.fromhex(run[0].replace("\\u", "")).decode("utf-16-be")
    except UnicodeDecodeError:
        return run[0]
    return text if text.isprintable() else run[0]


def _from_bytes(run: str, mark: str) -> str:
    """Decode `caf%C3%A9`, `caf=C3=A9`: only whole UTF-8 that is likely as text."""
    try:
        text = bytes.fromhex(run.replace(mark, "")).decode("utf-8")
    except UnicodeDecodeError:
        return run
    return text if text.isprintable() and cost(text) <= MAX_BITS * len(text) else run


LEFTOVERS = Mending("leftovers", _mend, _is_needed)
