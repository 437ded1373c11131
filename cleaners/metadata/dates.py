"""Finds when a story was published and last changed, from what the page states and shows.

Order of trust: JSON-LD, `<meta>`, microdata, `<time>` and date lines near the headline, vaguer `<meta>` names, labelled
lines anywhere, the address, and last htmldate, for pages that state and show nothing of it. Whatever the source, a moment
must not lie in the future of the fetch. The chosen one takes over time and zone from others that name the same day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from cleaners.metadata.date_lines import Manner, from_text
from cleaners.metadata.moments import EARLIEST_ZONE, MIN_SEEN_YEAR, Moment, day_of, from_value, refined
from cleaners.metadata.shown_dates import Shown, labelled_dates, shown_dates
from cleaners.metadata.statements import Claim, Statements
from cleaners.types import Document

MAX_HTML = 300_000
"""Characters of a page that htmldate is given: it takes about 10 ms for 150,000."""

_IN_URL_DAY_FIRST = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])[._-](0[1-9]|1[0-2])[._-]((?:19|20)\d\d)(?!\d)")
_IN_URL = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[/_.-]?)(0[1-9]|1[0-2])(?:[/_.-]?)(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH_FIRST_HOSTS = re.compile(r"\.(?:com|org|net|us|gov|edu|mil|info|co|tv|io|ph)$")
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Stated:
    """A moment and where it was read."""

    moment: Moment
    source: str


@dataclass(frozen=True, slots=True)
class Dates:
    """What was found."""

    published: Stated | None = None
    modified: Stated | None = None


def find_dates(stated: Statements, at: int | None) -> Dates:
    """Publication and last change; `at` is the index of the headline's block, None if it is not known."""
    page = _Page(stated.document)
    published, modified = [*page.stated(_published(stated))], [*page.stated(_modified(stated))]
    if not published or published[0].moment.detail() < 2:
        shown = list(page.shown(shown_dates(stated.document, at, page.manner)))
        published += [s for s, is_change in shown if not is_change]
        modified += [s for s, is_change in shown if is_change]
    labelled = list(page.labelled()) if not published else []
    modified += [s for s, is_change in labelled if is_change]
    named = (s for s, is_change in labelled if not is_change)
    for source in (page.vague(stated), named, iter(modified[:1]), page.in_address(), page.guessed()):
        if published:
            break
        published += source
    first = _chosen(published)
    return Dates(first, _not_before(_chosen(modified), first))


def manner_of(document: Document) -> Manner:
    """How the page writes dates: its language, and whether the month comes first, as in the United States."""
    language = document.language.split("-")[0]
    tag = document.facts.language.lower().replace("_", "-")
    if language != "en" or (tag.startswith("en-") and tag not in ("en-us", "en-ph")):
        return Manner(language)
    host = (document.page.url or "").split("/")[2:3]
    return Manner(language, month_first=not host or bool(_MONTH_FIRST_HOSTS.search(host[0])))


def latest_believable(document: Document) -> datetime:
    """The moment after which no date is believed: when the page was fetched, or now."""
    fetched = document.page.fetched_at
    if fetched is None:
        return datetime.now(UTC)
    return fetched if fetched.tzinfo else fetched.replace(tzinfo=UTC)


class _Page:
    """A page whose dates are read: what can't be true is refused."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.manner = manner_of(document)
        self.limit = latest_believable(document)

    def stated(self, claims: Iterable[Claim]) -> Iterator[Stated]:
        """Yield the believable moments of claims, in order."""
        for claim in claims:
            moment = self.believed(from_value(claim.value) or from_text(claim.value, self.manner))
            if moment:
                yield Stated(moment, claim.source)

    def shown(self, seen: Iterable[Shown]) -> Iterator[tuple[Stated, bool]]:
        """Yield the believable moments a reader sees, and whether each is one of a change."""
        for one in seen:
            moment = self.believed(one.moment)
            if moment and moment.day.year >= MIN_SEEN_YEAR:
                yield Stated(moment, one.source), one.is_change

    def vague(self, stated: Statements) -> Iterator[Stated]:
        """Yield what `<meta name="date">` and the like say."""
        yield from self.stated(stated.in_meta("published_vaguely"))

    def labelled(self) -> Iterator[tuple[Stated, bool]]:
        """Yield dates after "Published" or "Updated" anywhere on the page, and whether each is one of a change."""
        yield from self.shown(labelled_dates(self.document, self.manner))

    def in_address(self) -> Iterator[Stated]:
        """Yield the day in the page's address ("/2026/11/20/", "-20261120-", "20-11-2026")."""
        url = self.document.page.url or ""
        figures = [m.groups() for m in _IN_URL.finditer(url)] + [
            m.groups()[::-1] for m in _IN_URL_DAY_FIRST.finditer(url)
        ]
        for year, month, day in figures:
            moment = self.believed(_moment(day_of(int(year), int(month), int(day))))
            if moment and moment.day.year >= MIN_SEEN_YEAR:
                yield Stated(moment, "url")

    def guessed(self) -> Iterator[Stated]:
        """Yield what htmldate finds; loaded on first use, asked only for stories in a web page."""
        if not 0 < len(self.document.html) <= MAX_HTML or self.document.is_dump:
            return
        from htmldate import find_date

        found = find_date(
            self.document.html,
            url=self.document.page.url,
            original_date=True,
            extensive_search=False,
            max_date=self.limit.strftime("%Y-%m-%d"),
        )
        moment = self.believed(from_value(found or ""))
        if moment:
            yield Stated(moment, "htmldate")

    def believed(self, moment: Moment | None) -> Moment | None:
        """The moment, if it is past; its day alone if only a wrong zone puts it into the future.

        Catches sites that write local time with a "Z": a story of 09:00 in Tokyo, fetched at 00:10 UTC, would be
        nine hours in the future. The first day of Unix time is the mark of an empty field.
        """
        if moment is None or moment.day == _EPOCH:
            return None
        if moment.earliest() <= self.limit:
            return moment
        day = moment.day_only()
        return (
            day
            if moment.clock and moment.earliest() - self.limit <= EARLIEST_ZONE and day.earliest() <= self.limit
            else None
        )


def _published(stated: Statements) -> Iterator[Claim]:
    yield from stated.in_json_ld("datePublished")
    yield from stated.in_meta("published")
    yield from stated.in_microdata("datepublished")
    yield from stated.in_json_ld("dateCreated", "uploadDate")
    yield from stated.in_microdata("datecreated")


def _modified(stated: Statements) -> Iterator[Claim]:
    yield from stated.in_json_ld("dateModified")
    yield from stated.in_meta("modified")
    yield from stated.in_microdata("datemodified")


def _chosen(found: list[Stated]) -> Stated | None:
    """The first, with time and zone from others that name the same day; None if there is none."""
    if not found:
        return None
    return Stated(refined(found[0].moment, [s.moment for s in found[1:]]), found[0].source)


def _not_before(modified: Stated | None, published: Stated | None) -> Stated | None:
    """The change, unless it would lie before publication: then one of the two is not what it says."""
    if modified and published and modified.moment.day < published.moment.day:
        return None
    return modified


def _moment(day: date | None) -> Moment | None:
    return Moment(day) if day else None
