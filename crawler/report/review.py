"""Shows fixtures whose text is not what a person has written down: expected beside got, difference by difference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from cleaners.types import Article
from crawler.report.explanation import STYLES, explained
from crawler.report.shell import escape, page

AROUND = 1
"""Paragraphs without a difference that are shown before and after one."""

_PIECES = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Difference:
    """A fixture whose story or kind is another than expected."""

    name: str
    what: str
    """Which dirt it shows."""
    expected: str
    got: str
    expected_kind: str
    article: Article
    known: str
    """Why it is known to fail; empty if it is not."""


def review_page(differences: Sequence[Difference], cases: int) -> str:
    """Return the page. `cases`: how many fixtures there are."""
    listed = "".join(
        f'<li><a href="#{escape(d.name)}">{escape(d.name)}</a> <span class="soft">{escape(d.known or d.what)}</span></li>'
        for d in differences
    )
    head = f"<h1>{len(differences)} of {cases} fixtures differ</h1>\n<ul class='plain'>{listed}</ul>"
    return page("Review of fixtures", "\n".join([head, *map(_section, differences)]), styles=(*STYLES, "review.css"))


def _section(difference: Difference) -> str:
    kind = ""
    if difference.article.kind != difference.expected_kind:
        kind = f'<p class="bad">kind {escape(difference.article.kind)}, expected {escape(difference.expected_kind)}</p>'
    known = f'<p class="look">known: {escape(difference.known)}</p>' if difference.known else ""
    return (
        f'<h2 id="{escape(difference.name)}">{escape(difference.name)}</h2>\n'
        f'<p class="soft">{escape(difference.what)}</p>{known}{kind}\n'
        f'<div class="card"><div class="pair"><div class="head">expected</div><div class="head">got</div>\n'
        f"{''.join(_rows(difference.expected, difference.got))}</div></div>\n"
        f"<details><summary>every block</summary>{explained(difference.article, difference.name)}</details>"
    )


def _rows(expected: str, got: str) -> Iterator[str]:
    """Paragraph by paragraph; what is the same on both sides is shortened to its edges."""
    left, right = _paragraphs(expected), _paragraphs(got)
    for what, i, i2, j, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if what == "equal":
            yield from (_pair("same", text, text) for text in _edges(left[i:i2]))
        else:
            for n in range(max(i2 - i, j2 - j)):
                old = left[i + n] if i + n < i2 else ""
                new = right[j + n] if j + n < j2 else ""
                yield _changed(old, new)


def _paragraphs(text: str) -> list[str]:
    return [part for part in text.strip().split("\n\n") if part]


def _edges(paragraphs: list[str]) -> list[str]:
    if len(paragraphs) <= 2 * AROUND + 1:
        return [escape(text) for text in paragraphs]
    left_out = f"… {len(paragraphs) - 2 * AROUND} paragraphs the same …"
    return [*map(escape, paragraphs[:AROUND]), left_out, *map(escape, paragraphs[-AROUND:])]


def _pair(kind: str, left: str, right: str) -> str:
    return f'<div class="{kind}" dir="auto">{left}</div><div class="{kind}" dir="auto">{right}</div>\n'


def _changed(old: str, new: str) -> str:
    """Two versions of a paragraph; what only one of them has is marked, where they have much in common."""
    pieces, others = _PIECES.findall(old), _PIECES.findall(new)
    matcher = SequenceMatcher(None, pieces, others, autojunk=False)
    if not old or not new or matcher.ratio() < 0.3:
        left, right = escape(old), escape(new)
    else:
        codes = matcher.get_opcodes()
        left = "".join(_marked("".join(pieces[i:i2]), what) for what, i, i2, _, _ in codes)
        right = "".join(_marked("".join(others[j:j2]), what) for what, _, _, j, j2 in codes)
    return (
        f'<div class="{"missing" if old else ""}" dir="auto">{left}</div>'
        f'<div class="{"extra" if new else ""}" dir="auto">{right}</div>\n'
    )


def _marked(text: str, what: str) -> str:
    return escape(text) if what == "equal" or not text else f"<mark>{escape(text)}</mark>"
