from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cleaners.decode import decode
from cleaners.decode.charsets import name_of, read
from cleaners.decode.visible import sample

TEXTS = {
    language: "\n".join(entry["lines"])
    for language, entry in tomllib.loads((Path(__file__).parents[1] / "data/languages.toml").read_text("utf-8")).items()
}
LEGACY = [
    ("windows-1250", "cp1250", "pl cs sk hu hr sl"),
    ("iso-8859-2", "iso8859_2", "pl cs sk hu hr sl"),
    ("windows-1251", "cp1251", "ru uk bg sr"),
    ("koi8-r", "koi8_r", "ru bg"),
    ("koi8-u", "koi8_u", "uk"),
    ("iso-8859-5", "iso8859_5", "ru bg sr"),
    ("windows-1252", "cp1252", "fr de es pt it nl sv no da fi is"),
    ("iso-8859-15", "iso8859_15", "fr de es fi"),
    ("windows-1253", "cp1253", "el"),
    ("iso-8859-7", "iso8859_7", "el"),
    ("windows-1254", "cp1254", "tr ku"),
    ("windows-1255", "cp1255", "he"),
    ("windows-1256", "cp1256", "ar fa ur"),
    ("iso-8859-6", "iso8859_6", "ar"),
    ("windows-1257", "cp1257", "lt lv et"),
    ("windows-874", "cp874", "th"),
    ("gbk", "gb18030", "zh"),
    ("big5", "big5", "zh-TW"),
    ("shift_jis", "cp932", "ja"),
    ("euc-jp", "euc_jp", "ja"),
    ("euc-kr", "cp949", "ko"),
]
CASES = [(name, codec, language) for name, codec, languages in LEGACY for language in languages.split()]
MENU = "<nav><a href='/'>Home</a> <a href='/world'>World</a> <a href='/sport'>Sport and weather</a></nav>" * 20


def page(language: str, codec: str, meta: str = "") -> tuple[bytes, str]:
    """A page whose menu is English, in that encoding; and the text of its body as the encoding can hold it."""
    text = TEXTS[language].encode(codec, "ignore").decode(codec)
    return f"<html><head>{meta}</head><body>{MENU}<p>{text}</p></body></html>".encode(codec), text


@pytest.mark.parametrize(("name", "codec", "language"), CASES)
def test_reads_undeclared_pages(name: str, codec: str, language: str) -> None:
    body, text = page(language, codec)
    assert text in decode(body).text


@pytest.mark.parametrize(("name", "codec", "language"), CASES)
def test_reads_pages_that_declare_another_charset(name: str, codec: str, language: str) -> None:
    wrong = "windows-1251" if name != "windows-1251" else "iso-8859-1"
    body, text = page(language, codec, f'<meta charset="{wrong}">')
    assert text in decode(body, "text/html; charset=utf-8").text


@pytest.mark.parametrize(("name", "codec", "language"), CASES)
def test_names_the_encoding_that_is_declared_and_true(name: str, codec: str, language: str) -> None:
    body, text = page(language, codec)
    decoded = decode(body, f"text/html; charset={name}")
    assert text in decoded.text
    assert decoded.encoding == name


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_utf8_wins_over_every_declaration(language: str) -> None:
    body, text = page(language, "utf-8", '<meta charset="gb2312">')
    decoded = decode(body, "text/html; charset=iso-8859-1")
    assert text in decoded.text
    assert decoded.encoding == "utf-8"
    assert "http: iso-8859-1 (overruled)" in decoded.evidence


@pytest.mark.parametrize("codec", ["utf_16", "utf_16_le", "utf_16_be", "utf_8_sig"])
@pytest.mark.parametrize("language", ["en", "ar", "ru", "zh", "ja"])
def test_reads_utf16_with_and_without_mark(codec: str, language: str) -> None:
    body, text = page(language, codec)
    assert text in decode(body).text
    assert "\ufeff" not in decode(body).text


@pytest.mark.parametrize("language", ["fr", "ru", "fa", "zh", "ko"])
def test_keeps_utf8_text_round_a_few_invalid_bytes(language: str) -> None:
    body, text = page(language, "utf-8")
    middle = body.index(b"</p>")
    decoded = decode(body[:middle] + b"\x92 \xff" + body[middle:])
    assert text in decoded.text
    assert decoded.encoding == "utf-8"
    assert decoded.replaced == 2


