from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.scoreboard.systems import Environment
from bench.scoreboard.workers import Worker

ADAPTER = """
import os, sys
def good(page): return {"text": page.text}
def loud(page): print("noise"); return {"text": "quiet"}
def bad(page): raise ValueError("no body")
def fatal(page): os._exit(3)
def endless(page):
    while True: pass
SYSTEMS = {f.__name__: f for f in (good, loud, bad, fatal, endless)}
"""


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    adapter = tmp_path / "adapter.py"
    adapter.write_text(ADAPTER)
    worker = Worker(Environment("house", "python", (), ("numpy",), adapter), deadline=2.0)
    yield worker
    worker.close()


@pytest.fixture
def page(corpora: Path) -> dict[str, object]:
    return {"path": str(corpora / "daniel" / "pages" / "1.html.gz"), "encoding": "utf-8", "url": None, "language": "en"}


def test_an_answer_has_text_and_processor_time(worker: Worker, page: dict[str, object]) -> None:
    answer = worker.ask({"system": "good", **page})
    assert "The bridge at mile 1" in answer["text"]
    assert answer["cpu_ms"] >= 0
    assert answer["error"] is None


def test_what_a_peer_prints_does_not_disturb_the_answers(worker: Worker, page: dict[str, object]) -> None:
    assert worker.ask({"system": "loud", **page})["text"] == "quiet"


def test_what_a_peer_raises_is_its_answer(worker: Worker, page: dict[str, object]) -> None:
    answer = worker.ask({"system": "bad", **page})
    assert (answer["text"], answer["error"]) == ("", "ValueError: no body")


@pytest.mark.parametrize(("system", "error"), [("fatal", "process died"), ("endless", "deadline of 2 s")])
def test_a_lost_process_is_a_failure_and_the_next_page_is_answered(
    worker: Worker, page: dict[str, object], system: str, error: str
) -> None:
    assert worker.ask({"system": system, **page})["error"] == error
    assert worker.ask({"system": "good", **page})["error"] is None
