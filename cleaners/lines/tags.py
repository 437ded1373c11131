"""Takes tags off a dump that has kept them: the content of a feed or an API, saved as if it were text.

Blocks become lines of their own, so that the rest reads the dump as any other. A text about HTML keeps the tags it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from cleaners.patterns import lazy

_PARTS = (
    "address|article|aside|blockquote|body|br|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|iframe|li|"
    "main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|title|tr|ul|link|meta|object|video|audio|source"
)
_INLINE = "a|abbr|b|bdi|bdo|big|center|cite|code|del|em|font|i|img|ins|label|mark|q|s|small|span|strike|strong|sub|sup|time|u|wbr"
_REST = r"(?:\s[^<>]{0,2000})?/?>"
"""What stands in a tag behind its name; bounded, as all here, so that no dump costs more than its length."""
_TAG = lazy(rf"</?(?:{_PARTS}|{_INLINE}){_REST}", re.IGNORECASE)
_PART_TAG = lazy(rf"</?(?:{_PARTS}){_REST}", re.IGNORECASE)
_UNSEEN = lazy(rf"<(script|style){_REST}|<!--", re.IGNORECASE)
_ENDS = MappingProxyType(
    {name: lazy(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style")} | {"": lazy("-->")}
)
"""What ends a script, a style sheet, a comment."""
_EMBEDDED = lazy(r"\[embed[^\[\]]{0,200}\][^\[\]]{0,500}\[/embed\]")
_SHORTCODE = lazy(
    r"\[/[a-z][\w-]{1,40}\]|\[(?:caption|embed|gallery|audio|video|playlist|[a-z][\w-]{1,40}(?=\s[\w-]{1,40}=))"
    r"(?:\s[^\[\]]{0,500})?\]"
)
"""WordPress's own marks for what it puts in: "[caption width="640"]", "[vc_row el_class="x"]", "[/caption]"."""
_PAGE = lazy(
    r"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--[^<>]{0,2000}-->\s*)?<(?:!doctype\s+html|html[\s>])", re.IGNORECASE
)

MIN_TAGS = 3
MIN_SHARE = 0.4
"""Share of the paragraphs with a tag. Of 1,331 gold texts of training pages two show tags, in one of 36 paragraphs and of 86."""
MIN_WORDS = 8
"""Words of a line that counts as a paragraph."""


def is_page(text: str) -> bool:
    """Whether a dump is an HTML page after all: it begins as one."""
    return "<" in text[:200] and _PAGE.match(text) is not None


def untagged(text: str) -> str:
    """The dump without its tags and shortcodes, if most of its paragraphs have some; else as it is.

    >>> untagged("<p>The river <b>Orrin</b> rose on Monday.</p><p>The mill at Saltby is closed until May.</p>").split()[:3]
    ['The', 'river', 'Orrin']
    """
    if "<" not in text or not _is_tagged(text):
        return text
    text = _PART_TAG.sub("\n", "\n".join(_seen(text)))
    text = _TAG.sub("", text)
    return _SHORTCODE.sub("\n", _EMBEDDED.sub("\n", text)) if "[" in text else text


def _seen(text: str) -> Iterator[str]:
    """The pieces of a text between scripts, style sheets and comments; one that does not end hides nothing."""
    at = 0
    while (start := _UNSEEN.search(text, at)) is not None:
        end = _ENDS[(start[1] or "").lower()].search(text, start.end())
        if end is None:
            break
        yield text[at : start.start()]
        at = end.end()
    yield text[at:]


def _is_tagged(text: str) -> bool:
    paragraphs = [line for line in text.split("\n") if len(line.split()) >= MIN_WORDS]
    tagged = [line for line in paragraphs if "<" in line and _TAG.search(line)]
    return len(tagged) > MIN_SHARE * len(paragraphs) and sum(1 for _ in _TAG.finditer(text)) >= MIN_TAGS
