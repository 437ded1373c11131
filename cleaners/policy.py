"""Which roles a reader wants: taste as a switch, so that the judge need not learn it."""

from __future__ import annotations

from dataclasses import dataclass

_SWITCHES = {
    "heading": "headings", "standfirst": "standfirst", "list": "lists", "quote": "quotes", "table": "tables",
    "dateline": "datelines", "signoff": "signoffs", "embed": "embeds", "caption": "captions", "byline": "bylines",
    "date": "dates", "author-box": "author_boxes", "tags": "tags", "related": "related", "comment": "comments",
    "legal": "legal",
}  # fmt: skip
_ALWAYS = frozenset(["body"])


@dataclass(frozen=True, slots=True)
class Policy:
    """A reader's taste: True keeps the blocks of a role. The defaults are what a careful reader calls the article."""

    headings: bool = True
    """Sub-headings."""
    standfirst: bool = True
    """Standfirst or lead, unless the body repeats it."""
    lists: bool = True
    """Items of lists."""
    quotes: bool = True
    """Quotations and verse."""
    tables: bool = True
    """Rows of tables, a row a line."""
    datelines: bool = True
    """"CAIRO, March 21 –" where it stands alone."""
    signoffs: bool = True
    """An agency's mark at the end."""
    embeds: bool = True
    """Text of posts embedded as quotations."""
    captions: bool = False
    """Picture captions and credits."""
    bylines: bool = False
    """Author lines."""
    dates: bool = False
    """Date and update lines."""
    author_boxes: bool = False
    """What the page says of its author."""
    tags: bool = False
    """Tags and topics."""
    related: bool = False
    """Links to other stories."""
    comments: bool = False
    """Readers' comments."""
    legal: bool = False
    """Copyright and legal notices."""

    def keeps(self, role: str) -> bool:
        """Whether a block of this role is wanted. Roles without a switch are furniture, the body is always wanted."""
        switch = _SWITCHES.get(role)
        return role in _ALWAYS if switch is None else bool(getattr(self, switch))


DEFAULT = Policy()
"""The article as a careful reader would have it."""
