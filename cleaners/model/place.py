"""Features of a block's place in the page's order: its neighbours, the text before and after it, the headline."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaners.lexicons import Match
from cleaners.model.own import GOOD, LABEL_GROUPS, OWN, Matrix, Reading
from cleaners.patterns import lazy
from cleaners.types import Document

_NEIGHBOUR = ("log_chars", "link_density", "ends_sentence", "good", "label", "stopwords", "gap")
_NEIGHBOUR_AT = [OWN.index(name) for name in _NEIGHBOUR]

PLACE = (
    "position", "position_chars", "good_above", "good_below", "to_good_before", "to_good_after", "chars_to_good_before",
    "chars_to_good_after", "good_w3", "good_w7", "good_w21", "links_w3", "links_w7", "links_w21", "chars_w3", "chars_w7",
    "title_share", "title_cover", "is_title", "description_share", "after_h1", "to_h1", "to_title", "repeats",
    "since_label", *(f"since_{name}" for name in ("share", "related", "promo", "comment")), "label_rank",
    "to_comment", "credit_before", "credit_after",
    "heading_before", "since_heading", "since_tag_change", "same_tag_before", "same_tag_after", "run_of_tag", "run_good",
    *(f"{name}_before" for name in _NEIGHBOUR), *(f"{name}_after" for name in _NEIGHBOUR),
    *(f"{name}_before2" for name in _NEIGHBOUR), *(f"{name}_after2" for name in _NEIGHBOUR),
    "page_blocks", "page_good", "page_links", "page_headings", "page_hidden",
)  # fmt: skip

FAR = 30.0
_WORD = lazy(r"[^\W_]+")
_IDEOGRAPH = lazy(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


def place(document: Document, reading: Reading) -> Matrix:
    """A row a block, a column a name of PLACE."""
    blocks, good = document.blocks, reading.good
    n = len(blocks)
    if not n:
        return np.zeros((0, len(PLACE)), dtype=np.float32)
    chars = np.fromiter((len(b.text) for b in blocks), np.float64, n)
    links = np.fromiter((min(b.link_chars, len(b.text)) for b in blocks), np.float64, n)
    index = np.arange(n)
    total_good = max(1.0, good.sum())
    good_before = np.concatenate([[0.0], np.cumsum(good)[:-1]])
    is_good = good > 0
    tags = [b.tag for b in blocks]
    headings = np.fromiter((tag in _HEADINGS for tag in tags), bool, n)
    h1 = next((i for i, tag in enumerate(tags) if tag == "h1"), -1)
    titles = _titles(document, reading.folded)
    title_at = int(np.argmax(titles[2])) if titles[2].any() else -1
    columns = [
        index / n, np.cumsum(chars) / max(1.0, chars.sum()), good_before / total_good,
        (total_good - good_before - good) / total_good, *_to_good(is_good, chars),
        *(_window(good, chars, w) for w in (3, 7, 21)), *(_window(links, chars, w) for w in (3, 7, 21)),
        *(np.log1p(_mean(chars, w)) for w in (3, 7)), *titles,
        (index > h1) if h1 >= 0 else np.full(n, 0.5), _to(index, h1), _to(index, title_at), _repeats(document),
        *_since_labels(reading.matches, n), *_runs(tags, headings, is_good), *_neighbours(reading.own),
        np.full(n, np.log1p(n)), np.full(n, np.log1p(total_good)), np.full(n, links.sum() / max(1.0, chars.sum())),
        np.full(n, headings.sum() / n), np.full(n, _hidden_share(document, reading, chars)),
    ]  # fmt: skip
    return np.stack(columns, axis=1).astype(np.float32)


def _to(index: NDArray[np.int64], at: int) -> NDArray[np.float64]:
    """Signed blocks from `at`, bounded; -FAR if there is none."""
    return np.clip(index - at, -FAR, FAR) if at >= 0 else np.full(len(index), -FAR)


def _window(values: NDArray[np.float64], chars: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Share of `values` in the characters of the blocks around."""
    share: NDArray[np.float64] = _mean(values, width) / np.maximum(1.0, _mean(chars, width))
    return share


