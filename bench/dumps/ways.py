"""The ways in which pages lose their markup: which blocks are left, how they are laid out, what becomes of the letters.

No way is learned by heart if there are many: a way of the bench is a fixed combination, training draws them at random.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any

from bench.dumps.reading import Flat, Node, squeezed
from bench.train.labels import tokens
from cleaners.lexicons import Phrase, lexicon
from cleaners.policy import DEFAULT

Blocks = Sequence[tuple[Node, ...]]
Chosen = list[int]
"""Numbers of the blocks that are left, in order."""


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump and the text that should come out of it."""

    text: str
    gold: str
    labels: tuple[str, ...] = ()
    """Lines that were left over around a clean story; only of the ways that leave some."""


# ------------------------------------------------------------------ which blocks are left

LABEL_WORDS = 6
"""Words of a label that is left over; longer lines are headlines, or texts by themselves."""
NEAR = 12
"""Blocks on either side of the story among which the left-over ones stand."""


def whole(flat: Flat, dice: random.Random) -> Chosen:  # noqa: ARG001 - the signature of its kind
    """All of them."""
    return list(range(len(flat.blocks)))


def truncated(flat: Flat, dice: random.Random) -> Chosen:
    """Those up to somewhere in the second half of the story."""
    kept = [i for i, k in enumerate(flat.kept) if k]
    return list(range(kept[int(len(kept) * dice.uniform(0.5, 1.0))] + 1)) if len(kept) > 2 else whole(flat, dice)


def beheaded(flat: Flat, dice: random.Random) -> Chosen:
    """Those from the story's first block, or a little above it, on: menus were cut off."""
    kept = [i for i, k in enumerate(flat.kept) if k]
    first = max(0, kept[0] - dice.randrange(4)) if kept else 0
    return list(range(first, len(flat.blocks)))


def story_only(flat: Flat, dice: random.Random) -> Chosen:  # noqa: ARG001 - the signature of its kind
    """The story's own."""
    return [i for i, k in enumerate(flat.kept) if k]


def titled(flat: Flat, dice: random.Random) -> Chosen:
    """The story's own and the headline above it."""
    kept = story_only(flat, dice)
    above = [i for i in range(kept[0] if kept else 0) if tokens(flat.texts[i]) == tokens(flat.title) and flat.title]
    return [*above[-1:], *kept]


def partly_cleaned(flat: Flat, dice: random.Random) -> Chosen:
    """The story's own, and three to eight short lines of those around and between."""
    kept = [i for i, k in enumerate(flat.kept) if k]
    if not kept:
        return whole(flat, dice)
    near = range(max(0, kept[0] - NEAR), min(len(flat.blocks), kept[-1] + NEAR + 1))
    scraps = [i for i in near if not flat.kept[i] and _is_label(flat, i)]
    return sorted({*kept, *dice.sample(scraps, min(len(scraps), dice.randint(3, 8)))})


def _is_label(flat: Flat, at: int) -> bool:
    """Whether a block is a left-over line: short, no headline, and not a word of the story that was not found again."""
    words = tokens(flat.texts[at])
    if not 0 < len(flat.texts[at].split()) <= LABEL_WORDS or len(words) > 3 * LABEL_WORDS or not words:
        return False
    return words not in {tokens(line) for line in (*flat.gold.split("\n"), flat.title)}


# ------------------------------------------------------------------ labels that are put in


def no_labels(flat: Flat, dice: random.Random) -> list[str]:  # noqa: ARG001 - the signature of its kind
    """None."""
    return []


def some_labels(flat: Flat, dice: random.Random) -> list[str]:
    """One to six labels of the language's lexicon, some with a line of the page behind them ("Read also: Mill closed")."""
    phrases = _labels(flat.language)
    lines = [t for t, kept in zip(flat.texts, flat.kept, strict=True) if not kept and 4 <= len(t.split()) <= 14]
    picked = dice.sample(phrases, min(len(phrases), dice.randint(1, 6)))
    return [f"{_bare(p)}: {dice.choice(lines)}" if p.how == "prefix" and lines else _bare(p) for p in picked]


def _bare(phrase: Phrase) -> str:
    return phrase.text.strip(" …:")


@cache
def _labels(language: str) -> tuple[Phrase, ...]:
    known = lexicon(language).phrases.values()
    furniture = (p for p in known if not p.friend and p.how != "inside" and not DEFAULT.keeps(p.role) and not p.ends)
    return tuple(dict.fromkeys(furniture))


def _put_in(blocks: Sequence[tuple[Node, ...]], labels: Sequence[str], dice: random.Random) -> Blocks:
    """The blocks with each label as a block of its own, somewhere between them."""
    found = list(blocks)
    for label in labels:
        at = dice.randint(0, len(found))
        found.insert(at, (replace(found[min(at, len(found) - 1)][0], text=label, href="", tag="div"),))
    return found


# ------------------------------------------------------------------ how they are laid out


def by_blocks(blocks: Blocks) -> str:
    """A block a line."""
    return "\n".join(_text(block) for block in blocks)


def spaced(blocks: Blocks) -> str:
    """A block a line, a blank line between."""
    return "\n\n".join(_text(block) for block in blocks)


def indented(blocks: Blocks) -> str:
    """As the source has it: indentation and blank lines of the markup stay, with what inline elements glue."""
    lines = ("".join(node.text for node in block).rstrip() for block in blocks)
    return "".join(line if line.lstrip(" \t").startswith("\n") else "\n" + line for line in lines)


