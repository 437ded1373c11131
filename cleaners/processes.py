"""Runs work in processes, in order; a process that dies, is killed or never ends costs the item it was at, nothing else.

Every process has a pipe of its own, so its death is the end of a file, whatever it was doing: a lock that all share, as
pools have it, stays held for ever when a process is killed while it sends. One thread waits for all of them, and never
without a bound. Processes are started as new programs, so that no lock of the caller's is copied into them.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

MAX_TASKS = 1000
"""Items one process works on before another takes its place: what leaks, leaks no further."""

START_SECONDS = 60.0
"""How long a process may take to start; about one second is usual."""

TALK_SECONDS = 30.0
"""How long handing over an item or an answer may take; milliseconds are usual."""

END_SECONDS = 1.0
"""How long a process whose pipe has ended may take to end too, so that its exit code can be told."""

MAX_TRIES = 3
"""Processes that are tried for an item none of them has taken, or that may die one after another while they start."""

AHEAD = 4
"""Items under way for each process: more would keep more in memory, fewer would let it wait behind a slow page."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an item has no result: its process died, or ran out of time."""

    reason: str
    """"deadline" or "worker-died"."""
    evidence: str


def in_order(work: Callable[[T], R], items: Iterable[T], jobs: int, *, seconds: float) -> Iterator[R | Failure]:
    """Yield `work(item)` of every item in order, worked on in `jobs` processes with at most `seconds` for each.

    At most `AHEAD * jobs` items are held at once. What `work` raises is raised here when its turn comes; RuntimeError
    if no process can be started.
    """
    crew: _Crew[T, R] = _Crew(work, jobs, seconds)
    begun = yielded = 0
    try:
        for item in items:
            crew.take(begun, item)
            begun += 1
            if begun - yielded >= AHEAD * jobs:
                yield crew.result(yielded)
                yielded += 1
        for number in range(yielded, begun):
            yield crew.result(number)
    finally:
        crew.close()


@dataclass(slots=True)
class _Task(Generic[T]):
    number: int
    item: T
    tries: int = 0


