"""Lists and lines of a kind that are text as a whole, on both sides of every bound."""

import numpy as np
import pytest

from cleaners import Page
from cleaners.model import wholes
from cleaners.pipeline import lay_out
from cleaners.types import Document

LONG = "The harbour office said on Monday that the ferry to the outer islands will run again in May."


def document_of(body: str) -> Document:
    return lay_out(Page(None, f"<html><body><div class='wrap'>{body}</div></body></html>", content_type="text/html"))


def amid(body: str, kept: str) -> list[str]:
    """The texts kept among their kind; `kept` has a "k" for each block that is kept already, and an "x" for one not free."""
    document = document_of(body)
    assert len(document.blocks) == len(kept)
    free = np.array([c != "x" for c in kept])
    found = wholes.amid_their_kind(document, np.array([c == "k" for c in kept]), free)
    return [document.blocks[i].text for i in sorted(found)]


def lines(*texts: str, tag: str = "p", name: str = "") -> str:
    return "".join(f"<{tag} class='{name}'>{text}</{tag}>" for text in texts)


FIVE = ("One ship sank.", "Two ships sank.", "Ada Brook", "Four ships sank.", "Five ships sank.")


def test_a_line_amid_kept_ones_of_its_kind_is_kept() -> None:
    assert amid(lines(*FIVE), "kk-kk") == ["Ada Brook"]


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (lines(*FIVE), "kkkk-"),
        (lines(*FIVE), "-kkkk"),
        (lines(*FIVE), "kkxkk"),
        (lines(*FIVE), "k---k"),
        (lines(*FIVE[:4]), "kk-k"),
        (lines(*FIVE[:2]) + lines(FIVE[2], name="note") + lines(*FIVE[3:]), "kk-kk"),
        (lines(*FIVE[:2]) + f"<div>{lines(FIVE[2])}</div>" + lines(*FIVE[3:]), "kk-kk"),
    ],
    ids=["last", "first", "label or link", "most are dropped", "too few", "another class", "another element"],
)
def test_a_line_that_is_not_amid_its_kind_is_left(body: str, kept: str) -> None:
    assert amid(body, kept) == []


def unhidden(body: str, kept: str) -> list[str]:
    """The texts kept although hidden; `kept` has a "k" for each block that is kept already, an "h" for a hidden one."""
    document = document_of(body)
    assert len(document.blocks) == len(kept)
    found = wholes.hidden_amid(document, np.array([c == "k" for c in kept]), np.array([c == "h" for c in kept]))
    return [document.blocks[i].text for i in sorted(found)]


def test_a_hidden_paragraph_between_kept_ones_is_kept() -> None:
    assert unhidden(lines(LONG, "Hidden: " + LONG, LONG), "khk") == ["Hidden: " + LONG]


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (lines(LONG, LONG, LONG), "k-k"),
        (lines(LONG, "Sign in to read on", LONG), "khk"),
        (lines(LONG, LONG, LONG), "kkh"),
        (lines(LONG, LONG, LONG), "hkk"),
        (lines(LONG) + f"<div>{lines(LONG)}</div>" + lines(LONG), "khk"),
    ],
    ids=["unlikely or labelled", "short", "below", "above", "another element"],
)
def test_other_hidden_paragraphs_are_left(body: str, kept: str) -> None:
    assert unhidden(body, kept) == []


def listed(body: str, kept: str) -> list[str]:
    document = document_of(body)
    assert len(document.blocks) == len(kept)
    found = wholes.lists(document, np.array([c == "k" for c in kept]), np.array([c != "x" for c in kept]))
    return [document.blocks[i].text for i in sorted(found)]


def items(*texts: str) -> str:
    return f"<ul>{lines(*texts, tag='li')}</ul>"


PARAGRAPHS = lines(LONG, "The winners are these:")
WINNERS = items("2021: Ada Brook", "2022: Ann Reed", "2023: Ola Lind", "2024: Bo Falk")
LINKED = items(*(f"<a href=/{i}>Ferry number {i} is late</a>" for i in range(4)))


def test_half_a_list_among_kept_paragraphs_brings_the_rest() -> None:
    assert listed(PARAGRAPHS + WINNERS, "kkk--k") == ["2022: Ann Reed", "2023: Ola Lind"]
    assert listed(PARAGRAPHS + LINKED, "kkk--k") == ["Ferry number 1 is late", "Ferry number 2 is late"]
    assert listed(PARAGRAPHS + LINKED, "kkk---") == []


def test_a_list_elsewhere_has_to_be_kept_by_more() -> None:
    assert listed(PARAGRAPHS + f"<div>{WINNERS}</div>", "kkkk--") == []
    assert listed(PARAGRAPHS + f"<div>{WINNERS}</div>", "kkkkk-") == ["2024: Bo Falk"]


def test_a_plain_list_between_kept_text_is_kept_whole() -> None:
    assert len(listed(PARAGRAPHS + WINNERS + lines(LONG), "kk----k")) == 4


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (PARAGRAPHS + WINNERS, "kk----"),
        (PARAGRAPHS + LINKED + lines(LONG), "kk----k"),
        (PARAGRAPHS + lines("Menu") + WINNERS + lines(LONG), "kk-----k"),
        (lines(LONG) + f"<div>{lines('So:')}{WINNERS}</div>" + lines(LONG), "kk----k"),
        (PARAGRAPHS + items("Write to us") + lines(LONG), "kk-k"),
        (PARAGRAPHS + WINNERS + lines(LONG), "kk-x--k"),
    ],
    ids=["nothing below", "links", "not right below", "another element", "one item", "hidden"],
)
def test_a_list_that_may_be_furniture_is_left(body: str, kept: str) -> None:
    assert listed(body, kept) == []


def test_a_paragraph_in_an_item_is_the_list_s_too() -> None:
    loose = f"<ol>{''.join(f'<li><p>Step {i} of the drill</p></li>' for i in range(4))}</ol>"
    assert listed(PARAGRAPHS + loose, "kkkk-k") == ["Step 2 of the drill"]
