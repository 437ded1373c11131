"""Measures a crawl from inside, as a Scrapy extension: processor time of each thread, and how long the reactor is busy.

The time between two looks at the network is the time in which no host is answered: the reactor was blocked for it.
"""

from __future__ import annotations

import asyncio
import json
import re
import resource
import threading
import time
from array import array
from collections import Counter
from pathlib import Path
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call

SAMPLE_SECONDS = 0.25
"""How often the clocks of the threads are read: what a thread does after the last look before its end is counted as "other"."""

REACTOR = "reactor"

_NUMBER = re.compile(r"[-_]\d+$")


class Probe:
    """Writes what it has measured to the file that the setting PROBE_FILE names, when the crawl has ended."""

    def __init__(self, path: Path) -> None:
        """`path`: where to write."""
        self._path = path
        self._spans, self._busy = array("d"), array("d")
        self._threads: dict[int, tuple[str, float]] = {}
        self._began = self._began_cpu = 0.0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        probe = cls(Path(crawler.settings["PROBE_FILE"]))
        crawler.signals.connect(probe.start, signal=signals.spider_opened)
        crawler.signals.connect(probe.stop, signal=signals.spider_closed)
        return probe

    def start(self) -> None:
        """Begin to measure, when the reactor runs."""
        self._began, self._began_cpu = time.perf_counter(), time.process_time()
        self._watch(asyncio.get_running_loop())
        self._sampling = create_looping_call(self._sample)
        self._sampling.start(SAMPLE_SECONDS)

    def stop(self) -> None:
        """Write down what was measured. The workers have been waited for by now."""
        self._sample()
        self._sampling.stop()
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        data = {
            "wall": time.perf_counter() - self._began,
            "started": self._began_cpu,
            "threads": self._by_name(),
            "children": children.ru_utime + children.ru_stime,
            "spans_ms": sorted(1000 * span for span in self._spans),
            "busy_ms": sorted(1000 * busy for busy in self._busy),
        }
        self._path.write_text(json.dumps(data), encoding="utf-8")

    def _watch(self, loop: Any) -> None:
        """Put a clock around the loop's wait for the network."""
        select, since = loop._selector.select, [time.perf_counter(), time.thread_time()]

        def measured(timeout: float | None = None) -> Any:
            self._spans.append(time.perf_counter() - since[0])
            self._busy.append(time.thread_time() - since[1])
            events = select(timeout)
            since[:] = time.perf_counter(), time.thread_time()
            return events

        loop._selector.select = measured

    def _sample(self) -> None:
        for thread in threading.enumerate():
            if thread.ident is not None and thread.is_alive():
                clock = time.pthread_getcpuclockid(thread.ident)
                self._threads[thread.ident] = (thread.name, time.clock_gettime(clock))

    def _by_name(self) -> dict[str, float]:
        found: Counter[str] = Counter()
        for name, seconds in self._threads.values():
            found[REACTOR if name == "MainThread" else _NUMBER.sub("", name)] += seconds
        found[REACTOR] -= self._began_cpu
        found["other"] = time.process_time() - self._began_cpu - sum(found.values())
        return dict(found)
