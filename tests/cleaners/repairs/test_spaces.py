from __future__ import annotations

import pytest

from cleaners.repairs.hyphens import HYPHENS
from cleaners.repairs.spaces import SPACES

NBSP, THIN, WIDE = "\u00a0", "\u202f", "\u3000"


@pytest.mark.parametrize(
    ("text", "language", "tidy"),
    [
        ("a  b\t\tc ", "en", "a b c"), (f"a{NBSP}b", "en", "a b"), (f" {NBSP} a", "en", "a"), ("a\r", "en", "a"),
        (f"Quoi{NBSP}?", "fr", f"Quoi{NBSP}?"), (f"«{NBSP}oui{NBSP}»", "fr", f"«{NBSP}oui{NBSP}»"),
        (f"1{THIN}000", "fr", f"1{THIN}000"),
        (f"un{NBSP}mot", "fr", "un mot"), ("word , word .", "en", "word, word."), ("Was ?", "de", "Was?"),
        ("مرحبا ، يا", "ar", "مرحبا، يا"), (f"東京{WIDE}大阪", "ja", f"東京{WIDE}大阪"), (f"{WIDE}東京", "ja", "東京"),
        ("one  \n  two", "en", "one\ntwo"),
    ],
)  # fmt: skip
def test_tidies_white_space(text: str, language: str, tidy: str) -> None:
    assert SPACES((text,), language) == (tidy,)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vraiment ? Oui ; non : « ah ! »", "fr"), ("wait . . . what", "en"), ("from .NET and .com", "en"),
        ("a :) b", "en"), ("3 : 2", "en"), ("Кречетов ? Климов", "ru"), ("one\ntwo\nthree", "en"), ("Ah !", "und"),
    ],
)  # fmt: skip
def test_spares_spaces_that_belong(text: str, language: str) -> None:
    assert SPACES((text,), language) == (text,)


def test_joins_a_hyphenated_word_that_stands_whole_elsewhere() -> None:
    lines = ("the inter-\nnational court", "An international matter")
    assert HYPHENS(lines)[0].split() == ["the", "international", "court"]


@pytest.mark.parametrize("lines", [("a well-\nknown man",), ("the co-\noperation", "co-operation and cooperation")])
def test_leaves_a_hyphen_that_may_belong(lines: tuple[str, ...]) -> None:
    assert HYPHENS(lines) == lines
