"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crawler.files import TEMPORARY, Batch, remove_temporaries, walk, write_file


def test_writes_files_in_folders_that_were_not_there(tmp_path: Path) -> None:
    batch = Batch()
    batch.put(tmp_path / "a" / "b" / "story.txt", b"text")
    batch.put(tmp_path / "a" / "c" / "story.txt", b"other")
    batch.write()
    assert [path.read_bytes() for path in walk(tmp_path)] == [b"text", b"other"]


def test_sees_what_it_will_write(tmp_path: Path) -> None:
    write_file(tmp_path / "old", b"old")
    batch = Batch()
    batch.put(tmp_path / "new", b"new")
    assert (batch.get(tmp_path / "old"), batch.get(tmp_path / "new"), batch.get(tmp_path / "none")) == (
        b"old",
        b"new",
        None,
    )


def test_batch_below_another_changes_it_only_when_added(tmp_path: Path) -> None:
    batch = Batch()
    batch.put(tmp_path / "a", b"1")
    below = batch.below()
    below.put(tmp_path / "a", b"2")
    assert batch.get(tmp_path / "a") == b"1"
    batch.add(below)
    assert batch.get(tmp_path / "a") == b"2"


def test_full_disk_leaves_the_old_file_and_no_half_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_file(tmp_path / "story.txt", b"old")
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space left"):
        write_file(tmp_path / "story.txt", b"new")
    assert {path.name: path.read_bytes() for path in walk(tmp_path)} == {"story.txt": b"old"}


def refuse(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_brings_file_and_folder_onto_the_disk_before_it_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle).st_ino))
    write_file(tmp_path / "day" / "story.txt", b"text")
    in_order = [tmp_path / "day" / "story.txt", tmp_path, tmp_path / "day"]
    assert synced == [path.stat().st_ino for path in in_order]


def test_what_a_kill_has_left_half_written_is_deleted(tmp_path: Path) -> None:
    write_file(tmp_path / "day" / "story.txt", b"text")
    (tmp_path / "day" / f"{TEMPORARY}77-0").write_bytes(b"hal")
    assert remove_temporaries(tmp_path) == 1
    assert [path.name for path in walk(tmp_path)] == ["story.txt"]
