"""The bench of dumps: ways of flattening, labels put in, figures."""

from __future__ import annotations

import json
import random
from types import MappingProxyType

import pytest

from bench.dumps.__main__ import README, TARGET
from bench.dumps.figures import Score, figures, gone
from bench.dumps.folds import FOLDS, fold
from bench.dumps.reading import Flat, blocks_of
from bench.dumps.tables import table, with_others, with_tables
from bench.dumps.ways import WAYS, Way, any_way, blanked, partly_cleaned, some_labels, story_only, titled, truncated

STORY = (
    "The river Orrin rose again on Monday, and the mill at Saltby was closed for a week.",
    "The council said that 11 houses had been emptied, and that nobody was hurt.",
    "Engineers are to look at the weir on Tuesday, when the water has gone down.",
)
HTML = f"""<html><head><title>T</title></head><body>
    <ul>
        <li><a href="/news">News</a></li>
    </ul>
    <h1>Mill closed</h1><p>{STORY[0]}</p><p>{STORY[1].replace("houses", "<b>houses</b>")}</p>
    <p>{STORY[2]}</p><script>var x;</script><div>Share</div></body></html>"""
FLAT = Flat(blocks_of(HTML), "\n".join(STORY), "Mill closed", "en")


def _flat(way: str) -> str:
    return WAYS[way].flatten(FLAT, random.Random(1)).text


def test_a_block_is_a_line() -> None:
    assert _flat("blocks").split("\n") == ["News", "Mill closed", *STORY, "Share"]


def test_a_text_node_is_a_line() -> None:
    assert "houses" in _flat("nodes").split("\n")


def test_the_source_keeps_its_indentation() -> None:
    assert "\n        News" in _flat("source")


def test_markdown_has_links_and_headings() -> None:
    assert "* [News](/news)\n\n# Mill closed" in _flat("markdown")


def test_no_line_break_is_left() -> None:
    assert "\n" not in _flat("one-line")


def test_every_mark_and_digit_becomes_a_space() -> None:
    assert blanked("It’s 11 o'clock. हिंदी") == "It s    o clock  हिंदी"


@pytest.mark.parametrize("way", [way for way in WAYS if way not in ("clean", "labels", "partly-cleaned", "truncated")])
def test_all_of_the_gold_is_in_a_whole_dump(way: str) -> None:
    dump = WAYS[way].flatten(FLAT, random.Random(1))
    words = dump.text.replace("\n", " ").split()
    assert set(dump.gold.split()) <= set(words)


def test_the_gold_is_cut_where_the_dump_is() -> None:
    dump = Way(choose=truncated).flatten(FLAT, random.Random(1))
    assert dump.gold.split("\n") == [line for line in STORY if line in dump.text]
    assert len(dump.gold.split("\n")) < len(STORY)


def test_what_is_left_over_is_told() -> None:
    dump = Way(choose=partly_cleaned).flatten(FLAT, random.Random(1))
    assert set(dump.labels) == {"News", "Share"}
    assert dump.gold == "\n".join(STORY)


def test_the_headline_stands_above_the_story() -> None:
    assert Way(choose=titled).flatten(FLAT, random.Random(1)).text.split("\n") == ["Mill closed", *STORY]


def test_labels_that_are_put_in_are_told() -> None:
    dump = Way(choose=story_only, put_in=some_labels).flatten(FLAT, random.Random(1))
    assert sorted(dump.text.split("\n")) == sorted((*STORY, *dump.labels))
    assert dump.labels


def test_the_same_dice_give_the_same_dump() -> None:
    first, second = ([any_way(dice) for _ in range(20)] for dice in (random.Random(3), random.Random(3)))
    assert first == second
    assert len(set(first)) > 5


def _score(**fields: object) -> Score:
    about = {"system": "copydesk", "way": "blocks", "corpus": "c", "language": "en", "domain": "d"}
    zero = {"tp": 1.0, "fp": 0.0, "fn": 0.0, "paragraphs": 4, "lost": 0, "lines": 4, "leaked": 0}
    return Score(**{**about, **zero, **fields})  # type: ignore[arg-type]


def test_f1_is_made_of_mean_precision_and_mean_recall() -> None:
    found = figures([_score(), _score(tp=0.5, fp=0.5)])
    assert (found["precision"], found["recall"]) == (0.75, 1.0)
    assert found["f1"] == pytest.approx(2 * 0.75 / 1.75)


def test_paragraphs_are_counted_over_all_dumps() -> None:
    assert figures([_score(lost=1), _score(paragraphs=16)])["lost"] == 1 / 20


def test_a_label_is_gone_if_it_is_no_line_of_the_answer() -> None:
    assert gone(["Share", "Read more"], "He likes to share.\n\nRead more") == 1


def test_a_site_is_in_one_fold() -> None:
    assert {fold(f"site{number}.example") for number in range(60)} == set(range(FOLDS))
    assert fold("a.example") == fold("a.example")


def test_the_table_has_a_row_a_way() -> None:
    found = MappingProxyType({"blocks": {"copydesk": figures([_score(lost=1)]), "keep-all": figures([_score()])}})
    rows = table(found, ["copydesk", "keep-all"]).split("\n")
    assert (
        rows[0]
        == "| way | F1 Copydesk | F1 keep all | lost Copydesk | lost keep all | leaked Copydesk | leaked keep all |"
    )
    assert rows[2] == "| blocks | 1.000 | 1.000 | 25.0 % | 0.0 % | 0.0 % | 0.0 % |"


def test_the_readme_shows_the_results() -> None:
    text = README.read_text("utf-8")
    assert with_tables(text, json.loads(TARGET.read_text("utf-8"))) == text


def test_a_run_of_one_system_leaves_the_figures_of_the_others() -> None:
    before = {"pages": 2, "every": 1, "ways": {"blocks": {"copydesk": {"f1": 0.5}, "justext": {"f1": 0.4}}}}
    found = {"pages": 2, "every": 1, "ways": {"blocks": {"copydesk": {"f1": 0.6}}}}
    assert with_others(found, before) == {"blocks": {"copydesk": {"f1": 0.6}, "justext": {"f1": 0.4}}}
    assert with_others({**found, "every": 2}, before) == found["ways"]


def test_the_figures_in_the_front_page_are_those_of_the_last_run() -> None:
    measured = json.loads(TARGET.read_text("utf-8"))["test"]["ways"]["blocks"]
    ours, theirs, all_of_it = (f"{measured[name]['f1']:.3f}"[1:] for name in ("copydesk", "justext", "keep-all"))
    front = " ".join(README.parents[1].joinpath("README.md").read_text("utf-8").split())
    assert f"with their markup taken off: F1 {ours}; {theirs} for jusText, {all_of_it} for all that is there" in front
