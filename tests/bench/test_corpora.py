from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bench.scoreboard.corpora import MIN_LANGUAGE_PAGES, CorporaError, load_scorer, read_corpora, slices
from tests.bench.small_corpora import invented_row, write_corpus


def test_a_page_of_two_corpora_counts_once_in_the_news(corpora: Path) -> None:
    pages = read_corpora(corpora)
    assert [p.key for p in pages if p.repeated] == ["daniel-hosts/1"]
    assert "daniel-hosts/1" not in [p.key for p in slices(pages)["news"]]
    assert "daniel-hosts/1" in [p.key for p in slices(pages)["corpus:daniel-hosts"]]


def test_a_repeated_page_is_known_even_where_the_other_corpus_is_not_asked_for(corpora: Path) -> None:
    assert [p.key for p in read_corpora(corpora, ["daniel-hosts"]) if p.repeated] == ["daniel-hosts/1"]


def test_every_page_is_in_the_slice_of_its_corpus(corpora: Path) -> None:
    pages = read_corpora(corpora)
    in_slices = {p.key for name, group in slices(pages).items() if name.startswith("corpus:") for p in group}
    assert in_slices == {p.key for p in pages}


def test_pages_without_a_gold_text_are_not_pooled(corpora: Path) -> None:
    assert all(p.has_gold for p in slices(read_corpora(corpora))["news"])


@pytest.mark.parametrize(("count", "shown"), [(MIN_LANGUAGE_PAGES, True), (MIN_LANGUAGE_PAGES - 1, False)])
def test_a_language_has_a_line_only_with_enough_pages(corpora: Path, count: int, shown: bool) -> None:
    write_corpus(corpora, "greek", [invented_row(f"g{i}", lang="el") for i in range(count)])
    assert ("language:el" in slices(read_corpora(corpora))) is shown


def test_an_unknown_corpus_is_named_beside_the_known_ones(corpora: Path) -> None:
    with pytest.raises(CorporaError, match="no corpus latin; it has daniel"):
        read_corpora(corpora, ["latin"])


def test_a_page_that_is_missing_stops_the_run(corpora: Path) -> None:
    (corpora / "daniel" / "pages" / "3.html.gz").unlink()
    with pytest.raises(CorporaError, match=r"3\.html\.gz is missing"):
        read_corpora(corpora)


def test_an_empty_folder_says_what_was_expected(tmp_path: Path) -> None:
    with pytest.raises(CorporaError, match=r"manifest\.jsonl"):
        read_corpora(tmp_path)


def test_without_a_scorer_nothing_is_scored(corpora: Path, tmp_path: Path) -> None:
    bare = shutil.copytree(corpora, tmp_path / "bare", ignore=shutil.ignore_patterns("score.py"))
    with pytest.raises(CorporaError, match=r"score\.py is missing"):
        load_scorer(bare)


def test_the_fingerprint_changes_with_what_systems_are_told(corpora: Path) -> None:
    first, other = read_corpora(corpora, ["daniel"])[0], invented_row("1", lang="fr")
    shutil.rmtree(corpora / "daniel")
    write_corpus(corpora, "daniel", [other])
    assert read_corpora(corpora, ["daniel"])[0].fingerprint() != first.fingerprint()
