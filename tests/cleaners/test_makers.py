from dataclasses import FrozenInstanceError

import pytest

from cleaners.makers import maker
from cleaners.types import Block, Context, Verdict


def test_what_is_made_is_equal_to_what_the_constructor_gives_and_of_the_same_class() -> None:
    around = Context(3, "div", ("story",), depth=1)
    made = maker(Block)(7, "A ferry came in.", "p", around, 4, gap=1)
    assert made == Block(7, "A ferry came in.", "p", around, 4, gap=1)
    assert type(made) is Block
    assert (made.words, made.link_density) == (4, 0.25)


def test_what_is_made_is_frozen() -> None:
    made = maker(Verdict)(None, "article", True, "judged", "1.000", "judge")
    with pytest.raises(FrozenInstanceError):
        made.keep = False  # type: ignore[misc]


def test_a_missing_field_is_an_error() -> None:
    with pytest.raises(TypeError):
        maker(Verdict)(None, "article")  # type: ignore[call-arg]
