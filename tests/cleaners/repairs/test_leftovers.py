from __future__ import annotations

import pytest

from cleaners.repairs.leftovers import LEFTOVERS, template_in


@pytest.mark.parametrize(
    ("left", "was"),
    [
        ("It&#8217;s", "It’s"), ("&amp;quot;yes&amp;quot;", '"yes"'), ("&amp;amp;#8217;", "’"), ("caf&eacute et", "café et"),
        ("5 &lt 6", "5 < 6"), ("&#146;", "’"), ("&#x27;", "'"), ("&#8217 s", "’ s"), ("it\\u2019s", "it’s"),
        ("well \\ud83d\\ude00done", "well 😀done"), ("caf%C3%A9", "café"), ("caf=C3=A9", "café"), ("&nbsp;", "\u00a0"),
        ("Tom &amp; Jerry", "Tom & Jerry"), ("&ccedil;a", "ça"),
    ],
)  # fmt: skip
def test_turns_escapes_into_characters(left: str, was: str) -> None:
    assert LEFTOVERS((left,)) == (was,)


@pytest.mark.parametrize(
    "text",
    [
        "AT&T and R&D", "Q&A; B&B;", "?a=1&copy=2&reg=3", "&notice", "tom &jerry; &unknown;", "5 % of 3%", "100%C",
        "https://gazette.example/caf%C3%A9/?q=%D0%B0", r"C:\users\u2019", r"print('\u2019\n')", "a=B0 c=D7", "x=3 y=45",
        "%FF%FE", "&#0; and &#xD800;",
    ],
)  # fmt: skip
def test_spares_what_is_no_escape(text: str) -> None:
    assert LEFTOVERS((text,)) == (text,)


def test_a_text_about_markup_keeps_the_entities_it_shows() -> None:
    lines = ("In HTML one writes &lt;b&gt; for bold.", "And &amp; for an ampersand.")
    assert LEFTOVERS(lines) == lines


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{title}}", "{{title}}"), ("{* welcomeName *}", "{* welcomeName *}"), ("%d bloggers like this:", "%d"),
        ("verbinde mit %s", "%s"), ("Hello ${user.name}!", "${user.name}"), ("{% include ad %}", "{% include ad %}"),
        ("Prices rose by 5 %d’un coup", ""), ("a 100%s-only offer", ""), ("The set {1, 2} is finite", ""),
        ("Growth of 3 % so far", ""),
    ],
)  # fmt: skip
def test_knows_templates_that_nobody_filled_in(text: str, found: str) -> None:
    assert template_in(text) == found
