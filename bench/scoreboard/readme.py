"""Writes the published tables and the chart, from the results alone, so that no figure is typed by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.scoreboard.chart import chart
from bench.scoreboard.results import read_results
from bench.scoreboard.systems import BENCH
from bench.scoreboard.tables import section

README = BENCH.parent / "README.md"
CHART = BENCH / "scoreboard.svg"
START, END = "<!-- scoreboard:start -->", "<!-- scoreboard:end -->"


class ReadmeError(Exception):
    """The README has no marks to write between."""


def published_section(readme: str) -> str:
    """What stands between the marks."""
    _, start, rest = readme.partition(START)
    inside, end, _ = rest.partition(END)
    if not start or not end:
        raise ReadmeError(f"README.md needs the lines {START} and {END}: the figures are written between them")
    return inside


def with_section(readme: str, text: str) -> str:
    """The README with another text between the marks."""
    inside = published_section(readme)
    return readme.replace(f"{START}{inside}{END}", f"{START}\n{text}\n{END}")


def update_readme(readme: Path = README, svg: Path = CHART) -> None:
    """Write the figures between the marks of the README, and the chart beside the results."""
    results: dict[str, Any] = read_results()
    readme.write_text(with_section(readme.read_text(encoding="utf-8"), section(results)), encoding="utf-8")
    svg.write_text(chart(results), encoding="utf-8")