def by_depth(blocks: Blocks) -> str:
    """Indented by depth, with more blank lines the further apart two blocks stood."""
    lines, before = [], blocks[0][0].depth if blocks else 0
    for block in blocks:
        depth = block[0].depth
        lines.append("\n" * min(6, abs(depth - before)) + "\t" * max(0, depth - 4) + _text(block))
        before = depth
    return "\n".join(lines)


def by_nodes(blocks: Blocks) -> str:
    """A text node a line: links and bold words break lines."""
    return "\n".join(text for block in blocks for node in block if (text := squeezed(node.text)))


def one_line(blocks: Blocks) -> str:
    """No line breaks at all."""
    return " ".join(_text(block) for block in blocks)


def markdown(blocks: Blocks) -> str:
    """As converters to Markdown write it: headings, lists, quotations, links with their addresses."""
    return "\n\n".join(_mark(block[0].tag) + squeezed("".join(_marked(node) for node in block)) for block in blocks)


def _mark(tag: str) -> str:
    return "#" * int(tag[1]) + " " if re.fullmatch("h[1-6]", tag) else {"li": "* ", "blockquote": "> "}.get(tag, "")


def _marked(node: Node) -> str:
    text = node.text.strip()
    if not node.href or not text:
        return node.text
    before = node.text[: len(node.text) - len(node.text.lstrip())]
    return f"{before}[{text}]({node.href}){node.text[len(node.text.rstrip()) :]}"


def _text(block: Sequence[Node]) -> str:
    return squeezed("".join(node.text for node in block))


# ------------------------------------------------------------------ what becomes of the letters

_NO_LETTER = re.compile(r"[^\w\s]|[\d_]")
_NO_VOWEL_SIGN = re.compile(r"(?=[\u0300-\u036f\u0591-\u05c7\u064b-\u0670\u0900-\u0dff\u0e31-\u0e4e\u200c\u200d])")


def same(text: str) -> str:
    """Nothing."""
    return text


def blanked(text: str) -> str:
    """Every mark and digit became a space; vowel signs stay, they are letters to their readers."""
    return _NO_LETTER.sub(lambda found: found[0] if _NO_VOWEL_SIGN.match(found[0]) else " ", text)


Choose = Callable[[Flat, random.Random], Chosen]
Layout = Callable[[Blocks], str]
Letters = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Way:
    """A way of flattening."""

    choose: Choose = whole
    layout: Layout = by_blocks
    letters: Letters = same
    put_in: Callable[[Flat, random.Random], list[str]] = no_labels

    def flatten(self, flat: Flat, dice: random.Random) -> Dump:
        """The dump of a page. The gold is that part of the page's which the dump has."""
        chosen = self.choose(flat, dice)
        put_in = self.put_in(flat, dice) if chosen else []
        text = self.layout(_put_in([flat.blocks[i] for i in chosen], put_in, dice))
        gold = flat.gold if self.choose is whole else _left_of(flat.gold, [flat.texts[i] for i in chosen])
        scraps = [flat.texts[i] for i in chosen if not flat.kept[i]] if self.choose is partly_cleaned else []
        labels = (*scraps, *put_in)
        return Dump(self.letters(text), self.letters(gold), tuple(map(self.letters, labels)))


def _left_of(gold: str, texts: Sequence[str]) -> str:
    """The lines of a gold text most of whose runs of words a dump still has."""
    words = [w for text in texts for w in tokens(text)]
    known = set(zip(words, words[1:], words[2:], strict=False))
    return "\n".join(line for line in gold.split("\n") if _is_there(tokens(line), known, words))


def _is_there(line: tuple[str, ...], known: set[tuple[str, ...]], words: Sequence[str]) -> bool:
    runs = list(zip(line, line[1:], line[2:], strict=False))
    return sum(run in known for run in runs) > len(runs) / 2 if runs else all(w in words for w in line)


class Clean:
    """Not a way of flattening: the gold text itself, which should come back as it is."""

    def flatten(self, flat: Flat, dice: random.Random) -> Dump:  # noqa: ARG002 - as of Way
        """The gold as a dump."""
        return Dump(flat.gold, flat.gold)


WAYS: Mapping[str, Way | Clean] = MappingProxyType({
    "blocks": Way(),
    "spaced": Way(layout=spaced),
    "depth": Way(layout=by_depth),
    "source": Way(layout=indented),
    "nodes": Way(layout=by_nodes),
    "markdown": Way(layout=markdown),
    "blanked": Way(letters=blanked),
    "source-blanked": Way(layout=indented, letters=blanked),
    "lower": Way(letters=str.lower),
    "truncated": Way(choose=truncated),
    "partly-cleaned": Way(choose=partly_cleaned),
    "labels": Way(choose=story_only, put_in=some_labels),
    "one-line": Way(layout=one_line),
    "one-line-blanked": Way(layout=one_line, letters=blanked),
    "clean": Clean(),
})  # fmt: skip
"""Name -> way, as the bench measures them."""

CHOICES = ((whole, 12), (partly_cleaned, 4), (beheaded, 3), (truncated, 2), (story_only, 2), (titled, 2))
LAYOUTS = ((by_blocks, 4), (spaced, 2), (by_depth, 2), (indented, 3), (by_nodes, 3), (markdown, 1), (one_line, 4))
LETTERS = ((same, 6), (blanked, 2), (str.lower, 1))
PUT_IN = ((no_labels, 3), (some_labels, 2))


TABLES: tuple[Sequence[tuple[Callable[..., Any], int]], ...] = (CHOICES, LAYOUTS, LETTERS, PUT_IN)


def any_way(dice: random.Random) -> Way:
    """A way drawn at random, as training does."""
    return Way(*(dice.choices([f for f, _ in among], [n for _, n in among])[0] for among in TABLES))
