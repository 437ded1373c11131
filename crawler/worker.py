"""One worker process: takes a task from its pipe, cleans the page, answers with plain data. Run by `crawler.workers`.

Pages are written by strangers, so the process trusts nothing and is trusted with nothing: what it answers is JSON, never
a pickle. It ends by itself when its parent does, whatever it is doing.
"""

from __future__ import annotations

import json
import os
import pickle
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from cleaners.types import Hints, Page

EXIT_MEMORY = 86
"""Exit status of a worker whose page took more memory than it may."""

MAX_TASKS = 2000
"""Pages one process cleans before another takes its place: what leaks, leaks no further. A start costs half a second."""

WATCH_SECONDS = 0.05
"""How often a busy worker looks at its memory and for its parent."""

WALL = 1.25
"""The kernel's bound on memory, as a share of the watched one: only what outruns the watch meets it."""

CPU_SLACK_SECONDS = 2
"""CPU seconds beyond its deadline after which the kernel ends a page's process that has lost its parent."""

_IS_LINUX = sys.platform == "linux"
BYTES_OF_MAXRSS = {"darwin": 1}.get(sys.platform, 1024)
"""The unit in which the system tells the most memory a process held."""

_WARM_UP = (
    "<html lang=en><title>Ready</title><article><h1>Ready</h1><p>A first page, so that the next need not wait.</p>"
)


@dataclass(frozen=True, slots=True)
class CleanTask:
    """A page to clean."""

    page: Page
    hints: Hints = field(default_factory=Hints)
    memory_path: str | None = None
    """File of the outlet's template memory; None if it has none."""
    parts: tuple[Page, ...] = ()
    """The story's further pages, in order."""
    finds_parts: bool = False
    """Whether the page is to be searched for the story's other pages: most have shown at a glance that they have none."""


@dataclass(frozen=True, slots=True)
class CleanResult:
    """What became of a page: plain data, no tree."""

    record: dict[str, Any] = field(default_factory=dict)
    """`Article.to_dict()`; empty if `failed`."""
    text: str = ""
    removed: dict[str, int] = field(default_factory=dict)
    """Reason -> number of blocks dropped for it."""
    signature: tuple[int, ...] = ()
    """MinHash of the text, to find near-duplicates."""
    fingerprints: tuple[str, ...] = ()
    """Those of the page's blocks, each once, in page order: what a template memory learns."""
    words: int = 0
    """Of the text; in scripts without spaces two characters count as one."""
    dropped: float = 0.0
    """Share of the characters of all blocks that were dropped, 0 to 1."""
    following: str = ""
    """Address of the story's next page; empty if the page names none, or was not asked. So the next, too."""
    earlier: str = ""
    """Of a page that is not its story's first: address of an earlier one, the first if it is known; else empty."""
    failed: str = ""
    """Why there is none of this: "deadline: …", "memory: …", "died: …", "error: …", "closed"; empty if there is."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What a worker is told at its start."""

    pipe: int
    """File descriptor of its end of the pipe."""
    parent: int
    """Process id of its parent."""
    deadline_s: float
    memory_bytes: int
    """What a page may take beyond what the idle worker holds."""
    max_tasks: int
    job: str
    """"module:function" of the `Callable[[CleanTask], CleanResult]` that does the work."""


def to_wire(result: CleanResult, *, last: bool) -> bytes:
    """Write a result as JSON; `last` says that the worker ends after it."""
    fields = {name: getattr(result, name) for name in CleanResult.__slots__}  # `asdict` would copy it all, slowly
    return json.dumps({"last": last, "result": fields}, ensure_ascii=True).encode("ascii")


def from_wire(data: bytes) -> tuple[CleanResult, bool]:
    """Read what `to_wire` wrote. Raises ValueError, TypeError or KeyError for anything else."""
    answer: Mapping[str, Any] = json.loads(data)
    fields = dict(answer["result"])
    fields["signature"] = tuple(fields["signature"])
    fields["fingerprints"] = tuple(fields["fingerprints"])
    return CleanResult(**fields), bool(answer["last"])


