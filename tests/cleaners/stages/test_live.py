"""Live blogs as their readers want them: times, headings and entries in order, in many languages and structures."""

# ruff: noqa: E501 - a line of markup or of cases is read whole
from __future__ import annotations

import pytest

from cleaners import Article, Page, clean
from fixtures.kinds import words
from fixtures.kinds.page import footer, head, header, sidebar

TIMES = {
    "en": ("4.12pm", "3.40pm", "2.05pm", "9.15am"), "de": ("16.12 Uhr", "15.40 Uhr", "14.05 Uhr", "9.15 Uhr"),
    "fr": ("16h12", "15h40", "14h05", "9h15"), "ar": ("١٦:١٢", "١٥:٤٠", "١٤:٠٥", "٠٩:١٥"), "fa": ("۱۶:۱۲", "۱۵:۴۰", "۱۴:۰۵", "۰۹:۱۵"),
    "ru": ("21 октября, 16:12", "21 октября, 15:40", "21 октября, 14:05", "21 октября, 09:15"), "tr": ("16:12", "15:40", "14:05", "09:15"),
    "zh": ("下午4点12分", "下午3点40分", "下午2点05分", "上午9点15分"), "ja": ("16時12分", "15時40分", "14時05分", "9時15分"), "he": ("16:12", "15:40", "14:05", "09:15"),
}  # fmt: skip
ENTRY = (
    '<article class="lb-post" id="lb{n}"><div class="lb-post__meta"><a class="lb-post__time" href="#lb{n}">{0}</a></div><div class="lb-post__body"><p>{1}</p></div>'
    '<div class="lb-post__share share-tools"><button>Facebook</button><button>WhatsApp</button></div></article>'
)


def _page(language: str, times: tuple[str, ...]) -> str:
    w = words(language)
    entries = "".join(
        ENTRY.format(time, text, n=n) for n, (time, text) in enumerate(zip(times, w.entries, strict=True))
    )
    return f'{head(w, w.live)}<body>{header(w)}<main><article><h1>{w.live}</h1><div class="liveblog">{entries}</div></article></main>{sidebar(w)}{footer(w)}'


def _clean(inside: str) -> Article:
    page = f"<html lang=en><head><title>Flood: live updates</title></head><body><main><article><h1>Flood: live updates</h1>{inside}</article></main></body></html>"
    return clean(Page("https://paper.example/live", page))


@pytest.mark.parametrize("language", TIMES)
def test_each_entry_stands_below_its_time(language: str) -> None:
    article = clean(Page("https://paper.example/live", _page(language, TIMES[language])))
    expected = [line for pair in zip(TIMES[language], words(language).entries, strict=True) for line in pair]
    assert (article.kind, article.text.split("\n\n")) == ("live", expected)


def test_how_long_ago_it_was_is_dropped_with_its_reason() -> None:
    article = clean(Page(None, _page("en", ("10 min ago", "25 min ago", "1 hour ago", "2 hours ago"))))
    assert article.text.split("\n\n") == list(words("en").entries)
    assert article.removed["relative-time"] == 4


SENTENCES = words("en").entries


def test_headings_and_short_lines_belong_to_their_entry() -> None:
    entries = "".join(
        f"<div class=entry><time>1{n}:05</time><h3>{heading}</h3><p>{line}</p><p>{text}</p><button>Share</button></div>"
        for n, (heading, line, text) in enumerate(
            zip(
                ("Water falls", "Gym opened", "Trains stop"),
                ("At last.", "Pets too.", "No buses."),
                SENTENCES,
                strict=False,
            )
        )
    )
    lines = _clean(entries).text.split("\n\n")
    assert lines[:4] == ["10:05", "Water falls", "At last.", SENTENCES[0]]
    assert lines[8:] == ["12:05", "Trains stop", "No buses.", SENTENCES[2]]


def test_a_pinned_summary_is_kept_above_the_entries() -> None:
    pinned = "<div class=key-points><h2>Key points</h2><ul><li>River at four metres and falling</li><li>Eleven houses emptied</li></ul></div>"
    entries = "".join(f"<div class=lb-post><span>1{n}:05</span><p>{text}</p></div>" for n, text in enumerate(SENTENCES))
    assert _clean(pinned + entries).text.startswith(
        "Key points\n\nRiver at four metres and falling\nEleven houses emptied\n\n10:05\n\n"
    )


def test_a_time_with_the_reporter_beside_it_is_kept() -> None:
    entries = "".join(
        f"<div class=lb-post><div><span>1{n}:05</span> <b>Ann Dole</b></div><p>{text}</p></div>"
        for n, text in enumerate(SENTENCES)
    )
    byline = '<p class=byline>By <a rel="author" href="/ann">Ann Dole</a></p>'
    assert "10:05 Ann Dole\n\n" + SENTENCES[0] in _clean(byline + entries).text


def test_times_in_headings_make_a_live_blog() -> None:
    entries = "".join(f"<h3>1{n}:05 Water at mark {n}</h3><p>{text}</p>" for n, text in enumerate(SENTENCES))
    assert _clean(entries).kind == "live"


def test_two_times_are_opening_hours() -> None:
    entries = "".join(f"<div>1{n}:05</div><p>{text}</p>" for n, text in enumerate(SENTENCES[:2]))
    document = _clean(entries + f"<p>{SENTENCES[2]}</p>").document
    assert document is not None
    assert not [v for v in document.verdicts if v.stage == "live"]
