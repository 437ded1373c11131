"""Bilingual texts apart."""

from __future__ import annotations

from cleaners import Article, clean_text
from cleaners.split import by_language

ENGLISH = (
    "The river Orrin rose again on Monday, and the mill at Saltby was closed for a week, the council said.",
    "Eleven houses had been emptied by the evening, and nobody who lived in them was hurt in the flood.",
)
ARABIC = (
    "ارتفع منسوب النهر مرة أخرى يوم الاثنين، وأغلقت الطاحونة في القرية لمدة أسبوع كامل بحسب المجلس المحلي.",
    "وقال المجلس إن أحد عشر منزلا أخليت من سكانها مساء اليوم نفسه، ولم يصب أحد من السكان بأذى.",
)
TITLE = "إغلاق الطاحونة بعد الفيضان"


def _split(*paragraphs: str) -> tuple[Article, ...]:
    return by_language(clean_text("\n".join(paragraphs)))


def test_each_language_gets_its_paragraphs_in_order() -> None:
    first, second = _split(*ARABIC, *ENGLISH)
    assert (first.language, first.text) == ("ar", "\n\n".join(ARABIC))
    assert (second.language, second.text) == ("en", "\n\n".join(ENGLISH))


def test_paragraphs_that_alternate_are_gathered() -> None:
    first, second = _split(ARABIC[0], ENGLISH[0], ARABIC[1], ENGLISH[1])
    assert (first.text, second.text) == ("\n\n".join(ARABIC), "\n\n".join(ENGLISH))


def test_languages_of_one_script_are_told_apart() -> None:
    german = (
        "Der Fluss ist am Montag wieder gestiegen, und die Mühle in Saltby bleibt nach Angaben des Rates geschlossen.",
        "Elf Häuser wurden am Abend geräumt, und niemand von denen, die dort wohnen, ist verletzt worden, hieß es.",
    )
    assert [a.language for a in _split(*german, *ENGLISH)] == ["de", "en"]


def test_the_headline_goes_with_its_language() -> None:
    assert [bool(a.title) for a in _split(TITLE, *ARABIC, *ENGLISH)] == [True, False]


def test_a_short_line_goes_with_what_stands_before_it() -> None:
    first, second = _split(*ARABIC, "Saltby!", *ENGLISH)
    assert "Saltby!" in first.text
    assert second.text == "\n\n".join(ENGLISH)


def test_every_block_is_in_one_of_them() -> None:
    article = clean_text("\n".join((*ARABIC, *ENGLISH)))
    assert sum((a.blocks for a in by_language(article)), ()) == article.blocks


def test_a_text_in_one_language_stays_as_it_is() -> None:
    article = clean_text("\n".join(ENGLISH))
    assert by_language(article) == (article,)


def test_a_quotation_in_another_language_stays_where_it_is() -> None:
    quotation = "„Der Fluss ist am Montag wieder gestiegen, und die Mühle bleibt geschlossen.“"
    weeks = [f"{line[:-1]} in week {number}." for number in range(12) for line in ENGLISH]
    assert len(_split(*weeks[:12], quotation, *weeks[12:])) == 1
