"""Two months of nightly harvests of a small web that changes: nothing twice, nothing lost, nothing that only grows."""

from __future__ import annotations

import itertools
import json
import os
import random
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import pytest

from crawler.files import walk
from crawler.state.template_memory import KEPT_GENERATIONS
from tests.crawler.tinyweb import ROOT, TIMEOUT_SECONDS, Kitchen, Site, environment, tiny_web

pytestmark = pytest.mark.soak

NIGHTS = 64
A_DAY = 3
"""New stories of an outlet a day."""
OUTLETS = ("beacon", "gazette", "herald")
ARCHIVE_DAYS = 14

WORDS = tuple("".join(letters) for letters in itertools.product("bdfklmnprstv", "aeiou", "bdfklmnprstv"))

SILENT = 30
"""The night on which the gazette announces nothing."""
DOWN = range(20, 25)
"""Nights on which the beacon hangs up on everybody."""
BROKEN = range(45, 53)
"""Nights on which the herald's new stories come without their text."""
CORRECTED = range(5, NIGHTS, 6)
"""Nights on which the gazette corrects a story of the night before."""
VANISHED = range(8, NIGHTS, 7)
"""Nights on which one of the gazette's new stories is gone before anyone has read it, and one of last week's too."""
STUMBLES = range(10, NIGHTS, 7)
"""Nights on which one of the gazette's new stories can't be had before the next night."""
SHARED = range(3, NIGHTS, 5)
"""Nights on which the gazette and the beacon print the same story of an agency."""


@dataclass(frozen=True)
class Night:
    """What a harvest came to."""

    code: int
    errors: str
    peak_mb: float
    state_bytes: int
    archive_bytes: int
    asked: dict[str, tuple[str, ...]]
    stories: int


@dataclass(frozen=True)
class Months:
    """All nights, and what they have left."""

    nights: tuple[Night, ...]
    kitchen: Kitchen


def slug(outlet: str, night: int, number: int) -> str:
    return f"{outlet}-night-{night}-story-{number}"


def text_of(outlet: str, night: int, number: int) -> str:
    """Every story in words of its own."""
    if number == 0 and night in SHARED and outlet in {"beacon", "gazette"}:
        outlet = "agency"
    return " ".join(random.Random(slug(outlet, night, number)).choices(WORDS, k=120)) + "."


def day_of(night: int) -> datetime:
    return datetime.now(UTC) + timedelta(days=night - NIGHTS)


def prepare(sites: dict[str, Site], night: int) -> None:
    """What the web looks like on a night: the stories of the last ten days are announced."""
    for name, site in sites.items():
        site.is_down = name == "beacon" and night in DOWN
        for number in range(A_DAY):
            put(site, night, number, text_of(name, night, number))
        site.forget_announced(before=10 * A_DAY)
        site.put_feed()
    gazette, herald = sites["gazette"], sites["herald"]
    if night in BROKEN:
        for number in range(A_DAY):
            herald.put(
                path_of("herald", night, number), f"<html><title>{night}</title><nav>Menu</nav><p>Log in</p></html>"
            )
    if night in CORRECTED:
        put(gazette, night - 1, 1, "This story has been corrected. " + text_of("gazette", night - 1, 1), again=night)
        gazette.put_feed()
    if night in VANISHED:
        gazette.put(path_of("gazette", night, 2), "", status=410)
        gazette.put(path_of("gazette", night - 7, 1), "", status=410)
    if night in STUMBLES:
        gazette.put(path_of("gazette", night, 2), "", status=500)
    if night - 1 in STUMBLES:
        put(gazette, night - 1, 2, text_of("gazette", night - 1, 2))
    if night == SILENT:
        gazette.put("/feed", "<rss><channel></channel></rss>")
        gazette.put("/map.xml", '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>')


def path_of(outlet: str, night: int, number: int) -> str:
    return f"/2026/11/20/{slug(outlet, night, number)}"


def put(site: Site, night: int, number: int, text: str, again: int | None = None) -> None:
    time = day_of(night if again is None else again).strftime("%Y-%m-%dT%H:%M:%SZ")
    site.put_story(slug(site.name, night, number), text, time)


def harvest(kitchen: Kitchen, night: int) -> Night:
    """Harvest as if it were that night; what it wrote to the archive is dated accordingly."""
    begun = {name: len(site.asked) for name, site in kitchen.sites.items()}
    peak = kitchen.root / "peak"
    command = kitchen.command("harvest", ARCHIVE_DAYS=str(ARCHIVE_DAYS))
    command[1:3] = ["-m", "tests.crawler.later", str(night - NIGHTS), str(peak)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False
    )
    archived = list((kitchen.var / "archive").iterdir())
    then, now = day_of(night).timestamp(), datetime.now(UTC).timestamp()
    for path in archived:
        if now - path.stat().st_mtime < 3600:
            os.utime(path, (then, then))
    return Night(
        done.returncode,
        done.stderr,
        float(peak.read_text("ascii")),
        sum(path.stat().st_size for path in kitchen.var.glob("state.db*")),
        sum(path.stat().st_size for path in archived),
        {name: tuple(site.asked[begun[name] :]) for name, site in kitchen.sites.items()},
        len(kitchen.texts()),
    )


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Months]:
    """They are lived through once, for all tests that look back at them."""
    with tiny_web(OUTLETS, stories=0) as sites:
        kitchen = Kitchen(tmp_path_factory.mktemp("months"), sites)
        nights = []
        for night in range(NIGHTS):
            prepare(sites, night)
            nights.append(harvest(kitchen, night))
        yield Months(tuple(nights), kitchen)


