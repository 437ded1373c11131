"""python -m bench.crawl: a harvest with everything on, beside a spider that only downloads the same addresses."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.crawl.measuring import WORKERS, Cost, CrawlError, Web, bare, ours
from bench.crawl.web import serving
from bench.scoreboard.results import cpu_model


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print. 1: a crawl went wrong."""
    options = _options().parse_args(arguments)
    settings = dict(pair.partition("=")[::2] for pair in options.set)
    with tempfile.TemporaryDirectory() as folder, serving(options.outlets, options.stories) as web:
        try:
            turns = [_turn(web, Path(folder, str(number)), settings) for number in range(options.turns)]
        except CrawlError as error:
            print(error, file=sys.stderr)
            return 1
    ourselves, others = zip(*turns, strict=True)
    print("\n".join(report(_cheapest(ourselves), _cheapest(others))))
    return 0


def _turn(web: Web, folder: Path, settings: Mapping[str, str]) -> tuple[Cost, Cost]:
    """One crawl of each, one after the other, so that a busy hour of the machine falls on both."""
    return ours(web, folder / "ours", settings), bare(web, folder / "bare")


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.crawl", description=__doc__)
    parser.add_argument("--outlets", type=int, default=8, help="outlets, each a host of its own (%(default)s)")
    parser.add_argument("--stories", type=int, default=60, help="stories of each (%(default)s)")
    parser.add_argument("--turns", type=int, default=2, help="runs of each crawler; the cheapest counts (%(default)s)")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a setting of the crawler")
    return parser


def _cheapest(costs: Sequence[Cost]) -> Cost:
    return min(costs, key=lambda cost: cost.all)


def report(ourselves: Cost, other: Cost) -> list[str]:
    """What was measured, as lines."""
    return [
        f"{ourselves.pages} answers each, on {cpu_model()}, {os.cpu_count()} cores",
        "",
        f"{'processor time, ms an answer':<34}{'Copydesk':>10}{'bare Scrapy':>13}{'times':>8}",
        _row("all", ourselves.all, other.all, ourselves.pages),
        _row("without cleaning", ourselves.process, other.process, ourselves.pages),
        *(
            f"  {part:<32}{_ms(ourselves.parts.get(part, 0.0), ourselves.pages):>10}"
            f"{_ms(other.parts.get(part, 0.0), other.pages):>13}"
            for part in sorted({*ourselves.parts, *other.parts}, key=lambda part: -ourselves.parts.get(part, 0.0))
            if part != WORKERS
        ),
        f"{'cleaning, in worker processes':<34}{_ms(ourselves.parts[WORKERS], ourselves.pages):>10}",
        "",
        f"{'answers a second on the clock':<34}{ourselves.pages / ourselves.wall:>10.1f}{other.pages / other.wall:>13.1f}",
        "",
        f"{'reactor blocked, ms':<34}{'Copydesk':>10}{'bare Scrapy':>13}",
        *(
            f"  {f'{name} {of}':<32}{_at(a, share):>10.1f}{_at(b, share):>13.1f}"
            for of, a, b in (
                ("on the clock", ourselves.spans_ms, other.spans_ms),
                ("processor time", ourselves.busy_ms, other.busy_ms),
            )
            for name, share in (("p50", 0.5), ("p99", 0.99), ("p99.9", 0.999), ("longest", 1.0))
        ),
    ]


def _row(name: str, ourselves: float, other: float, pages: int) -> str:
    return f"{name:<34}{_ms(ourselves, pages):>10}{_ms(other, pages):>13}{ourselves / other:>8.1f}"


def _ms(seconds: float, pages: int) -> str:
    return f"{1000 * seconds / pages:.2f}"


def _at(values: Sequence[float], share: float) -> float:
    """The value below which a share of all lies; 1: the greatest."""
    return values[min(len(values) - 1, int(share * len(values)))]


if __name__ == "__main__":
    sys.exit(main())
