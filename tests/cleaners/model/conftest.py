"""Pages on which the trees have judged, made of a few lines of markup."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cleaners import Page
from cleaners.model.draft import Draft
from cleaners.model.features import features
from cleaners.pipeline import lay_out

LONG = (
    "The harbour office said on Monday that the ferry to the outer islands will run again from the first week of May."
)
P = f"<p>{LONG}</p>"
COLON = "<p>These boats are back in the water:</p>"


def kept_by(complete: Callable[[Draft], None], body: str, chances: list[float]) -> list[bool]:
    """Which blocks are kept when a draft is completed whose blocks the trees gave these probabilities."""
    document = lay_out(Page(None, f"<html lang=en><body><div class=wrap>{body}</div></body></html>"))
    assert len(document.blocks) == len(chances), [block.text for block in document.blocks]
    given = np.array(chances, dtype=np.float32)
    draft = Draft(document, given, features(document)[0], given >= 0.5)
    complete(draft)
    return draft.kept.tolist()


def chances_of(kept: str) -> list[float]:
    """Probabilities of blocks: "k" is kept, "-" is doubtful, "." is surely no text."""
    return [{"k": 0.9, "-": 0.3, ".": 0.01}[c] for c in kept]


def lines(*texts: str, tag: str = "p", name: str = "") -> str:
    """One element a text."""
    return "".join(f"<{tag} class='{name}'>{text}</{tag}>" for text in texts)


def items(*texts: str) -> str:
    """A list."""
    return f"<ul>{lines(*texts, tag='li')}</ul>"


def linked(*texts: str) -> str:
    """A list of links."""
    return items(*(f"<a href=/x>{text}</a>" for text in texts))