def main() -> None:
    """Warm up, say so, and serve tasks until the pipe closes or it is time to be replaced. Orders: argument 1, JSON."""
    orders = Orders(**json.loads(sys.argv[1]))
    _deafen()
    pipe = Connection(orders.pipe)
    job = _load(orders.job)
    job(CleanTask(Page(None, _WARM_UP)))
    watch = Watch(orders)
    watch.start()
    pipe.send_bytes(b"ready")
    with suppress(EOFError, BrokenPipeError):
        for left in range(orders.max_tasks - 1, -1, -1):
            told = pipe.recv_bytes()
            pipe.send_bytes(b"taken")
            result = watch.over(job, pickle.loads(told))
            last = not left or watch.is_swollen()
            pipe.send_bytes(to_wire(result, last=last))
            if last:
                return


class Watch(threading.Thread):
    """Ends the process when a page takes too much memory, or when the parent is gone.

    Three nets, the finest first: this thread, which needs the interpreter's lock now and then; a look at the peak after
    each page, which catches what one long call of C code took and gave back; and, on Linux, the kernel's bound on
    private memory (RLIMIT_DATA; RLIMIT_AS would count address space that allocators only reserve, and macOS keeps
    neither). A worker that has lost its parent inside C code is ended by the kernel's bound on CPU time.
    """

    def __init__(self, orders: Orders) -> None:
        """Take what the process holds now as what an idle worker holds."""
        super().__init__(daemon=True)
        self._orders = orders
        self._busy = threading.Event()
        self._idle_bytes = resident_bytes()
        self._most_bytes = self._idle_bytes + orders.memory_bytes
        self._peak_bytes = max(self._most_bytes, peak_bytes())
        if _IS_LINUX:
            _lower(resource.RLIMIT_DATA, _data_bytes() + int(orders.memory_bytes * WALL))

    def run(self) -> None:
        """Look, while there is work."""
        while self._busy.wait():
            time.sleep(WATCH_SECONDS)
            if os.getppid() != self._orders.parent:
                os._exit(0)
            if self._busy.is_set() and resident_bytes() > self._most_bytes:
                os._exit(EXIT_MEMORY)

    def over(self, job: Callable[[CleanTask], CleanResult], task: CleanTask) -> CleanResult:
        """Do a task under watch. An exception becomes a failed result; too much memory ends the process."""
        used = time.process_time()
        _lower(resource.RLIMIT_CPU, int(used + self._orders.deadline_s) + CPU_SLACK_SECONDS)
        self._busy.set()
        try:
            result = job(task)
        except MemoryError:
            os._exit(EXIT_MEMORY)
        except Exception as error:  # noqa: BLE001 - whatever a page provokes is that page's failure, and is told
            result = CleanResult(failed=f"error: {type(error).__name__}: {error}"[:300])
        finally:
            self._busy.clear()
        if peak_bytes() > self._peak_bytes:
            os._exit(EXIT_MEMORY)
        return result

    def is_swollen(self) -> bool:
        """Whether the process has kept so much memory that an innocent page could meet the bound."""
        return resident_bytes() > self._idle_bytes + self._orders.memory_bytes // 2


def resident_bytes() -> int:
    """Memory the process holds now; where the system does not say so cheaply (macOS), the most it ever held."""
    if _IS_LINUX:
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize()
    return peak_bytes()


def peak_bytes() -> int:
    """The most memory the process ever held.

    Not from `getrusage` where there is another way: what it tells begins with what the parent held at the start.
    """
    if _IS_LINUX:
        status = Path("/proc/self/status").read_text("ascii")
        return int(status.partition("VmHWM:")[2].split(maxsplit=1)[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES_OF_MAXRSS


def _data_bytes() -> int:
    return int(Path("/proc/self/statm").read_text("ascii").split()[5]) * resource.getpagesize()


def _lower(which: int, soft: int) -> None:
    """Set a soft limit, never above the hard one."""
    _, hard = resource.getrlimit(which)
    resource.setrlimit(which, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def _deafen() -> None:
    """Signals sent to the whole process group are the parent's to answer; a crash leaves no core file."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    _lower(resource.RLIMIT_CORE, 0)


def _load(job: str) -> Callable[[CleanTask], CleanResult]:
    module, _, name = job.partition(":")
    loaded: Callable[[CleanTask], CleanResult] = getattr(import_module(module), name)
    return loaded
