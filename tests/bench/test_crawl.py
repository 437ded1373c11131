"""The web that the crawl is measured on, and what is said of the measurement."""

from __future__ import annotations

import gzip

from bench.crawl.__main__ import report
from bench.crawl.measuring import Cost
from bench.crawl.pages import site


def test_stories_are_as_big_as_real_pages_and_no_two_alike() -> None:
    bodies = [
        gzip.decompress(answer.body) for path, answer in site(0, 4, "http://127.0.0.1").items() if "/2026/" in path
    ]
    assert len({*bodies}) == 4
    assert all(60_000 < len(body) < 150_000 for body in bodies)


def test_the_sitemap_names_every_story() -> None:
    answers = site(1, 3, "http://127.0.0.1")
    stories = [path for path in answers if "/2026/" in path]
    sitemap = gzip.decompress(answers["/sitemap.xml"].body).decode()
    assert len(stories) == 3
    assert all(f"<loc>http://127.0.0.1{path}</loc>" in sitemap for path in stories)


def test_report_keeps_the_cleaning_apart() -> None:
    ours = Cost(10, 2.0, {"reactor": 0.02, "writer": 0.03, "workers": 0.2}, [1.0, 2.0, 9.0], [1.0, 1.0, 3.0])
    lines = report(ours, Cost(10, 1.0, {"reactor": 0.025, "workers": 0.0}, [1.0], [1.0]))
    assert [line.split()[-3:] for line in lines[3:5]] == [["25.00", "2.50", "10.0"], ["5.00", "2.50", "2.0"]]
    assert any(line.split() == ["longest", "on", "the", "clock", "9.0", "1.0"] for line in lines)
