"""Finds when a story was published and last changed, from what the page states and shows.

Order of trust: JSON-LD, `<meta>`, microdata, `<time>` and date lines near the headline, vaguer `<meta>` names, the story's
object in the page's data, dates counted from the fetch ("3 hours ago"), a date that opens the story or ends its title, labelled
lines anywhere, data in scripts, the address, the date of a change, and last htmldate, for pages that state and show nothing of
it. A much earlier date right below the headline outweighs a stated one. Whatever the source, a moment must not lie in the
future of the fetch. The chosen one takes over time and zone from others that name the same day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from cleaners.metadata import state
from cleaners.metadata.date_lines import Manner, from_text
from cleaners.metadata.moments import EARLIEST_ZONE, MIN_SEEN_YEAR, Moment, day_of, from_value, localised, refined
from cleaners.metadata.opening_dates import at_end, at_head, opening_dates
from cleaners.metadata.shown_dates import Shown, date_below, labelled_dates, only_date, shown_dates
from cleaners.metadata.statements import Claim, Statements
from cleaners.patterns import lazy
from cleaners.types import Document

MAX_HTML = 120_000
"""Characters of a page that htmldate is given: 3 ms for 50,000, 8 ms for 120,000; longer pages without a date are no stories."""

MAX_TIMES = 60
"""`<time>` elements that are asked for the page's zone."""