def expected() -> set[str]:
    """Slugs of the stories that can be had."""
    every = {slug(outlet, night, number) for outlet in OUTLETS for night in range(NIGHTS) for number in range(A_DAY)}
    gone = {slug("gazette", night, 2) for night in VANISHED}
    without_text = {slug("herald", night, number) for night in BROKEN for number in range(A_DAY)}
    return every - gone - without_text


def filed(months: Months) -> list[Path]:
    return [Path(path) for path in months.kitchen.texts()]


def test_every_story_is_filed_once(months: Months) -> None:
    current = [path.stem.rpartition("-")[0] for path in filed(months) if not path.suffixes[:-1]]
    assert Counter(current) == Counter(expected())


def test_every_correction_keeps_the_version_before_it(months: Months) -> None:
    earlier = {
        path.name.partition(".")[0].rpartition("-")[0] for path in filed(months) if path.suffixes[:-1] == [".v1"]
    }
    assert earlier == {slug("gazette", night - 1, 1) for night in CORRECTED}
    assert not [path for path in filed(months) if ".v2" in path.suffixes]


def test_no_story_is_fetched_twice_unless_it_changed_or_could_not_be_had(months: Months) -> None:
    asked = Counter(path for night in months.nights for paths in night.asked.values() for path in paths)
    again = {path_of("gazette", night - 1, 1) for night in CORRECTED} | {
        path_of("gazette", night, 2) for night in STUMBLES
    }
    assert {path for path, times in asked.items() if times > 1 and path.startswith("/2026/")} == again
    assert max(times for path, times in asked.items() if path.startswith("/2026/")) == 2


def test_same_story_of_two_outlets_is_known_as_one(months: Months) -> None:
    doubles = [
        record["near_duplicate_of"] for record in months.kitchen.records().values() if record["near_duplicate_of"]
    ]
    assert len(doubles) == len(SHARED)


def test_exit_codes_tell_good_nights_from_bad(months: Months) -> None:
    codes = [night.code for night in months.nights]
    alarms = [night for night, code in enumerate(codes) if code == 4]
    assert {codes[night] for night in DOWN} == {1}
    assert codes[SILENT] == 3
    assert alarms
    assert BROKEN[2] <= alarms[0] <= BROKEN[-1]
    assert alarms[-1] <= BROKEN[-1] + 10
    usual = set(range(NIGHTS)) - set(DOWN) - {SILENT} - set(alarms)
    assert {codes[night] for night in usual} == {0}
    assert all("herald: drift: share of pages that are no story" in months.nights[night].errors for night in alarms)


def test_memory_does_not_grow_with_what_is_known(months: Months) -> None:
    first, last = ([night.peak_mb for night in part] for part in (months.nights[2:12], months.nights[-10:]))
    assert median(last) < median(first) + 10


def test_state_grows_by_what_is_new_and_by_nothing_else(months: Months) -> None:
    sizes = [night.state_bytes for night in months.nights]
    early, late = sizes[NIGHTS // 2] - sizes[10], sizes[-1] - sizes[NIGHTS // 2]
    a_story = (sizes[-1] - sizes[10]) / (months.nights[-1].stories - months.nights[10].stories)
    assert a_story < 6_000
    assert late < 1.5 * early


def test_archive_holds_what_it_is_to_keep_and_no_more(months: Months) -> None:
    sizes = [night.archive_bytes for night in months.nights]
    assert max(sizes[ARCHIVE_DAYS + 1 :]) < 1.5 * sizes[ARCHIVE_DAYS + 1]


def test_template_memory_forgets_what_stood_on_one_page_only(months: Months) -> None:
    connection = sqlite3.connect(months.kitchen.var / "state.db")
    lone, common = (
        connection.execute(f"SELECT count(*) FROM memory WHERE outlet = 'gazette' AND pages {how}").fetchone()[0]
        for how in ("= 1", "> 1")
    )
    connection.close()
    assert 0 < common < 10
    assert lone <= (KEPT_GENERATIONS + 2) * (A_DAY + 1)


def test_no_night_leaves_anything_but_texts_and_records(months: Months) -> None:
    kitchen = months.kitchen
    assert kitchen.strays() == []
    assert not [path for path in walk(kitchen.var / "archive") if not path.name.endswith(".warc.gz")]
    assert len(kitchen.records()) == len(expected())
    assert json.loads((kitchen.var / "report" / "latest.json").read_bytes())["run"] == NIGHTS
