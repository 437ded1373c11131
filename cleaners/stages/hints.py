"""What an outlet's seed file says of its pages: a person's word, spoken last."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.types import Document, Verdict


def hints(document: Document) -> Iterator[Verdict]:
    """Drop what a `drop` selector matches; if a `body` selector matches text, keep inside it what no stage named furniture.

    A `body` hint says where the story is, not that all in it is story: share bars inside it stay dropped. It revives
    only blocks that were dropped for standing elsewhere or for looking unlike prose.
    """
    found = {b.context.hint for b in document.blocks}
    if found <= {""}:
        return
    has_body = "body" in found
    standing = document.standing()
    for block in document.blocks:
        hint = block.context.hint
        verdict = standing.get(block.index)
        if hint == "drop":
            yield Verdict(block, "other", False, "hint-drop", " ".join(document.hints.drop), "hints")
        elif has_body and hint != "body" and (verdict is None or verdict.keep):
            yield Verdict(block, "other", False, "outside-hint", " ".join(document.hints.body), "hints")
        elif hint == "body" and verdict is not None and not verdict.keep and verdict.role in ("other", "body"):
            yield Verdict(block, "body", True, "inside-hint", " ".join(document.hints.body), "hints")
