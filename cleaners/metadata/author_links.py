"""Says whether a page treats a name as an author's: links it to an author's page, or tells of the person below the story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from cleaners.metadata.tables import names
from cleaners.types import Block

MAX_LINK = 1_200
"""Characters before a name in which the link around it begins."""

MAX_SPACE = 80
"""Characters of white space around a name in its element."""

MAX_MENTIONS = 6
"""Places of a name in the source that are looked at."""

MIN_BIOGRAPHY, NEXT = 60, 2
"""Characters of a text about a person, and blocks after the name among which it stands."""


def links_to_author(html: str, name: str) -> bool:
    """Whether a link of the page with this name as text goes to an author's page.

    `<a href="/authors/jane-doe">Jane Doe</a>`, `<a rel="author" href="/jd"><span>Jane Doe</span></a>`.
    """
    return any(_is_authors(html[max(0, at - MAX_LINK) : at]) for at in islice(_mentions(html, name), MAX_MENTIONS))


def has_box(after: tuple[Block, ...], name: str) -> bool:
    """Whether the name stands alone once more further down, a text about the person after it: the box about the author.

    The text names the person ("Jane has covered ferries since 2009"): other headings that stand twice have other texts.
    """
    about = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, name.split()))})(?!\w)")
    places = [i for i, block in enumerate(after) if block.text == name]
    texts = (b for i in places[1:] for b in after[i + 1 : i + 1 + NEXT])
    return any(len(b.text) >= MIN_BIOGRAPHY and b.link_density < 0.5 and about.search(b.text) for b in texts)


def _mentions(html: str, name: str) -> Iterator[int]:
    """Places where the name is the whole text of an element, white space aside."""
    at = html.find(name)
    while at >= 0:
        end = at + len(name)
        before, after = html[max(0, at - MAX_SPACE) : at].rstrip(), html[end : end + MAX_SPACE].lstrip()
        if before.endswith(">") and after.startswith("<"):
            yield at
        at = html.find(name, end)


def _is_authors(before: str) -> bool:
    """Whether the last link that begins in a piece of source, and does not end in it, is to an author's page."""
    start = before.rfind("<a ")
    return start >= 0 and before.find("</a", start) < 0 and _author_page().search(before[start:]) is not None


@cache
def _author_page() -> re.Pattern[str]:
    """Finds `rel="author"`, or an address one of whose folders is called after authors ("/blog-authors/")."""
    folders = "|".join(map(re.escape, sorted(names("names", "author_pages"))))
    return re.compile(rf"rel=[\"']?author|href=[\"']?[^\"'>]*?/(?:[a-z]+-)?(?:{folders})[/?#:]", re.IGNORECASE)
