"""Labels that lost the tags between them and the text."""

from __future__ import annotations

import pytest

from cleaners.lines import cut, unglued

TEXT = "The mill at Saltby is closed for a week, the council said on Monday."


def _parts(line: str, language: str = "en") -> list[str]:
    return [block.text for block in unglued(cut(line), language)]


def test_sets_labels_apart_from_the_text_behind_them() -> None:
    assert _parts(f"PrintShare{TEXT}") == ["Print", "Share", TEXT]


def test_knows_the_labels_of_the_language() -> None:
    assert _parts("TeilenDie Mühle in Saltby bleibt eine Woche lang geschlossen.", "de")[0] == "Teilen"


@pytest.mark.parametrize(
    "line",
    [f"McDonald said: {TEXT}", f"YouTube {TEXT}", TEXT, "ShareTweet", f"SaltbyThe {TEXT}"],
    ids=["a name", "a network", "text", "labels alone", "no label"],
)
def test_leaves_everything_else(line: str) -> None:
    assert _parts(line) == [line]


def test_numbers_the_blocks_anew() -> None:
    blocks = unglued(cut(f"Share{TEXT}\n{TEXT}"), "en")
    assert [block.index for block in blocks] == [0, 1, 2]
