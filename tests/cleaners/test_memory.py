"""Template memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaners.errors import MemoryFileError
from cleaners.memory import NOTHING_SEEN, FileMemory


def test_counts_a_block_once_a_page(tmp_path: Path) -> None:
    memory = FileMemory(tmp_path / "m")
    memory.learn(["a", "a", "b"])
    memory.learn(["a", "c"])
    assert (memory.pages(), memory.pages_with("a"), memory.pages_with("b"), memory.pages_with("z")) == (2, 2, 1, 0)


def test_learns_a_page_only_once(tmp_path: Path) -> None:
    memory = FileMemory(tmp_path / "m")
    assert memory.learn(["a", "b"])
    assert not memory.learn(["b", "a"])
    assert memory.pages() == 1


def test_a_page_sees_only_the_others(tmp_path: Path) -> None:
    memory = FileMemory(tmp_path / "m")
    memory.learn(["a", "b"])
    memory.learn(["a", "c"])
    others = memory.others()
    assert (others.pages(), others.pages_with("a"), others.pages_with("b")) == (1, 1, 0)


def test_comes_back_from_its_file(tmp_path: Path) -> None:
    memory = FileMemory(tmp_path / "m")
    memory.learn(["a", "b"])
    memory.save()
    again = FileMemory(tmp_path / "m")
    assert (again.pages(), again.pages_with("b"), again.learn(["a", "b"])) == (1, 1, False)
    assert [p.name for p in tmp_path.iterdir()] == ["m"]


@pytest.mark.parametrize("content", ["", "something else\n", "copydesk-memory 1\nabc\n", "copydesk-memory 1\nabc x\n"])
def test_refuses_a_damaged_file_and_names_the_cure(tmp_path: Path, content: str) -> None:
    (tmp_path / "m").write_text(content)
    with pytest.raises(MemoryFileError, match="delete it"):
        FileMemory(tmp_path / "m")


def test_nothing_seen_has_seen_nothing() -> None:
    assert (NOTHING_SEEN.pages(), NOTHING_SEEN.pages_with("a")) == (0, 0)


def test_forgets_what_stood_on_one_page_only_when_it_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaners.memory.MAX_FINGERPRINTS", 4)
    memory = FileMemory(tmp_path / "m")
    for page in range(6):
        memory.learn(["slogan", f"line {page}", f"other line {page}"])
    assert (memory.pages(), memory.pages_with("slogan"), memory.pages_with("line 0")) == (6, 6, 0)
    memory.save()
    assert len((tmp_path / "m").read_text().splitlines()) <= 1 + 6 + 4
