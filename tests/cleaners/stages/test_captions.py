"""Captions in plain paragraphs, told by the credit they are or end with: a case on each side of every bound."""

from __future__ import annotations

import pytest

from cleaners import Page
from cleaners.pipeline import lay_out
from cleaners.stages.captions import MAX_WORDS_OF_CREDIT, captions

STORIES = {
    "en": "The river Orrin rose again on Monday, and the mill at Saltby was closed for a week.",
    "de": "Der Fluss stieg am Montag wieder an, und die Mühle blieb für eine Woche geschlossen.",
    "pl": "W poniedziałek woda w rzece znów się podniosła, a młyn zamknięto na cały tydzień.",
    "ru": "В понедельник вода в реке снова поднялась, и мельницу закрыли на целую неделю.",
    "zh": "河水星期一再次上涨，磨坊因此关闭了一个星期，居民们都搬到了高处。",
}


def dropped(line: str, language: str = "en", tag: str = "p") -> bool:
    story = STORIES[language]
    document = lay_out(Page(None, f"<html lang={language}><body><p>{story}</p><{tag}>{line}</{tag}></body></html>"))
    return any(v.block and v.block.text == line for v in captions(document) if not v.keep)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("The mill at Saltby in May (Photo: Ann Reed)", "en"), ("(Photo: Ann Reed)", "en"),
        ("The mill at Saltby in May. Photo: Ann Reed", "en"), ("Die Mühle im Mai (Foto: Ann Reed)", "de"),
        ("Мельница в мае. Иллюстрация: saltby.example", "ru"), ("资料图：五月的磨坊。", "zh"),
        ("Photo by Ann Reed.", "en"), ("Die Mühle im Mai (Foto Ann Reed)", "de"), ("fot. Ann Reed", "pl"),
    ],
)  # fmt: skip
def test_a_line_that_is_or_ends_with_a_credit_is_a_caption(line: str, language: str) -> None:
    assert dropped(line, language)


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        ("The mill at Saltby in May (see: the plan)", "p"),
        ("She showed a photo of the mill at Saltby.", "p"),
        ("The mill at Saltby in May (Photo: Ann Reed)", "li"),
        (f"He showed a letter. Photo: {'water ' * MAX_WORDS_OF_CREDIT}rose", "p"),
        (f"{'The water rose and fell. ' * 10}Photo: Ann Reed", "p"),
    ],
    ids=["no credit", "no colon", "an item", "a long remark", "a long paragraph"],
)
def test_other_lines_are_left(line: str, tag: str) -> None:
    assert not dropped(line, tag=tag)