def test_a_body_cut_inside_a_character_is_still_utf8() -> None:
    body = TEXTS["ru"].encode()
    decoded = decode(body[: len(body) // 2 * 2 + 1 - 2], is_html=False)
    assert decoded.encoding == "utf-8"
    assert decoded.replaced <= 1


@pytest.mark.parametrize(("name", "codec", "language"), CASES)
def test_reads_dumps_the_same_way(name: str, codec: str, language: str) -> None:
    text = TEXTS[language].encode(codec, "ignore").decode(codec)
    assert decode(text.encode(codec), is_html=False).text == text


def test_reads_japanese_mail_encoding() -> None:
    text = TEXTS["ja"]
    decoded = decode(text.encode("iso2022_jp", "ignore"), "text/html; charset=iso-2022-jp")
    assert decoded.text == text.encode("iso2022_jp", "ignore").decode("iso2022_jp")


def test_scripts_and_comments_do_not_speak_for_the_text() -> None:
    russian = "Привет из скрипта, который никто не читает. ".encode("cp1251") * 40
    body = (
        b"<script>var s = '"
        + russian
        + b"';</script><!--"
        + russian
        + b"--><p>"
        + TEXTS["fr"].encode("cp1252")
        + b"</p>"
    )
    assert decode(body).encoding == "windows-1252"


def test_a_meta_tag_in_a_comment_declares_nothing() -> None:
    body = b"<!-- <meta charset=koi8-r> --><p>caf\xe9 d\xe9j\xe0 vu</p>"
    assert not any("koi8" in evidence for evidence in decode(body).evidence)


def test_reads_xml_declarations() -> None:
    body = b'<?xml version="1.0" encoding="windows-1251"?><p>' + "да".encode("cp1251") + b"</p>"
    assert "да" in decode(body).text


@pytest.mark.parametrize(
    "body", [b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x80", b"<", b"\x1b$", bytes(range(256)) * 4]
)
def test_never_raises(body: bytes) -> None:
    assert isinstance(decode(body, "text/html; charset=nonsense").text, str)


def test_plain_ascii_is_utf8() -> None:
    assert decode(b"<p>plain</p>", "text/html; charset=windows-1251").encoding == "utf-8"


def test_the_same_bytes_give_the_same_answer() -> None:
    body, _ = page("tr", "cp1254")
    assert decode(body) == decode(body)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Latin1", "windows-1252"), ("ISO-8859-9", "windows-1254"), ("tis-620", "windows-874"), ("GB2312", "gbk"),
        ("x-sjis", "shift_jis"), ("ks_c_5601-1987", "euc-kr"), ("Big5-HKSCS", "big5"), ("utf8", "utf-8"),
        ("'koi8-u'", "koi8-u"), ("x-cp1251", "windows-1251"), ("arabic", "iso-8859-6"), ("no-such", None),
    ],
)  # fmt: skip
def test_labels_get_their_standard_names(label: str, name: str | None) -> None:
    assert name_of(label) == name


def test_undefined_bytes_become_controls_that_can_be_turned_back() -> None:
    assert read(b"\x81\x93", "windows-1252").text == "\x81“"


def test_bytes_without_meaning_are_counted() -> None:
    assert read(b"a\xa5b", "iso-8859-6").replaced == 1


def test_the_sample_is_bounded_and_linear_in_unclosed_markup() -> None:
    assert len(sample(b"<!-- " * 200_000 + "й".encode("cp1251") * 20_000, is_html=True)) <= 8_192


@pytest.mark.parametrize(
    ("word", "codec"),
    [
        ("It’s", "cp1252"), ("© 2020", "cp1252"), ("café", "cp1252"), ("Größe", "cp1252"), ("Łódź", "cp1250"),
        ("Łódź", "iso8859_2"),
        ("Привет", "cp1251"), ("Привет", "koi8_r"), ("مرحبا", "cp1256"), ("שלום", "cp1255"), ("日本語のニュース", "cp932"),
        ("日本語のニュース", "euc_jp"), ("中文新闻", "gbk"), ("中文新聞", "big5"), ("한국어", "euc_kr"),
        ("İstanbul'da ağaç", "cp1254"),
    ],
)  # fmt: skip
def test_a_word_or_two_are_enough(word: str, codec: str) -> None:
    assert decode(word.encode(codec)).text == word
