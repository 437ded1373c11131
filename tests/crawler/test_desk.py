"""The desk opens a run on whatever the last one left, and closes it in order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from crawler import clock
from crawler.archive import OPEN
from crawler.desk import FINISHED, Desk, Retention
from crawler.files import TEMPORARY, walk
from crawler.forgotten import forget
from crawler.lock import LockedError
from crawler.places import Places
from crawler.rebuilding import outlets_on_disk, take_in_archive, teach
from crawler.state.listings import ListingSaid
from crawler.state.store import Announced
from crawler.types import FetchedPage
from crawler.urls import url_key
from tests.crawler.pages import GAZETTE, address, cleaned, fetched

FERRY, BRIDGE = address("ferry"), address("bridge")
OUTLETS = {"gazette": GAZETTE}


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Folders of their own."""
    return Places(tmp_path / "out", tmp_path / "var")


@contextmanager
def run(places: Places, finish: str = FINISHED) -> Iterator[Desk]:
    """A run, closed in order; with the finish "killed" as a kill would leave it."""
    desk = Desk(places, OUTLETS)
    try:
        yield desk
    finally:
        if finish == "killed":
            desk.archive.abandon()
            desk.shut()
        else:
            desk.close(finish)


def file(desk: Desk, *urls: str) -> list[str]:
    """Announce and file stories; return their paths."""
    found = [Announced(url_key(url), url) for url in urls]
    desk.submit(lambda _: desk.store.discover("gazette", desk.run, "2026-11-20", found)).result()
    return [desk.file(fetched(url, f"This is the story at {url}.")).result().path for url in urls]


def page_of(desk: Desk, url: str) -> sqlite3.Row:
    row = desk.known.page(url_key(url))
    assert row is not None
    return row


def test_second_desk_at_the_same_place_is_refused_until_the_first_is_closed(places: Places) -> None:
    with run(places), pytest.raises(LockedError):
        Desk(places, OUTLETS)
    with run(places):
        pass


def test_faulty_state_leaves_no_lock_behind(places: Places) -> None:
    places.var.mkdir()
    places.database.write_bytes(b"no database at all, but long enough to be one" * 100)
    for _ in range(2):
        with pytest.raises(Exception, match="scrapy rebuild"):
            Desk(places, OUTLETS)


def test_memory_learns_at_the_end_of_a_run_that_did_all_it_had_to_do(places: Places) -> None:
    for finish, expected in (("shutdown", None), ("killed", None), (FINISHED, None), (FINISHED, "gazette-1.memory")):
        with run(places, finish) as desk:
            file(desk, FERRY, BRIDGE)
            known = desk.memory_file("gazette")
            assert (Path(known).name if known else None) == expected


def test_run_keeps_the_memory_it_began_with(places: Places) -> None:
    with run(places) as desk:
        file(desk, FERRY)
        assert page_of(desk, FERRY)["memory_generation"] == 0
    with run(places) as desk:
        file(desk, BRIDGE)
        assert page_of(desk, BRIDGE)["memory_generation"] == 1


def test_listing_and_its_stories_and_the_pages_that_follow_are_taken_in_together(places: Places) -> None:
    with run(places) as desk:
        desk.submit(lambda _: desk.lists.begin("gazette", [("g/feed", "https://g/feed", "feed")])).result()
        task = desk.known_lists.next("gazette", desk.run)
        assert task is not None
        said = ListingSaid("2026-11-20T06:30:00Z", 1, further=(("g/feed?2", "https://g/feed?2"),), only_if_new=True)
        story = Announced(url_key(FERRY), FERRY)
        desk.submit(lambda _: desk.listing_read("gazette", task, said, [story])).result()
        following = desk.known_lists.next("gazette", desk.run)
        assert following is not None
        assert (following.url, following.depth, following.kind) == ("https://g/feed?2", 1, "feed")
        desk.submit(lambda _: desk.listing_read("gazette", following, said, [story])).result()
        assert desk.known_lists.next("gazette", desk.run) is None


def test_half_written_files_are_deleted_and_a_torn_archive_is_closed(places: Places) -> None:
    with run(places, "killed") as desk:
        (path,) = file(desk, FERRY)
        with next(places.archive.glob(f"*{OPEN}")).open("ab") as archive:
            archive.write(b"\x1f\x8b torn")
    (places.out / path).with_name(f"{TEMPORARY}1-1").write_bytes(b"hal")
    with run(places) as desk:
        assert [line.partition(":")[2].split(",")[-1].strip() for line in desk.mended] == [
            "7 torn bytes cut off",
            "1 half-written files deleted",
        ]
        assert desk.archived_page(url_key(FERRY)).url == FERRY
    assert sorted(path.suffix for path in walk(places.out)) == [".json", ".txt"]


@pytest.mark.parametrize("suffix", [".txt", ".json"])
def test_story_whose_file_is_lost_is_to_be_made_again(places: Places, suffix: str) -> None:
    with run(places) as desk:
        path, _ = file(desk, FERRY, BRIDGE)
    (places.out / path).with_suffix(suffix).unlink()
    with run(places) as desk:
        assert page_of(desk, FERRY)["todo"] == "remake"
        assert page_of(desk, BRIDGE)["todo"] == ""
        desk.file(replace(desk.archived_page(url_key(FERRY)), result=cleaned("Again."))).result()
    assert (places.out / path).read_bytes() == b"Ferry\n\nAgain.\n"


