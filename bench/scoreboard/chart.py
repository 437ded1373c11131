"""Draws the chart of the scoreboard as SVG: for each system clean pages and F1, with their 95 % intervals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor
from typing import Any

from bench.scoreboard.systems import OURS
from bench.scoreboard.tables import SIDE, name_of, percent, ranking

WIDTH, ROW, TOP, BOTTOM = 940, 26, 58, 34
NAMES_WIDTH, GAP, TIMES_WIDTH = 180, 56, 84
PANEL = (WIDTH - NAMES_WIDTH - 2 * GAP - TIMES_WIDTH) // 2

_STYLE = """
text { font: 13px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #57606a; }
.head { font-weight: 600; font-size: 14px; fill: #24292f; }
.ours { font-weight: 600; fill: #0a6b3d; }
.tick { font-size: 11px; }
.grid { stroke: #8c959f; stroke-opacity: .25; }
.range { stroke: #6e7781; stroke-width: 2; stroke-linecap: round; }
.dot { fill: #6e7781; }
.range.ours { stroke: #1a8f54; stroke-width: 3; }
.dot.ours { fill: #1a8f54; }
@media (prefers-color-scheme: dark) {
  text { fill: #9aa4af; } .head { fill: #e6edf3; } .ours { fill: #4cc88a; }
  .range { stroke: #8b949e; } .dot { fill: #8b949e; } .range.ours { stroke: #4cc88a; } .dot.ours { fill: #4cc88a; }
}
"""


@dataclass(frozen=True, slots=True)
class Panel:
    """A measure drawn on a scale of its own."""

    measure: str
    title: str
    left: float
    low: int
    """The ends of its scale, in per cent."""
    high: int

    def x(self, share: float) -> float:
        """Where a share stands."""
        return round(self.left + PANEL * (100 * share - self.low) / (self.high - self.low), 1)


def chart(results: Mapping[str, Any]) -> str:
    """The whole picture; its colours follow the reader's light or dark scheme."""
    systems = results["sides"][SIDE]["news"]["systems"]
    order = sorted(ranking(results), key=lambda s: -systems[s]["clean"][0])
    height = TOP + ROW * len(order) + BOTTOM
    panels = [_panel("clean", "Clean pages, %", 0, systems, order), _panel("f1", "F1, %", 1, systems, order)]
    parts = [*_names(results, order)]
    for panel in panels:
        parts += [*_scale(panel, height), *_dots(panel, systems, order)]
    parts += _times(results, order)
    title = f"Clean pages and F1 of {len(order)} systems on {results['sides'][SIDE]['news']['pages']} news pages"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}">\n<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _panel(measure: str, title: str, place: int, systems: Mapping[str, Any], order: Sequence[str]) -> Panel:
    lowest = min(systems[s][measure][1] for s in order)
    highest = max(systems[s][measure][2] for s in order)
    left = NAMES_WIDTH + place * (PANEL + GAP)
    return Panel(measure, title, left, 10 * floor(10 * lowest), min(100, 10 * ceil(10 * highest)))


def _class(name: str, system: str) -> str:
    return f"{name} ours" if system == OURS else name


def _y(row: int) -> int:
    return TOP + ROW * row + ROW // 2


def _names(results: Mapping[str, Any], order: Iterable[str]) -> Iterator[str]:
    for row, system in enumerate(order):
        mark = ' class="ours"' if system == OURS else ""
        yield f'<text{mark} x="{NAMES_WIDTH - 14}" y="{_y(row) + 4}" text-anchor="end">{escape(name_of(results, system))}</text>'


def _scale(panel: Panel, height: int) -> Iterator[str]:
    yield f'<text class="head" x="{panel.left}" y="24">{escape(panel.title)}</text>'
    step = 10 if panel.high - panel.low <= 60 else 20
    for tick in range(panel.low, panel.high + 1, step):
        x = panel.x(tick / 100)
        yield f'<line class="grid" x1="{x}" x2="{x}" y1="{TOP - 8}" y2="{height - BOTTOM}"/>'
        yield f'<text class="tick" x="{x}" y="{height - BOTTOM + 16}" text-anchor="middle">{tick}</text>'


def _dots(panel: Panel, systems: Mapping[str, Any], order: Iterable[str]) -> Iterator[str]:
    for row, system in enumerate(order):
        value, low, high = systems[system][panel.measure]
        y = _y(row)
        yield f'<line class="{_class("range", system)}" x1="{panel.x(low)}" x2="{panel.x(high)}" y1="{y}" y2="{y}"/>'
        yield f'<circle class="{_class("dot", system)}" cx="{panel.x(value)}" cy="{y}" r="5"/>'
        place = f'x="{panel.left + PANEL + 8}" y="{y + 4}"'
        yield f'<text class="{_class("tick", system)}" {place}>{percent(value)}</text>'


def _times(results: Mapping[str, Any], order: Iterable[str]) -> Iterator[str]:
    """The median processor time of each system, as a column of figures; nothing where none was measured."""
    if "speed" not in results:
        return
    yield f'<text class="head" x="{WIDTH - 8}" y="24" text-anchor="end">ms a page</text>'
    for row, system in enumerate(order):
        median = results["speed"]["systems"][system].get("median_ms")
        if median is not None:
            place = f'x="{WIDTH - 8}" y="{_y(row) + 4}" text-anchor="end"'
            yield f'<text class="{_class("tick", system)}" {place}>{median:.1f}</text>'
