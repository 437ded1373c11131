"""The story all these pages hold, and the parts they hold it in."""

# ruff: noqa: E501 - a line of markup or of cases is read whole
from __future__ import annotations

import json
from typing import Any

TITLE = "Mill at Saltby closed for a week"
STORY = (
    "The river Orrin rose again on Monday, and the mill at Saltby was closed for the rest of the week, its owner said.",
    "Eleven houses were emptied during the night, and the fire brigade set up pumps along the lower road before dawn.",
    "“We have seen worse,” said Ann Dole, who has ground flour there for thirty years. “But never in October.”",
    "Engineers are to look at the weir on Tuesday, when the water has gone down to the second mark on the bridge.",
)
MARKUP = "".join(f"<p>{text}</p>" for text in STORY)
OTHER = "Library opens its map room"
OTHER_MARKUP = "".join(
    f"<p>The map room of the town library was opened to visitors on day {n}. It had been shut for ninety years. Nobody knew why.</p>"
    for n in range(9)
)


def page(script: str, *, title: str = TITLE, body: str = '<div id="root"></div>') -> str:
    """A page that scripts fill."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title} | Merrow Observer</title><meta property="og:title" content="{title}">'
        f'<meta property="og:site_name" content="Merrow Observer"></head><body>{body}{script}</body></html>'
    )


def data(value: Any, attributes: str = 'id="__NEXT_DATA__" type="application/json"') -> str:
    """A script that holds JSON, `</` escaped as frameworks do."""
    text = json.dumps(value).replace("</", "<\\u002f")
    return f"<script {attributes}>{text}</script>"
