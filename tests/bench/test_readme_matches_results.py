"""The published figures are those of the last whole run: nobody has typed one."""

from __future__ import annotations

import pytest

from bench.scoreboard.chart import chart
from bench.scoreboard.readme import CHART, README, START, published_section
from bench.scoreboard.results import RESULTS, read_results
from bench.scoreboard.tables import section

needs_results = pytest.mark.skipif(not RESULTS.is_file(), reason="no whole run has been written down")


def test_nothing_is_published_without_results_and_no_results_are_kept_back() -> None:
    published = START in README.read_text(encoding="utf-8")
    assert published == RESULTS.is_file() == CHART.is_file()


@needs_results
def test_the_tables_of_the_readme_are_made_from_the_results() -> None:
    assert published_section(README.read_text(encoding="utf-8")).strip() == section(read_results())


@needs_results
def test_the_chart_is_made_from_the_results() -> None:
    assert CHART.read_text(encoding="utf-8") == chart(read_results())
