"""The health of outlets as a page."""

from __future__ import annotations

from dataclasses import replace

from crawler.report.health import Health, Measures, SourceSeen, Visit
from crawler.report.health_page import Run, health_page
from tests.crawler.report.test_shell import check

VISIT = Visit(3, "2026-11-20T06:00:00Z", "ok", 5, 2, {"filed": 2, "found": 3, "failed: timeout": 1})
HEALTH = Health(
    outlet="gazette",
    name="Gazette <& Sons>",
    visits=(VISIT,),
    sources=(SourceSeen("feed", "https://gazette.example/feed/", "", 0, ""),),
    statuses={"filed": 1234},
    kinds={"article": 1234},
    reasons={"failed: timeout": 3},
    removed={"nav": 0.75, "share": 0.25},
    stops={"refused: robots": 2},
    to_do=7,
    last_story="2026-11-19",
    days_since_story=1,
    near_duplicates=5,
    archive_bytes=2_500_000,
    archived_pages=99,
    measures=Measures(50, (120, 400, 900), 0.91, 0.02, 0.6),
    drift=(),
)
RUN = Run(3, "2026-11-20T06:00:00Z", "", "", None)


def test_page_is_well_formed_and_tells_every_figure() -> None:
    html = health_page([HEALTH], [RUN], made_at="2026-11-20T07:00:00Z")
    check(html)
    for figure in (
        "1\N{NARROW NO-BREAK SPACE}234",
        "2.5 MB",
        "120 to 900",
        "75.0%",
        "refused: robots",
        "killed, or under way",
    ):
        assert figure in html
    assert "Gazette &lt;&amp; Sons&gt;" in html


def test_stories_that_lack_a_page_are_told_if_there_are_any() -> None:
    pages = [health_page([replace(HEALTH, incomplete=n)], [RUN], made_at="2026-11-20T07:00:00Z") for n in (0, 3)]
    assert ["lacking a page" in html for html in pages] == [False, True]


def test_outlet_that_was_never_visited_has_a_place_too() -> None:
    unknown = replace(
        HEALTH, visits=(), measures=None, removed={}, statuses={}, last_story="", days_since_story=None, sources=()
    )
    html = health_page([unknown], [], made_at="2026-11-20T07:00:00Z")
    check(html)
    assert "not visited yet" in html


def test_what_needs_somebody_comes_first_and_is_open() -> None:
    ill = replace(HEALTH, outlet="zenith", name="Zenith", drift=("median words 40, was 400",))
    html = health_page([HEALTH, ill], [RUN], made_at="2026-11-20T07:00:00Z")
    check(html)
    assert html.index("Zenith") < html.index("Gazette")
    assert '<details class="card" id="zenith" open>' in html
    assert '<details class="card" id="gazette">' in html
