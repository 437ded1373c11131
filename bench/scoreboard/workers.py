"""Talks to the workers: one process per environment, one JSON line per page, killed at a deadline."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from types import TracebackType
from typing import Any

from bench.scoreboard.systems import Environment, System

DEADLINE_SECONDS = 60.0
"""Longest a system may take over a page; one that takes longer has failed on it."""

_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class Worker:
    """A process that answers pages; it is started when first asked and again after it died."""

    def __init__(self, environment: Environment, deadline: float = DEADLINE_SECONDS) -> None:
        self.environment = environment
        self.deadline = deadline
        self._process: subprocess.Popen[str] | None = None

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer to a request; a death or a missed deadline is an answer with an `error`."""
        process = self._started()
        timer = threading.Timer(self.deadline, process.kill)
        timer.start()
        line = self._exchange(process, json.dumps(request))
        late = not timer.is_alive()
        timer.cancel()
        if line:
            return json.loads(line)
        self.close()
        return {"text": "", "cpu_ms": None, "error": f"deadline of {self.deadline:.0f} s" if late else "process died"}

    @staticmethod
    def _exchange(process: subprocess.Popen[str], line: str) -> str:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(line + "\n")
            process.stdin.flush()
            return process.stdout.readline()
        except BrokenPipeError:
            return ""

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                self.environment.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                encoding="utf-8", env={**os.environ, **_ONE_THREAD},
            )  # fmt: skip
        return self._process

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


class Workers:
    """One worker for each environment asked for; a context manager that ends them all."""

    def __init__(self) -> None:
        self._workers: dict[str, Worker] = {}

    def ask(self, system: System, request: dict[str, Any]) -> dict[str, Any]:
        """Let a system answer a page."""
        environment = system.environment
        worker = self._workers.setdefault(environment.id, Worker(environment))
        return worker.ask({"system": system.id, **request})

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for worker in self._workers.values():
            worker.close()
