"""When a story was published and last changed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cleaners import metadata
from cleaners.metadata.date_lines import Manner
from cleaners.metadata.shown_dates import labelled_dates
from cleaners.types import Document
from tests.cleaners.metadata.conftest import FETCHED, MakeDocument

TITLE = "<title>Ferry sails again after five weeks</title>"
HEADLINE = "<h1>Ferry sails again after five weeks</h1>"


def _ld(**fields: str) -> str:
    return TITLE + f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def _published(page: Document) -> str | None:
    return metadata.read(page).published


@pytest.mark.parametrize(
    ("head", "body", "published", "source"),
    [
        (_ld(datePublished="2026-11-19T08:30:00+02:00"), "", "2026-11-19T08:30:00+02:00", "json-ld"),
        ('<meta property="article:published_time" content="2026-11-19T08:30:00Z">', "", "2026-11-19T08:30:00+00:00",
         "meta:article:published_time"),
        ('<meta name="dcterms.issued" content="2026-11-19">', "", "2026-11-19", "meta:dcterms.issued"),
        ("", '<p><time datetime="2026-11-19T08:30:00Z">yesterday</time></p>', "2026-11-19T08:30:00+00:00", "time"),
        ("", "<p>Published 19 November 2026, 08:30</p>", "2026-11-19T08:30:00", "date line"),
        ("", '<p itemprop="datePublished" content="2026-11-19">a while ago</p>', "2026-11-19", "microdata"),
        ('<meta name="date" content="2026-11-19">', "", "2026-11-19", "meta:date"),
    ],
)  # fmt: skip
def test_reads_every_place(document: MakeDocument, head: str, body: str, published: str, source: str) -> None:
    found = metadata.read(document(TITLE + head, HEADLINE + body))
    assert (found.published, found.sources["published"]) == (published, source)


def test_a_stated_day_takes_its_time_from_the_line_a_reader_sees(document: MakeDocument) -> None:
    page = document(_ld(datePublished="2026-11-19"), HEADLINE + "<p>19 November 2026, 08:30 (EET)</p>")
    assert _published(page) == "2026-11-19T08:30:00+02:00"


def test_a_stated_day_takes_no_time_of_another_day(document: MakeDocument) -> None:
    page = document(_ld(datePublished="2026-11-19"), HEADLINE + "<p>18 November 2026, 08:30</p>")
    assert _published(page) == "2026-11-19"


def test_tells_a_change_from_publication(document: MakeDocument) -> None:
    found = metadata.read(
        document(TITLE, HEADLINE + "<p>18 November 2026, 08:30 – Updated: 19 November 2026, 09:15</p>")
    )
    assert (found.published, found.modified) == ("2026-11-18T08:30:00", "2026-11-19T09:15:00")


def test_a_change_before_publication_is_none(document: MakeDocument) -> None:
    found = metadata.read(document(_ld(datePublished="2026-11-19", dateModified="2020-01-01"), HEADLINE))
    assert (found.published, found.modified) == ("2026-11-19", None)


@pytest.mark.parametrize("stated", ["2027-01-01", "2026-11-21T12:00:00Z", "2099-12-31T00:00:00+00:00"])
def test_a_date_in_the_future_of_the_fetch_is_not_believed(document: MakeDocument, stated: str) -> None:
    assert _published(document(_ld(datePublished=stated), HEADLINE, url=None)) is None


def test_a_date_in_the_future_of_now_is_not_believed_where_the_fetch_is_not_known(document: MakeDocument) -> None:
    page = document(_ld(datePublished=(datetime.now(UTC) + timedelta(days=3)).isoformat()), HEADLINE, url=None)
    assert _published(replace(page, page=replace(page.page, fetched_at=None))) is None


def test_local_time_under_a_wrong_zone_gives_its_day(document: MakeDocument) -> None:
    hours_ahead = (FETCHED + timedelta(hours=9)).replace(tzinfo=None).isoformat() + "Z"
    assert _published(document(_ld(datePublished=hours_ahead), HEADLINE)) == "2026-11-20"


@pytest.mark.parametrize("stated", ["1970-01-01T00:00:00Z", "0000-00-00", "0001-01-01"])
def test_marks_of_an_empty_field_are_no_date(document: MakeDocument, stated: str) -> None:
    assert _published(document(_ld(datePublished=stated), HEADLINE)) is None


def test_the_address_speaks_only_if_the_page_is_silent(document: MakeDocument) -> None:
    url = "https://www.harbourgazette.example/2026/11/03/ferry"
    assert _published(document(TITLE, HEADLINE, url=url)) == "2026-11-03"
    assert _published(document(_ld(datePublished="2026-11-04"), HEADLINE, url=url)) == "2026-11-04"


def test_dates_of_comments_and_other_stories_are_not_taken(document: MakeDocument) -> None:
    others = (
        '<div class="related-posts"><p>11 November 2026</p></div><ol class="comments"><li>12 November 2026</li></ol>'
    )
    assert _published(document(TITLE, HEADLINE + others)) is None


def test_a_date_inside_a_sentence_is_not_taken(document: MakeDocument) -> None:
    sentence = "<p>The ferry was built in Gdynia and first sailed on 4 May 1999 with the king and his whole court on board.</p>"
    assert _published(document(TITLE, HEADLINE + sentence)) is None


def test_the_nearest_date_wins_over_one_further_down(document: MakeDocument) -> None:
    body = (
        "<div>3 November 2026</div>" + HEADLINE + "<p>Next sailings</p><p>From Gdynia</p><p>Date: 12 November 2026</p>"
    )
    assert _published(document(TITLE, body)) == "2026-11-03"


def test_a_date_called_that_of_publication_wins_over_a_nearer_one(document: MakeDocument) -> None:
    body = HEADLINE + "<p>Monday, 16 November 2026</p><p>Harbour</p><p>Published on 3 November 2026</p>"
    assert _published(document(TITLE, body)) == "2026-11-03"


def test_a_change_alone_stands_for_publication(document: MakeDocument) -> None:
    found = metadata.read(
        document(TITLE, HEADLINE, prose="<p>" + "The ferry sailed. " * 40 + "</p><p>Last updated: 3 November 2026</p>")
    )
    assert (found.published, found.modified) == ("2026-11-03", "2026-11-03")


def test_reads_a_persian_page(document: MakeDocument) -> None:
    page = document(
        "<title>کشتی پس از پنج هفته بازگشت</title>",
        "<h1>کشتی پس از پنج هفته بازگشت</h1><p>۲۸ آبان ۱۴۰۵ - ۰۸:۳۰</p>",
        language="fa",
    )
    assert _published(page) == "2026-11-19T08:30:00"


@pytest.mark.parametrize(
    ("lang", "url", "published"),
    [
        ("en-US", "https://gazette.com/a", "2026-05-06"), ("en-GB", "https://gazette.com/a", "2026-06-05"),
        ("en", "https://gazette.com/a", "2026-05-06"), ("en", "https://gazette.co.uk/a", "2026-06-05"),
    ],
)  # fmt: skip
def test_order_of_day_and_month_follows_the_country(
    document: MakeDocument, lang: str, url: str, published: str
) -> None:
    page = document(TITLE, HEADLINE + "<p>05/06/2026</p>", url=url)
    page = replace(page, facts=replace(page.facts, language=lang), page=replace(page.page, url=url))
    assert _published(page) == published


def test_counts_back_from_the_fetch_where_nothing_else_is_stated(document: MakeDocument) -> None:
    found = metadata.read(document(TITLE, HEADLINE + "<p>2 days ago</p>"))
    assert (found.published, found.sources["published"]) == ("2026-11-18", "relative date")
    assert _published(document(TITLE, HEADLINE + "<p>2 days ago</p><p>17 November 2026</p>")) == "2026-11-17"


def test_nothing_counts_back_where_the_fetch_is_not_known(document: MakeDocument) -> None:
    page = document(TITLE, HEADLINE + "<p>2 days ago</p>")
    assert _published(replace(page, page=replace(page.page, fetched_at=None))) is None


def test_updated_three_hours_ago_is_a_change(document: MakeDocument) -> None:
    found = metadata.read(document(_ld(datePublished="2026-11-18"), HEADLINE + "<p>Updated 3 hours ago</p>"))
    assert (found.published, found.modified) == ("2026-11-18", "2026-11-20T09:00:00+00:00")


def test_a_moment_in_utc_takes_the_zone_of_the_clock_a_reader_sees(document: MakeDocument) -> None:
    page = document(_ld(datePublished="2026-11-19T03:22:07Z"), HEADLINE + "<p>November 18, 2026 10:22 PM</p>")
    assert _published(page) == "2026-11-18T22:22:07-05:00"


@pytest.mark.parametrize(
    "opening",
    ["16.11.2026 – The ferry", "(16 November 2026) The ferry", "16.11.2026 | The ferry", "16.11.2026 “The ferry"],
)
def test_reads_the_date_a_story_opens_with(document: MakeDocument, opening: str) -> None:
    prose = f"<p>{opening} to the outer islands sailed again after five weeks in the dock, and the band played.</p>"
    page = document(TITLE, HEADLINE, prose=prose, url="https://harbourgazette.de/ferry")
    assert _published(replace(page, page=replace(page.page, url="https://harbourgazette.de/ferry"))) == "2026-11-16"


def test_a_date_that_begins_a_sentence_is_no_opening(document: MakeDocument) -> None:
    prose = "<p>16 November 2026 was the day on which the ferry to the outer islands sailed again after five weeks.</p>"
    assert _published(document(TITLE, HEADLINE, prose=prose)) is None


def test_reads_the_date_at_the_head_of_the_title(document: MakeDocument) -> None:
    assert (
        _published(document("<title>2026-11-16 | Ferry sails again</title>", "<h1>Ferry sails again</h1>"))
        == "2026-11-16"
    )


def test_reads_a_meta_name_of_the_page_s_own(document: MakeDocument) -> None:
    head = '<meta name="w-published-date" content="2026-11-16"><meta name="publisher" content="2026-11-15">'
    found = metadata.read(document(TITLE + head, HEADLINE))
    assert (found.published, found.sources["published"]) == ("2026-11-16", "meta:w-published-date")


def test_reads_the_one_day_of_publication_that_scripts_name(document: MakeDocument) -> None:
    one = '<script>{"id": 7, "publishedAt": "2026-11-16T08:30:00Z"}</script>'
    found = metadata.read(document(TITLE + one, HEADLINE))
    assert (found.published, found.sources["published"]) == ("2026-11-16T08:30:00+00:00", "script")
    two = one + '<script>{"id": 8, "publishedAt": "2026-11-15T08:30:00Z"}</script>'
    assert metadata.read(document(TITLE + two, HEADLINE)).sources.get("published") != "script"


def test_reads_the_only_day_that_lines_of_class_date_name(document: MakeDocument) -> None:
    prose = "<p>" + "The ferry sailed. " * 40 + "</p>"
    one, other = "<div class='box-date'>16 November 2026</div>", "<div class='box-date'>15 November 2026</div>"
    assert _published(document(TITLE, HEADLINE, prose=prose * 4 + one + one)) == "2026-11-16"
    found = metadata.read(document(TITLE, HEADLINE, prose=prose * 4 + one + other))
    assert found.sources.get("published") != "date line"


def test_asks_htmldate_where_nothing_else_speaks(document: MakeDocument) -> None:
    prose = (
        "<p>" + "The ferry sailed. " * 40 + "</p>"
    ) * 4 + "<abbr class='published' title='2026-11-16'>Monday</abbr>"
    found = metadata.read(document(TITLE, HEADLINE, prose=prose))
    assert (found.published, found.sources["published"]) == ("2026-11-16", "htmldate")


def test_the_day_in_the_address_is_believed_before_a_later_change(document: MakeDocument) -> None:
    head = '<meta property="article:modified_time" content="2026-11-16">'
    found = metadata.read(document(TITLE + head, HEADLINE, url="https://www.harbourgazette.example/2026/11/03/ferry"))
    assert (found.published, found.modified) == ("2026-11-03", "2026-11-16")


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("August 25, 2024 · 4 min read", "2024-08-25"),
        ("On 25 Aug 2024", "2024-08-25"),
        ("Updated August 25, 2024", "2025-06-24"),
        ("June 23, 2025", "2025-06-24"),
        ("The old ferry at the pier on August 25, 2024", "2025-06-24"),
    ],
)
def test_a_much_earlier_date_right_below_the_headline_outweighs_a_stated_one(
    document: MakeDocument, line: str, published: str
) -> None:
    page = document(_ld(datePublished="Jun 24, 2025", dateModified="Jun 24, 2025"), f"{HEADLINE}<p>{line}</p>")
    assert _published(page) == published


def test_an_earlier_date_past_another_one_does_not_outweigh_a_stated_one(document: MakeDocument) -> None:
    lines = "<p>Published for readers on 24 June 2025 at 07:39</p><p>Photo | 25 May 2025</p>"
    assert _published(document(_ld(datePublished="2025-06-24"), HEADLINE + lines)) == "2025-06-24T07:39:00"


def test_a_day_that_differs_by_the_order_of_its_figures_only_is_the_stated_one(document: MakeDocument) -> None:
    page = document('<html lang="en-GB">' + _ld(datePublished="2026-11-04"), HEADLINE + "<p>11/04/2026</p>")
    assert _published(page) == "2026-11-04"


def test_a_moment_in_utc_is_shown_by_the_clock_of_the_pages_zone(document: MakeDocument) -> None:
    comment = '<div class="comments"><p><time datetime="2026-11-18T22:02:18-05:00">10:02 pm</time></p></div>'
    page = document(_ld(datePublished="2026-11-19T02:41:41Z"), HEADLINE + "<p>November 18, 2026</p>" + comment)
    assert _published(page) == "2026-11-18T21:41:41-05:00"


def test_a_zone_that_does_not_make_the_day_shown_changes_nothing(document: MakeDocument) -> None:
    comment = '<div class="comments"><p><time datetime="2026-11-19T22:02:18+02:00">22:02</time></p></div>'
    page = document(_ld(datePublished="2026-11-19T02:41:41Z"), HEADLINE + "<p>November 18, 2026</p>" + comment)
    assert _published(page) == "2026-11-19T02:41:41+00:00"


def test_a_time_element_called_updated_still_shows_the_zone(document: MakeDocument) -> None:
    line = '<p><time class="entry-date updated" datetime="2026-11-18T21:41:41-05:00">November 18, 2026</time></p>'
    page = document(_ld(datePublished="2026-11-19T02:41:41Z"), HEADLINE + line)
    assert _published(page) == "2026-11-18T21:41:41-05:00"


def test_the_date_of_a_caption_is_the_pictures(document: MakeDocument) -> None:
    head = "<title>Ferry sails again after five weeks | Gazette | 18.11.2026</title>"
    caption = "<figure><figcaption>Passengers wait at the old pier of the island, 3 November 2026</figcaption></figure>"
    assert _published(document(head, HEADLINE + caption)) == "2026-11-18"


@pytest.mark.parametrize(("days", "found"), [((3, 7, 11), 0), ((7, 7), 1)])
def test_dates_that_only_a_class_names_count_if_they_are_one_day(
    document: MakeDocument, days: tuple[int, ...], found: int
) -> None:
    cards = "".join(f'<p class="post-date">{day} November 2026</p>' for day in days)
    assert len(list(labelled_dates(document(TITLE, HEADLINE + cards), Manner("en")))) == found


def test_a_change_that_is_only_shown_is_read_beside_a_stated_publication(document: MakeDocument) -> None:
    line = "<div>Giriş Tarihi: 18.11.2026 08:30 Son Güncelleme: 19.11.2026 09:15</div>"
    page = document('<html lang="tr">' + _ld(datePublished="2026-11-18T08:30:00+03:00"), HEADLINE + line)
    found = metadata.read(replace(page, language="tr"))
    assert (found.published, found.modified) == ("2026-11-18T08:30:00+03:00", "2026-11-19T09:15:00")


def test_a_date_line_takes_its_zone_from_a_vague_statement(document: MakeDocument) -> None:
    head = '<meta name="dcterms.date" content="2026-11-18T09:00+01:00">'
    assert (
        _published(document(TITLE + head, HEADLINE + "<p>18 November 2026 - 09:00</p>")) == "2026-11-18T09:00:00+01:00"
    )
