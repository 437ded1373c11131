"""The judge of dumps: says of every line whether it is text, by trees learned from pages that were flattened in many ways."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from cleaners.lines import goes_on
from cleaners.makers import maker
from cleaners.model.lines import features
from cleaners.model.lines.deciding import SURE_FURNITURE, THRESHOLD, decide, expected_f1, labels
from cleaners.model.lines.learned import learned
from cleaners.prose import ends_sentence, is_prose
from cleaners.types import Block, Document, Verdict

MIN_HEADLINE, MIN_HEADLINE_OF_TEXT = 0.9, 0.97
"""Probability from which a line is the headline, and from which one is that would else be kept: in doubt a dump has none. On
held-out sites 77 % of the headlines that stand in a whole page's dump are found so; of texts without one 3 % are given one."""

_REASONS = MappingProxyType({role: f"judged-{role}" for role in ("body", "nav", "related", "other")})


def judge_lines(document: Document) -> Iterator[Verdict]:
    """A verdict on every line of a dump, and one on the dump with the share of it that is expected to be right."""
    blocks = document.blocks
    if not document.is_dump or not blocks:
        return
    told = features(document)
    chances, of_title = learned().chances(told)
    counted = labels(blocks, told.matches)
    kept = decide(blocks, chances, told.matches, counted)
    first, last = _edges(kept)
    make = maker(Verdict)
    for block, match, chance, is_kept in zip(blocks, counted, chances.tolist(), kept.tolist(), strict=True):
        i = block.index
        role = "body" if is_kept else "nav" if i < first else "related" if i > last else "other"
        if is_kept or match is None:
            among = "" if is_kept == (chance >= THRESHOLD) else ", for what it stands among"
            yield make(block, role, is_kept, _REASONS[role], f"p={chance:.2f}{among}", "judge_lines")
        else:
            evidence = f"{match.phrase}, p={chance:.2f}"
            yield make(block, match.role, False, f"phrase-{match.how}", evidence, "judge_lines")
    yield from _headline(blocks, of_title, kept)
    words = np.fromiter((b.words for b in blocks), np.float32, len(blocks))
    yield Verdict(None, "article", True, "judged", f"{expected_f1(chances, kept, words):.3f}", "judge_lines")


def finds_furniture(document: Document) -> bool:
    """Whether any line of a dump is surely no text. Where all end as sentences do none is asked: of 1,244 short pages made of
    training pages 9 were such, of their paragraphs three in five, at half the time."""
    if all(ends_sentence(block.text) for block in document.blocks):
        return False
    chances, _ = learned().chances(features(document))
    return bool((chances < SURE_FURNITURE).any())


def _headline(blocks: tuple[Block, ...], chances: NDArray[np.float32], kept: NDArray[np.bool_]) -> Iterator[Verdict]:
    """The likeliest headline, if it is likely enough and stands above the text: below a paragraph it heads a part of it, and so
    does one that would be kept below a kept line. Where line breaks are lost none is kept: of 16 such pieces on training pages 3
    were headlines."""
    first = next((i for i in np.flatnonzero(kept).tolist() if is_prose(blocks[i])), len(blocks) - 1)
    at = int(np.argmax(chances[: first + 1]))
    is_of_text = kept[at] and (kept[:at].any() or goes_on(blocks, at))
    if chances[at] >= (MIN_HEADLINE_OF_TEXT if kept[at] else MIN_HEADLINE) and not is_of_text:
        yield Verdict(blocks[at], "title", False, "judged-title", f"p={chances[at]:.2f}", "judge_lines")


def _edges(kept: NDArray[np.bool_]) -> tuple[int, int]:
    """Numbers of the first and the last kept line: what is dropped above is likeliest a menu, below other stories."""
    at = np.flatnonzero(kept)
    return (int(at[0]), int(at[-1])) if len(at) else (len(kept), len(kept))
