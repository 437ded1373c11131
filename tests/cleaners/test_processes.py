"""A process that dies or never ends costs the item it was at, and nobody waits for it without a bound."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaners.processes import AHEAD, MAX_TASKS, Failure, in_order

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60.0
MEGABYTE = 2**20
KILLED = "exit code -9" if sys.platform != "win32" else "exit code 15"


def obey(order: str) -> object:
    """Do what an item says."""
    if order == "hang":
        time.sleep(3600)
    if order == "hang in C":
        re.match("(a+)+$", "a" * 40 + "b")
    if order == "leave":
        os._exit(3)
    if order == "kill":
        os.kill(os.getpid(), signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    if order == "raise":
        raise ValueError("an item that provokes an error")
    if order == "unpicklable":
        return lambda: None
    if order == "large":
        return "x" * (8 * MEGABYTE)
    if order == "pid":
        return os.getpid()
    return order


def test_results_come_in_the_order_of_the_items() -> None:
    items = ["large" if number % 7 == 3 else str(number) for number in range(40)]
    found = list(in_order(obey, items, 2, seconds=PATIENCE_SECONDS))
    assert [str(value)[:3] for value in found] == ["xxx" if item == "large" else item for item in items]


@pytest.mark.parametrize(
    ("order", "failure"),
    [
        ("kill", Failure("worker-died", KILLED)),
        ("leave", Failure("worker-died", "exit code 3")),
        ("hang", Failure("deadline", "over 2 seconds")),
        pytest.param("hang in C", Failure("deadline", "over 2 seconds"), marks=pytest.mark.soak),
    ],
)
def test_fatal_item_costs_only_itself_and_keeps_its_place(order: str, failure: Failure) -> None:
    items = ["a", "b", order, "c", "d", "e", "f", "g", "h", "i"]
    found = list(in_order(obey, items, 2, seconds=2.0))
    assert found == ["a", "b", failure, "c", "d", "e", "f", "g", "h", "i"]


def test_items_that_all_kill_their_process_are_all_told() -> None:
    found = list(in_order(obey, ["kill"] * 5, 2, seconds=PATIENCE_SECONDS))
    assert found == [Failure("worker-died", KILLED)] * 5


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_process_killed_while_it_sends_its_answer_costs_one_item() -> None:
    """It is blocked in the middle of eight megabytes, because nobody reads them, when it is killed."""
    results = in_order(obey, ["pid", "large", "large", "c"], 1, seconds=PATIENCE_SECONDS)
    pid = next(results)
    assert isinstance(pid, int)
    _until_blocked(pid)
    os.kill(pid, signal.SIGKILL)
    found = list(results)
    assert found == [Failure("worker-died", KILLED), "x" * (8 * MEGABYTE), "c"]


def _until_blocked(pid: int) -> None:
    """Wait until the kernel says that a process waits for room in its pipe."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        told = subprocess.run(["ps", "-o", "wchan=", "-p", str(pid)], capture_output=True, text=True, check=False)
        if "write" in told.stdout or "pipe" in told.stdout or "sock_alloc" in told.stdout:
            return
        time.sleep(0.02)


def test_process_killed_before_it_takes_an_item_costs_none() -> None:
    assert list(in_order(obey, _killing(), 1, seconds=PATIENCE_SECONDS)) == ["a", "b", "c", "d"]


def _killing() -> Iterator[str]:
    """Items, and before the second and the third the end of the process that stands ready, or is about to."""
    yield "a"
    for item in ("b", "c"):
        for process in multiprocessing.active_children():
            process.kill()
            process.join()
        yield item
    yield "d"


def test_what_the_work_raises_is_raised_in_its_turn() -> None:
    results = in_order(obey, ["a", "raise", "b"], 2, seconds=PATIENCE_SECONDS)
    assert next(results) == "a"
    with pytest.raises(ValueError, match="provokes an error"):
        next(results)


def test_result_that_cannot_be_sent_is_an_error_of_its_own() -> None:
    with pytest.raises(Exception, match="lambda"):
        list(in_order(obey, ["unpicklable"], 2, seconds=PATIENCE_SECONDS))


def test_few_items_are_taken_ahead() -> None:
    taken = 0

    def items() -> Iterator[str]:
        nonlocal taken
        for number in range(100):
            taken += 1
            yield str(number)

    results = in_order(obey, items(), 2, seconds=PATIENCE_SECONDS)
    assert next(results) == "0"
    assert taken <= 2 * AHEAD
    results.close()  # type: ignore[attr-defined]


@pytest.mark.soak
def test_processes_are_replaced_after_their_share_of_items() -> None:
    pids = list(in_order(obey, ["pid"] * (MAX_TASKS + 50), 1, seconds=PATIENCE_SECONDS))
    assert (pids.count(pids[0]), len(set(pids))) == (MAX_TASKS, 2)


def test_work_that_cannot_start_says_what_to_do() -> None:
    with pytest.raises(RuntimeError, match="__main__"):
        list(in_order(_Unloadable(), ["a"], 2, seconds=PATIENCE_SECONDS))


class _Unloadable:
    """Work that can be pickled, and not be unpickled."""

    def __call__(self, item: str) -> str:
        return item

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (7,)


@pytest.mark.skipif(sys.platform == "win32", reason="needs ps")
@pytest.mark.parametrize("order", ["hang", "b"])
def test_processes_end_when_their_parent_is_killed(order: str) -> None:
    program = f"""
        import time
        from cleaners.processes import in_order
        from tests.cleaners.test_processes import obey
        if __name__ == "__main__":
            results = in_order(obey, ["pid", {order!r}, "b"], 1, seconds=3600)
            print(next(results), flush=True)
            time.sleep(3600)
    """
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert parent.stdout is not None
    with parent.stdout:
        pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    end = time.monotonic() + PATIENCE_SECONDS
    while _is_alive(pid) and time.monotonic() < end:
        time.sleep(0.02)
    assert not _is_alive(pid)


def _is_alive(pid: int) -> bool:
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(told.strip()) and not told.startswith("Z")
