"""Which page of a story an address is: "?page=2", "/2/", "/page/2", "-2.html", "_s2.html"; and lines that say so."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

from cleaners.digits import ascii_digits
from cleaners.kinds.signs import plain, signs
from cleaners.patterns import lazy
from cleaners.types import Facts

MAX_PAGES = 99
"""Pages of a story; a larger number is a year or an id."""
MAX_CHARS = 40
"""Characters of a line that numbers pages."""
_PARAMETERS = frozenset(["page", "p", "pg", "pagina", "page_number", "paged", "seite", "sayfa", "part", "start_page"])
_IN_PATH = lazy(
    r"(?:/(?:page|seite|pagina|sayfa|part)[-/]?|[/,]|[-_](?:s|p|page|seite|part|teil)?[-_]?)(\d{1,2})(?=/?$|\.s?html?$|\.php$)",
    re.IGNORECASE,
)
_SAID = lazy(r"(?:/|[/_-](?:page|seite|pagina|sayfa)[/_-]?)\d{1,2}(?:/|\.s?html?|\.php)?$", re.IGNORECASE)
_WORD = lazy(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class PageOf:
    """The story an address belongs to, and its page."""

    story: str
    """The address without the number: the same for all pages of the story."""
    number: int
    """From 1; 1 as well where the address states none."""


def page_of(address: str) -> PageOf:
    """Which page of which story an address is.

    >>> page_of("https://paper.example/mill-closed?page=3")
    PageOf(story='paper.example/mill-closed', number=3)
    >>> page_of("https://paper.example/2026/10/mill-closed/2/").number
    2
    """
    parts = urlsplit(address)
    query, number = [], 1
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        if name.lower() in _PARAMETERS and value.isdecimal() and 0 < int(value) <= MAX_PAGES:
            number = int(value)
        else:
            query.append((name, value))
    path = parts.path
    found = _IN_PATH.search(path) if number == 1 else None
    if found is not None and int(found[1]) > 0:
        number = int(found[1])
        path = path[: found.start()] + path[found.end() :]
    path = re.sub(r"(?:/index)?(?:\.s?html?|\.php)?/?$", "", path)
    return PageOf(urlunsplit(("", parts.netloc.removeprefix("www."), path, urlencode(query), "")).lstrip("/"), number)


def says_page(address: str) -> bool:
    """Whether an address says by itself that it is a page of something; "/storm-2/" may be the second post of that name.

    >>> [says_page(f"https://paper.example/storm{end}") for end in ("?page=2", "/2/", "/page/2", "-seite-2.html", "-2/")]
    [True, True, True, True, False]
    """
    parts = urlsplit(address)
    if any(name.lower() in _PARAMETERS and value.isdecimal() for name, value in parse_qsl(parts.query)):
        return True
    return _SAID.search(parts.path) is not None


def next_page(facts: Facts, address: str) -> str | None:
    """The address of the story's next page, by `<link rel=next>`; None if the page states none, or one of another story: themes
    say "next" of the next story too."""
    own = page_of(address)
    for rel, href, _ in facts.links:
        if "next" in rel.split():
            with suppress(ValueError):  # "http://[broken"
                following = urljoin(address, href)
                other = page_of(following)
                if unquote(other.story) == unquote(own.story) and other.number == own.number + 1:
                    return following
    return None


def is_page_line(text: str) -> bool:
    """Whether a line numbers pages or leads to one, and says nothing else ("Page 2 of 5", "1 2 3", "Next page").

    >>> [is_page_line(line) for line in ("Seite 2 von 5", "2/5", "Next page »", "第2页", "2026", "Page 2 tells all")]
    [True, True, True, True, False, False]
    """
    if len(text) > MAX_CHARS:
        return False
    line = plain(ascii_digits(text)).strip(" »›>→«‹<←.:…")
    if line in signs()["parts"]["next"]:
        return True
    numbers = re.findall(r"\d+", line)
    words = _WORD.findall(line)
    if not numbers or any(int(n) > MAX_PAGES for n in numbers):
        return False
    if not words:
        return len(numbers) > 1 and not re.search(r"[^\d\s/|·,.…\[\]()-]", line)
    return all(word in signs()["parts"]["page"] for word in words)
