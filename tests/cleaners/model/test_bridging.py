"""Doubtful blocks between kept ones, on both sides of every bound."""

import numpy as np
import pytest

from cleaners import Page
from cleaners.model.bridging import MAX_RUN, MIN_BRIDGED, MIN_LAST, bridges
from cleaners.model.features import features
from cleaners.pipeline import lay_out

LONG = (
    "The harbour office said on Monday that the ferry to the outer islands will run again from the first week of May."
)


def bridged(body: str, keeps: list[float]) -> list[str]:
    """The texts that are kept for their neighbours' sake on a page whose blocks the trees gave these probabilities."""
    html = f"<html><body><div class='wrap'>{body}</div></body></html>"
    document = lay_out(Page(None, html, content_type="text/html"))
    assert len(document.blocks) == len(keeps)
    found = bridges(document, np.array(keeps, dtype=np.float32), features(document)[0])
    return [document.blocks[i].text for i in sorted(found)]


def between(middle: str) -> str:
    return f"<p>{LONG}</p>{middle}<p>{LONG}</p>"


@pytest.mark.parametrize("line", ["<p>No.</p>", "<h2>What happens next</h2>", "<h3>The crew</h3>"])
def test_keeps_a_doubtful_line_between_kept_paragraphs(line: str) -> None:
    assert len(bridged(between(line), [0.9, MIN_BRIDGED, 0.9])) == 1


def test_leaves_a_line_the_trees_hardly_doubt_to_be_furniture() -> None:
    assert bridged(between("<p>No.</p>"), [0.9, MIN_BRIDGED - 0.02, 0.9]) == []


def test_leaves_list_items_to_the_trees() -> None:
    assert bridged(between("<ul><li>No.</li></ul>"), [0.9, 0.4, 0.9]) == []


def test_a_link_between_paragraphs_is_no_bridge() -> None:
    assert bridged(between("<p><a href='/x'>The crew of the ferry</a></p>"), [0.9, 0.4, 0.9]) == []


def test_a_label_between_paragraphs_is_no_bridge() -> None:
    assert bridged(between("<p>Advertisement</p>"), [0.9, 0.4, 0.9]) == []


def test_a_line_in_a_share_bar_is_no_bridge() -> None:
    assert bridged(between("<div class='share-buttons'><p>Pass it on</p></div>"), [0.9, 0.4, 0.9]) == []


def test_a_long_run_is_another_story() -> None:
    lines = [f"<p>Line {word}</p>" for word in "one two three four five six seven".split()]
    assert len(lines) == MAX_RUN + 1
    inner = [0.4] * len(lines)
    # The first and the last stand beside kept paragraphs of the same element; those between them are not kept.
    assert bridged(between("".join(lines)), [0.9, *inner, 0.9]) == ["Line one", "Line seven"]
    assert len(bridged(between("".join(lines[1:])), [0.9, *inner[1:], 0.9])) == MAX_RUN


def test_a_doubtful_line_before_the_first_paragraph_is_kept_with_it() -> None:
    body = f"<p>In the spring</p><p>{LONG}</p><p>{LONG}</p>"
    assert bridged(body, [MIN_BRIDGED, 0.9, 0.9]) == ["In the spring"]


def test_a_sentence_after_the_last_paragraph_has_to_be_likelier_than_a_line_without_mark() -> None:
    line, sentence = (
        f"<p>{LONG}</p><p>{LONG}</p><p>{last}</p>" for last in ("Ada Brook, Port Merrow", "Sign up below.")
    )
    assert bridged(line, [0.9, 0.9, MIN_LAST - 0.1]) == ["Ada Brook, Port Merrow"]
    assert bridged(sentence, [0.9, 0.9, MIN_LAST - 0.1]) == []
    assert bridged(sentence, [0.9, 0.9, MIN_LAST + 0.05]) == ["Sign up below."]


def test_what_is_completed_is_completed_with_what_was_bridged() -> None:
    names = "<h2>The crew</h2><ul><li>Ann Reed</li><li>Bo Falk</li></ul>"
    found = bridged(between(f"<p>These went down with it:</p>{names}"), [0.9, 0.4, 0.2, 0.6, 0.2, 0.9])
    assert found == ["These went down with it:", "The crew", "Bo Falk"]


def test_a_page_of_which_nothing_is_kept_stays_so() -> None:
    assert bridged(f"<p>{LONG}</p><ul><li>Orrin</li><li>Saltby</li></ul>", [0.3, 0.3, 0.3]) == []
