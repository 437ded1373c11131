"""Finds the other pages of a story on one of its pages: which address follows, and which came before.

An address counts only if it is the story's own with another number (`cleaners.page_numbers`), so "Next article" leads
nowhere. Where the form of the address could be that of another story ("/storm-2/", the second post of that name), the link
has to be one of a page, too: a number, "Next page" in any language, `rel=next`.
"""

from __future__ import annotations

import html as markup
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote, urljoin, urlsplit

from cleaners.digits import ascii_digits
from cleaners.page_numbers import is_page_line, next_page, page_of, says_page
from cleaners.parse import anchors
from cleaners.patterns import lazy
from cleaners.types import Facts

MAX_HREF = 2083
"""Characters of an address; longer ones are traps or mistakes."""
MAX_TRIED = 500
"""Numbered addresses looked at to see whether a page may have further ones: 10 ms. Stories have a handful, link floods more."""
MAX_LINKS = 5_000
"""Links of a page that are read, as of section pages."""
_HREF = lazy(r"""href\s*=\s*["']?\s*([^"'<>\s]+)""")
_NUMBERED = lazy(r"(?<!\d)\d{1,2}/?(?:\.s?html?|\.php)?(?:$|[?#&])", re.IGNORECASE)
_BASE = lazy(r"""<base\s[^<>]{0,500}?\bhref\s*=\s*["']?([^"'<>\s]+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PartLinks:
    """Where a story goes on, and where it began."""

    following: str = ""
    """Address of the next page; empty if there is none."""
    earlier: str = ""
    """Of a page that is not the first: address of the first, or of the one before it; empty if the page states none."""


def may_have_parts(html: str, address: str) -> bool:
    """Whether it is worth looking for further pages: a quick answer, for the one story in a hundred that has some.

    >>> may_have_parts('<a href="/mill-closed/2/">2</a>', "https://paper.example/mill-closed/")
    True
    >>> may_have_parts('<a href="/2026/10/20/ferry-runs">Ferry runs</a>', "https://paper.example/mill-closed/")
    False
    """
    own = page_of(address)
    if own.number > 1:
        return True
    name = _name(own.story)
    hrefs = dict.fromkeys(_HREF.findall(html.replace("HREF", "href")))
    near = (href for href in hrefs if name in href or not href.startswith(("/", "#", "http")))
    numbered = (href for href in near if len(href) <= MAX_HREF and _NUMBERED.search(href))
    tried = islice(numbered, MAX_TRIED)
    return any(_number(_joined(address, markup.unescape(href)), own.story) > 1 for href in tried)


def part_links(html: str, facts: Facts, address: str) -> PartLinks:
    """Return what a page of a story says of the story's other pages."""
    own = page_of(address)
    links = tuple(_links(html, address, own.story))
    following = next_page(facts, address) or _following(links, own.number + 1)
    earlier = _declared_first(facts, address, own.story) or _earlier(links, own.number)
    return PartLinks(following or "", earlier if own.number > 1 else "")


def _name(story: str) -> str:
    """What every address of the story's pages has in it, if it is not relative, as far as no form of encoding tells."""
    last = urlsplit(f"//{story}").path.rpartition("/")[2]
    return re.split(r"[%&]|[^\x00-\x7f]", last)[0]


def _joined(base: str, href: str) -> str:
    """An absolute address; empty if it is none ("http://[broken")."""
    with suppress(ValueError):
        return urljoin(base, href)
    return ""


def _links(html: str, address: str, story: str) -> Iterator[tuple[int, str, str]]:
    """(number, address, text) of every link to a page of the story."""
    found = _BASE.search(html)
    base = _joined(address, found[1]) if found else address
    for href, text in anchors(html)[:MAX_LINKS]:
        target = _joined(base, href) if len(href) <= MAX_HREF else ""
        number = _number(target, story)
        if number:
            yield number, target.partition("#")[0], text


def _number(address: str, story: str) -> int:
    """Which page of a story an address is; 0 if of none. Pages of its comments are none of it."""
    with suppress(ValueError):
        parts = urlsplit(address)
        if parts.scheme in {"http", "https"} and not parts.fragment.casefold().startswith("comment"):
            page = page_of(address)
            return page.number if unquote(page.story) == unquote(story) else 0
    return 0


def _following(links: tuple[tuple[int, str, str], ...], number: int) -> str:
    """The link to the page with a number. Costs the rare story whose pages "-2.html" are linked by titles only."""
    return next(
        (to for n, to, text in links if n == number and (says_page(to) or _is_number(text, n) or is_page_line(text))),
        "",
    )


def _earlier(links: tuple[tuple[int, str, str], ...], number: int) -> str:
    """The link to the first page, or else to the one before this; only such as pagination has."""
    first = (to for n, to, text in links if n == 1 and _is_number(text, 1))
    before = (to for n, to, text in links if n == number - 1 and (_is_number(text, n) or is_page_line(text)))
    return next(first, "") or next(before, "")


def _declared_first(facts: Facts, address: str, story: str) -> str:
    """The first page by `<link rel=canonical>`, or the page before by `rel=prev`, which themes say of other stories, too."""
    number, is_sure = page_of(address).number, says_page(address)
    for rel, href, _ in facts.links:
        target = _joined(address, href)
        place, rels = _number(target, story), set(rel.split())
        if (place == 1 and "canonical" in rels) or (is_sure and place == number - 1 and {"prev", "previous"} & rels):
            return target
    return ""


def _is_number(text: str, number: int) -> bool:
    return ascii_digits(text).strip(" .[]()|") == str(number)
