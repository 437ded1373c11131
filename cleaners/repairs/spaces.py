"""Tidies white space inside lines, and before punctuation by the custom of the language."""

from __future__ import annotations

import re

from cleaners.patterns import lazy
from cleaners.repairs.mending import Glance, Mending
from cleaners.types import Language, Lines

_PLAIN = " \t\v\f\r\x1c-\x1f"
_ANY = f"{_PLAIN}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_RUN = lazy(f"[{_ANY}]{{2,}}|[\t\v\f\r\x1c-\x1f\u1680\u2000-\u2008\u200a\u205f]")
_EDGE = lazy(f"^[{_ANY}]+|[{_ANY}]+$", re.MULTILINE)
_NBSP = lazy("\u00a0")
_UNTIDY = frozenset("\t\v\f\r\x1c\x1d\x1e\x1f\u00a0\u1680\u2028\u202f\u205f\u3000") | {
    chr(c) for c in range(0x2000, 0x200B)
}
_ASCII_SPACES = "\t\v\f\r\x1c\x1d\x1e\x1f"
_UNTIDY_SPACE = lazy(" (?=[ \\n,;:!?.؛،؟۔])")
"""What is looked for before anything is done: that all begin with a space lets the search skip from space to space."""
_SUSPECT = lazy(f"[{''.join(sorted(_UNTIDY))}]| [ \\n,;:!?.؛،؟۔]|\\n ")

_FRENCH_NBSP = lazy("\u00a0(?![;:!?»%€$£°\\d])(?<!«\u00a0)(?<!\\d\u00a0)")
"""A no-break space that French typography does not ask for: before `;:!?»`, inside `« »`, in `1 000 €` it belongs."""
_STRANDED = lazy(r"(?<=[^\W_]|[)\]\"'”’»]) +(?:[,;!.؛،؟۔](?=\s|$)(?! \.)|\?$)|(?<=[^\W\d_]) +:(?=\s|$)", re.MULTILINE)
"""`word , word`; a question mark only at the end of a line: ` ? ` inside one is often a dash that was lost. `3 : 2`, a
score, is spared."""
_STRANDED_COMMA = lazy(r"(?<=[^\W_]) +[,.](?=\s|$)(?! \.)", re.MULTILINE)
_SPACED_BEFORE_MARKS = ("fr",)
"""Languages that write a space before `;:!?`."""
_UNSPACED_BEFORE_MARKS = (
    "en", "de", "es", "pt", "it", "nl", "pl", "cs", "sk", "hu", "ro", "hr", "sl", "sr", "bg", "ru", "uk", "el", "tr",
    "ku", "ckb", "ar", "fa", "ur", "he", "sv", "no", "nb", "nn", "da", "fi", "et", "lv", "lt", "is", "id", "vi",
)  # fmt: skip


def _is_needed(seen: Glance) -> bool:
    text = seen.text
    return (
        not seen.chars.isdisjoint(_UNTIDY)
        or any(space in text for space in _ASCII_SPACES)
        or text.startswith(" ")
        or text.endswith(" ")
        or "\n " in text
        or _UNTIDY_SPACE.search(text) is not None
    )


def _mend(lines: Lines, language: Language) -> Lines:
    """Tidy each line; line breaks inside it stay. Thin spaces and ideographic spaces between words stay single."""
    primary = language.split("-")[0]
    return tuple(_mend_line(line, primary) if _is_untidy(line) else line for line in lines)


def _is_untidy(line: str) -> bool:
    return line[:1].isspace() or line[-1:].isspace() or _SUSPECT.search(line) is not None


def _mend_line(line: str, language: str) -> str:
    line = _EDGE.sub("", _RUN.sub(_single, line))
    if "\u00a0" in line:
        line = (_FRENCH_NBSP if language in {*_SPACED_BEFORE_MARKS, "und"} else _NBSP).sub(" ", line)
    return (_STRANDED if language in _UNSPACED_BEFORE_MARKS else _STRANDED_COMMA).sub(_mark, line)


def _single(run: re.Match[str]) -> str:
    """Keep of several spaces the one that says most: a no-break or thin one that French wants, else a plain one."""
    if len(run[0]) == 1:
        return " "
    kinds = set(run[0])
    return next((kind for kind in "\u202f\u3000\u00a0" if kinds == {kind} or kinds == {kind, " "}), " ")


def _mark(stranded: re.Match[str]) -> str:
    return stranded[0].lstrip(" ")


SPACES = Mending("spaces", _mend, _is_needed)
