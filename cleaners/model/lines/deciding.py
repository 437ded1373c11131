"""From probabilities to lines that are kept: how sure the trees have to be depends on the dump and on the lexicon.

The corpora the trees learned from have few languages, the lexicons many: what a lexicon knows as a label has to be surer
text. And a dump that is clean already has to stay as it is, so what is doubtful in it is text.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cleaners.lexicons import Match
from cleaners.model.lines.smoothing import in_runs
from cleaners.patterns import lazy
from cleaners.policy import DEFAULT
from cleaners.prose import ends_sentence, is_prose, is_speech
from cleaners.types import Block

_NUMBERED = lazy(r"\d{1,2}[.)]\s+\D")
"""A number of a list; not a date ("3. 11. 2025")."""
_RECORD = lazy(r"^\W*\d{4}\s?[:：–—-]|https?://|www\.|\w@\w|\d[\d()/ -]{6,}\d")
"""A year and what was then ("2023: Mill reopened"), an address, a telephone number."""
Chances = NDArray[np.float32]
Matches = tuple[Match | None, ...]

THRESHOLD = 0.25
"""Probability from which a line is kept. On held-out sites of the training pages .25 loses half as many paragraphs as .5, at
the same F1: what leaks is doubtful text, seldom a label."""
OF_WINDOWS = 0.15
"""The same of a window. On held-out sites .15 loses 2.6 % of the paragraphs, .2 3.1 % and .3 4.7 %, for half a point
of F1 more. The shipped trees learned before windows were cut at runs of labels; those that learn from such windows are surer of
what is text, and want .3."""
SHARE_OF_LIKELIEST, MAX_DOUBTFUL = 0.95, 0.7
"""Where the line breaks are lost, the probability below which this share of the windows lies tells how sure the trees are; if
it is less than this, thresholds sink with it: of a dump without marks that nothing is sure of, all would be lost."""
OF_BLANKED, MIN_MARKED = 0.2, 0.1
"""The same where less than this share of the paragraphs end with a mark: there the trees are less sure of what is text. On
held-out sites a fifth fewer paragraphs are lost than at .3, at the same F1."""
OF_SCRAPS = 0.5
"""The same of a short line without a final mark, in a dump that is nearly all text: there it is a left-over. And in a whole
page, where it stands above or below all paragraphs or between dropped lines: of those between .2 and .5 one in eight is text
on held-out sites. Between kept lines it is often a heading."""
OF_LABELS = 0.7
"""The same of a line that is a label and nothing else. Above it stand names that head their parts ("LinkedIn", "Privacy"):
one in a hundred clean texts more stays whole than at .95, and no more labels stay. At .45 another one in a hundred would, and
so would "Advertisement" in eight languages the corpora lack …"""
OF_NAMES = 0.35
"""… the same of one that names a part of a site ("Careers", "Contact"), which heads parts of texts most often …"""
NAMING = frozenset(["app", "author-box", "cookie", "latest", "legal", "nav", "tool"])
"""Roles whose labels do."""
OF_LABELLED = 0.6
"""… and of one that begins with a label or holds a notice."""
POINTING = frozenset(["latest", "related"])
"""Roles of labels before a headline ("Read also: …"), which reads like text: as for labels alone."""
OF_NOTICES = 0.9
"""The same of one that ends stories: a legal notice is written in whole sentences, as text is. And of "Advertisement" alone: in
held-out texts of training pages where it was left in none of those had more than .2."""
MAX_LABELLED_WORDS = 28
"""Words of a line that a label at its beginning or a notice inside makes furniture; longer ones are text that speaks of
newsletters or copyright, unless the phrase ends the story: legal notices are long."""
SURE_FURNITURE = 0.1
"""Probability below which a line is surely no text. A dump without any such line but labels is clean already: of it nothing but
labels is dropped. On held-out sites as many clean texts stay whole as at .03, and 5 in a hundred more of the lines left over
around others go."""
MAX_FURNITURE = 0.25
"""Share of certain furniture among the lines of a dump that is nearly all text; of whole pages it is more than half."""
MIN_BRIDGED = 0.1
"""Probability from which lines between kept ones are kept in such a dump: times and scores of a live report. In whole pages
only paragraphs are, which spares one in twelve of those that were lost, at the same F1."""
MAX_BRIDGE = 3
"""Lines of such a run."""
MIN_NEXT, MAX_NEXT = 0.2, 2
"""Probability from which the lines right below the last kept one are kept with it, if so few stand there before the next
label: a last short sentence without its mark. Lists of other headlines have a label above them, or are longer."""
MIN_LAST = 0.1
"""The same for sentences, in whole pages only right above a label: "Entry is free until May." above the tags. On held-out
sites half of what it brings back there is text. In short pages without line breaks too."""
MIN_TRAIL, MAX_TRAIL_WORDS, OF_TRAILS = 3, 14, 0.95
"""Short lines without a final mark below the last paragraph, from how many on they are headlines of other stories, the words
each may have, and the probability from which they are a list that belongs to the text."""
OF_RECORDS, MIN_RECORDS = frozenset(["byline", "date", "legal", "nav"]), 3
"""Roles of labels that are none where the same one stands so often between the paragraphs of a text that has hardly any
furniture: "Author:" in a list of books, "Date:" in one of meetings, "Case studies:" in one of firms. In held-out texts of
training pages all 300 such lines were text; "Read also:" and "Advertisement" are left over as often."""
SIGNS = frozenset(["dateline", "signoff"])
"""Labels that are part of a story where they stand next to it."""


def decide(blocks: tuple[Block, ...], chances: Chances, matches: Matches, counted: Matches) -> NDArray[np.bool_]:
    """Which lines are kept; `counted` are those of `matches` that prove something, as `labels` has them."""
    unlabelled = np.fromiter((m is None for m in counted), np.bool_, len(counted))
    furniture = (chances < SURE_FURNITURE) & unlabelled
    is_clean, is_windows = not furniture.any(), _is_windows(blocks)
    if is_windows and not is_clean:
        return _signed(_of_windows(blocks, chances, counted), matches)
    if furniture.mean() >= MAX_FURNITURE:
        return _signed(_of_page(blocks, chances, counted), matches)
    plain = [0.0 if is_clean else OF_SCRAPS if _is_scrap(block) else THRESHOLD for block in blocks]
    kept = chances >= _thresholds(counted, np.array(plain))
    kept[_records(blocks, counted)] = True
    kept[[] if is_windows else _trail(blocks, chances, kept)] = False
    first = next((b.index for b in blocks if kept[b.index] and is_prose(b)), len(blocks))
    plain_chances = np.where(unlabelled, chances, 0.0)
    return _signed(_bridged(kept, plain_chances, first) | _next(blocks, plain_chances, kept), matches)


def _of_windows(blocks: tuple[Block, ...], chances: Chances, counted: Matches) -> NDArray[np.bool_]:
    """Which windows are kept where line breaks are lost. Doubt makes text of what has no label only: in languages the trees know
    little of, labels are what there is to go by."""
    kept = in_runs(chances, _thresholds(counted, np.full(len(blocks), OF_WINDOWS) * _doubt(chances)))
    kept[_last_sentences(blocks, chances, kept, counted)] = True
    return kept


def _of_page(blocks: tuple[Block, ...], chances: Chances, counted: Matches) -> NDArray[np.bool_]:
    """Which lines of a whole page are kept."""
    prose = np.fromiter(map(is_prose, blocks), np.bool_, len(blocks))
    threshold = THRESHOLD if _has_marks([blocks[i] for i in np.flatnonzero(prose).tolist()]) else OF_BLANKED
    kept = chances >= _thresholds(counted, np.full(len(blocks), threshold))
    kept[_strays(blocks, chances, kept)] = False
    is_likely = prose & np.fromiter((m is None for m in counted), np.bool_, len(counted))
    kept = _bridged(kept, np.where(is_likely, chances, 0.0), first=0)
    kept[_last_sentences(blocks, chances, kept, counted)] = True
    return kept


def _has_marks(paragraphs: list[Block]) -> bool:
    """Whether paragraphs end as sentences do: else the marks of the dump were blanked, or its script has none."""
    ends = [ends_sentence(block.text) for block in paragraphs]
    return sum(ends) >= MIN_MARKED * len(ends)


def _is_windows(blocks: tuple[Block, ...]) -> bool:
    """Whether a dump has lost its line breaks."""
    return 2 * [block.tag for block in blocks].count("window") > len(blocks)


def _doubt(chances: Chances) -> float:
    """What thresholds are multiplied by: less than 1 where even the likeliest windows of a dump are doubtful."""
    likeliest = float(np.sort(chances)[int(SHARE_OF_LIKELIEST * (len(chances) - 1))])
    return min(1.0, likeliest / MAX_DOUBTFUL)


def _strays(blocks: tuple[Block, ...], chances: Chances, kept: NDArray[np.bool_]) -> list[int]:
    """Numbers of the doubtful scraps that stand above the first paragraph that is kept, below the last, or alone."""
    at = np.flatnonzero(kept).tolist()
    scraps = [i for i in at if chances[i] < OF_SCRAPS and _is_scrap(blocks[i])]
    if not scraps:
        return []
    prose = [i for i in at if is_prose(blocks[i])]
    first, last = (prose[0], prose[-1]) if prose else (len(blocks), -1)
    return [i for i in scraps if not first < i < last or not kept[[i - 1, i + 1]].any()]


def _is_scrap(block: Block) -> bool:
    """Whether a line is neither a sentence nor long."""
    return not (ends_sentence(block.text) or is_prose(block))


def labels(blocks: tuple[Block, ...], matches: Matches) -> Matches:
    """The matches that prove something."""
    last = next((b.index for b in reversed(blocks) if is_prose(b)), -1)
    pairs = zip(matches, blocks, strict=True)
    return tuple(m if m is not None and proves(m, b, is_below=b.index > last) else None for m, b in pairs)


def proves(match: Match, block: Block, *, is_below: bool) -> bool:
    """Whether a match proves that a line is furniture: not if it is wanted, what somebody says, a long sentence; nor a
    friend ("Comments"), unless no prose stands below it that it could be the heading of; nor one of a numbered list
    ("3. LinkedIn")."""
    if DEFAULT.keeps(match.role) or (match.friend and not is_below) or _NUMBERED.match(block.text):
        return False
    if match.how == "whole":
        return True
    return not is_speech(block.text) and (block.words <= MAX_LABELLED_WORDS or match.ends)


def _records(blocks: tuple[Block, ...], counted: Matches) -> list[int]:
    """Numbers of the lines that tell, by the same label, of one thing after another between the paragraphs of a text."""
    prose = [b.index for b in blocks if counted[b.index] is None and is_prose(b)]
    by_label: defaultdict[str, list[int]] = defaultdict(list)
    for at in range(prose[0], prose[-1]) if prose else ():
        match = counted[at]
        if match is not None and match.role in OF_RECORDS and counted[at - 1] is None:
            by_label[match.phrase].append(at)
    return [at for lines in by_label.values() if len(lines) >= MIN_RECORDS for at in lines]


def _thresholds(matches: Matches, plain: NDArray[np.float64]) -> NDArray[np.float64]:
    found = plain.copy()
    for at, match in enumerate(matches):
        if match is not None:
            found[at] = _of(match)
    return found


def _of(match: Match) -> float:
    """The probability from which a line with a label is kept."""
    if match.how == "whole":
        return OF_NAMES if match.role in NAMING else OF_NOTICES if match.role == "ad" else OF_LABELS
    if match.ends:
        return OF_NOTICES
    return OF_LABELS if match.role in POINTING else OF_LABELLED


def _bridged(kept: NDArray[np.bool_], chances: Chances, first: int) -> NDArray[np.bool_]:
    """The same with the doubtful lines of short gaps between kept lines, from the first paragraph on: above it stand
    bylines and reading times."""
    found = kept.copy()
    for start, end in pairwise(np.flatnonzero(kept).tolist()):
        if start >= first and 1 < end - start <= MAX_BRIDGE + 1:
            found[start + 1 : end] = chances[start + 1 : end] >= MIN_BRIDGED
    return found


def _next(blocks: tuple[Block, ...], chances: Chances, kept: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The few doubtful lines right below the last kept one; labels have a chance of 0."""
    found = np.zeros_like(kept)
    at = int(np.flatnonzero(kept)[-1]) + 1 if kept.any() else len(kept)
    end = at + int(np.argmax(np.append(chances[at:] == 0, True)))
    if end - at <= MAX_NEXT:
        least = [MIN_LAST if ends_sentence(block.text) else MIN_NEXT for block in blocks[at:end]]
        found[at:end] = chances[at:end] >= np.array(least)
    return found


