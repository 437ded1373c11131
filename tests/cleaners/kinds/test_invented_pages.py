"""Every invented page is told rightly: a test for each template, in all the languages of its half."""

from __future__ import annotations

from itertools import groupby

import pytest

from cleaners import Page, clean
from fixtures.kinds import KindPage, languages, pages, words

BY_TEMPLATE = {name: tuple(group) for name, group in groupby(pages(), key=lambda page: page.name.split("/")[0])}


@pytest.mark.parametrize("group", BY_TEMPLATE.values(), ids=BY_TEMPLATE.keys())
def test_the_kind_is_told(group: tuple[KindPage, ...]) -> None:
    told = {page.name: clean(Page("https://paper.example/a", page.html)).kind for page in group}
    wrong = {page.name: told[page.name] for page in group if told[page.name] not in page.kinds}
    assert wrong == {}


def test_every_language_has_all_words() -> None:
    assert len({words(language).site for language in languages()}) == len(languages())


def test_pages_are_the_same_every_time() -> None:
    assert list(pages()) == list(pages())
