"""`scrapy harvest` from end to end, against a web of its own."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.harvest import is_due
from crawler.lock import Lock
from crawler.state.runs import HISTORY
from tests.crawler.pages import GAZETTE
from tests.crawler.tinyweb import OUTLETS, STORIES, Kitchen, Site, tiny_web

PATIENCE_SECONDS = 30.0


@pytest.fixture
def sites() -> Iterator[dict[str, Site]]:
    """Two outlets."""
    with tiny_web() as sites:
        yield sites


@pytest.fixture
def kitchen(tmp_path: Path, sites: dict[str, Site]) -> Kitchen:
    """A crawler for them."""
    return Kitchen(tmp_path, sites)


def until(condition: Callable[[], bool]) -> None:
    """Wait for something that another process does."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


@pytest.mark.soak
def test_redirected_story_is_filed_once_under_its_last_address(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    site = sites["gazette"]
    site.put("/2026/11/20/gazette-story-0", "", status=301, Location="/2026/11/20/gazette-story-1")
    kitchen.run("harvest", "gazette")
    assert len(kitchen.texts()) == STORIES - 1
    assert kitchen.report()["outlets"]["gazette"]["counts"]["moved"] == 1
    before = len(site.stories_asked())
    kitchen.run("harvest", "gazette")
    assert len(site.stories_asked()) == before


def announce_by_section(kitchen: Kitchen, site: Site, path: str) -> None:
    """Let an outlet have one source, a section page."""
    source = f'[[sources]]\nkind = "section"\nurl = "http://{site.host}{path}"\n'
    seed = f'name = "Gazette"\ndomains = ["{site.host}"]\ndelay = 0\n{source}'
    (kitchen.root / "seeds" / f"{site.name}.toml").write_text(seed, encoding="utf-8")


def test_page_that_keeps_its_server_busy_costs_only_itself(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    sites["gazette"].put("/2026/11/20/gazette-story-0", "", status=503, **{"Retry-After": "0"})
    done = kitchen.run("harvest", "gazette")
    assert (done.returncode, done.stderr, len(kitchen.texts())) == (0, "", STORIES - 1)
    assert kitchen.report()["outlets"]["gazette"]["counts"]["failed: HTTP 503"] == 1


def test_busy_host_is_asked_for_what_is_new_before_what_it_was_too_busy_for(
    kitchen: Kitchen, sites: dict[str, Site]
) -> None:
    site = sites["gazette"]
    site.put("/2026/11/20/gazette-story-0", "", status=429, **{"Retry-After": "3600"})
    done = kitchen.run("harvest", "gazette")
    assert (done.returncode, len(kitchen.texts())) == (1, 0)
    assert kitchen.report()["outlets"]["gazette"]["counts"]["failed: host-busy"] == 1
    assert kitchen.run("harvest", "gazette").returncode == 1
    assert len(kitchen.texts()) == STORIES - 1


@pytest.mark.soak
def test_calendar_without_end_is_left_after_so_many_days(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    site = sites["gazette"]
    for day in range(9):
        links = f'<a href="/2026/11/20/day-{day}-of-the-fair">Day</a><a rel="next" href="/calendar/{day + 1}">Next</a>'
        site.put(f"/calendar/{day}", links)
    announce_by_section(kitchen, site, "/calendar/0")
    kitchen.run("harvest", "gazette", BUDGET_PATTERN="3")
    assert [path for path in site.asked if "calendar" in path] == ["/calendar/0", "/calendar/1", "/calendar/2"]


@pytest.mark.soak
def test_source_is_not_followed_deeper_than_the_budget_says(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    site = sites["gazette"]
    for page in range(9):
        site.put(
            f"/news/{'x' * page}a",
            f'<a href="/2026/11/20/page-{page}-of-the-news">Story</a><a rel="next" href="/news/{"x" * (page + 1)}a">Next</a>',
        )
    announce_by_section(kitchen, site, "/news/a")
    kitchen.run("harvest", "gazette", BUDGET_DEPTH="2")
    assert [path for path in site.asked if path.startswith("/news/")] == ["/news/a", "/news/xa", "/news/xxa"]
    assert kitchen.report()["outlets"]["gazette"]["counts"]["listings too deep"] == 1


def test_feed_that_has_become_a_page_is_named_on_every_visit(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    sites["gazette"].put("/feed", "<html>Our feeds have moved", ETag='"1"')
    for _ in range(2):
        done = kitchen.run("harvest", "gazette")
        assert done.returncode == 1
        assert "/feed: not a feed: begins with '<html>Our feeds have moved'" in done.stderr
    assert len(kitchen.texts()) == STORIES


def test_sitemap_that_has_not_changed_by_its_index_is_not_asked_for_again(
    kitchen: Kitchen, sites: dict[str, Site]
) -> None:
    site = sites["gazette"]
    for name in ("old", "new"):
        entry = f"<url><loc>http://{site.host}/2026/11/20/gazette-story-{len(name)}</loc></url>"
        site.put(f"/{name}.xml", f"<urlset>{entry}</urlset>")
    entries = "".join(
        f"<sitemap><loc>http://{site.host}/{name}.xml</loc><lastmod>{day}</lastmod></sitemap>"
        for name, day in (("old", "2021-03-01"), ("new", "2040-01-01"))
    )
    site.put("/map.xml", f"<sitemapindex>{entries}</sitemapindex>")
    for _ in range(2):
        kitchen.run("harvest", "gazette")
    assert (site.asked.count("/old.xml"), site.asked.count("/new.xml")) == (1, 2)


@pytest.mark.soak
def test_outlet_that_falls_silent_is_named_and_has_an_exit_code_of_its_own(
    kitchen: Kitchen, sites: dict[str, Site]
) -> None:
    assert [kitchen.run("harvest", "gazette").returncode for _ in range(HISTORY)] == [0] * HISTORY
    sites["gazette"].put("/feed", "<rss><channel></channel></rss>")
    sites["gazette"].put("/map.xml", '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>')
    done = kitchen.run("harvest", "gazette")
    assert done.returncode == 3
    assert done.stderr == "gazette: announces no story, and always did before\n"


@pytest.mark.soak
def test_drift_is_told_on_standard_error_in_the_report_and_by_the_exit_code(
    kitchen: Kitchen, sites: dict[str, Site]
) -> None:
    quick = {"DRIFT_PAGES": "4", "DRIFT_HISTORY": "6", "DRIFT_CHANCE": "0.01"}
    assert kitchen.run("harvest", "gazette", **quick).returncode == 0
    for number in range(4):
        sites["gazette"].put_story(f"later-story-{number}", "Pages have no headline since this morning. " * 3)
        path = f"/2026/11/20/later-story-{number}"
        status, headers, body = sites["gazette"].pages[path]
        sites["gazette"].pages[path] = (status, headers, body.replace(b"title>", b"b>"))
    sites["gazette"].put_feed()
    done = kitchen.run("harvest", "gazette", **quick)
    assert done.returncode == 4
    line = "share of stories without a title 1.00, was 0.00 (latest 4 pages against 6 before)"
    assert done.stderr.splitlines() == [f"gazette: drift: {line}"]
    assert kitchen.report()["drift"] == {"gazette": [line]}


@pytest.mark.soak
def test_fatal_page_costs_only_itself_and_is_tried_again(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    sites["gazette"].put_story("gazette-story-0", "kill the worker")
    kitchen.run("harvest", "gazette")
    assert len(kitchen.texts()) == STORIES - 1
    sites["gazette"].put_story("gazette-story-0", "This page has become harmless in the meantime. " * 3)
    kitchen.run("harvest", "gazette")
    assert len(kitchen.texts()) == STORIES


@dataclass(frozen=True)
class Three:
    """Three runs one after another: the first, one without news, one after a correction."""

    runs: tuple[subprocess.CompletedProcess[str], ...]
    asked: tuple[tuple[str, ...], ...]
    """What the gazette was asked in each."""
    texts: tuple[dict[str, bytes], ...]
    """What was filed after each."""
    kitchen: Kitchen
    first_report: dict[str, Any]


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Three:
    """They are made once, for all tests that look at them."""
    runs, asked, texts = [], [], []
    with tiny_web() as sites:
        kitchen = Kitchen(tmp_path_factory.mktemp("three"), sites)
        for number in range(3):
            if number == 2:
                text = "The ferry of story number 0 did not run after all. " * 4
                sites["gazette"].put_story("gazette-story-0", text, "2040-01-01T00:00:00Z")
                sites["gazette"].put_feed()
            begun = len(sites["gazette"].asked)
            runs.append(kitchen.run("harvest", *(["--quiet"] if number == 1 else [])))
            asked.append(tuple(sites["gazette"].asked[begun:]))
            texts.append(kitchen.texts())
        first_report = json.loads((kitchen.var / "report" / "run-000001.json").read_bytes())
    return Three(tuple(runs), tuple(asked), tuple(texts), kitchen, first_report)


def test_files_every_story_with_its_record_and_nothing_else(three: Three) -> None:
    assert (three.runs[0].returncode, three.runs[0].stderr) == (0, "")
    assert len(three.texts[0]) == len(three.kitchen.records()) == 2 * STORIES
    assert three.kitchen.strays() == []


def test_prints_a_line_an_outlet_and_one_for_all(three: Three) -> None:
    *lines, last = [line.split()[:3] for line in three.runs[0].stdout.splitlines()]
    assert last == ["how", "every", "outlet"]
    assert lines == [["gazette", "6", "new"], ["herald", "6", "new"], ["2", "outlets", "12"]]


def test_second_run_fetches_no_story_again(three: Three) -> None:
    assert three.asked[1] == ("/robots.txt", "/feed", "/map.xml")
    assert three.texts[1] == three.texts[0]


def test_quiet_run_says_nothing_when_all_is_well(three: Three) -> None:
    assert (three.runs[1].returncode, three.runs[1].stdout, three.runs[1].stderr) == (0, "", "")


def test_correction_on_the_site_makes_a_new_version(three: Three) -> None:
    assert (three.runs[2].returncode, "1 corrected" in three.runs[2].stdout) == (0, True)
    assert three.asked[2] == ("/robots.txt", "/feed", "/map.xml", "/2026/11/20/gazette-story-0")
    old, new = three.texts[1], three.texts[2]
    (path,) = [path for path in old if "gazette-story-0" in path]
    version = path.replace(".txt", ".v1.txt")
    assert b"did not run" in new[path]
    assert new == old | {path: new[path], version: old[path]}


def test_report_says_what_the_run_came_to(three: Three) -> None:
    report = three.first_report
    assert (report["exit_code"], report["finish"], report["run"]) == (0, "finished", 1)
    assert (report["outlets"]["herald"]["listed"], report["outlets"]["herald"]["counts"]["filed"]) == (STORIES, STORIES)


def test_history_of_visits_is_kept(three: Three) -> None:
    connection = sqlite3.connect(three.kitchen.var / "state.db")
    visits = connection.execute(
        "SELECT outlet, outcome, listed, filed FROM visits WHERE run != 2 ORDER BY run, outlet"
    ).fetchall()
    connection.close()
    expected = [("gazette", "ok", 6, 6), ("herald", "ok", 6, 6), ("gazette", "ok", 6, 1), ("herald", "ok", -1, 0)]
    assert visits == expected


def test_pages_that_are_no_stories_are_counted_by_reason_and_dead_outlets_named(
    kitchen: Kitchen, sites: dict[str, Site]
) -> None:
    site = sites["gazette"]
    site.put_story("gazette-story-0", "")
    site.put("/2026/11/20/gazette-story-1", "", status=410)
    site.put("/2026/11/20/gazette-story-2", "", status=500)
    site.put("/2026/11/20/gazette-story-3", "", status=302, Location="/")
    site.put(
        "/2026/11/20/gazette-story-4", "<p>Rights reserved by the house of the gazette.</p>", **{"TDM-Reservation": "1"}
    )
    site.put("/", "<p>The front page of the gazette, which is no story at all.</p>")
    site.put_feed()
    dead = Site("dead", host="127.0.0.1:9")
    kitchen.write_seed("dead", dead)
    done = kitchen.run("harvest", "gazette", "dead", ALLOW_HOSTS=f"{site.host},{dead.host}")
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if line.startswith("dead: ")]
    assert not [line for line in done.stderr.splitlines() if line.startswith("gazette: ")]
    counts = kitchen.report()["outlets"]["gazette"]["counts"]
    assert counts | {
        "filed": 1, "rejected: index": 1, "gone: HTTP 410": 1, "failed: HTTP 500": 1, "rejected: moved to front-page": 1,
        "refused: reserved": 1,
    } == counts  # fmt: skip


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), pytest.param(signal.SIGINT, 130, marks=pytest.mark.soak)]
)
def test_signal_ends_the_run_in_order_and_the_next_does_the_rest(
    kitchen: Kitchen, sites: dict[str, Site], number: signal.Signals, code: int
) -> None:
    kitchen.write_seed("gazette", sites["gazette"], delay=0.3)
    process = kitchen.start("harvest", "gazette")
    until(lambda: len(sites["gazette"].stories_asked()) >= 2)
    process.send_signal(number)
    process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == code
    assert 0 < len(kitchen.texts()) < STORIES
    assert not list((kitchen.var / "archive").glob("*.open"))
    kitchen.write_seed("gazette", sites["gazette"])
    assert kitchen.run("harvest", "gazette").returncode == 0
    assert len(kitchen.texts()) == STORIES


def test_signal_does_not_wait_for_a_host_that_has_asked_for_time(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    sites["gazette"].put("/2026/11/20/gazette-story-1", "", status=429, **{"Retry-After": "100"})
    process = kitchen.start("harvest", "gazette", RETRY_TIMES="1")
    until(lambda: "/2026/11/20/gazette-story-1" in sites["gazette"].asked)
    process.terminate()
    process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 143


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which signals a process answers")
def test_signal_at_the_very_start_is_told_too(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    kitchen.write_seed("gazette", sites["gazette"], delay=60)
    process = kitchen.start("harvest", "gazette")
    until(lambda: _answers(process.pid, signal.SIGTERM))
    process.terminate()
    _, errors = process.communicate(timeout=PATIENCE_SECONDS)
    kitchen.write_seed("gazette", sites["gazette"])
    assert (process.returncode, errors) == (143, "gazette: stopped\n")
    assert kitchen.run("harvest", "gazette", "--due").stdout != "no outlet is due\n"


def _answers(pid: int, number: int) -> bool:
    """Whether a process has a handler for a signal."""
    caught = Path(f"/proc/{pid}/status").read_text("ascii").partition("SigCgt:")[2].split()[0]
    return bool(int(caught, 16) >> (number - 1) & 1)


def test_run_beside_another_touches_nothing(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    lock = Lock(kitchen.var / "lock")
    done = kitchen.run("harvest")
    lock.release()
    assert (done.returncode, done.stdout) == (75, "")
    assert "is held by another run, process" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert sites["gazette"].asked == []
    assert [path.name for path in kitchen.var.iterdir()] == ["lock"]


def test_faulty_seed_file_is_named_with_file_line_and_key(kitchen: Kitchen) -> None:
    (kitchen.root / "seeds" / "bad.toml").write_text('name = "Bad"\nnmae = 3\n', encoding="utf-8")
    done = kitchen.run("harvest")
    assert done.returncode == 2
    assert f"{kitchen.root}/seeds/bad.toml:2: nmae is not known here" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.soak
def test_damaged_state_names_the_cure_and_rebuild_is_it(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    kitchen.run("harvest")
    texts, asked = kitchen.texts(), len(sites["herald"].stories_asked())
    for path in kitchen.var.glob("state.db-*"):
        path.unlink()
    (kitchen.var / "state.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)
    refused = kitchen.run("harvest")
    assert (refused.returncode, "scrapy rebuild" in refused.stderr) == (73, True)
    assert kitchen.run("rebuild").returncode == 0
    done = kitchen.run("harvest")
    assert (done.returncode, kitchen.texts()) == (0, texts)
    assert len(sites["herald"].stories_asked()) == asked


def test_every_outlet_is_a_spider(kitchen: Kitchen) -> None:
    assert kitchen.run("list").stdout.split() == list(OUTLETS)
    assert kitchen.run("crawl", "gazette").returncode == 0
    assert {path.partition("/")[0] for path in kitchen.texts()} == {"gazette"}


def test_crawl_of_one_outlet_says_what_is_wrong_with_it(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    host = sites["gazette"].host
    sites["gazette"].put("/feed", "", status=404)
    sites["gazette"].put("/2026/11/20/gazette-story-0", "", status=410)
    said = [line.partition("] ")[2] for line in kitchen.run("crawl", "gazette").stderr.splitlines()]
    assert "INFO: gazette: gave no story: gone: HTTP 410 (1)" in said
    assert f"WARNING: gazette: feed http://{host}/feed: HTTP 404" in said


@pytest.mark.soak
def test_one_address_can_be_fetched_alone(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    kitchen.run("crawl", "news", "-a", f"url=http://{sites['herald'].host}/2026/11/20/herald-story-3")
    assert len(kitchen.texts()) == 1
    assert sites["herald"].asked == ["/robots.txt", "/2026/11/20/herald-story-3"]


@pytest.mark.parametrize(
    ("visited", "due"),
    [
        ("", True),
        ("2026-11-20T05:17:02Z", True),
        ("2026-11-20T05:24:00Z", False),
        ("2026-11-20T06:17:01Z", False),
        ("2036-01-01T00:00:00Z", True),
    ],
    ids=["never", "cron-was-a-second-late", "within-the-hour", "just-now", "by-a-wrong-clock"],
)
def test_outlet_is_due_an_hour_after_the_run_that_visited_it_began(visited: str, due: bool) -> None:
    assert is_due(GAZETTE, visited, datetime(2026, 11, 20, 6, 17, 1, tzinfo=UTC)) == due


def test_damaged_state_is_named_in_one_line_whatever_is_asked_of_it(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    kitchen.var.mkdir()
    (kitchen.var / "state.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)
    url = f"http://{sites['herald'].host}/2026/11/20/herald-story-3"
    for arguments, code in ((("harvest", "--due"), 73), (("explain", url), 1)):
        done = kitchen.run(*arguments)
        assert (done.returncode, len(done.stderr.splitlines())) == (code, 1), done.stderr
        assert "scrapy rebuild" in done.stderr


def test_new_outlet_whose_stories_are_on_another_host_is_named(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    path = "/2026/11/20/herald-story-1"
    sites["gazette"].put(
        "/feed", f"<rss><channel><item><link>http://{sites['herald'].host}{path}</link></item></channel></rss>"
    )
    sites["gazette"].put("/map.xml", '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>')
    done = kitchen.run("harvest", "gazette", "--quiet")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "gazette: has given no story yet: not a story: off-site (1)\n"


@pytest.mark.soak
def test_due_outlets_are_those_whose_interval_has_passed(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    kitchen.run("harvest", "gazette", "--due")
    assert len(kitchen.texts()) == STORIES
    done = kitchen.run("harvest", "--due")
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["herald", "1", "how"]
    assert kitchen.run("harvest", "--due").stdout == "no outlet is due\n"


@pytest.mark.soak
def test_forgotten_story_is_gone_and_never_comes_back(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    kitchen.run("harvest", "gazette")
    url = f"http://{sites['gazette'].host}/2026/11/20/gazette-story-2"
    assert kitchen.run("forget", url).returncode == 0
    sites["gazette"].put_story(
        "gazette-story-2", "It comes back with another text and a new date. " * 3, "2040-01-01T00:00:00Z"
    )
    sites["gazette"].put_feed()
    kitchen.run("harvest", "gazette")
    kitchen.run("rebuild")
    kitchen.run("harvest", "gazette")
    assert not [path for path in kitchen.texts() if "story-2" in path]
    assert sites["gazette"].stories_asked().count("/2026/11/20/gazette-story-2") == 1


@pytest.mark.soak
def test_lost_text_is_made_again_without_the_web(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    kitchen.run("harvest")
    texts, asked = kitchen.texts(), len(sites["gazette"].stories_asked())
    next(path for path in kitchen.out.rglob("gazette-story-1*.txt")).unlink()
    done = kitchen.run("harvest")
    assert "gazette: 1 stories without their files are made again" in done.stdout
    assert kitchen.texts() == texts
    assert len(sites["gazette"].stories_asked()) == asked
