"""Makes lines of an HTML fragment: for peers that return HTML, so that no two paragraphs of theirs are glued."""

from __future__ import annotations

import re
from html.parser import HTMLParser

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "title", "tr", "ul",
))  # fmt: skip
"""Elements that begin and end a line."""
UNSEEN = frozenset(("script", "style", "noscript", "template", "head"))
_SPACE = re.compile(r"\s+")


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.unseen += tag in UNSEEN
        if tag in BLOCKS:
            self.lines.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in BLOCKS:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self.unseen = max(0, self.unseen - (tag in UNSEEN))
        if tag in BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.lines[-1] += data


def html_lines(html: str) -> str:
    """The visible text of an HTML fragment, one block a line."""
    parser = _Lines()
    parser.feed(html)
    parser.close()
    squeezed = (_SPACE.sub(" ", line).strip() for line in parser.lines)
    return "\n".join(line for line in squeezed if line)
