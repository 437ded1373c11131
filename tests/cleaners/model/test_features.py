"""Features of blocks."""

from __future__ import annotations

import numpy as np

from cleaners.model.features import FEATURES, features
from cleaners.pipeline import lay_out
from cleaners.types import Page

PAGE = (
    "<html lang=en><head><title>Mill closed</title></head><body><nav><a href=/>Home</a></nav><article><h1>Mill closed</h1>"
    "<div class=entry-content><p>The river Orrin rose again on Monday, and the mill at Saltby was closed for a week.</p>"
    "<p>The council said that eleven houses had been emptied, and that nobody was hurt.</p></div></article>"
    "<div class=related-posts><h3>Related articles</h3><ul><li><a href=/a>Quay sold</a></ul></div></body></html>"
)


def _column(name: str, page: str = PAGE) -> dict[str, float]:
    document = lay_out(Page(None, page))
    matrix, _ = features(document)
    return {b.text[:12]: float(v) for b, v in zip(document.blocks, matrix[:, FEATURES.index(name)], strict=True)}


def test_every_feature_has_its_own_name() -> None:
    assert len(set(FEATURES)) == len(FEATURES)


def test_all_values_are_finite() -> None:
    matrix, _ = features(lay_out(Page(None, PAGE)))
    assert np.isfinite(matrix).all()


def test_a_page_without_blocks_has_no_rows() -> None:
    assert features(lay_out(Page(None, "<html></html>")))[0].shape == (0, len(FEATURES))


def test_links_and_prose_are_told_apart() -> None:
    assert _column("link_density") == {
        "Home": 1.0, "Mill closed": 0.0, "The river Or": 0.0, "The council ": 0.0, "Related arti": 0.0, "Quay sold": 1.0,
    }  # fmt: skip
    assert [name for name, good in _column("good").items() if good] == ["The river Or", "The council "]


def test_paragraphs_are_in_the_main_cluster_and_menus_are_not() -> None:
    cluster = _column("in_descent")
    assert cluster["The river Or"] == cluster["The council "] == 1.0
    assert cluster["Home"] == cluster["Quay sold"] == 0.0


def test_what_encloses_a_block_is_seen() -> None:
    assert _column("in_nav")["Home"] == 1.0
    assert _column("in_article")["The council "] == 1.0
    assert _column("body_class")["The council "] == 1.0
    assert _column("class_related")["Quay sold"] > 0


def test_the_headline_is_found() -> None:
    assert _column("is_title")["Mill closed"] == 1.0
    assert _column("headline_blocks")["The river Or"] == 1.0


def test_hidden_prose_is_no_good_text() -> None:
    page = PAGE.replace("<p>The council", "<p hidden>The council")
    assert _column("hidden", page)["The council "] == 1.0
    assert _column("good_below", page)["The river Or"] == 0.0
