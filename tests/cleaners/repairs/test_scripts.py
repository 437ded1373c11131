from __future__ import annotations

import pytest

from cleaners.repairs import run
from cleaners.repairs.arabic import ARABIC
from cleaners.repairs.composition import COMPOSITION, SOFT_HYPHENS
from cleaners.repairs.controls import CONTROLS
from cleaners.repairs.direction import DIRECTION
from cleaners.repairs.joiners import JOINERS
from cleaners.repairs.shield import shield, unshield

LRM, RLM = "\u200e", "\u200f"


@pytest.mark.parametrize(
    "text",
    [
        "می‌شود", "کتاب‌های", "ئه‌وه‌ ڕۆژ", "ہے‌اور", "क्‍ष", "क्‌ष", "ශ්‍රී", "ক্‍ষ", "നന്‍", "ر‍", "هـ‍", "👨‍👩‍👧", "🏳️‍🌈", "❤️", "1️⃣", "👩🏽‍🚀",
        "සිංහල ක්‍රම", "பெ‌ண்", "ﷺ", "ᠮᠣᠩ‍ᠭᠣᠯ",
    ],
)  # fmt: skip
def test_keeps_joiners_that_shape_letters_and_emoji(text: str) -> None:
    assert run((text,), "und")[0] == (text,)


@pytest.mark.parametrize(
    ("text", "tidy"),
    [("word\u200c", "word"), ("Auf\u200clage", "Auflage"), ("کتاب\u200c ها", "کتاب ها"), ("\u200cسلام", "سلام"),
     ("می\u200c\u200cشود", "می\u200cشود"), ("a\u200db", "ab"), ("a\ufe0f b", "a b")],
)  # fmt: skip
def test_drops_joiners_that_stand_for_nothing(text: str, tidy: str) -> None:
    assert JOINERS((text,)) == (tidy,)


@pytest.mark.parametrize(
    "text",
    [
        f"جامعة C++{LRM} والحاسوب",
        f"שלום (abc){RLM} עולם",
        f"السعر 5{RLM}-3",
        "قال \u2066C++\u2069 هنا",
        "abc \u202edef\u202c",
    ],
)
def test_keeps_direction_marks_that_decide_the_order(text: str) -> None:
    assert DIRECTION((text,)) == (text,)


@pytest.mark.parametrize(
    ("text", "tidy"),
    [(f"plain{LRM} text{RLM}", "plain text"), (f"שלום{RLM} עולם", "שלום עולם"), (f"{RLM}مرحبا بالعالم", "مرحبا بالعالم"),
     ("\u202bمرحبا\u202c بالعالم", "مرحبا بالعالم"), ("\u2068word\u2069 here", "word here"), ("مرحبا\u202c", "مرحبا"),
     (f"سلام، {RLM}دنیا", "سلام، دنیا")],
)  # fmt: skip
def test_drops_direction_marks_that_change_nothing(text: str, tidy: str) -> None:
    assert DIRECTION((text,)) == (tidy,)


@pytest.mark.parametrize(
    ("text", "tidy"),
    [("العـــربية", "العربية"), ("ﻣﺮﺣﺒﺎ", "مرحبا"), ("ﻻ", "لا"), ("ﷲ", "الله"), ("1445 هـ", "1445 هـ"), ("بـ 5", "بـ 5"),
     ("لـــ «", "لـ «"), ("ـــــ", "ـــــ"), ("ﷺ ﷼", "ﷺ ﷼")],
)  # fmt: skip
def test_arabic_forms_become_letters_and_decoration_goes(text: str, tidy: str) -> None:
    assert ARABIC((text,)) == (tidy,)


@pytest.mark.parametrize(
    ("text", "tidy"),
    [("it\x92s", "it’s"), ("a\x85", "a…"), ("a\x00b\x07", "ab"), ("\ufeffx", "x"), ("\x1b[31mred\x1b[0m", "red"),
     ("wor\u200bd", "word"), ("a\u2028b", "a b"), ("ไทย\u200bไทย", "ไทย\u200bไทย"), ("a\u2060b", "ab")],
)  # fmt: skip
def test_controls_go_or_become_what_browsers_show(text: str, tidy: str) -> None:
    assert CONTROLS((text,)) == (tidy,)


def test_soft_hyphens_go_and_accents_are_composed() -> None:
    assert SOFT_HYPHENS(("unpro\u00adblematisch",)) == ("unproblematisch",)
    assert COMPOSITION(("e\u0301te\u0301",)) == ("été",)


@pytest.mark.parametrize("text", ["Ａ１（全角）", "ﬁn", "“quotes” ‘so’", "x²", "½", "①", "㍿", "ｶﾅ"])
def test_compatibility_forms_are_kept(text: str) -> None:
    assert run((text,), "und")[0] == (text,)


def test_the_shield_carries_joiners_through_a_tool_that_drops_them() -> None:
    text = "می‌شود و 👨‍👩‍👧 و کتاب‌ها"
    printable = "".join(char for char in shield(text) if char.isprintable())
    assert unshield(printable) == text