def _last_sentences(
    blocks: tuple[Block, ...], chances: Chances, kept: NDArray[np.bool_], counted: Matches
) -> list[int]:
    """Numbers of the few doubtful sentences between the last kept line and a label."""
    first = int(np.flatnonzero(kept)[-1]) + 1 if kept.any() else len(kept)
    for at in range(first, min(len(kept), first + MAX_NEXT + 1)):
        if counted[at] is not None:
            return list(range(first, at))
        if chances[at] < MIN_LAST or not ends_sentence(blocks[at].text):
            break
    return []


def _trail(blocks: tuple[Block, ...], chances: Chances, kept: NDArray[np.bool_]) -> list[int]:
    """Numbers of the kept lines below the last paragraph, if they look like headlines of other stories: none of them tells a
    year's result or how to reach somebody."""
    at = np.flatnonzero(kept).tolist()
    run: list[int] = []
    while at and not ends_sentence(blocks[at[-1]].text) and blocks[at[-1]].words <= MAX_TRAIL_WORDS:
        run.append(at.pop())
    is_list = (
        len(run) >= MIN_TRAIL
        and chances[run].max() < OF_TRAILS
        and not any(_RECORD.search(blocks[i].text) for i in run)
    )
    return run if at and is_list else []


def _signed(kept: NDArray[np.bool_], matches: Matches) -> NDArray[np.bool_]:
    """The same with the agency's marks that stand right before or behind kept lines."""
    found = kept.copy()
    for at, match in enumerate(matches):
        if match is not None and match.role in SIGNS and kept[max(0, at - 1) : at + 2].any():
            found[at] = True
    return found


def expected_f1(chances: Chances, kept: NDArray[np.bool_], words: Chances) -> float:
    """F1 of the kept words if every line's probability is right: the confidence in the text, 0 to 1."""
    right = float((chances * words)[kept].sum())
    wrong = float(((1 - chances) * words)[kept].sum())
    missed = float((chances * words)[~kept].sum())
    return 2 * right / (2 * right + wrong + missed) if right else 0.0
