"""What the page is, once its blocks are judged: an article, or why it is none.

Asked in order, surest first; the first that answers decides. Each answer carries its evidence. The rules lie in
`cleaners/kinds/`. In doubt a page is an article: a list filed as a story is a nuisance, a story thrown away is lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.kinds import bars, lists, series
from cleaners.kinds.view import Answer, View, look
from cleaners.types import Document, Verdict

MIN_WORDS = 20
"""Words of the shortest story. News flashes have 25."""


def page_kind(document: Document) -> Iterator[Verdict]:
    """One verdict on the page."""
    view = look(document)
    short = view.words < MIN_WORDS and not (document.is_dump and view.words)
    kind, reason, evidence = _without_story(view) if short else _with_story(view)
    yield Verdict(None, kind, kind in ("article", "live"), reason, evidence, "page_kind")


def _without_story(view: View) -> Answer:
    """No text: none on the page, none but scripts, or none that is a story."""
    if not view.document.blocks:
        return bars.script_only(view) or Answer("empty", "no-text", "no block")
    return (
        bars.soft_404(view) or bars.consent(view, view.prose) or bars.script_only(view) or series.gallery(view)
        or bars.login(view) or bars.paywalled(view) or lists.index(view)
        or Answer("empty", "no-story", f"{view.words} words kept")
    )  # fmt: skip


def _with_story(view: View) -> Answer:
    """A text: that of a story, unless something says otherwise."""
    return (
        bars.soft_404(view) or bars.consent(view, view.kept) or bars.paywalled(view) or series.live(view) or lists.index(view)
        or series.gallery(view) or Answer("article", "story", f"{view.words} words")
    )  # fmt: skip
