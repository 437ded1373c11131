"""What the work on characters costs a page."""

from __future__ import annotations

import gzip
import statistics
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path

from bench.characters.texts import Text, gold
from cleaners.decode import decode
from cleaners.repairs import run

PAGES = 400


def report(sources: list[Text], corpora: Path | None) -> None:
    """Print milliseconds: median, mean and 95th percentile."""
    print("| what | median ms | mean ms | 95th percentile ms |\n| --- | --- | --- | --- |")
    own = [text for text in sources if text.source == "own"]
    _row(
        "repairs of 8 KB, own texts of 42 languages", [_time(partial(run, _page(text), text.language)) for text in own]
    )
    if corpora:
        rows = list(islice(gold(corpora), 0, None, 5))[:PAGES]
        texts = [(tuple(row["text"].split("\n")), row["lang"]) for row in rows]
        _row("repairs of corpora texts", [_time(partial(run, *text)) for text in texts])
        pages = [_bytes(corpora / row["corpus"] / row["html"]) for row in rows]
        _row("decoding of corpora pages", [_time(partial(decode, page)) for page in pages])


def _row(name: str, seconds: list[float]) -> None:
    ms = sorted(1000 * each for each in seconds)
    print(f"| {name} | {statistics.median(ms):.3f} | {statistics.mean(ms):.3f} | {ms[int(0.95 * len(ms))]:.3f} |")


def _time(work: Callable[[], object]) -> float:
    """Return the least of three: the others measure the machine."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def _page(text: Text) -> tuple[str, ...]:
    size = sum(map(len, text.lines))
    return text.lines * max(1, 8_000 // size)


def _bytes(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())
