"""`scrapy harvest` from end to end, against a web of its own."""

from __future__ import annotations

import json
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crawler.lock import Lock
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


def test_files_every_story_and_a_second_run_fetches_none_again(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    first = kitchen.run("harvest")
    assert (first.returncode, first.stderr) == (0, "")
    assert len(kitchen.texts()) == len(kitchen.records()) == 2 * STORIES
    assert kitchen.strays() == []
    assert [line.split()[:3] for line in first.stdout.splitlines()] == [[name, "6", "new"] for name in OUTLETS] + [
        ["2", "outlets", "12"]
    ]
    before, texts = len(sites["gazette"].asked), kitchen.texts()
    second = kitchen.run("harvest")
    assert (second.returncode, kitchen.texts()) == (0, texts)
    assert sites["gazette"].asked[before:] == ["/robots.txt", "/feed", "/map.xml"]
    assert sites["gazette"].statuses[before:] == [404, 304, 304]


def test_correction_on_the_site_makes_a_new_version(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    kitchen.run("harvest", "gazette")
    old = kitchen.texts()
    sites["gazette"].put_story(
        "gazette-story-0", "The ferry of story number 0 did not run after all. " * 4, "2040-01-01T00:00:00Z"
    )
    sites["gazette"].put_feed()
    done = kitchen.run("harvest", "gazette")
    assert (done.returncode, "1 corrected" in done.stdout) == (0, True)
    new = kitchen.texts()
    (path,) = [path for path in old if "story-0" in path]
    assert b"did not run" in new[path]
    assert new[path.replace(".txt", ".v1.txt")] == old[path]
    assert {name: text for name, text in new.items() if name in old and name != path} == {
        n: t for n, t in old.items() if n != path
    }


def test_pages_that_are_no_stories_are_counted_by_reason(kitchen: Kitchen, sites: dict[str, Site]) -> None:
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
    kitchen.run("harvest", "gazette")
    counts = kitchen.report()["outlets"]["gazette"]["counts"]
    assert counts | {
        "filed": 1, "rejected: index": 1, "gone: HTTP 410": 1, "failed: HTTP 500": 1, "rejected: moved to front-page": 1,
        "refused: reserved": 1,
    } == counts  # fmt: skip


def test_redirected_story_is_filed_once_under_its_last_address(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    site = sites["gazette"]
    site.put("/2026/11/20/gazette-story-0", "", status=301, Location="/2026/11/20/gazette-story-1")
    kitchen.run("harvest", "gazette")
    assert len(kitchen.texts()) == STORIES - 1
    assert kitchen.report()["outlets"]["gazette"]["counts"]["moved"] == 1
    before = len(site.stories_asked())
    kitchen.run("harvest", "gazette")
    assert len(site.stories_asked()) == before


def test_fatal_page_costs_only_itself_and_is_tried_again(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    sites["gazette"].put_story("gazette-story-0", "kill the worker")
    kitchen.run("harvest", "gazette")
    assert len(kitchen.texts()) == STORIES - 1
    sites["gazette"].put_story("gazette-story-0", "This page has become harmless in the meantime. " * 3)
    kitchen.run("harvest", "gazette")
    assert len(kitchen.texts()) == STORIES


def test_dead_outlet_is_named_and_the_others_are_filed(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    dead = Site("dead", host="127.0.0.1:9")
    kitchen.write_seed("dead", dead)
    done = kitchen.run("harvest", ALLOW_HOSTS=",".join([site.host for site in sites.values()] + [dead.host]))
    assert done.returncode == 1
    assert len(kitchen.texts()) == 2 * STORIES
    assert all(line.startswith("dead: ") for line in done.stderr.splitlines() if "robots.txt" not in line)


def test_run_beside_another_touches_nothing(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    lock = Lock(kitchen.var / "lock")
    done = kitchen.run("harvest")
    lock.release()
    assert (done.returncode, done.stdout) == (75, "")
    assert "is held by another run, process" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert sites["gazette"].asked == []
    assert [path.name for path in kitchen.var.iterdir()] == ["lock"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "no outlet is called nowhere; known are: gazette, herald"),
        (["--shard", "3/2"], "--shard 3/2 is not I/N"),
        (["--shard", "half"], "--shard half is not I/N"),
    ],
)
def test_wrong_usage_is_one_line_and_2(kitchen: Kitchen, arguments: list[str], message: str) -> None:
    done = kitchen.run("harvest", *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_faulty_seed_file_is_named_with_file_line_and_key(kitchen: Kitchen) -> None:
    (kitchen.root / "seeds" / "bad.toml").write_text('name = "Bad"\nnmae = 3\n', encoding="utf-8")
    done = kitchen.run("harvest")
    assert done.returncode == 2
    assert f"{kitchen.root}/seeds/bad.toml:2: nmae is not known here" in done.stderr
    assert "Traceback" not in done.stderr


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


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
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


def test_every_outlet_is_a_spider(kitchen: Kitchen) -> None:
    assert kitchen.run("list").stdout.split() == list(OUTLETS)
    assert kitchen.run("crawl", "gazette").returncode == 0
    assert {path.partition("/")[0] for path in kitchen.texts()} == {"gazette"}


def test_one_address_can_be_fetched_alone(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    kitchen.run("crawl", "news", "-a", f"url=http://{sites['herald'].host}/2026/11/20/herald-story-3")
    assert len(kitchen.texts()) == 1
    assert sites["herald"].asked == ["/robots.txt", "/2026/11/20/herald-story-3"]


def test_due_outlets_are_those_whose_interval_has_passed(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    kitchen.run("harvest", "gazette", "--due")
    assert len(kitchen.texts()) == STORIES
    done = kitchen.run("harvest", "--due")
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["herald", "1"]
    assert kitchen.run("harvest", "--due").stdout == "no outlet is due\n"


def test_quiet_run_says_nothing_when_all_is_well(kitchen: Kitchen) -> None:
    done = kitchen.run("harvest", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


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


def test_report_says_what_the_run_came_to(kitchen: Kitchen) -> None:
    kitchen.run("harvest")
    report = kitchen.report()
    assert (report["exit_code"], report["finish"], report["run"]) == (0, "finished", 1)
    assert report["outlets"]["herald"]["listed"] == STORIES
    connection = sqlite3.connect(kitchen.var / "state.db")
    visits = connection.execute("SELECT outlet, outcome, listed, filed, counts FROM visits ORDER BY outlet").fetchall()
    connection.close()
    assert [row[:4] for row in visits] == [("gazette", "ok", STORIES, STORIES), ("herald", "ok", STORIES, STORIES)]
    assert json.loads(visits[0][4])["filed"] == STORIES


def test_lost_text_is_made_again_without_the_web(kitchen: Kitchen, sites: dict[str, Site]) -> None:
    kitchen.run("harvest")
    texts, asked = kitchen.texts(), len(sites["gazette"].stories_asked())
    next(path for path in kitchen.out.rglob("gazette-story-1*.txt")).unlink()
    done = kitchen.run("harvest")
    assert "gazette: 1 stories without their files are made again" in done.stdout
    assert kitchen.texts() == texts
    assert len(sites["gazette"].stories_asked()) == asked
