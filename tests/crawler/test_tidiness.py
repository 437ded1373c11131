"""A harvest writes below OUT_DIR and VAR_DIR and nowhere else, whatever the addresses of its stories look like."""

from __future__ import annotations

import os
import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

from crawler.files import walk
from tests.crawler.tinyweb import ROOT, TIMEOUT_SECONDS, Kitchen, Site, environment, tiny_web

SLUGS = (
    "..%2F..%2F..%2F..%2F..%2Fetc%2Fpasswd",
    "..%5C..%5Cwindows%5Csystem32",
    "%2e%2e%2f%2e%2e%2fescaped",
    "a%00b",
    "line%0Abreak%1B%5B2J",
    "x" * 600,
    "%D8%AE%D8%A8%D8%B1-%D8%B9%D8%A7%D8%AC%D9%84" * 20,
    "CON.html",
    "aux",
    ".copydesk-1-1",
    "-rf",
    "~root",
    "caf%C3%A9",
    "CAFE%CC%81-II",
    "%FF%FE-not-utf-8",
    "$(touch%20pwned)",
    "story.json.html",
)
UNTOUCHED = frozenset(["__pycache__", ".git", ".pytest_cache", ".hypothesis", ".mypy_cache", ".ruff_cache", ".venv"])
NAME = re.compile(r"[\w-]+-[0-9a-f]{8}(?:[0-9a-f]{8})?\.(?:txt|json)")


def files_of(folder: Path) -> dict[str, int]:
    """Path -> time of the last change of every file that is not a tool's cache."""
    return {
        str(path): path.stat().st_mtime_ns
        for path in walk(folder)
        if not UNTOUCHED & set(path.relative_to(folder).parts)
    }


def harvest_at_home(kitchen: Kitchen) -> subprocess.CompletedProcess[str]:
    """Harvest with a home and a place for temporary files of its own."""
    places = {name: kitchen.root / name.lower() for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    for place in places.values():
        place.mkdir()
    own = {**environment(), **{name: str(place) for name, place in places.items()}}
    return subprocess.run(
        kitchen.command("harvest"),
        cwd=ROOT,
        env=own,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )


@pytest.fixture(scope="module")
def harvested(tmp_path_factory: pytest.TempPathFactory) -> Kitchen:
    """One run over hostile addresses; it compares the project's own folder before and after."""
    with tiny_web(("gazette",), stories=0) as sites:
        site: Site = sites["gazette"]
        for number, slug in enumerate(SLUGS):
            site.put_story(slug, f"Story number {number} stands under an address that was made to do harm. " * 3)
        site.put_feed()
        kitchen = Kitchen(tmp_path_factory.mktemp("tidy"), sites)
        before = files_of(ROOT)
        done = harvest_at_home(kitchen)
        assert (done.returncode, done.stderr) == (0, "")
        assert files_of(ROOT) == before
    return kitchen


def test_every_story_is_filed(harvested: Kitchen) -> None:
    assert len(harvested.texts()) == len(harvested.records()) == len(SLUGS)


def test_nothing_is_written_but_below_the_two_folders(harvested: Kitchen) -> None:
    places = {Path(path).relative_to(harvested.root).parts[0] for path in files_of(harvested.root)}
    assert places == {"seeds", "out", "var"}


def test_stories_lie_in_the_folder_of_their_day(harvested: Kitchen) -> None:
    folders = {path.rpartition("/")[0] for path in harvested.texts()}
    assert len(folders) == 1
    assert re.fullmatch(r"gazette/\d{4}/\d\d/\d\d", folders.pop())


def test_names_are_short_plain_and_differ_in_more_than_case(harvested: Kitchen) -> None:
    names = [Path(path).name for path in (*harvested.texts(), *harvested.records())]
    assert all(NAME.fullmatch(name) and len(os.fsencode(name)) <= 200 for name in names), names
    assert len({unicodedata.normalize("NFD", name).casefold() for name in names}) == len(names)
