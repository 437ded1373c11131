"""Puts a body into the page that all reports share: one file, light and dark, nothing loaded from elsewhere, no scripts."""

from __future__ import annotations

import functools
import html
from collections.abc import Iterable, Sequence
from pathlib import Path
from string import Template


def page(title: str, body: str, *, styles: Sequence[str] = ()) -> str:
    """Return a whole page. `title` is text, `body` is HTML, `styles` names style sheets beside the shared one."""
    style = "".join(map(_part, ("style.css", *styles)))
    return Template(_part("page.html")).substitute(title=escape(title), style=style, body=body)


def escape(text: object) -> str:
    """Return text as HTML, for content and for attributes in double quotes."""
    return html.escape(str(text), quote=True)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Iterable[int] = ()) -> str:
    """Return a table. Heads and cells are HTML; `numbers`: columns, from 0, that are set flush right."""
    right = frozenset(numbers)
    heads = "".join(f"<th{_class(i in right)}>{cell}</th>" for i, cell in enumerate(head))
    body = "".join(
        "<tr>" + "".join(f"<td{_class(i in right)}>{cell}</td>" for i, cell in enumerate(row)) + "</tr>\n"
        for row in rows
    )
    top = f"<tr>{heads}</tr>\n" if head else ""
    return f'<div class="wide"><table>\n{top}{body}</table></div>' if body else '<p class="soft">none</p>'


def sparkline(values: Sequence[int], *, width: int = 150, height: int = 26) -> str:
    """Return a small chart of bars, oldest first, as inline SVG; its title says the figures' range."""
    if not values:
        return '<span class="soft">no visit yet</span>'
    most, step = max(1, *values), width / max(len(values), 12)
    bars = "".join(
        f'<rect x="{i * step:.1f}" y="{height - _tall(value, most, height):.1f}" width="{max(step - 1, 0.8):.1f}" '
        f'height="{_tall(value, most, height):.1f}" rx="1"/>'
        for i, value in enumerate(values)
    )
    title = f"{len(values)} visits, {min(values)} to {max(values)} new stories"
    return (
        f'<svg class="spark" width="{width}" height="{height}" viewBox="0 0 {width} {height}" fill="currentColor" '
        f'role="img"><title>{title}</title>{bars}</svg>'
    )


def _tall(value: int, most: int, height: int) -> float:
    """Nothing is a line, anything is higher than that."""
    return 1.0 if value <= 0 else max(3.0, value / most * height)


def _class(is_number: bool) -> str:
    return ' class="n"' if is_number else ""


@functools.cache
def _part(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
