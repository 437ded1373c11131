"""Runs `scrapy` and kills it, as `kill -9` would, at its N-th step on the disk; or lets the disk be full from there on.

`python -m tests.crawler.mortal kill|full N harvest …`; steps are right before and after fsyncs and renames, in whatever
thread they happen.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scrapy.cmdline import execute


class Steps:
    """Counts steps, and from the N-th on does what is to happen."""

    def __init__(self, number: int, happens: Callable[[], None]) -> None:
        """`number` steps are taken as if nothing were."""
        self._left = number
        self._happens = happens
        self._lock = threading.Lock()

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with a step before and one after it."""

        def counted(*arguments: Any) -> Any:
            self._step()
            result = function(*arguments)
            self._step()
            return result

        return counted

    def _step(self) -> None:
        with self._lock:
            self._left -= 1
            if self._left <= 0:
                self._happens()


def kill() -> None:
    """End this process without a word."""
    os.kill(os.getpid(), signal.SIGKILL)


def refuse() -> None:
    """What a full disk says."""
    raise OSError(errno.ENOSPC, "No space left on device")


def main() -> None:
    """Run `scrapy` with the arguments from the third on."""
    steps = Steps(int(sys.argv[2]), {"kill": kill, "full": refuse}[sys.argv[1]])
    os.fsync = steps.around(os.fsync)
    for name in ("replace", "rename"):
        setattr(Path, name, steps.around(getattr(Path, name)))
    execute(["scrapy", *sys.argv[3:]])


if __name__ == "__main__":
    main()
