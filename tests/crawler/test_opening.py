"""What a run is asked to do is checked before it begins."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler import settings as ours
from crawler.commands.harvest import shard
from crawler.opening import CANNOT_WRITE, LOCKED, USAGE, CannotStartError, choose, open_desk
from crawler.types import Outlet
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


@pytest.mark.parametrize("outlets", [{}, {"herald": OUTLETS["herald"]}], ids=["no-seed-file", "none-enabled"])
def test_that_there_is_no_outlet_at_all_is_told(outlets: dict[str, Outlet]) -> None:
    with pytest.raises(CannotStartError, match="there is no outlet: SEEDS_DIR holds no seed file") as caught:
        choose(outlets, [])
    assert caught.value.exit_code == USAGE


@pytest.mark.parametrize(("text", "expected"), [(None, (1, 1)), ("2/4", (2, 4)), ("4/4", (4, 4))])
def test_shard_is_read(text: str | None, expected: tuple[int, int]) -> None:
    assert shard(text) == expected


@pytest.mark.parametrize("text", ["3/2", "0/2", "half", "1/0", "-1/2", "1/2/3", ""])
def test_shard_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(CannotStartError, match="is not I/N") as caught:
        shard(text)
    assert caught.value.exit_code == USAGE


def settings(root: Path, **more: str) -> Settings:
    names = {name: getattr(ours, name) for name in dir(ours) if name.isupper()}
    return Settings({**names, "OUT_DIR": str(root / "out"), "VAR_DIR": str(root / "var"), **more})


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("BUDGET_REQUESTS", "many", "BUDGET_REQUESTS=many: it is a number, as 5000"),
        ("CLEAN_SECONDS", "-1", "CLEAN_SECONDS=-1: it is at least 0"),
        ("CLEAN_JOBS", "0", "CLEAN_JOBS=0: it is at least 1"),
        ("RESPECT_TDM", "perhaps", "RESPECT_TDM=perhaps: it is True or False"),
        ("ALLOW_HOSTS", "all", "ALLOW_HOSTS: 'all' is not host:port"),
    ],
)
def test_setting_that_can_not_be_read_is_named(tmp_path: Path, name: str, value: str, message: str) -> None:
    with pytest.raises(CannotStartError, match=message) as caught:
        open_desk(settings(tmp_path, **{name: value}), OUTLETS)
    assert caught.value.exit_code == USAGE
    assert not (tmp_path / "var").exists()


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
