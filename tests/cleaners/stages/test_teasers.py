"""Teasers with dates, and lists of the latest news: a case on each side of every bound."""

import pytest

from cleaners import Page
from cleaners.pipeline import lay_out
from cleaners.stages.teasers import MIN_STORY, MIN_TICKS, teasers
from cleaners.types import Document, Verdict

LONG = "The harbour office said on Monday that the ferry to the outer islands will run again in May. " * 4
LEAD = "Nine boats were lifted out of the water on Sunday, and two of them are to be mended."


def dropped(body: str, story: str = LONG) -> list[str]:
    document = lay_out(Page(None, f"<html lang=en><body><h1>Ferry</h1><p>{story}</p>{body}</body></html>"))
    return [v.block.text for v in teasers(document) if v.block and not v.keep]


def card(i: int, *, date: str = "25.12.2011", linked: bool = True, name: str = "announce") -> str:
    headline = f"Boat number {i} is dry"
    headline = f"<a href=/{i}>{headline}</a>" if linked else headline
    return f"<div class=item><h3>{headline}</h3><div class=date>{date}</div><div class={name}>{LEAD}</div></div>"


def test_leads_below_linked_headlines_and_dates_are_teasers() -> None:
    assert dropped(card(1) + card(2)) == [LEAD, LEAD]


@pytest.mark.parametrize(
    "body",
    [
        card(1),
        card(1, linked=False) + card(2, linked=False),
        card(1, date="Two boats") + card(2, date="Two boats"),
        card(1) + card(2) + "".join(f"<div class=item><div class=announce>{LEAD} {i}</div></div>" for i in range(3)),
    ],
    ids=["only one", "no links", "no dates", "others of the kind are none"],
)
def test_paragraphs_that_are_not_of_such_a_kind_are_left(body: str) -> None:
    assert dropped(body) == []


def test_a_page_of_teasers_alone_keeps_them() -> None:
    short = " ".join(LONG.split()[: MIN_STORY // 2])
    assert dropped(card(1) + card(2), short) == []


def ticker(count: int, *, time: bool = True, linked: bool = True) -> str:
    lines = []
    for i in range(count):
        headline = f"<a href=/{i}>Boat number {i} is dry</a>" if linked else f"Boat number {i}"
        lines.append(f"<dt>{f'10:1{i}' if time else ''} {headline}</dt><dd>{LEAD}</dd>")
    return f"<dl>{''.join(lines)}</dl>"


def test_a_list_of_times_and_linked_headlines_is_the_latest_news() -> None:
    assert LEAD in dropped(ticker(MIN_TICKS))


@pytest.mark.parametrize(
    "body",
    [ticker(MIN_TICKS - 1), ticker(MIN_TICKS, time=False), ticker(MIN_TICKS, linked=False)],
    ids=["too few", "a glossary", "a programme"],
)
def test_a_list_of_terms_is_left(body: str) -> None:
    assert dropped(body) == []


HEADLINES = ("Nine boats are dry again", "The ferry has a new master", "Quay walls are to be raised")


def links(count: int = 3, *, bare: bool = False) -> str:
    items = HEADLINES[:count]
    return f"<ul>{''.join(f'<li>{t}</li>' if bare else f'<li><a href=/{i}>{t}</a></li>' for i, t in enumerate(items))}</ul>"


def test_links_below_a_small_heading_are_other_stories_and_so_is_the_heading() -> None:
    assert dropped(f"<h5>Harbour Echo</h5>{links()}") == ["Harbour Echo", *HEADLINES]


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>Sources</h2>{links()}",
        f"<h5>What the office published:</h5>{links()}",
        f"<h5>What the office said</h5>{links(bare=True)}",
        f"<h5>Harbour Echo</h5>{links(1)}",
        f"<p>The office names these reports</p>{links()}",
        "<h5>Boats</h5><ul><li><a href=/1>Orrin</a></li><li><a href=/2>Saltby</a></li></ul>",
    ],
    ids=["a large heading", "announced", "no links", "one", "below a paragraph", "names"],
)
def test_other_lists_of_links_are_left(body: str) -> None:
    assert dropped(body) == []


def test_links_below_a_dropped_heading_are_other_stories() -> None:
    document = lay_out(Page(None, f"<html lang=en><body><p>{LONG}</p><h2>More</h2>{links()}</body></html>"))
    heading = next(b for b in document.blocks if b.text == "More")
    judged = document.with_verdicts((Verdict(heading, "related", False, "x", "x", "judge"),))
    assert [v.block.text for v in teasers(judged) if v.block] == list(HEADLINES)


def test_a_dump_is_left() -> None:
    assert not list(teasers(Document(Page(None, ""), "", None, (), None, is_dump=True)))  # type: ignore[arg-type]