def test_after_an_orderly_end_only_recent_days_are_looked_at(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    with run(places) as desk:
        path, _ = file(desk, FERRY, BRIDGE)
    (places.out / path).unlink()
    later = clock.now().replace(year=2030)
    for finish, expected in (("killed", ""), (FINISHED, "remake")):
        monkeypatch.setattr(clock, "now", lambda: later)
        with run(places, finish) as desk:
            assert page_of(desk, FERRY)["todo"] == expected


def test_day_that_somebody_took_away_stays_away(places: Places) -> None:
    with run(places) as desk:
        path, *_ = file(desk, FERRY, BRIDGE)
    for each in (places.out / path).parent.iterdir():
        each.unlink()
    with run(places) as desk:
        assert desk.mended == []


def test_stories_on_disk_that_the_state_does_not_know_are_taken_in(places: Places) -> None:
    with run(places) as desk:
        file(desk, FERRY, BRIDGE)
        before = dict(page_of(desk, FERRY))
    for each in places.var.glob("state.db*"):
        each.unlink()
    with run(places) as desk:
        assert desk.mended == ["gazette: 2 stories on disk that the state did not know are taken in"]
        after = dict(page_of(desk, FERRY))
        same = ("url", "status", "kind", "first_seen", "path", "content_sha256", "version", "archive_offset", "todo")
        assert {name: after[name] for name in same} == {name: before[name] for name in same}
        assert not desk.known.is_to_do(url_key(FERRY), desk.run)


def test_file_that_is_not_a_record_of_ours_is_left_alone(places: Places) -> None:
    folder = places.out / "gazette" / "2026" / "11" / "20"
    folder.mkdir(parents=True)
    for name, content in (("a.json", "{}"), ("b.json", "no json"), ("c.json", '{"url_key": "x"}')):
        (folder / name).write_text(content)
        (folder / name).with_suffix(".txt").write_text("somebody's own notes")
    with run(places) as desk:
        assert desk.mended == []
    assert len(list(walk(places.out))) == 6


def test_text_that_somebody_has_changed_is_not_taken_for_ours(places: Places) -> None:
    with run(places) as desk:
        (path,) = file(desk, FERRY)
    for each in places.var.glob("state.db*"):
        each.unlink()
    (places.out / path).write_text("Ferry\n\nSomebody's own words.\n")
    with run(places) as desk:
        assert desk.mended == []


def test_killed_forget_is_finished_by_the_next_start(places: Places) -> None:
    with run(places) as desk:
        path, other = file(desk, FERRY, BRIDGE)
    forget(places.forgotten, url_key(FERRY))
    with run(places, "killed"):
        pass
    with run(places) as desk:
        assert desk.known.page(url_key(FERRY)) is None
        assert [stored.url for stored in desk.archive.pages()] == [BRIDGE]
    assert not (places.out / path).exists()
    assert (places.out / other).exists()


def test_whoever_asks_is_told_what_was_forgotten(places: Places) -> None:
    forget(places.forgotten, url_key(FERRY))
    with run(places) as desk:
        assert desk.known.is_forgotten(url_key(FERRY))
        assert not desk.known.is_forgotten(url_key(BRIDGE))


def test_archive_is_pruned_at_the_end(places: Places) -> None:
    desk = Desk(places, OUTLETS, Retention(max_bytes=1))
    file(desk, FERRY)
    assert desk.close(FINISHED) == [
        "1 archive files taken away (ARCHIVE_DAYS=0, ARCHIVE_MAX_BYTES=1): 1 stories can't be cleaned again"
    ]
    assert list(places.archive.iterdir()) == []
    with run(places) as desk:
        with pytest.raises(ValueError, match="is not in the archive"):
            desk.archived_page(url_key(FERRY))
        assert list(desk.archived_pages("status = 'filed'")) == []


def test_retention_that_takes_nothing_says_nothing(places: Places) -> None:
    desk = Desk(places, OUTLETS, Retention(days=1, max_bytes=10**9))
    file(desk, FERRY)
    assert desk.close(FINISHED) == []
    assert len(list(places.archive.iterdir())) == 1


def test_only_visits_are_written_into_the_history(places: Places) -> None:
    with run(places, "reclean") as desk:
        pass
    with run(places) as desk:
        desk.notes["gazette"].visited = True
        desk.notes["gazette"].listed = 4
    with run(places) as desk:
        rows = desk.known.connection.execute("SELECT run, listed FROM visits").fetchall()
        assert [tuple(row) for row in rows] == [(2, 4)]


def test_rebuilding_takes_in_pages_of_the_archive_that_no_story_tells_of(places: Places) -> None:
    with run(places) as desk:
        file(desk, FERRY)
        desk.submit(
            lambda _: desk.store.discover("gazette", 1, "2026-11-19", [Announced(url_key(BRIDGE), BRIDGE)])
        ).result()
        desk.file(fetched(BRIDGE, result=cleaned("", kind="index"))).result()
    for each in places.var.glob("state.db*"):
        each.unlink()
    with run(places) as desk:
        assert desk.submit(lambda _: take_in_archive(desk)).result() == 1
        bridge, ferry = page_of(desk, BRIDGE), page_of(desk, FERRY)
        assert (bridge["status"], bridge["todo"]) == ("found", "remake")
        assert (ferry["status"], ferry["todo"]) == ("filed", "")
        assert desk.archived_page(url_key(BRIDGE)).url == BRIDGE


def test_rebuilt_memory_learns_the_stories_that_are_there(places: Places) -> None:
    with run(places) as desk:
        page: FetchedPage = fetched(FERRY)
        file(desk, FERRY)
        desk.submit(lambda batch: teach(desk.store, page, batch)).result()
        desk.submit(lambda _: desk.learn()).result()
        assert desk.store.connection.execute("SELECT count(*) FROM memory").fetchone()[0] == 2


def test_folders_without_a_seed_file_are_outlets_too_when_rebuilding(places: Places) -> None:
    (places.out / "closed-paper").mkdir(parents=True)
    assert list(outlets_on_disk(OUTLETS, places.out)) == ["closed-paper", "gazette"]