class _Crew(Generic[T, R]):
    """The processes, what waits for them, and what they have brought."""

    def __init__(self, work: Callable[[T], R], jobs: int, seconds: float) -> None:
        self._work = work
        self._jobs = jobs
        self._seconds = seconds
        self._workers: list[_Worker] = []
        self._waiting: deque[_Task[T]] = deque()
        self._results: dict[int, tuple[str, Any]] = {}
        self._failed_starts = 0

    def take(self, number: int, item: T) -> None:
        """Queue an item, and look what has happened meanwhile."""
        self._waiting.append(_Task(number, item))
        self._go_on(0.0)

    def result(self, number: int) -> R | Failure:
        """Wait for what came of an item."""
        while number not in self._results:
            self._go_on(self._patience())
        kind, value = self._results.pop(number)
        if kind == "raised":
            raise value
        result: R | Failure = value
        return result

    def close(self) -> None:
        """End all processes now."""
        for worker in self._workers:
            worker.end()

    def _patience(self) -> float:
        """Seconds until the next process is overdue."""
        deadlines = [worker.deadline for worker in self._workers if worker.deadline is not None]
        return max(0.0, min(deadlines) - time.monotonic()) if deadlines else 0.0

    def _go_on(self, seconds: float) -> None:
        """Wait until something happens, for so many seconds at most, deal with it, and hand out what waits."""
        while len(self._workers) < min(self._jobs, len(self._waiting) + self._busy()):
            self._workers.append(_Worker(self._work))
        said = wait([worker.pipe for worker in self._workers], seconds)
        for worker in [worker for worker in self._workers if worker.pipe in said]:
            self._hear(worker)
        for worker in [worker for worker in self._workers if worker.is_overdue()]:
            self._dismiss(worker, Failure("deadline", f"over {self._seconds:g} seconds"))
        for worker in [worker for worker in self._workers if worker.is_idle]:
            if self._waiting:
                self._hand_out(worker)

    def _busy(self) -> int:
        return sum(worker.task is not None for worker in self._workers)

    def _hand_out(self, worker: _Worker) -> None:
        task = self._waiting.popleft()
        task.tries += 1
        if not worker.give(task, self._seconds):
            self._dismiss(worker)

    def _hear(self, worker: _Worker) -> None:
        """Deal with what a process says, or with its end."""
        kind, value = worker.hear()
        if kind == "ready":
            self._failed_starts = 0
        elif kind == "gone":
            self._dismiss(worker)
        elif kind in {"done", "raised"}:
            self._results[worker.release().number] = kind, value

    def _dismiss(self, worker: _Worker, failure: Failure | None = None) -> None:
        """Let go of a process. An item it had not taken is given to another, one it had is lost."""
        self._workers.remove(worker)
        code = worker.end(0.0 if failure else END_SECONDS)
        if not worker.is_ready:
            self._count_failed_start(code)
        if worker.task is None:
            return
        task = worker.release()
        if worker.has_taken or task.tries >= MAX_TRIES:
            self._results[task.number] = "done", failure or Failure("worker-died", f"exit code {code}")
        else:
            self._waiting.appendleft(task)

    def _count_failed_start(self, code: int | None) -> None:
        self._failed_starts += 1
        if self._failed_starts >= MAX_TRIES:
            raise RuntimeError(
                f"no process can be started, the last ended with exit code {code}; a script that works in several "
                'processes has to begin its work under `if __name__ == "__main__":`'
            )


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, work), daemon=True)
        self._process.start()
        theirs.close()
        self.task: _Task[Any] | None = None
        self.is_ready = False
        self.has_taken = False
        self.deadline: float | None = time.monotonic() + START_SECONDS

    @property
    def is_idle(self) -> bool:
        """Whether it can be given an item."""
        return self.is_ready and self.task is None

    def is_overdue(self) -> bool:
        """Whether it has had its time."""
        return self.deadline is not None and time.monotonic() >= self.deadline

    def give(self, task: _Task[Any], seconds: float) -> bool:
        """Hand over an item; False if the process is gone."""
        self.task, self.has_taken = task, False
        self.deadline = time.monotonic() + seconds
        try:
            with self._within(TALK_SECONDS):
                self.pipe.send(task.item)
        except OSError:
            return False
        return True

    def hear(self) -> tuple[str, Any]:
        """Return what the process says; "gone" if it has ended, were it in the middle of a word."""
        try:
            with self._within(TALK_SECONDS):
                kind, value = self.pipe.recv()
        except (EOFError, OSError):
            return "gone", None
        except Exception as error:  # noqa: BLE001 - an answer that can't be unpickled; raised where it is wanted
            return "raised", error
        if kind == "ready":
            self.is_ready, self.deadline = True, None
        elif kind == "taken":
            self.has_taken = True
        return kind, value

    def release(self) -> _Task[Any]:
        """Take back the item that it was given."""
        task, self.task, self.deadline = self.task, None, None
        assert task is not None
        return task

    def end(self, seconds: float = 0.0) -> int | None:
        """End the process, now or when it has had so many seconds to do so itself; return its exit code."""
        if seconds:
            self._process.join(seconds)
        self._process.kill()
        self._process.join()
        self.pipe.close()
        return self._process.exitcode

    @contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        """Kill the process if talking to it takes longer: it has been stopped in the middle."""
        timer = threading.Timer(seconds, self._process.kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _serve(pipe: Connection, work: Callable[[Any], Any]) -> None:
    """What a process does: item after item, until the pipe ends or it is time to be replaced."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent answers it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        pipe.send(("ready", None))
        for _ in range(MAX_TASKS):
            item = pipe.recv()
            pipe.send(("taken", None))
            pipe.send_bytes(_answer(work, item))


def _answer(work: Callable[[Any], Any], item: Any) -> bytes:
    """What came of an item, as `Connection.recv` reads it."""
    try:
        return pickle.dumps(("done", work(item)))
    except Exception as error:  # noqa: BLE001 - raised again where the result is wanted
        return _raised(error)


def _raised(error: Exception) -> bytes:
    try:
        return pickle.dumps(("raised", error))
    except Exception:  # noqa: BLE001 - it can't be pickled: what it says can
        return pickle.dumps(("raised", RuntimeError(f"{type(error).__name__}: {error}")))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
