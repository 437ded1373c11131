"""Cleans pages in other processes, each page with a deadline and a bound on memory; a fatal page costs only itself.

A small supervisor of its own. `ProcessPoolExecutor` cannot end one task, and one dead process fails all that wait.
pebble can, but its workers share one pipe under one lock: a process that the kernel kills while it sends leaves the lock
held, a process that dies idle breaks the pool, one that has lost its parent runs on, and memory has no bound.
Here every worker has a pipe of its own, so its death is the end of a file and nothing else.

One thread a worker waits for it; the reactor is never blocked. Workers are started as new programs (never forked from
the running reactor), before the first page comes.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from multiprocessing import Pipe
from pathlib import Path
from queue import Empty, SimpleQueue
from types import MappingProxyType
from typing import Any

from twisted.internet.defer import Deferred

from crawler.worker import EXIT_MEMORY, MAX_TASKS, CleanResult, CleanTask, Orders, from_wire

__all__ = ["CleanResult", "CleanTask", "Workers"]

START_SECONDS = 60.0
"""How long a worker may take to start and warm up; about one second is usual."""

CLOSE_SECONDS = 5.0
"""How long a worker may take to end once its pipe has; it ends at once unless it is deep in C code."""

MAX_ANSWER_BYTES = 256 * 1024 * 1024
"""A worker's answer is not read beyond this: its text is at most as long as the page, its JSON a few times that."""

MAX_TRIES = 3
"""Workers that are tried for a page none of them has taken."""

CLEAN = "crawler.page_job:clean_page"

_ONE_THREAD: Mapping[str, str] = MappingProxyType({"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"})
"""A worker is one core's work; numeric libraries would otherwise start a thread a core in each."""

CLOSED = CleanResult(failed="closed")

Deliver = Callable[..., Any]
"""Calls a function with arguments where results are wanted: in the reactor's thread."""


