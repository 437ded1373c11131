"""Language tags as pages write them."""

from __future__ import annotations

import pytest

from cleaners.metadata.tags import normalised


@pytest.mark.parametrize(
    ("stated", "tag"),
    [
        ("en-US", "en"), ("en_GB", "en"), ("EN", "en"), ("eng", "en"), ("English", "en"), ("iw", "he"), ("in", "id"),
        ("nb-NO", "no"), ("kmr", "ku"),
        ("per", "fa"), ("zh-TW", "zh-TW"), ("zh-Hant-HK", "zh-HK"), ("zh_CN", "zh"), ("ar, ar", "ar"),
        ("العربية", "ar"), ("cz", "cs"),
        ("", "und"), ("x-default", "und"), ("mul", "und"), ("en, de", "und"), ("none of your business", "und"),
        ("utf-8", "und"), ("<lang>", "und"),
    ],
)  # fmt: skip
def test_one_tag_for_all_spellings(stated: str, tag: str) -> None:
    assert normalised(stated) == tag
