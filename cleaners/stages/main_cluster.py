"""Where on the page the prose is: what stands outside its container is not the story."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.prose import is_prose
from cleaners.types import Context, Document, Verdict

MIN_SHARE = 0.6
"""Share of a container's prose one child has to hold for the story to be in it."""


def main_cluster(document: Document) -> Iterator[Verdict]:
    """Drop blocks outside the smallest container that holds most of the undropped prose."""
    if document.is_dump:
        return
    standing = document.standing()
    mass: dict[int, int] = {}
    for block in document.blocks:
        if is_prose(block) and not (block.index in standing and not standing[block.index].keep):
            for context in block.context.ancestors():
                mass[context.index] = mass.get(context.index, 0) + block.words
    main = _main(document, mass)
    if main is None:
        return
    for block in document.blocks:
        if block.index not in standing and all(c is not main for c in block.context.ancestors()):
            yield Verdict(block, "other", False, "outside-story", f"story is in <{main.tag}>", "main_cluster")


def _main(document: Document, mass: dict[int, int]) -> Context | None:
    """The deepest container on the path of the most prose."""
    total = mass.get(0, 0)
    best = None
    for context in document.containers:
        words = mass.get(context.index, 0)
        parent = mass.get(context.parent.index, 0) if context.parent else total
        on_path = best is None or context.parent is best or context.parent is None
        if total and on_path and words >= MIN_SHARE * parent and words > MIN_SHARE * MIN_SHARE * total:
            best = context
    return best if best is None or best.tag not in ("p", "li") else best.parent
