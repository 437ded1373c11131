"""What a run is asked to do is checked before it begins."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler.commands.harvest import shard
from crawler.opening import CANNOT_WRITE, LOCKED, USAGE, CannotStartError, choose, open_desk
from tests.crawler.pages import GAZETTE

OUTLETS = {"gazette": GAZETTE, "herald": replace(GAZETTE, id="herald", enabled=False)}


def test_without_names_all_enabled_outlets_are_chosen() -> None:
    assert list(choose(OUTLETS, [])) == ["gazette"]


def test_named_outlet_is_chosen_though_it_is_not_enabled() -> None:
    assert list(choose(OUTLETS, ["herald", "gazette", "herald"])) == ["herald", "gazette"]


def test_unknown_name_is_told_with_the_known_ones() -> None:
    with pytest.raises(CannotStartError, match="no outlet is called gazete; known are: gazette, herald") as caught:
        choose(OUTLETS, ["gazete"])
    assert caught.value.exit_code == USAGE


@pytest.mark.parametrize(("text", "expected"), [(None, (1, 1)), ("2/4", (2, 4)), ("4/4", (4, 4))])
def test_shard_is_read(text: str | None, expected: tuple[int, int]) -> None:
    assert shard(text) == expected


@pytest.mark.parametrize("text", ["3/2", "0/2", "half", "1/0", "-1/2", "1/2/3", ""])
def test_shard_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(CannotStartError, match="is not I/N") as caught:
        shard(text)
    assert caught.value.exit_code == USAGE


def settings(root: Path) -> Settings:
    return Settings(
        {"OUT_DIR": str(root / "out"), "VAR_DIR": str(root / "var"), "ARCHIVE_DAYS": 0, "ARCHIVE_MAX_BYTES": 0}
    )


def test_second_run_is_told_apart_from_a_disk_that_refuses(tmp_path: Path) -> None:
    desk = open_desk(settings(tmp_path), OUTLETS)
    with pytest.raises(CannotStartError) as caught:
        open_desk(settings(tmp_path), OUTLETS)
    desk.shut()
    assert caught.value.exit_code == LOCKED
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotStartError, match="cannot write") as caught:
        open_desk(settings(tmp_path / "file"), OUTLETS)
    assert caught.value.exit_code == CANNOT_WRITE
