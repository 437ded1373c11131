"""The address a page declares."""

from __future__ import annotations

import pytest

from cleaners import metadata
from tests.cleaners.metadata.conftest import MakeDocument

OWN = "https://www.harbourgazette.example/news/ferry?utm=x"


@pytest.mark.parametrize(
    ("declared", "believed"),
    [
        ("https://www.harbourgazette.example/news/ferry", "https://www.harbourgazette.example/news/ferry"),
        ("https://harbourgazette.example/news/ferry#top", "https://harbourgazette.example/news/ferry"),
        ("/news/ferry", "https://www.harbourgazette.example/news/ferry"),
        ("https://www.other.example/news/ferry", None),
        ("https://www.harbourgazette.example/", None),
        ("javascript:alert(1)", None),
        ("https://[broken", None),
    ],
)
def test_is_believed_within_the_outlet_only(document: MakeDocument, declared: str, believed: str | None) -> None:
    page = document(f'<link rel="canonical" href="{declared}">', url=OWN)
    assert metadata.read(page).canonical_url == believed


def test_hosts_under_a_public_suffix_are_strangers(document: MakeDocument) -> None:
    page = document(
        '<link rel="canonical" href="https://two.blogspot.com/ferry">', url="https://one.blogspot.com/ferry"
    )
    assert metadata.read(page).canonical_url is None


def test_open_graph_speaks_where_there_is_no_link(document: MakeDocument) -> None:
    found = metadata.read(document('<meta property="og:url" content="https://www.harbourgazette.example/f">', url=OWN))
    assert (found.canonical_url, found.sources["canonical_url"]) == (
        "https://www.harbourgazette.example/f",
        "meta:og:url",
    )


def test_an_absolute_address_is_believed_where_the_own_is_not_known(document: MakeDocument) -> None:
    page = document('<link rel="canonical" href="https://www.harbourgazette.example/f">', url=None)
    assert metadata.read(page).canonical_url == "https://www.harbourgazette.example/f"


def test_the_home_page_may_name_itself(document: MakeDocument) -> None:
    home = "https://www.harbourgazette.example/"
    assert metadata.read(document(f'<link rel="canonical" href="{home}">', url=home)).canonical_url == home
