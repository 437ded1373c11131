"""kill -9 at any moment, then the same command: the same texts, byte for byte, as if nothing had happened."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawler.tinyweb import OUTLETS, ROOT, STORIES, TIMEOUT_SECONDS, Kitchen, Site, environment, tiny_web

RANDOM_KILLS = 20
KITCHENS = 5
"""Crawlers that are killed, each several times: after a few kills there is little left to do."""


@pytest.fixture(scope="module")
def web() -> Iterator[dict[str, Site]]:
    """Two outlets with a near-duplicate between them."""
    with tiny_web() as sites:
        for name in OUTLETS:
            sites[name].put_story("agency", " ".join(f"The agency reports word {n} of the storm." for n in range(40)))
            sites[name].put_feed()
        yield sites


@pytest.fixture(scope="module")
def undisturbed(web: dict[str, Site], tmp_path_factory: pytest.TempPathFactory) -> Kitchen:
    """What a run that nothing disturbs leaves."""
    kitchen = Kitchen(tmp_path_factory.mktemp("undisturbed"), web)
    assert kitchen.run("harvest").returncode == 0
    assert len(kitchen.texts()) == 2 * STORIES + 2
    assert sum(record["near_duplicate_of"] is not None for record in kitchen.records().values()) == 1
    return kitchen


def disturbed(kitchen: Kitchen, what: str, step: int) -> subprocess.CompletedProcess[str]:
    """Run until something happens at a step on the disk."""
    command = kitchen.command("harvest")
    command[1:3] = ["-m", "tests.crawler.mortal", what, str(step)]
    return subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False
    )


def kill_at(kitchen: Kitchen, step: int) -> bool:
    """Run until a step on the disk; False if the run has fewer."""
    return disturbed(kitchen, "kill", step).returncode == -signal.SIGKILL


def kill_after(kitchen: Kitchen, seconds: float) -> None:
    """Run for so many seconds."""
    process = kitchen.start("harvest")
    time.sleep(seconds)
    process.kill()
    process.communicate()


def assert_same(kitchen: Kitchen, undisturbed: Kitchen) -> None:
    """The next run makes good whatever a kill has left."""
    done = kitchen.run("harvest")
    assert done.returncode == 0, done.stderr
    assert kitchen.texts() == undisturbed.texts()
    assert kitchen.records() == undisturbed.records()
    assert kitchen.strays() == []
    assert not list((kitchen.var / "archive").glob("*.open"))


@pytest.mark.parametrize("step", [41, *(pytest.param(step, marks=pytest.mark.soak) for step in range(2, 120, 6))])
def test_run_killed_at_a_step_on_the_disk_is_made_good(
    web: dict[str, Site], undisturbed: Kitchen, tmp_path: Path, step: int
) -> None:
    kitchen = Kitchen(tmp_path, web)
    assert kill_at(kitchen, step)
    assert_same(kitchen, undisturbed)


@pytest.mark.parametrize("step", [60, *(pytest.param(step, marks=pytest.mark.soak) for step in (1, 3, 20, 100))])
def test_full_disk_ends_the_run_in_order_and_the_next_does_the_rest(
    web: dict[str, Site], undisturbed: Kitchen, tmp_path: Path, step: int
) -> None:
    kitchen = Kitchen(tmp_path, web)
    done = disturbed(kitchen, "full", step)
    assert done.returncode == 73
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert_same(kitchen, undisturbed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(KITCHENS))
def test_run_killed_at_random_moments_again_and_again_is_made_good(
    web: dict[str, Site], undisturbed: Kitchen, usual_seconds: float, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    kitchen = Kitchen(tmp_path, web)
    for _ in range(RANDOM_KILLS // KITCHENS):
        kill_after(kitchen, chance.uniform(0.3, 1.0) * usual_seconds)
    assert_same(kitchen, undisturbed)


@pytest.fixture(scope="module")
def usual_seconds(web: dict[str, Site], tmp_path_factory: pytest.TempPathFactory) -> float:
    """How long a run takes that nothing disturbs."""
    begun = time.monotonic()
    Kitchen(tmp_path_factory.mktemp("timed"), web).run("harvest")
    return time.monotonic() - begun


@pytest.mark.soak
@pytest.mark.parametrize("step", range(2, 42, 4))
def test_correction_killed_at_a_step_on_the_disk_is_made_good(tmp_path: Path, step: int) -> None:
    """The version before it is kept once and the new one filed once, whenever the run was killed."""
    with tiny_web() as sites:
        whole, killed = Kitchen(tmp_path / "whole", sites), Kitchen(tmp_path / "killed", sites)
        for kitchen in (whole, killed):
            assert kitchen.run("harvest").returncode == 0
        for site in sites.values():
            for number in range(3):
                text = f"What was said of ferry {number} was wrong, and is corrected here. " * 4
                site.put_story(f"{site.name}-story-{number}", text, "2040-01-01T00:00:00Z")
            site.put_feed()
        assert whole.run("harvest").returncode == 0
        assert len([path for path in whole.texts() if ".v1." in path]) == 6
        assert kill_at(killed, step)
        assert_same(killed, whole)
