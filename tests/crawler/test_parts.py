"""Stories on several pages: fetched whole, filed once, never in pieces; what only looks like one is left alone."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.archive import Archive
from tests.crawler.test_kills import assert_same, kill_at
from tests.crawler.tinyweb import Kitchen, Site, tiny_web

PAGES = tuple(f"On page {n} of the story the water in the yard of the mill rose by a hand again." for n in range(1, 10))
"""What stands on the pages of a story: each its own."""
AT = "/2026/11/20/"
MAX_PARTS = 4


def furnish(site: Site) -> None:
    """Serve stories on several pages, and what looks like them."""
    site.put_pages("mill", PAGES[:3])
    site.announce("flood/2/")  # a further page, announced before its story
    site.put_pages("flood/", PAGES[3:5], form="{n}/")
    site.put_story("storm", PAGES[5] + '<a rel="next" href="/2026/11/20/storm-2">Next article</a>')
    site.put_story("storm-2", PAGES[6])
    site.put_pages("pictures", [f"<figure></figure>{text}" for text in PAGES[:3]])
    site.put_pages("debate", [PAGES[7]] * 3)
    site.put_pages("broken", PAGES[:3], form="/{n}")
    site.put(f"{AT}broken/3", "", status=500)
    site.put_pages("gone", PAGES[1:3])
    del site.pages[f"{AT}gone?page=2"]
    site.put_pages("endless", PAGES)
    site.put_pages("deadly", [PAGES[0], "kill the worker", PAGES[2]])
    site.put_pages("private", PAGES[2:4], form="/{n}")
    site.put("/robots.txt", f"User-agent: *\nDisallow: {AT}private/", **{"Content-Type": "text/plain"})
    site.put_feed()


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Kitchen, Site, dict[str, dict[str, Any]]]]:
    """The crawler, the site and the records after one run."""
    with tiny_web(["gazette"], stories=0) as sites:
        furnish(sites["gazette"])
        kitchen = Kitchen(tmp_path_factory.mktemp("parts"), sites)
        done = kitchen.run("harvest", MAX_PARTS=str(MAX_PARTS))
        assert done.returncode == 0, done.stderr
        yield kitchen, sites["gazette"], records(kitchen)


def records(kitchen: Kitchen) -> dict[str, dict[str, Any]]:
    """Title of the first page -> the record as it is."""
    found = [json.loads(path.read_bytes()) for path in sorted(kitchen.out.rglob("*.json"))]
    assert len({record["url_key"] for record in found}) == len(found)
    return {record["title"]: record for record in found}


def text_of(kitchen: Kitchen, slug: str) -> str:
    """The text of the story whose file is named so."""
    texts = {path.rpartition("/")[2]: text for path, text in kitchen.texts().items() if ".v" not in path}
    (found,) = [text for name, text in texts.items() if name.startswith(f"{slug}-")]
    return found.decode().partition("\n\n")[2].strip()


Crawled = tuple[Kitchen, Site, dict[str, dict[str, Any]]]


def test_story_is_filed_once_with_all_its_pages(crawled: Crawled) -> None:
    kitchen, site, found = crawled
    first = f"http://{site.host}{AT}mill"
    assert text_of(kitchen, "mill") == "\n\n".join(PAGES[:3])
    assert found["mill"]["parts"] == [first, f"{first}?page=2", f"{first}?page=3"]
    assert found["mill"]["url"] == first
    assert "incomplete" not in found["mill"]


def test_further_page_that_is_announced_first_leads_to_its_story(crawled: Crawled) -> None:
    kitchen, _, found = crawled
    assert text_of(kitchen, "flood") == "\n\n".join(PAGES[3:5])
    assert [url.rpartition("flood")[2] for url in found["flood/"]["parts"]] == ["/", "/2/"]


def test_next_article_is_a_story_of_its_own(crawled: Crawled) -> None:
    _, _, found = crawled
    assert "parts" not in found["storm"]
    assert "parts" not in found["storm-2"]


def test_pages_of_what_is_no_story_are_not_asked_for(crawled: Crawled) -> None:
    _, site, found = crawled
    assert "pictures" not in found
    assert f"{AT}pictures?page=2" not in site.asked


def test_pages_that_say_nothing_new_are_no_parts(crawled: Crawled) -> None:
    _, site, found = crawled
    assert "parts" not in found["debate"]
    assert f"{AT}debate?page=3" not in site.asked


@pytest.mark.parametrize(
    ("slug", "reason", "pages"),
    [
        ("broken", "HTTP 500", 2),
        ("gone", "HTTP 404", 1),
        ("private", "robots", 1),
        ("endless", "too-long", MAX_PARTS),
        ("deadly", "died", 1),
    ],
)
def test_story_that_is_not_whole_is_filed_and_says_so(crawled: Crawled, slug: str, reason: str, pages: int) -> None:
    _, site, found = crawled
    assert found[slug]["incomplete"]["reason"].startswith(reason)
    assert len(found[slug].get("parts", ["the first"])) == pages
    assert not [path for path in site.asked if path == f"{AT}private/2"]


def test_nothing_is_asked_for_twice(crawled: Crawled) -> None:
    _, site, _ = crawled
    twice = {path for path in site.stories_asked() if site.asked.count(path) > 1}
    assert twice == {f"{AT}flood/2/"}  # as what was announced, then as a part


def test_archive_has_every_page_of_a_story(crawled: Crawled) -> None:
    kitchen, site, found = crawled
    pages = {page.url: page for page in Archive(kitchen.var / "archive").pages()}
    first = f"http://{site.host}{AT}mill"
    assert [pages[url].part_of for url in found["mill"]["parts"]] == [
        "",
        found["mill"]["url_key"],
        found["mill"]["url_key"],
    ]
    assert pages[first].parts == 2
    assert len(found["mill"]["archive"]["parts"]) == 2


def test_archive_is_cleaned_again_with_all_pages(crawled: Crawled) -> None:
    kitchen, _, found = crawled
    done = kitchen.run("reclean", "--diff", MAX_PARTS=str(MAX_PARTS))
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == f"{len(found) + 1} unchanged"  # and the gallery


def test_explain_shows_every_page_of_a_story(crawled: Crawled) -> None:
    kitchen, site, _ = crawled
    done = kitchen.run("explain", "--text", f"http://{site.host}{AT}mill?page=2")
    assert done.returncode == 0, done.stderr
    assert [text in done.stdout for text in PAGES[:4]] == [True, True, True, False]


# Later runs


@pytest.fixture
def web() -> Iterator[Site]:
    """A site of its own."""
    with tiny_web(["gazette"], stories=0) as sites:
        yield sites["gazette"]


def harvested(tmp_path: Path, site: Site) -> Kitchen:
    """A crawler after its first run."""
    kitchen = Kitchen(tmp_path, {"gazette": site})
    done = kitchen.run("harvest")
    assert done.returncode == 0, done.stderr
    return kitchen


def test_later_run_takes_a_known_part_for_its_story_and_makes_good_what_was_missing(web: Site, tmp_path: Path) -> None:
    web.put_pages("mill", PAGES[:2])
    web.put_pages("broken", PAGES[3:6])
    web.put(f"{AT}broken?page=3", "", status=500)
    web.put_feed()
    kitchen = harvested(tmp_path, web)
    web.asked.clear()
    web.put_pages("broken", PAGES[3:6])
    web.announce("mill?page=2")
    web.put_feed()
    done = kitchen.run("harvest")
    assert done.returncode == 0, done.stderr
    assert web.stories_asked() == [f"{AT}broken", f"{AT}broken?page=2", f"{AT}broken?page=3"]
    assert text_of(kitchen, "broken") == "\n\n".join(PAGES[3:6])
    found = records(kitchen)
    assert "incomplete" not in found["broken"]
    assert (found["broken"]["version"], found["mill"]["version"], len(found)) == (2, 1, 2)
    assert sorted(path.rpartition(".v")[2] for path in kitchen.texts() if ".v" in path) == ["1.txt"]


@pytest.mark.soak
def test_correction_of_which_a_page_is_missing_waits_until_it_is_whole(web: Site, tmp_path: Path) -> None:
    web.put_pages("mill", PAGES[:2])
    web.put_feed()
    kitchen = harvested(tmp_path, web)
    web.put_pages("mill", PAGES[4:6])
    web.put(f"{AT}mill?page=2", "", status=503)
    web.announce("mill", date="2040-01-01T00:00:00Z")
    web.put_feed()
    assert kitchen.run("harvest").returncode == 0
    assert text_of(kitchen, "mill") == "\n\n".join(PAGES[:2])
    web.put_pages("mill", PAGES[4:6], announce=False)
    assert kitchen.run("harvest").returncode == 0
    assert text_of(kitchen, "mill") == "\n\n".join(PAGES[4:6])


@pytest.mark.soak
def test_state_is_made_again_with_parts_from_records_and_from_the_archive(web: Site, tmp_path: Path) -> None:
    web.put_pages("mill", PAGES[:3])
    web.put_pages("flood", PAGES[3:6])
    web.put_feed()
    kitchen = harvested(tmp_path, web)
    texts, parts = kitchen.texts(), {title: record["parts"] for title, record in records(kitchen).items()}
    for path in [*kitchen.out.rglob("flood-*")]:
        path.unlink()
    assert kitchen.run("rebuild").returncode == 0
    web.asked.clear()
    web.announce("mill?page=3", "flood?page=2")
    web.put_feed()
    assert kitchen.run("harvest").returncode == 0
    assert web.stories_asked() == []
    assert kitchen.texts() == texts
    assert {title: record["parts"] for title, record in records(kitchen).items()} == parts


def test_forgetting_a_part_forgets_the_story_and_all_its_copies(web: Site, tmp_path: Path) -> None:
    web.put_pages("mill", PAGES[:3])
    web.put_story("storm", PAGES[5])
    web.put_feed()
    kitchen = harvested(tmp_path, web)
    done = kitchen.run("forget", f"http://{web.host}{AT}mill?page=2")
    assert done.returncode == 0, done.stderr
    assert [page.url.rpartition("/")[2] for page in Archive(kitchen.var / "archive").pages()] == ["storm"]
    assert list(records(kitchen)) == ["storm"]
    web.asked.clear()
    web.announce("mill?page=3")
    web.put_feed()
    assert kitchen.run("harvest").returncode == 0
    assert web.stories_asked() == []


@pytest.mark.soak
def test_address_that_was_taken_for_a_part_of_what_is_no_story_is_done_by_itself(web: Site, tmp_path: Path) -> None:
    web.put_pages("series", PAGES[:2], form="/{n}", announce=False)
    web.put(f"{AT}series", "<html><title>All parts</title></html>")
    web.announce("series/2")
    web.put_feed()
    kitchen = Kitchen(tmp_path, {"gazette": web})
    first = kitchen.run("harvest")
    assert (first.returncode, records(kitchen)) == (1, {})
    assert "has given no story yet" in first.stderr
    assert kitchen.run("harvest").returncode == 0
    assert text_of(kitchen, "2") == PAGES[1]


@pytest.mark.soak
def test_asking_for_a_part_fetches_its_story_known_or_not(web: Site, tmp_path: Path) -> None:
    web.put_pages("mill", PAGES[:2], announce=False)
    kitchen = Kitchen(tmp_path, {"gazette": web})
    part = f"http://{web.host}{AT}mill?page=2"
    assert kitchen.run("crawl", "news", "-a", f"url={part}").returncode == 0
    assert text_of(kitchen, "mill") == "\n\n".join(PAGES[:2])
    web.asked.clear()
    web.put_pages("mill", PAGES[2:4], announce=False)
    assert kitchen.run("crawl", "news", "-a", f"url={part}").returncode == 0
    assert web.stories_asked() == [f"{AT}mill", f"{AT}mill?page=2"]
    assert text_of(kitchen, "mill") == "\n\n".join(PAGES[2:4])


@pytest.mark.soak
def test_budget_that_ends_within_a_story_leaves_what_there_is_of_it(web: Site, tmp_path: Path) -> None:
    web.put_pages("mill", PAGES)
    web.put_feed()
    kitchen = Kitchen(tmp_path, {"gazette": web})
    kitchen.run("harvest", BUDGET_REQUESTS="6")
    assert text_of(kitchen, "mill") == "\n\n".join(PAGES[:3])
    assert records(kitchen)["mill"]["incomplete"]["reason"] == "budget-requests"
    assert kitchen.run("harvest").returncode == 0
    assert text_of(kitchen, "mill") == "\n\n".join(PAGES)


@pytest.mark.soak
def test_stop_between_two_parts_leaves_the_story_to_the_next_run(web: Site, tmp_path: Path) -> None:
    web.put_pages("mill", PAGES)
    web.put_feed()
    kitchen = Kitchen(tmp_path, {"gazette": web})
    kitchen.write_seed("gazette", web, delay=0.3)
    process = kitchen.start("harvest")
    while f"{AT}mill?page=2" not in web.asked and process.poll() is None:
        pass
    process.send_signal(signal.SIGTERM)
    process.communicate()
    assert process.returncode == 143
    assert records(kitchen) == {}
    kitchen.write_seed("gazette", web)
    assert kitchen.run("harvest").returncode == 0
    assert text_of(kitchen, "mill") == "\n\n".join(PAGES)


# Kills


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kitchen]:
    """What a run that nothing disturbs leaves of stories on several pages."""
    with tiny_web(["gazette"], stories=0) as sites:
        sites["gazette"].announce("flood/2/")
        for number in range(4):
            sites["gazette"].put_pages(
                f"mill-of-{'abcd'[number]}", [f"{text} It was mill {number}." for text in PAGES[:4]]
            )
        sites["gazette"].put_pages("flood/", PAGES[3:5], form="{n}/")
        sites["gazette"].put_feed()
        kitchen = Kitchen(tmp_path_factory.mktemp("undisturbed"), sites)
        assert kitchen.run("harvest").returncode == 0
        yield kitchen


@pytest.mark.soak
@pytest.mark.parametrize("step", range(1, 50, 3))
def test_run_killed_among_parts_is_made_good(undisturbed: Kitchen, tmp_path: Path, step: int) -> None:
    kitchen = Kitchen(tmp_path, undisturbed.sites)
    assert kill_at(kitchen, step)
    assert_same(kitchen, undisturbed)


@pytest.mark.soak
@pytest.mark.parametrize("step", range(2, 22, 3))
def test_correction_killed_among_parts_is_made_good(web: Site, tmp_path: Path, step: int) -> None:
    """The new version is whole, or it is still the old one; the old is kept once."""
    web.put_pages("mill", PAGES[:3])
    web.put_pages("flood", PAGES[3:6])
    web.put_feed()
    whole, killed = Kitchen(tmp_path / "whole", {"gazette": web}), Kitchen(tmp_path / "killed", {"gazette": web})
    assert [kitchen.run("harvest").returncode for kitchen in (whole, killed)] == [0, 0]
    web.put_pages("mill", PAGES[5:9])
    web.put_pages("flood", PAGES[3:5])
    web.announce("mill", "flood", date="2040-01-01T00:00:00Z")
    web.put_feed()
    assert whole.run("harvest").returncode == 0
    assert len([path for path in whole.texts() if ".v1." in path]) == 2
    assert kill_at(killed, step)
    assert_same(killed, whole)


@pytest.mark.soak
@pytest.mark.parametrize("step", range(4, 50, 6))
def test_state_made_again_after_a_kill_among_parts_is_made_good(
    undisturbed: Kitchen, tmp_path: Path, step: int
) -> None:
    kitchen = Kitchen(tmp_path, undisturbed.sites)
    assert kill_at(kitchen, step)
    assert kitchen.run("rebuild").returncode == 0
    assert kitchen.run("harvest").returncode == 0
    assert kitchen.texts() == undisturbed.texts()
    assert without_generation(kitchen) == without_generation(undisturbed)


def without_generation(kitchen: Kitchen) -> dict[str, dict[str, Any]]:
    """The records; what is filed after the state was made again is judged by a memory that has learned the rest."""
    return {path: record | {"memory_generation": 0} for path, record in kitchen.records().items()}
