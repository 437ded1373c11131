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
def test_run_killed_at_random_moments_again_and_again_is_made_good(
    web: dict[str, Site], undisturbed: Kitchen, tmp_path: Path
) -> None:
    chance = random.Random(20)
    kitchen = Kitchen(tmp_path, web)
    begun = time.monotonic()
    Kitchen(tmp_path / "timed", web).run("harvest")
    usual = time.monotonic() - begun
    for _ in range(RANDOM_KILLS):
        kill_after(kitchen, chance.uniform(0.3, 1.0) * usual)
    assert_same(kitchen, undisturbed)
