"""Rules for comments go where they stand below a story, and stay where they are what is told."""

from __future__ import annotations

import pytest

from cleaners import Page, clean, clean_text
from cleaners.pipeline import lay_out_text
from cleaners.stages.comment_rules import comment_rules

STORY = (
    "The river Orrin rose again on Monday, and the mill at Saltby was closed for a week.",
    "The council said that eleven houses had been emptied, and that nobody was hurt.",
    "Engineers are to look at the weir on Tuesday, when the water has gone down.",
    "The miller's wife carried what she could to the loft, and the neighbours brought a boat at noon.",
    "By evening the lower road was open again, though the bridge stays closed until the week is out.",
)
RULES = (
    "Please stay polite and on the subject of the article. Insults and advertising are removed by the moderators.",
    "Comments are published after they have been checked.",
    "By sending a comment you agree that your user name is shown.",
)
HEADING = "Rules for comments"


def _dropped(*lines: str) -> list[str]:
    """What goes of lines that all would be kept."""
    return [v.block.text for v in comment_rules(lay_out_text(Page(None, "\n".join(lines)))) if v.block]


def test_rules_go_with_their_heading_and_say_why() -> None:
    verdicts = list(comment_rules(lay_out_text(Page(None, "\n".join((*STORY, HEADING, *RULES, "Contact"))))))
    assert [v.block.text for v in verdicts if v.block] == [HEADING, *RULES]
    assert {(v.role, v.keep, v.reason) for v in verdicts} == {("comment", False, "comment-rules")}
    assert [v.evidence for v in verdicts] == [
        "Rules for comments, comment", "Rules for comments, polite", "Rules for comments, comment",
        "Rules for comments, comment",
    ]  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "go"), [(2, True), (1, False)])
def test_rules_stand_below_a_story(paragraphs: int, go: bool) -> None:
    assert bool(_dropped(*STORY[:paragraphs], HEADING, *RULES)) is go


@pytest.mark.parametrize(("below", "go"), [(1, True), (3, False)])
def test_a_story_that_goes_on_below_is_spared(below: int, go: bool) -> None:
    more = ("Nobody had seen the water stand so high.",) * below
    assert bool(_dropped(*STORY, HEADING, *RULES, "The weir", "Another year", *more)) is go


@pytest.mark.parametrize(("about", "go"), [(1, True), (2, False)])
def test_a_story_about_comments_is_spared(about: int, go: bool) -> None:
    told = ("The paper blocked two users who had insulted the miller below its report on the flood.",) * about
    assert bool(_dropped(*told, *STORY[: 5 - about], HEADING, *RULES)) is go


def test_a_story_in_which_a_rule_is_told_is_spared() -> None:
    told = "Offensive comments had stood below the report on the flood since noon, the council said in the evening."
    assert _dropped(told, *STORY, HEADING, *RULES) == []


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("Insults are removed, and so is spam and advertising, by polite moderators.", True),
        ("Insults are removed, and so is spam, by polite millers.", False),
        ("Offensive comments are taken off the board of the mill.", True),
    ],
)
def test_below_a_heading_that_parts_of_stories_have_too_rules_take_many_words_or_a_clause(
    line: str, goes: bool
) -> None:
    assert _dropped(*STORY, "Netiquette", line) == (["Netiquette", line] if goes else [])


@pytest.mark.parametrize(("silent", "gone"), [(1, 4), (2, 2)])
def test_one_line_among_rules_may_speak_of_something_else(silent: int, gone: int) -> None:
    assert len(_dropped(*STORY, HEADING, RULES[0], *["Be brief."] * silent, RULES[1])) == gone


def test_labels_below_rules_are_none_of_them() -> None:
    assert _dropped(*STORY, HEADING, *RULES, "Log in", "Register now", "Contact")[-1] == RULES[-1]


def test_a_heading_without_rules_below_it_is_passed_over() -> None:
    assert _dropped(*STORY, HEADING, *RULES, "Contact", "Imprint", "Comment policy") == [HEADING, *RULES]


def test_a_heading_may_stand_before_a_colon() -> None:
    line = f"Comment policy: {RULES[0]}"
    assert _dropped(*STORY, line) == [line]


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("By posting a comment you accept our rules, and we reserve the right to delete it.", True),
        ("By posting a comment you accept that it is read at the mill.", False),
        (
            "“By posting a comment you accept our rules, and we reserve the right to delete it,” the council wrote.",
            False,
        ),
    ],
)
def test_without_a_heading_two_clauses_make_a_rule(line: str, goes: bool) -> None:
    assert _dropped(*STORY, line) == ([line] if goes else [])


def test_what_stands_beside_a_rule_and_has_a_clause_is_one_too() -> None:
    rules = (
        RULES[2],
        "Comments are moderated, and comments that contain links are not published.",
        "Comments must be short.",
    )
    assert _dropped(*STORY, *rules, "Contact") == list(rules)


@pytest.mark.parametrize("tag", ["h3", "p"])
def test_rules_go_from_a_page_too(tag: str) -> None:
    paragraphs, rules = ("".join(f"<p>{text}</p>" for text in texts) for texts in (STORY, RULES))
    page = f"<html lang=en><title>Mill closed</title><h1>Mill closed</h1>{paragraphs}<{tag}>{HEADING}</{tag}>{rules}"
    assert clean(Page("https://echo.example/mill", page)).text == "\n\n".join(STORY)


def test_a_dump_that_has_lost_its_marks_is_read_alike() -> None:
    rules = "by posting a comment you accept our rules and we reserve the right to delete it"
    story = "\n\n".join(text.replace(",", " ").replace(".", " ").replace("'", " ") for text in STORY)
    assert "by posting" not in clean_text(f"{story}\n\n{rules}").text
