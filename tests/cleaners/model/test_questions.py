"""Questions and answers set apart by class, and what stands among them that is none."""

from __future__ import annotations

import pytest

from cleaners.model.questions import MIN_CHANCE, add_questions
from tests.cleaners.model.conftest import LONG, P, kept_by, lines

ASKED = lines("When does the ferry run?", tag="h3")


def kept(body: str, chances: list[float]) -> list[bool]:
    return kept_by(add_questions, body, chances)


def within(name: str, inner: str) -> str:
    return f"<div class='{name}'><div class=item>{inner}</div></div>"


@pytest.mark.parametrize("name", ["faq", "faqs-block", "blog-faq_rich", "page_FAQ"])
def test_a_doubtful_question_and_its_folded_answer_are_kept(name: str) -> None:
    answer = f"<div style='display:none'>{P}</div>"
    assert kept(P + within(name, ASKED + answer), [0.9, MIN_CHANCE + 0.01, MIN_CHANCE + 0.01]) == [True] * 3


@pytest.mark.parametrize(
    ("body", "chances"),
    [
        (P + within("faq", ASKED), [0.9, MIN_CHANCE - 0.02]),
        (P + within("accordion", ASKED), [0.9, 0.3]),
        (P + within("faq", "<button>Expand all questions</button>"), [0.9, 0.3]),
        (P + within("faq", f"<p><a href=/x>{LONG}</a></p>"), [0.9, 0.3]),
        (P + within("faq", "<p>Advertisement</p>"), [0.9, 0.3]),
    ],
    ids=["surely no text", "no class for questions", "opens them", "link", "label"],
)
def test_what_is_no_question_is_left(body: str, chances: list[float]) -> None:
    assert kept(body, chances) == [True, False]


def test_questions_above_the_text_are_left() -> None:
    assert kept(within("faq", ASKED) + P, [0.3, 0.9]) == [False, True]
