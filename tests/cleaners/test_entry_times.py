"""Times of entries in all scripts, and the lines that look like them."""

# ruff: noqa: E501 - a line of markup or of cases is read whole
from __future__ import annotations

import pytest

from cleaners.entry_times import begins_with_time, entry_time

CLOCKS = """
en 16:05 | en 3:20 pm | en 3pm | en 3.20pm BST | en Wed 21 Oct, 16:05 BST | en October 21, 2026 4:05 p.m. ET | de 16.05 Uhr
de Mittwoch, 21. Oktober 2026, 16:05 Uhr | fr 16h05 | fr Le 21 octobre à 16h05 | es 21 de octubre de 2026, 16:05 h | pt 21/10/2026 às 16h05
tr 21 Ekim 2026 16:05 | ar ١٦:٠٥ | ar الساعة ٤:٠٥ م | ar الأربعاء 21 أكتوبر 16:05 | fa ۱۴:۰۵ | fa ۲۹ مهر ۱۴۰۵ - ۱۴:۰۵ | ckb کاتژمێر ١٤:٠٥
ja 14時05分 | ja 10月21日 14時05分 | ja 午後3時20分 | ja 10月21日（水） 14:05 | ko 오후 3:20 | ko 오후 3시 20분 | ko 2026년 10월 21일 오후 3:20
zh 下午3点20分 | zh 10月21日 15:20 | zh 15：20 | ru 21 октября, 16:05 | ru 21 октября 2026 г. в 16:05 | hi शाम 4:05 बजे | he בשעה 16:05
he 21 באוקטובר 2026, 16:05 | id pukul 16.05 WIB | fi 16.05 | sv kl. 16:05 | pl godz. 16:05 | th 21:40 น. | vi lúc 16:05 ngày 21/10
"""
AGO = """
en 10 min ago | en just now | de vor 10 Minuten | fr il y a 10 minutes | es hace 2 horas | tr 10 dakika önce | ar منذ 10 دقائق | fa ۱۰ دقیقه پیش
ru 10 минут назад | zh 10分钟前 | ja 10分前 | ko 10분 전 | he לפני 10 דקות | hi 10 मिनट पहले | no for 2 timer siden
"""
OTHERS = """
en The 16:05 to Saltby | en Rovers 2:1 Saltby | en Kickoff 16:05 | en 2:1 | en Page 10 | en 10 minutes with Ann Dole | en 4:05 miles | en Psalm 23:10
de 12.50 € | de Raum 14.05 | de Der Zug um 16:05 Uhr fiel aus | ja 10日 | ja 3時のおやつ | en 10 things to do before noon today | en $3.20
"""


def _lines(text: str) -> list[tuple[str, str]]:
    pairs = [item.strip().split(" ", 1) for row in text.strip().splitlines() for item in row.split(" | ")]
    return [(language, line) for language, line in pairs]


@pytest.mark.parametrize(("language", "line"), _lines(CLOCKS))
def test_a_time_of_day_is_one_in_every_script(language: str, line: str) -> None:
    assert entry_time(line, language) == "clock"


@pytest.mark.parametrize(("language", "line"), _lines(AGO))
def test_how_long_ago_is_told_from_a_time(language: str, line: str) -> None:
    assert entry_time(line, language) == "relative"


@pytest.mark.parametrize(("language", "line"), _lines(OTHERS))
def test_other_lines_with_figures_are_no_times(language: str, line: str) -> None:
    assert entry_time(line, language) == ""


@pytest.mark.parametrize(
    ("line", "begins"),
    [("06:40 Last ferry is in", True), ("14時05分 渡し船", True), ("16.05 Uhr: Fähre", True), ("٢٠:٣٠ العبّارة", True), ("2026 was good", False), ("10 things", False)],
)  # fmt: skip
def test_a_heading_may_begin_with_a_time(line: str, begins: bool) -> None:
    assert begins_with_time(line) is begins
