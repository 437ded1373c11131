"""Runs of labels in lines that have lost their breaks."""

from __future__ import annotations

import pytest

from cleaners.lines.menus import labels_of, menus


def _runs(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in menus(text, labels_of(language))]


@pytest.mark.parametrize(
    ("text", "language", "runs"),
    [
        ("Menu Log in Subscribe The mill is closed.", "en", ["Menu Log in Subscribe"]),
        ("It is closed. Share Print Comments Read also Choir wins", "en", ["Share Print Comments Read also"]),
        ("Startseite Kontakt Impressum Die Mühle bleibt zu. Drucken Kommentare", "de",
         ["Startseite Kontakt Impressum", "Drucken Kommentare"]),
        ("الرئيسية أخبار رياضة أغلقت الطاحونة.", "ar", ["الرئيسية أخبار رياضة"]),
        ("ראשי חדשות ספורט הטחנה נסגרה.", "he", ["ראשי חדשות ספורט"]),
        ("首页 新闻 体育 磨坊关闭了。", "zh", ["首页 新闻 体育"]),
        ("صفحه اصلی اخبار ورزشی آسیاب بسته شد.", "fa", ["صفحه اصلی اخبار ورزشی"]),
    ],
    ids=["head", "inside", "both", "arabic", "hebrew", "chinese", "persian"],
)  # fmt: skip
def test_finds_labels_in_a_row(text: str, language: str, runs: list[str]) -> None:
    assert _runs(text, language) == runs


@pytest.mark.parametrize(
    "text",
    [
        "Google said on Monday that it would go.",
        "The share print comments of the council.",
        "Google Facebook and others would go.",
        "The mill is closed.",
        "",
    ],
    ids=["one label", "small letters", "the second goes on small", "none", "nothing"],
)
def test_spares_prose(text: str) -> None:
    assert _runs(text) == []


def test_the_last_label_before_a_small_letter_is_of_the_sentence() -> None:
    assert _runs("Share Print Comments are closed.") == ["Share Print"]
