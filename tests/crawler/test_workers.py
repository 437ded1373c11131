"""A fatal page costs only itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest
from twisted.internet.defer import Deferred

from cleaners.types import Page
from crawler.worker import MAX_TASKS
from crawler.workers import CleanResult, CleanTask, Workers

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 30.0
MEGABYTE = 2**20

JOBS = """
    import os, pathlib, re, signal, time
    from crawler.worker import CleanResult

    def obey(task):
        order = task.page.body
        if task.page.url:
            pathlib.Path(task.page.url).touch()
        if order == "hang":
            time.sleep(3600)
        if order == "hang in C":
            re.match("(a+)+$", "a" * 40 + "b")
        if order == "eat":
            hoard = [bytearray(1024 * 1024) for _ in range(100_000)]
        if order == "gulp":
            b"x" * (2**34)
        if order == "taste":
            b"x" * (96 * 2**20)
        if order == "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        if order == "leave":
            os._exit(3)
        if order == "raise":
            raise ValueError("a page that provokes an error")
        if order == "chatter":
            print("noise on standard output")
        return CleanResult(record={"pid": os.getpid()}, text=order)
"""

Ask = Callable[[str], CleanResult]


@pytest.fixture(scope="module")
def jobs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A module that workers can import, whose pages say what they do to the worker."""
    folder = tmp_path_factory.mktemp("jobs")
    (folder / "hostile_jobs.py").write_text(textwrap.dedent(JOBS), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(folder))
        yield "hostile_jobs:obey"


def at_once(function: Callable[..., object], *arguments: object) -> None:
    """Deliver results in the thread that has them: these tests run no reactor."""
    function(*arguments)


@pytest.fixture(scope="module")
def workers(jobs: str) -> Iterator[Workers]:
    pool = Workers(1, 1.0, 64 * MEGABYTE, job=jobs, deliver=at_once)
    yield pool
    pool.close()


def submit(pool: Workers, order: str) -> SimpleQueue[CleanResult]:
    arrived: SimpleQueue[CleanResult] = SimpleQueue()
    answer: Deferred[CleanResult] = pool.submit(CleanTask(Page(None, order)))
    answer.addCallback(arrived.put)
    return arrived


def ask(pool: Workers, order: str) -> CleanResult:
    return submit(pool, order).get(timeout=PATIENCE_SECONDS)


def test_a_page_comes_back_cleaned(workers: Workers) -> None:
    assert ask(workers, "fine").text == "fine"


def test_one_process_serves_many_pages(workers: Workers) -> None:
    assert ask(workers, "fine").record["pid"] == ask(workers, "fine").record["pid"]


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        ("hang", "deadline: 1 s"),
        ("hang in C", "deadline: 1 s"),
        ("eat", "memory: more than 64 MB"),
        ("gulp", "memory: more than 64 MB"),
        ("taste", "memory: more than 64 MB"),
        ("crash", f"died: signal {signal.SIGSEGV.value}"),
        ("leave", "died: exit status 3"),
        ("raise", "error: ValueError: a page that provokes an error"),
    ],
)
def test_a_fatal_page_costs_only_itself(workers: Workers, order: str, reason: str) -> None:
    before, fatal, after = submit(workers, "before"), submit(workers, order), submit(workers, "after")
    results = [waiting.get(timeout=PATIENCE_SECONDS) for waiting in (before, fatal, after)]
    assert [(result.text, result.failed) for result in results] == [("before", ""), ("", reason), ("after", "")]


def test_what_the_parent_holds_is_not_held_against_a_page(jobs: str) -> None:
    ballast = bytearray(256 * MEGABYTE)
    pool = Workers(1, 5.0, 64 * MEGABYTE, job=jobs, deliver=at_once)
    result = ask(pool, "fine")
    pool.close()
    assert (len(ballast), result.failed) == (256 * MEGABYTE, "")


def test_a_page_that_prints_does_not_spoil_its_answer(workers: Workers) -> None:
    assert ask(workers, "chatter").failed == ""


def test_a_worker_killed_while_idle_costs_no_page(workers: Workers) -> None:
    os.kill(ask(workers, "fine").record["pid"], signal.SIGKILL)
    assert ask(workers, "fine").failed == ""


def test_workers_ignore_the_signals_of_their_group(workers: Workers) -> None:
    pid = ask(workers, "fine").record["pid"]
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        os.kill(pid, number)
    assert ask(workers, "fine").record["pid"] == pid


def test_closing_ends_the_processes_and_answers_every_page(jobs: str) -> None:
    pool = Workers(2, 60.0, 64 * MEGABYTE, job=jobs, deliver=at_once)
    ask(pool, "fine")
    waiting = [submit(pool, "hang") for _ in range(5)]
    pids = pool.pids()
    pool.close()
    assert {arrived.get(timeout=PATIENCE_SECONDS).failed for arrived in waiting} == {"closed"}
    assert not any(is_alive(pid) for pid in pids)


def test_a_closed_pool_answers_at_once(jobs: str) -> None:
    pool = Workers(1, 1.0, 64 * MEGABYTE, job=jobs, deliver=at_once)
    pool.close()
    assert ask(pool, "fine").failed == "closed"


def test_a_worker_that_cannot_start_fails_the_page_and_says_so(jobs: str, capfd: pytest.CaptureFixture[str]) -> None:
    pool = Workers(1, 5.0, 64 * MEGABYTE, job="hostile_jobs:missing", deliver=at_once)
    assert ask(pool, "fine").failed == "died: exit status 1"
    pool.close()
    assert "missing" in capfd.readouterr().err


def test_workers_are_replaced_after_their_share_of_pages(workers: Workers) -> None:
    arrived = [submit(workers, "fine") for _ in range(2 * MAX_TASKS)]
    pids = [waiting.get(timeout=PATIENCE_SECONDS).record["pid"] for waiting in arrived]
    assert max(Counter(pids).values()) == MAX_TASKS


@pytest.mark.parametrize("order", ["fine", "hang", pytest.param("hang in C", marks=pytest.mark.soak)])
def test_workers_end_when_their_parent_is_killed(jobs: str, tmp_path: Path, order: str) -> None:
    begun = tmp_path / "begun"
    program = f"""
        import time
        from cleaners.types import Page
        from crawler.workers import CleanTask, Workers
        pool = Workers(1, 1.0, 64 * 2**20, job={jobs!r}, deliver=lambda function, *arguments: function(*arguments))
        pool.submit(CleanTask(Page({str(begun)!r}, {order!r})))
        print(*pool.pids(), flush=True)
        time.sleep(60)
    """
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{os.environ['PYTHONPATH']}{os.pathsep}{ROOT}"},
    )
    assert parent.stdout is not None
    with parent.stdout:
        pid = int(parent.stdout.readline())
    assert comes_true(begun.exists)
    parent.kill()
    parent.wait()
    assert comes_true(lambda: not is_alive(pid))


def is_alive(pid: int) -> bool:
    """Whether a process runs; a dead one that nobody has fetched does not."""
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(told.strip()) and not told.startswith("Z")


def comes_true(condition: Callable[[], bool]) -> bool:
    """Wait for what another process does; there is nothing to wait on but the process table and the file system."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()
