"""Pages go into the archive and come out as they were, also after a kill."""

from __future__ import annotations

import errno
import gzip
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.archive import OPEN, Archive
from crawler.warc import members
from tests.crawler.pages import FETCHED, address, fetched

PAGE = replace(
    fetched(address("ferry")),
    body="<p>Ünlü".encode(),
    headers=(
        ("Content-Type", "text/html"),
        ("Content-Encoding", "gzip"),
        ("Set-Cookie", "a=b"),
        ("X-A", "1\r\nX-B: 2"),
    ),
)


def test_gives_back_what_was_put_in(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    place = archive.append(PAGE)
    archive.close()
    stored = archive.read(place)
    assert (stored.url, stored.body, stored.status, stored.fetched_at) == (PAGE.url, PAGE.body, 200, FETCHED)
    assert (stored.content_type, stored.place, stored.outlet) == ("text/html", place, "gazette")


def test_page_can_be_read_before_its_file_is_closed(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    place = archive.append(PAGE)
    archive.sync()
    assert archive.read(place).body == PAGE.body


def test_disk_that_refuses_one_file_can_be_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(tmp_path)
    first, second = archive.append(PAGE), archive.append(replace(PAGE, outlet="herald"))
    works, asked = os.fsync, []

    def refuse_the_second(file: int) -> None:
        asked.append(file)
        if len(asked) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        works(file)

    monkeypatch.setattr(os, "fsync", refuse_the_second)
    with pytest.raises(OSError, match="No space"):
        archive.sync()
    archive.close()
    assert [archive.read(place).body for place in (first, second)] == [PAGE.body, PAGE.body]


def test_keeps_no_header_of_the_transfer_or_the_visitor(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    place = archive.append(PAGE)
    archive.close()
    kept = dict(archive.read(place).headers)
    assert kept == {"Content-Type": "text/html", "X-A": "1 X-B: 2", "Content-Length": str(len(PAGE.body))}


def test_is_what_other_readers_of_warc_can_read(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.append(PAGE)
    archive.close()
    with archive.files()[0].open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file, check_digests=True)]
    assert kinds == ["warcinfo", "response"]


def test_one_file_an_outlet_named_when_it_is_closed(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.append(PAGE)
    archive.append(replace(PAGE, outlet="herald"))
    archive.append(PAGE)
    assert len(list(tmp_path.glob(f"*{OPEN}"))) == 2
    archive.close()
    assert [path.name.partition("-")[0] for path in archive.files()] == ["gazette", "herald"]


def test_begins_a_new_file_when_one_is_full(tmp_path: Path) -> None:
    archive = Archive(tmp_path, file_bytes=600)
    places = [archive.append(PAGE) for _ in range(3)]
    archive.close()
    assert len({place.file for place in places}) == len(archive.files()) > 1
    assert all(archive.read(place).body == PAGE.body for place in places)


def test_page_whose_file_is_gone_is_missing(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    place = archive.append(PAGE)
    archive.close()
    archive.files()[0].unlink()
    with pytest.raises(FileNotFoundError):
        archive.read(place)


@pytest.mark.parametrize("kept", [1, 20, 200, -1], ids=["first byte", "header", "middle", "all but the last byte"])
def test_torn_end_is_cut_off_and_the_rest_is_kept(tmp_path: Path, kept: int) -> None:
    archive = Archive(tmp_path)
    place = archive.append(PAGE)
    torn = archive.append(PAGE)
    archive.sync()
    path = next(tmp_path.glob(f"*{OPEN}"))
    os.truncate(path, torn.offset + (kept if kept > 0 else torn.length - 1))
    assert len(Archive(tmp_path).mend()) == 1
    mended = Archive(tmp_path)
    assert mended.files()[0].stat().st_size == torn.offset
    assert [page.place for page in mended.pages()] == [place]


def test_file_without_a_whole_record_is_deleted(tmp_path: Path) -> None:
    (tmp_path / f"gazette-1.warc.gz{OPEN}").write_bytes(b"\x1f\x8b\x08")
    Archive(tmp_path).mend()
    assert list(tmp_path.iterdir()) == []


def test_mending_what_is_whole_loses_nothing(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    place = archive.append(PAGE)
    archive.sync()
    other = Archive(tmp_path)
    other.mend()
    assert other.read(place).body == PAGE.body
    assert other.mend() == []


def test_members_are_found_across_reads_of_a_big_file(tmp_path: Path) -> None:
    path = tmp_path / "big.gz"
    whole = [gzip.compress(os.urandom(700_000)) for _ in range(4)]
    path.write_bytes(b"".join(whole) + whole[0][:1000])
    assert [length for _, length in members(path)] == [len(member) for member in whole]


def test_erased_record_is_gone_and_the_others_stay_where_they_are(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    places = [archive.append(replace(PAGE, body=f"<p>{n}".encode() * 50)) for n in range(3)]
    archive.close()
    size = archive.files()[0].stat().st_size
    archive.erase(places[1])
    archive.erase(places[1])
    assert archive.files()[0].stat().st_size == size
    assert [page.place for page in archive.pages()] == [places[0], places[2]]
    assert b"<p>1" not in gzip.decompress(archive.files()[0].read_bytes())
    with pytest.raises(ValueError, match="no page at byte"):
        archive.read(places[1])


def test_finds_all_copies_of_a_page(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = archive.append(PAGE)
    archive.append(fetched(address("other")))
    again = archive.append(replace(PAGE, url=PAGE.url + "?utm_source=feed"))
    archive.close()
    assert archive.copies("gazette", PAGE.key) == [first, again]


def aged(tmp_path: Path, days: list[int]) -> Archive:
    archive = Archive(tmp_path)
    for number, age in enumerate(days):
        path = tmp_path / f"gazette-{number}.warc.gz"
        path.write_bytes(b"x" * 100)
        os.utime(path, (0, time.time() - age * 86_400))
    return archive


def test_retention_takes_files_that_are_too_old(tmp_path: Path) -> None:
    archive = aged(tmp_path, [31, 29, 0])
    assert archive.prune(days=30, max_bytes=0) == ["gazette-0.warc.gz"]


def test_retention_takes_the_oldest_until_the_rest_is_small_enough(tmp_path: Path) -> None:
    archive = aged(tmp_path, [3, 9, 1])
    assert archive.prune(days=0, max_bytes=200) == ["gazette-1.warc.gz"]
    assert archive.prune(days=0, max_bytes=200) == []


def test_no_retention_takes_nothing(tmp_path: Path) -> None:
    assert aged(tmp_path, [4000]).prune(days=0, max_bytes=0) == []