_IN_URL_DAY_FIRST = lazy(r"(?<!\d)(0[1-9]|[12]\d|3[01])[._-](0[1-9]|1[0-2])[._-]((?:19|20)\d\d)(?!\d)")
_IN_URL = lazy(r"(?<!\d)((?:19|20)\d\d)(?:[/_.-]?)(0[1-9]|1[0-2])(?:[/_.-]?)(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH_FIRST_HOSTS = lazy(r"\.(?:com|org|net|us|gov|edu|mil|info|co|tv|io|ph)$")
_PUBLICATION_NAME = lazy(r"(?:^|[^a-z])pub(?:lish(?:ed)?|lication)?[-_. ]?(?:date|time|on|at)?$|date[-_. ]?pub")
"""Names of `<meta>` elements that say "published" in a way of their own ("w-published-date")."""
_QUOTE = r"(?:\\?\"|&quot;)"
_IN_SCRIPT = lazy(
    rf"ubli(?<=(?<!un)(?<!Un)[pP]ubli)(?:sh(?:ed)?|cation)[-_]?(?:[aA]t|[dD]ate|[oO]n|[tT]ime)?{_QUOTE}\s*:\s*{_QUOTE}?"
    r"(\d{4}-\d\d-\d\d(?:T[\d:.+Z-]{0,24})?|\d{10}(?:\d{3})?(?!\d))"
)
"""A key of a script's data with a date: "datePublished", "publishedAt", "publication_date", "publishDate"."""
_SCRIPT = lazy(r"<script\b[^>]*>.*?</script\s*>", re.DOTALL | re.IGNORECASE)
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


def find_dates(stated: Statements, at: int | None, headline: str = "") -> Dates:
    """Publication and last change; `at` is the index of the headline's block, None if it is not known."""
    page = _Page(stated.document)
    published, modified = page.first_told([*page.stated(_published(stated))], at), [*page.stated(_modified(stated))]
    counted: list[tuple[Stated, bool]] = []
    if not published or not modified or published[0].moment.detail() < 2 or published[0].moment.offset == 0:
        shown = list(shown_dates(stated.document, at, page.manner))
        counted = list(page.shown(s for s in shown if s.is_relative))
        _sort((pair for pair in page.shown(s for s in shown if not s.is_relative)), published, modified)
    for read in (
        page.vague(stated),
        page.in_state(headline),
        iter(counted),
        page.opening(stated, at),
        *page.elsewhere(),
    ):
        if published:
            break
        _sort(read, published, modified)
    modified += [moment for moment, is_change in counted if is_change and not modified]
    first = _chosen(published or modified[:1] or list(page.guessed()), page.zones(modified), page.vague(stated))
    return Dates(first, _not_before(_chosen(modified), first))


def _sort(found: Iterable[tuple[Stated, bool]], published: list[Stated], modified: list[Stated]) -> None:
    """Put moments that are of a change to `modified`, the others to `published`."""
    for moment, is_change in found:
        (modified if is_change else published).append(moment)


def manner_of(document: Document) -> Manner:
    """How the page writes dates: its language, and whether the month comes first, as in the United States."""
    language = document.language.split("-")[0]
    tag = document.facts.language.lower().replace("_", "-")
    fetched = _zoned(document.page.fetched_at)
    if language != "en" or (tag.startswith("en-") and tag not in ("en-us", "en-ph")):
        return Manner(language, fetched=fetched)
    host = (document.page.url or "").split("/")[2:3]
    return Manner(language, not host or bool(_MONTH_FIRST_HOSTS.search(host[0])), fetched)


def latest_believable(document: Document) -> datetime:
    """The moment after which no date is believed: when the page was fetched, or now."""
    return _zoned(document.page.fetched_at) or datetime.now(UTC)


def _zoned(fetched: datetime | None) -> datetime | None:
    """A moment with zone, UTC if it has none; None if there is none."""
    return fetched if fetched is None or fetched.tzinfo else fetched.replace(tzinfo=UTC)


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

    def first_told(self, published: list[Stated], at: int | None) -> list[Stated]:
        """The moments of publication, a much earlier one right below the headline first.

        Site builders state the day a page was last put online ("datePublished": "Jun 24, 2025") where it shows readers
        "August 25, 2024"; so do archives that moved. Spared: 03/04 beside a stated 4th of March. Later ones are changes
        without a label. Costs the day of an event that is written like a date line.
        """
        below = self.shown(date_below(self.document, at, self.manner)) if published else iter(())
        first = next((moment for moment, is_change in below if not is_change), None)
        if first is None:
            return published
        stated, seen = published[0].moment.day, first.moment.day
        is_other = (stated - seen).days > 1 and (stated.month, stated.day) != (seen.day, seen.month)
        return [first, *(one for one in published if one.moment.day == seen)] if is_other else published

    def zones(self, modified: list[Stated]) -> Iterator[Moment]:
        """Yield what shows the page's own zone: dates of changes with a zone, and the zones of its `<time>` elements."""
        yield from (s.moment for s in modified if s.moment.offset)
        times = (from_value(value) for value, _, _, _ in self.document.facts.times[:MAX_TIMES])
        yield from (moment for moment in times if moment and moment.offset)

    def vague(self, stated: Statements) -> Iterator[tuple[Stated, bool]]:
        """Yield what `<meta name="date">` and the like say."""
        yield from ((found, False) for found in self.stated((*stated.in_meta("published_vaguely"), *_by_name(stated))))

    def in_state(self, headline: str) -> Iterator[tuple[Stated, bool]]:
        """Yield what the story's object in the page's data says, if it names a publication."""
        found = [*self.stated(Claim(value, "state") for value in state.published(self.document, headline))]
        changes = self.stated(Claim(value, "state") for value in state.modified(self.document, headline) if found)
        yield from ((one, False) for one in found)
        yield from ((one, True) for one in changes)

    def opening(self, stated: Statements, at: int | None) -> Iterator[tuple[Stated, bool]]:
        """Yield the date that the story or its title opens with."""
        yield from self.shown(opening_dates(self.document, at, self.manner))
        titles = dict.fromkeys((self.document.facts.title, *stated.meta.get("og:title", ())))
        for read in (at_head, at_end):
            yield from self.shown(shown for title in titles if (shown := read(title, self.manner, "title")))

    def elsewhere(self) -> tuple[Iterator[tuple[Stated, bool]], ...]:
        """What the rest of the page says: dates after "Published" or "Updated", scripts, the one date shown, the address."""
        labelled, only = labelled_dates(self.document, self.manner), only_date(self.document, self.manner)
        return self.shown(labelled), self.in_scripts(), self.shown(only), self.in_address()

    def in_scripts(self) -> Iterator[tuple[Stated, bool]]:
        """Yield the date of publication in a script's data, if all that are there name one day: lists of stories name several."""
        found = [moment for m in _IN_SCRIPT.finditer(self.document.html) if (moment := self.believed(from_value(m[1])))]
        if len({moment.day for moment in found}) == 1:
            yield Stated(found[0], "script"), False

    def in_address(self) -> Iterator[tuple[Stated, bool]]:
        """Yield the day in the page's address ("/2026/11/20/", "-20261120-", "20-11-2026")."""
        url = self.document.page.url or ""
        figures = [m.groups() for m in _IN_URL.finditer(url)] + [
            m.groups()[::-1] for m in _IN_URL_DAY_FIRST.finditer(url)
        ]
        for year, month, day in figures:
            moment = self.believed(_moment(day_of(int(year), int(month), int(day))))
            if moment and moment.day.year >= MIN_SEEN_YEAR:
                yield Stated(moment, "url"), False

    def guessed(self) -> Iterator[Stated]:
        """Yield what htmldate finds outside scripts, whose data are of other stories too; loaded on first use.

        It is asked on 8 % of pages at most, at 5 ms each; where a date was known it was right on 9 of 10.
        """
        if not 0 < len(self.document.html) <= MAX_HTML or self.document.is_dump:
            return
        from htmldate import find_date

        last_day = self.limit.strftime("%Y-%m-%d")
        found = find_date(
            _SCRIPT.sub("", self.document.html),
            url=self.document.page.url,
            original_date=True,
            extensive_search=False,
            max_date=last_day,
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


def _by_name(stated: Statements) -> Iterator[Claim]:
    """Yield the values of `<meta>` elements that are in no list and whose name says "published"."""
    for name, values in stated.meta.items():
        if _PUBLICATION_NAME.search(name):
            yield from (Claim(value, f"meta:{name}") for value in values)


def _modified(stated: Statements) -> Iterator[Claim]:
    yield from stated.in_json_ld("dateModified")
    yield from stated.in_meta("modified")
    yield from stated.in_microdata("datemodified")


def _chosen(
    found: list[Stated], zones: Iterable[Moment] = (), vague: Iterable[tuple[Stated, bool]] = ()
) -> Stated | None:
    """The first, with time and zone from others that name the same day, else in a zone the page has; None if there is none."""
    if not found:
        return None
    needed = vague if found[0].moment.detail() < 2 or found[0].moment.offset == 0 else ()
    others = [s.moment for s in (*found[1:], *(one for one, _ in needed))]
    return Stated(localised(refined(found[0].moment, others), others, zones), found[0].source)


def _not_before(modified: Stated | None, published: Stated | None) -> Stated | None:
    """The change, unless it would lie before publication: then one of the two is not what it says."""
    if modified and published and modified.moment.day < published.moment.day:
        return None
    return modified


def _moment(day: date | None) -> Moment | None:
    return Moment(day) if day else None
