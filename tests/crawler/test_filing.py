"""What becomes of a cleaned page: text, record, version, row."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest

from crawler.archive import Archive
from crawler.files import Batch, walk
from crawler.filing import Filed, Filer
from crawler.state.store import Announced, Store
from crawler.types import FetchedPage
from crawler.urls import digest_of, url_key
from tests.crawler.pages import DAY, address, cleaned, fetched

T = TypeVar("T")

FERRY = address("ferry")


class Cabinet:
    """A filer with everything it files into."""

    def __init__(self, store: Store, root: Path) -> None:
        self.store, self.out, self.archive = store, root / "out", Archive(root / "archive")
        self.filer = Filer(store, self.archive, self.out, 1, languages={"gazette": "en"})

    def announce(self, url: str = FERRY, **hints: str) -> None:
        self.store.discover("gazette", 1, DAY, [Announced(url_key(url), url, **hints)])

    def file(self, page: FetchedPage) -> Filed:
        return self._do(lambda batch: self.filer.file(page, 4, batch))

    def refile(self, page: FetchedPage) -> Filed:
        return self._do(lambda batch: self.filer.refile(page, 5, batch))

    def forget(self, url: str) -> list[str]:
        return self._do(lambda batch: self.filer.forget(url_key(url), batch))

    def again(self, url: str = FERRY, todo: str = "again") -> None:
        self.store.change(url_key(url), todo=todo)

    def row(self, url: str = FERRY) -> dict[str, Any]:
        found = self.store.page(url_key(url))
        assert found is not None
        return dict(found)

    def texts(self) -> dict[str, str]:
        return {path.name: path.read_text("utf-8") for path in walk(self.out) if path.suffix == ".txt"}

    def record(self, path: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.out / path.replace(".txt", ".json")).read_bytes())
        return found

    def _do(self, job: Callable[[Batch], T]) -> T:
        batch = Batch()
        value = job(batch)
        self.archive.sync()
        batch.write()
        return value


@pytest.fixture
def cabinet(store: Store, tmp_path: Path) -> Cabinet:
    """An empty one."""
    return Cabinet(store, tmp_path)


def test_story_becomes_a_text_under_its_title_and_a_record_beside_it(cabinet: Cabinet) -> None:
    cabinet.announce()
    filed = cabinet.file(fetched(FERRY, "The ferry runs again.\n\nAt last."))
    assert filed.outcome == "filed"
    assert filed.path == f"gazette/2026/11/20/ferry-{digest_of(url_key(FERRY))}.txt"
    assert (cabinet.out / filed.path).read_bytes() == b"Ferry\n\nThe ferry runs again.\n\nAt last.\n"
    record = cabinet.record(filed.path)
    digest = hashlib.sha256(b"The ferry runs again.\n\nAt last.").hexdigest()
    assert record | {
        "url_key": url_key(FERRY), "outlet": "gazette", "url": FERRY, "fetched_at": "2026-11-20T06:30:00Z",
        "content_sha256": digest, "version": 1, "memory_generation": 4, "near_duplicate_of": None, "removed": {"share": 2},
    } == record  # fmt: skip
    assert "text" not in record


def test_story_without_title_is_its_text_alone(cabinet: Cabinet) -> None:
    cabinet.announce()
    cabinet.file(replace(fetched(FERRY), result=cleaned("The ferry.", title="")))
    assert list(cabinet.texts().values()) == ["The ferry.\n"]


def test_record_says_where_the_page_is_in_the_archive(cabinet: Cabinet) -> None:
    cabinet.announce()
    filed = cabinet.file(fetched(FERRY))
    cabinet.archive.close()
    assert [page.url for page in cabinet.archive.pages()] == [FERRY]
    place = next(cabinet.archive.pages()).place
    assert cabinet.record(filed.path)["archive"] == {"file": place.file, "offset": place.offset, "length": place.length}


def test_page_that_is_not_to_be_archived_is_filed_without_a_copy(cabinet: Cabinet) -> None:
    cabinet.announce()
    filed = cabinet.file(fetched(FERRY, may_archive=False))
    assert cabinet.record(filed.path)["archive"] is None
    assert not (cabinet.archive.folder).exists()


def test_what_the_page_does_not_say_its_source_may(cabinet: Cabinet) -> None:
    cabinet.announce(title="Boat", published="2026-11-19T08:00:00Z", modified="2026-11-19T09:00:00Z")
    record = cabinet.record(cabinet.file(fetched(FERRY)).path)
    assert (record["title"], record["published"], record["modified"]) == (
        "Ferry",
        "2026-11-19T08:00:00Z",
        "2026-11-19T09:00:00Z",
    )
    assert record["language"] == "en"
    assert record["sources"] == {"published": "listing", "modified": "listing", "language": "seed"}


def test_folder_is_the_day_it_was_first_seen(cabinet: Cabinet) -> None:
    cabinet.announce()
    later = fetched(FERRY).fetched_at.replace(month=12)
    assert cabinet.file(fetched(FERRY, fetched_at=later)).path.startswith("gazette/2026/11/20/")


@pytest.mark.parametrize(
    ("kind", "todo"),
    [
        ("index", ""),
        ("paywalled", ""),
        ("gallery", ""),
        ("soft-404", "fetch"),
        ("empty", "fetch"),
        ("consent", "fetch"),
    ],
)
def test_page_that_is_no_story_is_remembered_with_its_kind_and_archived(cabinet: Cabinet, kind: str, todo: str) -> None:
    cabinet.announce()
    filed = cabinet.file(replace(fetched(FERRY), result=cleaned("", kind=kind)))
    assert filed == Filed("rejected", kind)
    row = cabinet.row()
    assert (row["status"], row["reason"], row["kind"], row["todo"], row["path"]) == ("rejected", kind, kind, todo, None)
    assert row["archive_file"]
    assert cabinet.texts() == {}


def tries(cabinet: Cabinet, page: FetchedPage) -> list[float]:
    """File the same page whenever it is to do; return after how many hours each time, up to a week."""
    hours, waited = [], 0.0
    for _ in range(9):
        cabinet.file(replace(page, fetched_at=page.fetched_at + timedelta(hours=sum(hours))))
        waited = next((h for h in range(168) if _is_due(cabinet, page, sum(hours) + h)), -1.0)
        if waited < 0:
            break
        hours.append(waited)
    return hours


def _is_due(cabinet: Cabinet, page: FetchedPage, hours: float) -> bool:
    left, fresh = cabinet.store.todo("gazette", 2, page.fetched_at + timedelta(hours=hours), 9)
    return bool(left or fresh)


def test_page_of_a_site_in_trouble_is_asked_for_twice_more(cabinet: Cabinet) -> None:
    cabinet.announce()
    assert tries(cabinet, replace(fetched(FERRY), result=cleaned("", kind="empty"))) == [6, 24]
    assert (cabinet.row()["status"], cabinet.row()["todo"]) == ("rejected", "")


def test_story_is_filed_when_its_site_is_out_of_trouble(cabinet: Cabinet) -> None:
    cabinet.announce()
    cabinet.file(replace(fetched(FERRY), result=cleaned("", kind="soft-404")))
    assert cabinet.file(fetched(FERRY)).outcome == "filed"
    assert (cabinet.row()["status"], cabinet.row()["todo"]) == ("filed", "")


def test_correction_is_not_missed_because_its_site_is_in_trouble(cabinet: Cabinet) -> None:
    cabinet.announce()
    cabinet.file(fetched(FERRY))
    cabinet.again()
    cabinet.file(replace(fetched(FERRY), result=cleaned("", kind="consent")))
    assert (cabinet.row()["status"], cabinet.row()["todo"]) == ("filed", "again")


def test_live_page_is_a_story(cabinet: Cabinet) -> None:
    cabinet.announce()
    assert cabinet.file(replace(fetched(FERRY), result=cleaned("Now.", kind="live"))).outcome == "filed"


def test_page_that_could_not_be_cleaned_is_remembered_with_the_reason(cabinet: Cabinet) -> None:
    cabinet.announce()
    filed = cabinet.file(replace(fetched(FERRY), result=failed("deadline: 20 s")))
    assert filed == Filed("failed", "deadline: 20 s")
    assert (cabinet.row()["status"], cabinet.row()["todo"]) == ("failed", "")


@pytest.mark.parametrize("reason", ["died: exit status 1", "closed"])
def test_page_whose_worker_is_to_blame_is_tried_again(cabinet: Cabinet, reason: str) -> None:
    cabinet.announce()
    cabinet.file(replace(fetched(FERRY), result=failed(reason)))
    assert cabinet.store.is_to_do(url_key(FERRY), 2)


def failed(reason: str) -> Any:
    return replace(cleaned(""), record={}, failed=reason)


def test_correction_keeps_the_old_text(cabinet: Cabinet) -> None:
    cabinet.announce()
    cabinet.file(fetched(FERRY, "It sank."))
    cabinet.again()
    filed = cabinet.file(fetched(FERRY, "It did not sink.", before="It sank."))
    assert filed.outcome == "corrected"
    name = f"ferry-{digest_of(url_key(FERRY))}"
    assert cabinet.texts() == {f"{name}.txt": "Ferry\n\nIt did not sink.\n", f"{name}.v1.txt": "Ferry\n\nIt sank.\n"}
    assert cabinet.record(filed.path)["version"] == 2


def test_it_is_counted_how_often_in_a_row_a_story_had_not_changed(cabinet: Cabinet) -> None:
    cabinet.announce()
    counts = []
    for text in ("It sank.", "It sank.", "It sank.", "It did not sink.", "It did not sink."):
        cabinet.file(fetched(FERRY, text, before="It sank."))
        counts.append(cabinet.row()["unchanged"])
        cabinet.again()
    assert counts == [0, 1, 2, 0, 1]


def test_so_it_is_of_a_page_that_is_still_no_story(cabinet: Cabinet) -> None:
    cabinet.announce()
    counts = []
    for _ in range(3):
        cabinet.file(replace(fetched(FERRY), result=cleaned("", kind="index")))
        counts.append(cabinet.row()["unchanged"])
        cabinet.again()
    assert counts == [0, 1, 2]


def test_page_whose_text_is_the_same_makes_no_version(cabinet: Cabinet) -> None:
    cabinet.announce()
    cabinet.file(fetched(FERRY, "It sank."))
    cabinet.again()
    assert cabinet.file(fetched(FERRY, "It sank.", body=b"<p>It sank.<p>Advertisement")).outcome == "unchanged"
    assert cabinet.row()["todo"] == ""


def test_text_that_differs_because_the_cleaner_has_learned_makes_no_version(cabinet: Cabinet) -> None:
    cabinet.announce()
    cabinet.file(fetched(FERRY, "It sank.\n\nRead more"))
    cabinet.again()
    assert cabinet.file(fetched(FERRY, "It sank.", before="It sank.")).outcome == "unchanged"
    assert list(cabinet.texts().values()) == ["Ferry\n\nIt sank.\n\nRead more\n"]


def test_unchanged_page_is_not_archived_twice(cabinet: Cabinet) -> None:
    cabinet.announce()
    cabinet.file(fetched(FERRY))
    cabinet.again()
    cabinet.file(fetched(FERRY))
    cabinet.archive.close()
    assert len(list(cabinet.archive.pages())) == 1


def test_wall_in_the_place_of_a_story_leaves_the_story(cabinet: Cabinet) -> None:
    cabinet.announce()
    cabinet.file(fetched(FERRY, "It sank."))
    cabinet.again()
    filed = cabinet.file(replace(fetched(FERRY), result=cleaned("", kind="paywalled")))
    assert (filed.outcome, filed.reason) == ("unchanged", "now paywalled")
    assert (cabinet.row()["status"], list(cabinet.texts().values())) == ("filed", ["Ferry\n\nIt sank.\n"])


def test_correction_cut_short_by_a_kill_is_done_again_without_losing_the_old_text(cabinet: Cabinet) -> None:
    cabinet.announce()
    cabinet.file(fetched(FERRY, "It sank."))
    cabinet.again()
    cabinet.store.connection.execute("BEGIN")
    cabinet.file(fetched(FERRY, "It did not sink."))
    cabinet.store.connection.execute("ROLLBACK")
    cabinet.file(fetched(FERRY, "It did not sink."))
    assert sorted(cabinet.texts().values()) == ["Ferry\n\nIt did not sink.\n", "Ferry\n\nIt sank.\n"]


def test_lost_files_are_made_again_in_the_same_version(cabinet: Cabinet) -> None:
    cabinet.announce()
    path = cabinet.file(fetched(FERRY, "It sank.")).path
    (cabinet.out / path).unlink()
    cabinet.again(todo="remake")
    filed = cabinet.file(fetched(FERRY, "It sank."))
    assert (filed.outcome, cabinet.record(path)["version"]) == ("remade", 1)
    assert list(cabinet.texts().values()) == ["Ferry\n\nIt sank.\n"]


def test_second_story_with_the_same_eight_digits_gets_more(cabinet: Cabinet) -> None:
    cabinet.announce()
    first = cabinet.file(fetched(FERRY)).path
    other = "https://gazette.example/b/ferry/"
    cabinet.announce(other)
    taken = f"gazette/2026/11/20/ferry-{digest_of(url_key(other))}.txt"
    cabinet.store.change(url_key(FERRY), path=taken)
    assert len(cabinet.file(fetched(other)).path) == len(first) + 8


def test_page_nobody_has_announced_is_not_filed(cabinet: Cabinet) -> None:
    assert cabinet.file(fetched(FERRY)) == Filed("forgotten")
    assert not cabinet.archive.folder.exists()


def test_page_cleaned_again_gets_its_new_text_a_flag_and_no_version(cabinet: Cabinet) -> None:
    cabinet.announce()
    cabinet.file(fetched(FERRY, "It sank.\n\nRead more"))
    filed = cabinet.refile(fetched(FERRY, "It sank."))
    record = cabinet.record(filed.path)
    assert (filed.outcome, record["version"], record["flags"], record["memory_generation"]) == (
        "remade",
        1,
        ["recleaned"],
        5,
    )
    assert list(cabinet.texts().values()) == ["Ferry\n\nIt sank.\n"]


def test_page_cleaned_again_with_the_same_result_is_not_touched(cabinet: Cabinet) -> None:
    cabinet.announce()
    path = cabinet.file(fetched(FERRY, "It sank.")).path
    before = cabinet.record(path)
    assert cabinet.refile(fetched(FERRY, "It sank.")).outcome == "unchanged"
    assert cabinet.record(path) == before


def test_story_that_would_no_longer_be_one_keeps_its_text(cabinet: Cabinet) -> None:
    cabinet.announce()
    cabinet.file(fetched(FERRY, "It sank."))
    assert cabinet.refile(replace(fetched(FERRY), result=cleaned("", kind="index"))).reason == "now index"
    assert list(cabinet.texts().values()) == ["Ferry\n\nIt sank.\n"]


def test_page_that_is_a_story_after_all_is_filed(cabinet: Cabinet) -> None:
    cabinet.announce()
    cabinet.file(replace(fetched(FERRY), result=cleaned("", kind="index")))
    cabinet.archive.close()
    page = replace(fetched(FERRY, "It sank."), archived=next(cabinet.archive.pages()).place)
    assert cabinet.refile(page).outcome == "filed"
    assert cabinet.row()["status"] == "filed"


def test_forgetting_removes_text_record_versions_copies_and_row(cabinet: Cabinet) -> None:
    cabinet.announce()
    cabinet.file(fetched(FERRY, "It sank."))
    cabinet.again()
    cabinet.file(fetched(FERRY, "It did not sink."))
    cabinet.archive.close()
    removed = cabinet.forget(FERRY)
    assert len(removed) == 5
    assert list(walk(cabinet.out)) == []
    assert list(cabinet.archive.pages()) == []
    assert cabinet.store.page(url_key(FERRY)) is None
    assert cabinet.forget(FERRY) == []
