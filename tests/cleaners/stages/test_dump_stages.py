"""What a person can state of dumps."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import numpy as np
import pytest

from cleaners import Page, clean_text
from cleaners.pipeline import lay_out_text
from cleaners.stages.headline import site_name_off
from cleaners.stages.second_copy import second_copy
from cleaners.stages.story_end import story_end
from cleaners.types import Block

STORY = (
    "The river Orrin rose again on Monday, and the mill at Saltby was closed for a week.",
    "The council said that eleven houses had been emptied, and that nobody was hurt.",
    "Engineers are to look at the weir on Tuesday, when the water has gone down.",
)
BODY = "\n\n".join(STORY)


def _kept(dump: str) -> str:
    return clean_text(dump).text


@pytest.mark.parametrize(
    "line",
    ["Share", "SHARE", "Read also: Mill owner speaks of the flood", "Leave a Reply", "2 Min Read",
     "Stay ConnectedFacebookLikeXFollow",
     "Home > News > Valley > Mill closed after flood", "Harbourdaily  gt  Blog  gt  Valley  gt  Mill closed after flood",
     "Mayor Jan Reed (L) and miller Ole Vik (R)", "Mayor Jan Reed  L   and miller Ole Vik  R ", "Back to top button",
     "%d bloggers like this", "{{ welcomeName }}"],
)  # fmt: skip
def test_drops_a_line_that_is_furniture(line: str) -> None:
    assert _kept(f"{line}\n\n{BODY}") == BODY


@pytest.mark.parametrize(
    "line",
    ["He asked them to share the bread.", "“Leave a reply with the boy,” she said.", "The letter (L) stood on every door.",
     "No.", "They went from home to news stand to mill."],
)  # fmt: skip
def test_keeps_a_sentence_that_speaks_of_it(line: str) -> None:
    dump = f"{STORY[0]}\n\n{line}\n\n{STORY[1]}"
    assert _kept(dump) == dump


def test_the_story_is_over_after_a_legal_notice() -> None:
    others = "Four ships were held at the quay on Friday, the harbour office said in the evening.\n" * 3
    assert _kept("\n".join(STORY) + "\nLEGAL WARNING: All rights of the news are reserved.\n" + others) == BODY


MORE = (
    "Once a paper has these fields, its readers can go on to ask for the full text of the weir reports.",
    "The harbour office sends the rest on paper, and nobody at the mill has asked it to do otherwise.",
)


def _is_ended(*lines: str) -> bool:
    """Whether the story ends at a notice among lines that stand between its paragraphs."""
    document = lay_out_text(Page(None, "\n".join((*STORY, *lines, *MORE))))
    return any(v.reason == "after-story-end" for v in story_end(document))


@pytest.mark.parametrize(
    ("lines", "ends"),
    [
        (("- Author names", "- Copyright license", "- Keywords"), False),
        (("Author names", "- Copyright license", "Keywords"), True),
        (("• Contact us today", "• Copyright © 2026 Saltby Echo", "• Jobs"), True),
        (("* Author names", "- Copyright license", "* Keywords"), True),
    ],
)
def test_an_item_of_a_list_ends_no_story_unless_it_is_a_notice_by_its_sign(lines: tuple[str, ...], ends: bool) -> None:
    assert _is_ended(*lines) is ends


@pytest.mark.parametrize(
    ("below", "ends"),
    [
        (("Press <ESCAPE> to stop the boot sequence.", "Starting", ">> Orrin BOOT 0.7", "booting sd0a:/kernel"), False),
        (("Press <ESCAPE> to stop the boot sequence.", "Starting"), True),
        (("Press Enter to go on; follow us.", "Contact", "Jobs"), True),
    ],
)
def test_a_notice_among_the_lines_of_a_terminal_ends_no_story(below: tuple[str, ...], ends: bool) -> None:
    assert (
        _is_ended("BootRom Version 1.1", "(c) Copyright Orrin Computer Company.", "All rights reserved", *below) is ends
    )


def test_a_notice_at_the_top_does_not_end_it() -> None:
    assert STORY[0] in _kept(f"Latest News\n\n{BODY}")


def test_drops_a_list_of_headlines_below_the_story() -> None:
    headlines = "Quay sold\nFish market to move\nChoir wins prize\nBridge to be painted"
    assert _kept(f"{BODY}\n\n{headlines}") == BODY


def test_spares_one_or_two_short_lines_next_to_the_story() -> None:
    assert _kept(f"{BODY}\nNobody has slept") == f"{BODY}\n\nNobody has slept"


def test_a_body_that_stands_twice_is_printed_once() -> None:
    assert _kept(f"{BODY}\n\nMill at Saltby closed\n\n{BODY}").count(STORY[1]) == 1


def test_a_sentence_that_comes_again_is_text() -> None:
    told = (
        "Nobody had seen the water stand so high at the old weir since the autumn of his first year.",
        "The miller's wife carried what she could to the loft, and the neighbours brought a boat at noon.",
        "By evening the lower road was open again, though the bridge will stay closed until the week is out.",
    )
    dump = "\n\n".join((STORY[0], told[0], STORY[1], told[1], STORY[0], told[2], STORY[2]))
    assert _kept(dump) == dump


@pytest.mark.parametrize(("others", "stays"), [(3, False), (4, True)], ids=["a fifth of the text", "less"])
def test_a_paragraph_that_comes_again_is_a_copy_if_it_is_a_fifth_of_the_text(others: int, stays: bool) -> None:
    """The paragraph twice and three others, ten words each, are fifty words: a fifth is ten."""
    told = [f"{text} lay quiet in the grey rain of that Monday." for text in ("Weir", "Quay", "Mill", "Loft")]
    lines = [told[0], *(text.replace("grey", "cold") for text in told[:others]), told[0]]
    blocks = tuple(Block(at, text, "line") for at, text in enumerate(lines))
    document = replace(lay_out_text(Page(None, "x")), blocks=blocks)
    assert {block.words for block in blocks} == {10}
    assert [v.block.index for v in second_copy(document) if v.block] == ([] if stays else [others + 1])


class _Sure:
    """Stands in for what was learned: says the same of the lines of every dump, one chance a line."""

    def __init__(self, *chances: float, headline: int | None = None) -> None:
        self._chances = np.array(chances, dtype=np.float32)
        self._of_title = np.array([0.99 * (at == headline) for at in range(len(chances))], dtype=np.float32)

    def chances(self, _: object) -> tuple[np.ndarray, np.ndarray]:
        return self._chances, self._of_title


def test_a_line_that_its_chance_alone_does_not_explain_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    menu = [f"Ward {number} pages" for number in range(9)]
    monkeypatch.setattr(
        import_module("cleaners.stages.judge_lines"), "learned", lambda: _Sure(*[0.01] * 9, 0.9, 0.9, 0.2, 0.9, 0.4)
    )
    lines = [*menu, STORY[0], STORY[1], STORY[2], STORY[0][:-1] + " and a day.", "Bridge tolls"]
    standing = clean_text("\n".join(lines)).document.standing()
    assert [standing[i].evidence for i in (8, 10, 11, 13)] == [
        "p=0.01", "p=0.90", "p=0.20, for what it stands among", "p=0.40, for what it stands among",
    ]  # fmt: skip
    assert [standing[i].keep for i in (8, 10, 11, 13)] == [False, True, True, False]


@pytest.mark.parametrize(("at", "title"), [(0, "Millers of the year"), (1, "")])
def test_a_line_of_the_text_below_another_is_no_headline(at: int, title: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sure = _Sure(0.9, 0.9, 0.9, 0.9, headline=at)
    monkeypatch.setattr(import_module("cleaners.stages.judge_lines"), "learned", lambda: sure)
    found = clean_text("\n\n".join(("Millers of the year", "- Best of the valley: Reed and Sons", *STORY[:2])))
    assert found.title == title


def test_a_refrain_is_text_each_time() -> None:
    refrain = "The river rises, the river falls"
    dump = "\n\n".join((STORY[0], refrain, STORY[1], refrain, STORY[2], refrain))
    assert _kept(dump).count(refrain) == 3


def test_a_line_below_a_paragraph_is_no_title() -> None:
    dump = f"{STORY[0]}\n\nWhat the council says of the mill\n\n{STORY[1]}\n\n{STORY[2]}"
    article = clean_text(dump)
    assert (article.metadata.title, article.text) == ("", dump)


def test_finds_the_title_and_does_not_print_it_twice() -> None:
    article = clean_text(f"Mill closed after flood\n\n{BODY}")
    assert (article.title, article.text) == ("Mill closed after flood", BODY)


MENU = "\n".join(
    f"{word} pages" for word in ("Local", "Sport", "Music", "Money", "Travel", "Weather", "Opinion", "Archive")
)
HAN = (
    "河水周一再次上涨，萨尔特比的磨坊关闭了整整一个星期，镇议会在当天晚上宣布了这个消息，居民们并不感到意外。",
    "议会表示，已有十一栋房屋的居民被疏散，没有人在洪水中受伤，磨坊的工人们正在清理被冲进院子里的泥沙。",
)
HAN_MENU = "首页新闻\n体育频道\n音乐频道\n财经频道\n旅游频道\n天气预报\n观点评论\n往期回顾"


@pytest.mark.parametrize(
    ("menu", "title", "body"),
    [(MENU, "Mill at Saltby closed by the river", BODY), (HAN_MENU, "洪水过后磨坊关闭一个星期", "\n".join(HAN))],
    ids=["en", "zh"],
)
def test_finds_the_title_below_a_menu(menu: str, title: str, body: str) -> None:
    assert clean_text(f"{menu}\n{title}\n{body}").title == title


def test_invents_no_title() -> None:
    article = clean_text(BODY)
    assert (article.title, article.text) == ("", BODY)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("what the two of them said to each other : The Valley Tribune", "what the two of them said to each other"),
        ("Mill closed after the flood | Valley Post", "Mill closed after the flood"),
        ("Budget: what we know", "Budget: what we know"),
        ("Mill closed", "Mill closed"),
        ("The Mill: A Love Story", "The Mill: A Love Story"),
    ],
)
def test_takes_the_outlets_name_off_a_headline(title: str, expected: str) -> None:
    assert site_name_off(title) == expected


@pytest.mark.parametrize("line", ["Ole Vik and Jan Reed", "Key takeaways", "13 October 2025"])
def test_a_line_that_shares_no_word_with_the_story_is_no_title(line: str) -> None:
    assert clean_text(f"{line}\n\n{BODY}").title == ""