def _mean(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Mean over `width` blocks around each; fewer at the edges."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    n, half = len(values), width // 2
    low = np.maximum(0, np.arange(n) - half)
    high = np.minimum(n, np.arange(n) + half + 1)
    mean: NDArray[np.float64] = (sums[high] - sums[low]) / (high - low)
    return mean


def _to_good(is_good: NDArray[np.bool_], chars: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    """Blocks, then characters, to the nearest other good block before and after."""
    n = len(is_good)
    index = np.arange(n)
    last = np.maximum.accumulate(np.where(is_good, index, -1))
    before = np.concatenate([[-1], last[:-1]])
    following = np.minimum.accumulate(np.where(is_good, index, n)[::-1])[::-1]
    after = np.concatenate([following[1:], [n]])
    ends = np.cumsum(chars)
    starts = ends - chars
    blocks_before = np.where(before >= 0, np.minimum(FAR, index - before), FAR)
    blocks_after = np.where(after < n, np.minimum(FAR, after - index), FAR)
    chars_before = np.where(before >= 0, np.log1p(np.maximum(0, starts - ends[np.maximum(before, 0)])), 12.0)
    chars_after = np.where(after < n, np.log1p(np.maximum(0, starts[np.minimum(after, n - 1)] - ends)), 12.0)
    return blocks_before, blocks_after, chars_before, chars_after


def _titles(document: Document, folded: tuple[str, ...]) -> NDArray[np.float64]:
    """Share of each block's words that are the title's, of the title's that are the block's, whether both are over
    .7; share of its words that are the description's: (4, blocks)."""
    title = words_of(document.metadata.title.casefold())
    description = words_of(document.metadata.description.casefold())
    out = np.zeros((4, len(folded)))
    longest = 3 * len(document.metadata.title) + 40
    for i, text in enumerate(folded):
        short = len(text) < longest
        if len(text) > MAX_COMPARED or not (short or description):
            continue
        words = words_of(text)
        if not words:
            continue
        if title and short and (common := len(words & title)):
            of_words, of_title = common / len(words), common / len(title)
            out[:3, i] = of_words, of_title, of_words > 0.7 and of_title > 0.7
        if description:
            out[3, i] = len(words & description) / len(words)
    return out


MAX_COMPARED = 1200
"""Characters of a block that is compared with title and description."""


def words_of(text: str) -> frozenset[str]:
    """The words of a case-folded text; its letters if it is of ideographs."""
    if not text.isascii() and _IDEOGRAPH.search(text):
        return frozenset(text)
    return frozenset(_WORD.findall(text))


def _repeats(document: Document) -> NDArray[np.float64]:
    """How often each block's text stands on the page."""
    counts: dict[str, int] = {}
    for block in document.blocks:
        counts[block.text] = counts.get(block.text, 0) + 1
    return np.fromiter((min(5, counts[b.text]) for b in document.blocks), np.float64, len(document.blocks))


def _hidden_share(document: Document, reading: Reading, chars: NDArray[np.float64]) -> float:
    """Share of the page's prose that readers do not see: behind a paywall it is the story."""
    prose = reading.own[:, GOOD] * chars
    hidden = np.fromiter((bool(b.context.hidden) for b in document.blocks), bool, len(chars))
    return float(prose[hidden].sum() / max(1.0, prose.sum()))


_OPENING = tuple(LABEL_GROUPS[name] for name in ("share", "related", "newsletter", "comment"))
"""Groups of labels that open a section."""


def _since_labels(matches: tuple[Match | None, ...], n: int) -> list[NDArray[np.float64]]:
    """Blocks since the last label of any kind, and of four kinds that open a section; how many labels there were; blocks to
    the next label of comments; whether the block before and the block after are pictured of pictures."""
    groups = np.fromiter((-1 if m is None else LABEL_GROUPS.get(m.role, 8) for m in matches), np.int64, n)
    labels = groups >= 0
    rank = np.minimum(30, np.cumsum(labels) - labels)
    pictured = np.concatenate([[0.0], groups == LABEL_GROUPS["caption"], [0.0]])
    ahead = _since((groups == LABEL_GROUPS["comment"])[::-1])[::-1]
    return [
        _since(labels), *(_since(groups == group) for group in _OPENING), rank, ahead, pictured[:-2], pictured[2:],
    ]  # fmt: skip


def _since(marks: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Blocks since the last marked one before each; FAR if there is none."""
    index = np.arange(len(marks))
    last = np.maximum.accumulate(np.where(marks, index, -len(marks) - FAR))
    before = np.concatenate([[-len(marks) - FAR], last[:-1]])
    since: NDArray[np.float64] = np.minimum(FAR, index - before)
    return since


def _runs(tags: list[str], headings: NDArray[np.bool_], is_good: NDArray[np.bool_]) -> tuple[NDArray[np.float64], ...]:
    """The block before is a heading; blocks since the last; since the tag changed; same tag before, after; length of
    the run of blocks of one tag, and share of good ones in it."""
    n = len(tags)
    changes = np.fromiter((i == 0 or tags[i] != tags[i - 1] for i in range(n)), bool, n)
    runs = np.cumsum(changes) - 1
    starts = np.flatnonzero(changes)
    sizes = np.bincount(runs).astype(np.float64)
    index = np.arange(n)
    heading_before = np.concatenate([[0.0], headings[:-1].astype(np.float64)])
    same_before = (~changes).astype(np.float64)
    same_after = np.concatenate([same_before[1:], [0.0]])
    return (
        heading_before, _since(headings), np.minimum(FAR, index - starts[runs]),
        same_before, same_after, np.log1p(sizes[runs]), np.bincount(runs, is_good)[runs] / sizes[runs],
    )  # fmt: skip


def _neighbours(own: Matrix) -> list[NDArray[np.float64]]:
    """The telling columns of the two blocks before and after; -1 beyond the page."""
    picked = own[:, _NEIGHBOUR_AT]
    padded = np.vstack([np.full((2, picked.shape[1]), -1.0), picked, np.full((2, picked.shape[1]), -1.0)])
    n = len(picked)
    return [column for shift in (1, 3, 0, 4) for column in padded[shift : shift + n].T]
