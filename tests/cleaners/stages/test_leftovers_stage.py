"""What no reader was meant to see: rules drawn with characters go, the dashes of tables, code and tales stay."""

from __future__ import annotations

import pytest

from cleaners import Page
from cleaners.pipeline import lay_out
from cleaners.stages.leftovers import leftovers


@pytest.mark.parametrize(
    ("body", "dropped"),
    [
        ("<h2>___</h2>", ["___"]),
        ("<p>– – –</p>", ["– – –"]),
        ("<p>└──────┘</p>", ["└──────┘"]),
        ("<p>* * *</p>", []),
        ("<p>_ _ A _ _</p>", []),
        ("<pre>-----</pre>", []),
        ("<p>--</p>", []),
    ],
)
def test_a_rule_drawn_with_characters_is_dropped(body: str, dropped: list[str]) -> None:
    html = f"<html lang=en><body><p>The mill at Saltby was closed on Monday.</p>{body}</body></html>"
    document = lay_out(Page(None, html))
    assert [v.block.text for v in leftovers(document) if v.block and v.reason == "drawn-rule"] == dropped


@pytest.mark.parametrize(("tag", "dropped"), [("p", ["{{ boat_name }}"]), ("pre", [])])
def test_a_place_holder_that_nobody_filled_in_is_dropped_unless_it_is_code(tag: str, dropped: list[str]) -> None:
    html = f"<html lang=en><body><p>The mill at Saltby was closed.</p><{tag}>{{{{ boat_name }}}}</{tag}></body></html>"
    verdicts = leftovers(lay_out(Page(None, html)))
    assert [v.block.text for v in verdicts if v.block and v.reason == "place-holder"] == dropped


@pytest.mark.parametrize(
    ("body", "dropped"),
    [
        ("<p>{{title}}</p>", ["{{title}}"]),
        ("<div>Results for {phrase}</div>", ["Results for {phrase}"]),
        ("<ul><li>mill.add {wheel} - adds a wheel</li></ul>", []),
        ("<pre><code>{% set wheel = mill.wheel %}</code></pre>", []),
    ],
    ids=["title", "search", "item", "code"],
)
def test_a_place_holder_is_dropped_unless_code_or_a_list_names_it(body: str, dropped: list[str]) -> None:
    html = f"<html lang=en><body><p>The mill at Saltby was closed on Monday.</p>{body}</body></html>"
    found = leftovers(lay_out(Page(None, html)))
    assert [v.block.text for v in found if v.block and v.reason == "place-holder"] == dropped
