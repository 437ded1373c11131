from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cleaners.repairs.mojibake import MOJIBAKE

LINES = {
    language: tuple(entry["lines"])
    for language, entry in tomllib.loads((Path(__file__).parents[2] / "data/languages.toml").read_text("utf-8")).items()
}
UTF8_READ_AS = ["cp1252", "cp1251", "cp1254", "cp1250", "cp1256", "mac_roman", "cp437"]
LEGACY = [
    ("cp1251", "ru uk bg sr"), ("koi8_r", "ru bg"), ("iso8859_5", "ru sr"), ("cp1253", "el"), ("iso8859_7", "el"),
    ("cp1254", "tr ku"), ("cp1255", "he"), ("cp1256", "ar"), ("iso8859_6", "ar"), ("cp1250", "pl cs sk hu hr sl"),
    ("iso8859_2", "pl cs sk hu"), ("cp1257", "lt lv"), ("gb18030", "zh"), ("big5hkscs", "zh-TW"), ("cp932", "ja"),
    ("euc_jp", "ja"), ("cp949", "ko"),
]  # fmt: skip
LATIN_CASES = [(codec, language) for codec, languages in LEGACY for language in languages.split()]


def browser(body: bytes, codec: str) -> str:
    """Decode as browsers do: undefined bytes become C1 controls."""
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in body)


@pytest.mark.parametrize("codec", UTF8_READ_AS)
@pytest.mark.parametrize("language", ["fr", "pl", "tr", "ar", "fa", "ckb", "ru", "el", "zh", "ja", "ko"])
def test_undoes_utf8_read_in_a_single_byte_encoding(language: str, codec: str) -> None:
    harmed = tuple(browser(line.encode(), codec) for line in LINES[language])
    assert MOJIBAKE(harmed) == LINES[language]


@pytest.mark.parametrize("language", ["en", "fr", "tr", "ar", "zh"])
def test_undoes_three_layers(language: str) -> None:
    def harm(line: str) -> str:
        for _ in range(3):
            line = browser(line.encode(), "cp1252")
        return line

    assert MOJIBAKE(tuple(map(harm, LINES[language]))) == LINES[language]


@pytest.mark.parametrize(("codec", "language"), LATIN_CASES)
def test_undoes_old_encodings_read_as_latin(codec: str, language: str) -> None:
    lines = tuple(line.encode(codec, "ignore").decode(codec) for line in LINES[language])
    assert MOJIBAKE(tuple(browser(line.encode(codec), "cp1252") for line in lines)) == lines


@pytest.mark.parametrize(("written", "read"), [("koi8_r", "cp1251"), ("cp1251", "koi8_r"), ("iso8859_5", "cp1251")])
def test_undoes_one_cyrillic_encoding_read_in_another(written: str, read: str) -> None:
    lines = tuple(line.encode(written, "ignore").decode(written) for line in LINES["ru"])
    assert MOJIBAKE(tuple(browser(line.encode(written), read) for line in lines)) == lines


@pytest.mark.parametrize("codec", ["gb18030", "cp932"])
@pytest.mark.parametrize("language", ["fr", "tr", "ar", "ru", "zh", "ja"])
def test_undoes_utf8_read_in_an_east_asian_encoding_where_no_byte_was_lost(language: str, codec: str) -> None:
    harmed = tuple(line.encode().decode(codec, "replace") for line in LINES[language])
    mended = MOJIBAKE(harmed)
    whole = [i for i, line in enumerate(harmed) if "\ufffd" not in line]
    assert [mended[i] for i in whole] == [LINES[language][i] for i in whole]


@pytest.mark.parametrize("errors", ["ignore", "replace"])
@pytest.mark.parametrize("language", ["en", "fr", "pt", "pl", "cs", "hu", "ro", "tr", "sr", "el"])
def test_fills_in_bytes_that_a_strict_decoder_dropped(language: str, errors: str) -> None:
    harmed = tuple(line.encode().decode("cp1252", errors) for line in LINES[language])
    assert MOJIBAKE(harmed) == LINES[language]


@pytest.mark.parametrize(("language", "letter"), [("ru", "Р"), ("fr", "à"), ("hr", "Š"), ("he", "נ"), ("zh", "加")])
def test_fills_in_no_break_spaces_that_were_tidied(language: str, letter: str) -> None:
    lines = tuple(line.replace("\u00a0", " ").replace("\u202f", " ") for line in LINES[language])
    harmed = tuple(browser(line.encode(), "cp1252").replace("\u00a0", " ") for line in lines)
    assert "".join(MOJIBAKE(harmed)).count(letter) >= 0.9 * "".join(lines).count(letter)


def test_mends_one_bad_line_in_a_good_page() -> None:
    good, bad = LINES["fr"], LINES["ru"][1].encode("cp1251").decode("cp1252")
    assert MOJIBAKE((*good, bad)) == (*good, LINES["ru"][1])


def test_mends_one_bad_sentence_in_a_good_page() -> None:
    quoted = "Elle a répondu : " + browser("« ça suffit déjà »".encode(), "cp1252")
    assert MOJIBAKE((*LINES["fr"], quoted))[-1] == "Elle a répondu : « ça suffit déjà »"


def test_mends_a_lone_word_by_the_evidence_of_the_document() -> None:
    harmed = tuple(browser(line.encode(), "cp1252") for line in (*LINES["sv"], "Å", "Öl"))
    assert MOJIBAKE(harmed)[-2:] == ("Å", "Öl")


@pytest.mark.parametrize(
    "text",
    [
        "SÃO PAULO", "ÖĞRETMEN", "CORAÇÃO DE MÃE", "NÃO É ASSIM", "Ünlü şair Ğ", "Straße „Spaß“", "À Nîmes, l’été…",
        "Ýmir og Þór í Ísafirði", "Bác Hồ ở Hà Nội", "ΆΡΗΣ", "ОАО «СССР»", "café «été»", "naïveté", "Ærø og Læsø",
        "Ţara şi oraşul", "Đà Nẵng", "It’s “fine”…", "km² и м³", "£5 €3 ¥4", "¿Qué? ¡Ah!", "½ kg", "25 °C ± 1",
        "Jürgen Ångström", "Zoë Çelik", "Yıldız’ın", "éèêë", "ÀÉÈÊ", "پنج‌شنبه", "بچه‌ها", "گفت‌وگو؛ ",
    ],
)  # fmt: skip
def test_spares_what_only_looks_like_it(text: str) -> None:
    assert MOJIBAKE((text,)) == (text,)


@pytest.mark.parametrize(
    "text",
    [
        'Readers saw "â€™" where an apostrophe belonged.',
        "If UTF-8 is read as windows-1252, “é” turns into Ã© and “’” into â€™.",
        "Кодировка сбилась: вместо «Президент» вышло Ïðåçèäåíò, а кавычки «» остались.",
    ],
)
def test_spares_an_article_that_quotes_it(text: str) -> None:
    assert MOJIBAKE((*LINES["fr"], text)) == (*LINES["fr"], text)


@pytest.mark.parametrize(
    ("harmed", "was"),
    [
        ("Itâ€™s", "It’s"), ("cafÃ©", "café"), ("â€œHelloâ€\x9d", "“Hello”"), ("Ã  la carte", "à la carte"),
        ("ВЈ150m", "£150m"), ("a â€“ b", "a – b"), ("WireGuardÂ®", "WireGuard®"), ("MÃ¼nchen", "München"),
    ],
)  # fmt: skip
def test_mends_short_texts(harmed: str, was: str) -> None:
    assert MOJIBAKE((harmed,))[0].replace("  ", " ") == was
