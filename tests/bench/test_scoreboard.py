"""Whole runs over an invented folder of corpora."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bench.scoreboard.chart import chart
from bench.scoreboard.command import main
from bench.scoreboard.readme import END, START, ReadmeError, published_section, with_section
from bench.scoreboard.results import read_results
from bench.scoreboard.systems import load_systems
from bench.scoreboard.tables import section


@pytest.fixture
def arguments(corpora: Path, peers_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The options of a run that touches nothing outside its folder."""
    monkeypatch.setattr("bench.scoreboard.systems.all_systems", lambda: load_systems(peers_file))
    monkeypatch.setattr("bench.scoreboard.command.WORK", tmp_path / "work")
    monkeypatch.setattr("bench.scoreboard.command.REMEMBERED", tmp_path / "work" / "corpora.txt")
    return ["--corpora", str(corpora), "--predictions", str(tmp_path / "cache"), "--jobs", "1"]


def test_a_whole_run_is_written_down_and_published(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "results.json"
    assert main([*arguments, "--out", str(out)]) == 0
    assert "not run: absent: not set up" in capsys.readouterr().err
    results = read_results(out)
    news = results["sides"]["test"]["news"]
    assert (news["pages"], news["domains"]) == (3, 3)
    assert news["systems"]["copydesk"]["clean"] == [1.0, 1.0, 1.0]
    assert news["systems"]["trafilatura"]["leak"] == [1.0, 1.0, 1.0]
    assert news["systems"]["never"]["failed"] == 3
    assert news["ours_minus"]["trafilatura"]["clean"] == [1.0, 1.0, 1.0]
    assert results["sides"]["tune"]["corpus:daniel-hosts"]["pages"] == 2
    assert results["metadata"]["test"]["date"]["systems"]["copydesk"][0] == 1.0
    assert results["speed"]["systems"]["never"]["failed"] == results["speed"]["pages"]
    assert results["not_run"].keys() == {"absent"}
    _check_published(results)


def _check_published(results: dict[str, object]) -> None:
    text = section(results)
    for needed in ("**Copydesk**", "among all 10: never 10", "Not run: absent", "trafilatura-eval", "processor time"):
        assert needed in text
    labels = [text.text for text in ET.fromstring(chart(results)).iter("{http://www.w3.org/2000/svg}text")]
    assert {"Copydesk", "trafilatura", "never"} <= set(labels)


def test_a_part_is_shown_and_not_written(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--side", "tune", "--quick", "--by", "corpus", "--worst", "2"]) == 0
    shown = capsys.readouterr().out
    assert "copydesk minus trafilatura" in shown
    assert "corpus:daniel: 1 pages" in shown
    assert "the worst pages of copydesk" in shown
    assert list(tmp_path.glob("*.json")) == []


def test_the_test_side_gives_figures_and_no_text(arguments: list[str], tmp_path: Path) -> None:
    pages = tmp_path / "pages.jsonl"
    assert main([*arguments, "--systems", "copydesk,trafilatura", "--limit", "9", "--pages", str(pages)]) == 0
    records = [json.loads(line) for line in pages.read_text().splitlines()]
    assert {record["side"] for record in records} == {"tune", "test"}
    assert all(("text" in record) == (record["side"] == "tune") for record in records)


def test_texts_of_models_that_did_not_see_the_page_get_a_side_of_their_own(
    arguments: list[str], tmp_path: Path
) -> None:
    folds, out = tmp_path / "folds.jsonl", tmp_path / "results.json"
    folds.write_text(json.dumps({"page": "daniel/1", "text": "something else"}) + "\n")
    assert main([*arguments, "--no-speed", "--folds", str(folds), "--out", str(out)]) == 0
    news = read_results(out)["sides"]["folds"]["news"]
    assert news["pages"] == 1
    assert news["systems"]["copydesk"]["clean"][0] == 0.0


def test_the_last_folder_is_remembered(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main([*arguments, "--side", "tune", "--quick"])
    assert main([*arguments[2:], "--side", "tune", "--quick"]) == 0
    assert "news:" in capsys.readouterr().out


def test_without_a_folder_the_error_says_how_to_give_one(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CORPORA", "")
    assert main(arguments[2:]) == 2
    assert "make bench CORPORA=DIR" in capsys.readouterr().err


def test_only_what_is_between_the_marks_is_written() -> None:
    readme = f"# Copydesk\n\n{START}\nold\n{END}\n\nend\n"
    assert with_section(readme, "new") == f"# Copydesk\n\n{START}\nnew\n{END}\n\nend\n"


def test_a_readme_without_marks_is_an_error() -> None:
    with pytest.raises(ReadmeError, match="needs the lines"):
        published_section("# Copydesk\n")
