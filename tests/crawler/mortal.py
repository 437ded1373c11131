"""Runs `scrapy` and kills it, as `kill -9` would, right before or after its N-th step on the disk.

`python -m tests.crawler.mortal N harvest …`; steps are fsyncs and renames, in whatever thread they happen.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scrapy.cmdline import execute


class Steps:
    """Counts steps, and ends the process at the last."""

    def __init__(self, last: int) -> None:
        """Step `last` is the last."""
        self._left = last
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
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Kill the run at step `argv[1]`."""
    steps = Steps(int(sys.argv[1]))
    os.fsync = steps.around(os.fsync)
    for name in ("replace", "rename"):
        setattr(Path, name, steps.around(getattr(Path, name)))
    execute(["scrapy", *sys.argv[2:]])


if __name__ == "__main__":
    main()
