"""Lines of code that are kept with the others of their element."""

from __future__ import annotations

import pytest

from cleaners.model.preformatted import complete_preformatted
from tests.cleaners.model.conftest import P, chances_of, kept_by


def kept(body: str, given: str) -> str:
    return "".join("k" if k else "-" for k in kept_by(complete_preformatted, body, chances_of(given)))


CODE = "<pre>def boats(quay):\n    return quay.boats\n}</pre>"


def test_the_last_bracket_of_code_is_kept_with_it() -> None:
    assert kept(P + CODE, "kkk.") == "kkkk"


@pytest.mark.parametrize(
    ("body", "given"),
    [
        (P + CODE, "kk.."),
        (P + "<pre>boats = 4\nquays = 2\n<a href=/raw>Copy</a></pre>", "kkk."),
        (P + CODE + "<pre>Home\nAbout us</pre>", "kkkk.."),
    ],
    ids=["most is dropped", "link", "another element"],
)
def test_other_lines_are_left(body: str, given: str) -> None:
    assert kept(body, given) == given.replace(".", "-")