class Workers:
    """A pool of worker processes: `Workers(2, 20.0, 300 * 2**20).submit(CleanTask(page)).addCallback(file)`."""

    def __init__(
        self, jobs: int, deadline_s: float, memory_bytes: int, *, job: str = CLEAN, deliver: Deliver | None = None
    ) -> None:
        """Start `jobs` processes. `memory_bytes`: what a page may take beyond what an idle worker holds.

        `job` is the "module:function" that does the work; `deliver` is the reactor's `callFromThread` if None.
        """
        self._orders = Orders(-1, os.getpid(), deadline_s, memory_bytes, MAX_TASKS, job)
        self._deliver = deliver or _in_reactor
        self._waiting: SimpleQueue[tuple[CleanTask, Deferred[CleanResult]] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._is_closed = False
        self._running: set[_Worker] = set()
        self._lanes = [threading.Thread(target=self._lane, name=f"cleaner-{n}", daemon=True) for n in range(jobs)]
        for lane in self._lanes:
            lane.start()

    def submit(self, task: CleanTask) -> Deferred[CleanResult]:
        """Clean a page when a worker is free. A result always comes, never an error; `failed` says why it is empty."""
        answer: Deferred[CleanResult] = Deferred()
        with self._lock:
            if not self._is_closed:
                self._waiting.put((task, answer))
                return answer
        self._deliver(_answer, answer, CLOSED)
        return answer

    def close(self) -> None:
        """End all workers now; tasks not finished get a result that failed as "closed". A second call does nothing."""
        with self._lock:
            refused = [] if self._is_closed else list(self._drained())
            self._is_closed = True
            for worker in self._running:
                worker.kill()
        for answer in refused:
            self._deliver(_answer, answer, CLOSED)
        for lane in self._lanes:
            lane.join()

    def pids(self) -> tuple[int, ...]:
        """Process ids of the workers that run now."""
        with self._lock:
            return tuple(sorted(worker.pid for worker in self._running))

    def _drained(self) -> Iterator[Deferred[CleanResult]]:
        with suppress(Empty):
            while waiting := self._waiting.get_nowait():
                yield waiting[1]
        for _ in self._lanes:
            self._waiting.put(None)

    def _lane(self) -> None:
        """One worker after another, one task after another."""
        worker = self._start()
        while (waiting := self._waiting.get()) is not None:
            task, answer = waiting
            worker, result = self._do(worker, task)
            self._deliver(_answer, answer, CLOSED if result.failed and self._is_closed else result)
            worker = worker if worker.is_fit() else self._replace(worker)
        self._end(worker)

    def _do(self, worker: _Worker, task: CleanTask) -> tuple[_Worker, CleanResult]:
        """A worker that someone else killed before it took the page is replaced: the page is not to blame."""
        for _ in range(MAX_TRIES):
            worker = worker if worker.is_fit() else self._replace(worker)
            result = worker.do(task)
            if worker.has_taken:
                break
        return worker, result

    def _replace(self, worker: _Worker) -> _Worker:
        self._end(worker)
        return self._start()

    def _start(self) -> _Worker:
        with self._lock:
            worker = _Worker(self._orders)
            self._running.add(worker)
            if self._is_closed:
                worker.kill()
        return worker

    def _end(self, worker: _Worker) -> None:
        with self._lock:
            self._running.discard(worker)
        worker.close()


class _Worker:
    """One process, one pipe to it. Whatever happens to the process, the pipe ends, and that is how it is known."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        self._pipe, theirs = Pipe()
        told = json.dumps(asdict(replace(orders, pipe=theirs.fileno())))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", "from crawler.worker import main; main()", told],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            env=_environment(),
        )
        theirs.close()
        self.pid = self._process.pid
        self.has_taken = False
        self._is_ready = False
        self._is_last = False
        self._expired = ""

    def is_fit(self) -> bool:
        """Whether it can take a task: it has not died, nor said that it takes no more."""
        return not (self._is_last or self._expired) and self._process.poll() is None

    def do(self, task: CleanTask) -> CleanResult:
        """Have a page cleaned; whatever goes wrong becomes a failed result, and the worker is no longer fit."""
        self.has_taken = False
        try:
            self._await_ready()
            return self._ask(task)
        except (EOFError, OSError):
            self._is_last = True
            return CleanResult(failed=self._epitaph())
        except (ValueError, TypeError, KeyError):
            self._is_last = True
            return CleanResult(failed="died: its answer could not be read")

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()

    def close(self) -> None:
        """Let the process end by the end of its pipe, or make it."""
        self._pipe.close()
        if self._exit_status(CLOSE_SECONDS) is None:
            self.kill()
            self._process.wait()

    def _await_ready(self) -> None:
        if not self._is_ready:
            with self._within(START_SECONDS, f"died: not ready after {START_SECONDS:g} s"):
                self._pipe.recv_bytes(MAX_ANSWER_BYTES)
            self._is_ready = True

    def _ask(self, task: CleanTask) -> CleanResult:
        with self._within(self._orders.deadline_s, f"deadline: {self._orders.deadline_s:g} s"):
            self._pipe.send_bytes(pickle.dumps(task, pickle.HIGHEST_PROTOCOL))
            self.has_taken = bool(self._pipe.recv_bytes(MAX_ANSWER_BYTES))
            result, self._is_last = from_wire(self._pipe.recv_bytes(MAX_ANSWER_BYTES))
        return result

    @contextmanager
    def _within(self, seconds: float, otherwise: str) -> Iterator[None]:
        """Kill the process after `seconds`: sending, working and answering all end with it."""
        timer = threading.Timer(seconds, self._expire, (otherwise,))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()  # from here on it is certain whether it killed

    def _expire(self, reason: str) -> None:
        self._expired = reason
        self.kill()

    def _exit_status(self, seconds: float) -> int | None:
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def _epitaph(self) -> str:
        """Why the process ended."""
        status = self._exit_status(CLOSE_SECONDS)
        if self._expired:
            return self._expired
        if status == EXIT_MEMORY:
            return f"memory: more than {self._orders.memory_bytes // 2**20} MB"
        if status == -signal.SIGXCPU:
            return f"deadline: {self._orders.deadline_s:g} s"
        return f"died: {_told(status)}"


def _told(status: int | None) -> str:
    if status is None:
        return "closed its pipe"
    return f"signal {-status}" if status < 0 else f"exit status {status}"


def _environment() -> dict[str, str]:
    """The parent's, with this package importable from wherever the command runs."""
    paths = [str(Path(__file__).resolve().parents[1]), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, **_ONE_THREAD, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def _answer(answer: Deferred[CleanResult], result: CleanResult) -> None:
    if not answer.called:  # else it was cancelled
        answer.callback(result)


def _in_reactor(function: Callable[..., Any], *arguments: object) -> None:
    from twisted.internet import reactor

    reactor.callFromThread(function, *arguments)
