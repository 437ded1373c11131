from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from cleaners.repairs import lossy_flags, run

LINES = {
    language: tuple(entry["lines"])
    for language, entry in tomllib.loads((Path(__file__).parents[2] / "data/languages.toml").read_text("utf-8")).items()
}
FILLER = (
    "The harbour master of Marlow Point said on Thursday that the council had agreed to pay for the new quay and that",
    "the first boats would be let in before the end of the month although the winter storms had not yet been forgotten",
    "by the people of the town who remember how the old pier was lost in a single night and how long it took to build",
    "another one from the stones and the timber that the sea had left to them on the northern shore of the island",
)


def blanked(line: str) -> str:
    """Damage as in a dump: escaped, then everything but letters and white space made a space."""
    escaped = line.replace("’", "&#8217;").replace("“", "&#8220;").replace("”", "&#8221;")
    return re.sub(r"[^\w\s]|[\d_]", " ", escaped)


@pytest.mark.parametrize(
    ("gap", "was"),
    [
        ("Egypt       s calm", "Egypt's calm"), ("they don       t know", "they don't know"), ("I       m sure", "I'm sure"),
        ("we       ve seen", "we've seen"), ("he       ll come", "he'll come"), ("Trump s plan", "Trump's plan"),
        ("the workers       rights", "the workers rights"), ("two state plan", "two state plan"), ("crisis  urge", "crisis urge"),
    ],
)  # fmt: skip
def test_restores_only_what_is_certain(gap: str, was: str) -> None:
    mended, _ = run((*FILLER, gap), "en")
    assert mended == (*FILLER, was)


def test_other_languages_are_left_alone() -> None:
    lines = tuple(line.replace(",", "") for line in ("Il est parti s en va " * 30, "deux  s trois"))
    assert run(lines, "fr")[0] == tuple(" ".join(line.split()) for line in lines)


def test_text_with_its_marks_is_left_alone() -> None:
    line = "The model s was sold, he said. “It’s the class s type.” Nobody knew why; the answer never came!"
    assert run((line,) * 10, "en")[0] == (line,) * 10


@pytest.mark.parametrize("language", sorted(set(LINES) - {"th"}))
def test_flags_dumps_that_lost_marks_and_digits(language: str) -> None:
    if language in {"zh", "zh-TW", "ja", "ko", "he", "hi"}:
        lines = tuple(map(blanked, LINES[language])) * 2
    else:
        lines = tuple(map(blanked, LINES[language]))
    assert "lossy-punctuation" in lossy_flags(lines, language)


@pytest.mark.parametrize("language", sorted(LINES))
def test_does_not_flag_whole_text(language: str) -> None:
    assert lossy_flags(LINES[language], language) == frozenset()


def test_flags_lost_digits_where_gaps_stand_for_them() -> None:
    lines = (*FILLER, "November                am", "The First     Days", "crisis  urge", "Putin  to")
    assert lossy_flags(lines, "en") == {"lossy-punctuation", "lossy-digits"}
    assert lossy_flags((*FILLER, "in 1931 and 2009"), "en") == {"lossy-punctuation"}


def test_a_headline_is_not_a_lossy_dump() -> None:
    assert lossy_flags(("Egypt Russia discuss Gaza crisis",), "en") == frozenset()
