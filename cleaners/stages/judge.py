"""The judge: names the role of every block of a page, by trees learned from pages with known text.

The trees see a block's own words, its place in the tree and in the page, its neighbours, and what the page says it is
about. One ensemble answers whether the block is text, another what it is: the likeliest role of that side. The last
word on taste is the policy's: the judge names, the policy wants or does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from cleaners.lexicons import Match
from cleaners.model.features import FEATURES, features
from cleaners.model.own import Matrix
from cleaners.model.trees import Trees, load
from cleaners.policy import DEFAULT
from cleaners.prose import ends_sentence
from cleaners.types import Block, Document, Verdict

THRESHOLD = 0.5
"""Probability from which a block is kept."""

BRIDGED = frozenset(["p", "h2", "h3", "h4", "tr"])
"""Elements of which a short run between kept blocks may be text although the trees doubt it."""
MIN_BRIDGED = 0.12
"""Probability from which they are. On held-out sites of the training pages about half of such paragraphs, seven of ten
headings and nine of ten table rows were text; of list items one in five, of text in bare `<div>` one in three."""
MIN_LAST = 0.4
"""The same for a sentence after the last kept paragraph."""
MAX_RUN = 6
"""Blocks of such a run. Longer ones are lists of other stories."""

LABEL_TAGS = frozenset(["p", "div", "section", "td", "pre"])
"""Elements in which a label stands alone as a label; in headings and list items it is more often a title."""
SIGNS = frozenset(["dateline", "signoff"])
"""Labels that are part of a story: an agency's mark inside the main cluster is kept whatever the trees say."""

FINER: Mapping[str, frozenset[str]] = MappingProxyType({
    "related": frozenset(["latest"]), "share": frozenset(["follow", "tool"]),
    "newsletter": frozenset(["app", "paywall", "ad"]), "legal": frozenset(["cookie"]), "nav": frozenset(["breadcrumb"]),
    "tags": frozenset(["section"]), "caption": frozenset(["player"]), "other": frozenset(["template", "ad", "cookie"]),
    "body": frozenset(["dateline", "signoff"]),
})  # fmt: skip
"""Roles too rare to learn apart, told by the lexicon among those they were learned with."""

_SQUEEZE = re.compile(r"[\W_]+")
_TOLD = ("in_descent", "descent_distance", "link_density", "strong_class", "hidden")
_LABEL = FEATURES.index("label")
_SAME_BEFORE, _SAME_AFTER = FEATURES.index("same_parent_before"), FEATURES.index("same_parent_after")
_AT = MappingProxyType({name: FEATURES.index(name) for name in _TOLD})


def judge(document: Document) -> Iterator[Verdict]:
    """A verdict on every block of a page, and one on the page with the share of it that is expected to be right."""
    if document.is_dump or not document.blocks:
        return
    matrix, reading = features(document)
    keeps = load("keep").probabilities(matrix)[:, 0]
    bridged = bridges(document, keeps, matrix)
    roles = load("roles")
    scores = roles.raw(matrix)
    wanted = np.array([DEFAULT.keeps(role) for role in roles.outputs])
    best_in, best_out = _best(roles, scores, wanted), _best(roles, scores, ~wanted)
    title = _SQUEEZE.sub("", document.metadata.title.casefold())
    authors = frozenset(document.metadata.authors)
    chances = keeps.tolist()
    told = matrix[:, list(_AT.values())].tolist()
    for block in document.blocks:
        i = block.index
        match = reading.matches[i]
        facts = dict(zip(_TOLD, told[i], strict=True))
        signed = match is not None and match.role in SIGNS and facts["in_descent"] > 0
        likely = chances[i] >= THRESHOLD or i in bridged or signed
        furniture = is_lone_label(block, match) or is_lone_link(block) or is_pointer(block, match)
        named = block.text in authors
        keep = likely and not furniture and not named
        role = "byline" if named and likely else _finer(best_in[i] if keep else best_out[i], match)
        if keep and title and len(block.text) < 3 * len(title) and _SQUEEZE.sub("", reading.folded[i]) == title:
            yield Verdict(block, "title", False, "headline-repeated", document.metadata.title, "judge")
            continue
        evidence = _evidence(block, match, facts, chances[i])
        if i in bridged:
            evidence += ", between kept blocks"
        yield Verdict(block, role, keep, f"judged-{role}", evidence, "judge")
    expected = expected_f1(keeps, reading.own[:, 1])
    yield Verdict(None, "article", True, "judged", f"{expected:.3f}", "judge")


def is_lone_label(block: Block, match: Match | None) -> bool:
    """Whether a paragraph is a label and nothing else ("Advertisement", "Read also"), whatever the trees say.

    On held-out sites of the training pages 8 of 77 such paragraphs that the trees kept were text; of headings and list
    items that are a label ("3. YouTube", "FAQs") 62 of 73 were, so those are spared.
    """
    return (
        match is not None and match.how == "whole" and not match.friend
        and block.tag in LABEL_TAGS and match.role not in SIGNS | {"byline", "date"}
    )  # fmt: skip


def is_lone_link(block: Block) -> bool:
    """Whether a paragraph is one link from end to end: a pointer to another page, set between paragraphs.

    On held-out sites of the training pages 10 of 48 such paragraphs of news that the trees kept were text (sources named at
    the end), and a third of those of guides. Links in headings and lists are spared: there nine of ten are text.
    """
    return block.tag in ("p", "div") and block.link_density > MAX_LINK_DENSITY


def is_pointer(block: Block, match: Match | None) -> bool:
    """Whether a paragraph is "Read also:" and a linked headline. Without the link it may be advice: "Read more: a list"."""
    is_related = match is not None and match.how == "prefix" and match.role in ("related", "latest")
    return is_related and block.tag not in HEADINGS and block.link_density > MIN_POINTER_LINK


MIN_POINTER_LINK = 0.4
"""Share of link text from which a line that begins with "Read also" points elsewhere."""
MAX_LINK_DENSITY = 0.9
"""Share of link text from which a paragraph is a link."""


def bridges(document: Document, keeps: NDArray[np.float32], matrix: Matrix) -> frozenset[int]:
    """Doubtful blocks between kept ones that are kept with them: verse, short answers, rows, sub-headings.

    Spares every run in which a block has a label, a link, a furniture class or stands outside the main cluster. Costs a
    leaked line where a site sets an appeal between paragraphs without any of these.
    """
    kept = keeps >= THRESHOLD
    plain = (matrix[:, _LABEL] == 0) & (matrix[:, _AT["link_density"]] < 0.2) & (matrix[:, _AT["strong_class"]] == 0)
    plain &= (matrix[:, _AT["in_descent"]] > 0) & (matrix[:, _AT["hidden"]] == 0)
    found: list[int] = []
    for start, end in pairwise(np.flatnonzero(kept).tolist()):
        for run in _ends_of(range(start + 1, end), plain):
            found += [i for i in run if keeps[i] >= MIN_BRIDGED and document.blocks[i].tag in BRIDGED]
    bridged = frozenset(found) | _next_to_kept(document, keeps, matrix, plain)
    return bridged | _tables(document, kept | np.isin(np.arange(len(kept)), list(bridged)), plain)


def _ends_of(gap: range, plain: NDArray[np.bool_]) -> list[range]:
    """The runs of plain blocks at the beginning and the end of a gap between two kept blocks, if they are short: a box of
    another story may stand between."""
    head = next((i for i in gap if not plain[i]), gap.stop)
    if head == gap.stop:
        return [gap] if len(gap) <= MAX_RUN else []
    tail = next((i for i in reversed(gap) if not plain[i]), gap.start)
    return [run for run in (range(gap.start, head), range(tail + 1, gap.stop)) if 0 < len(run) <= MAX_RUN]


def _next_to_kept(
    document: Document, keeps: NDArray[np.float32], matrix: Matrix, plain: NDArray[np.bool_]
) -> frozenset[int]:
    """Doubtful paragraphs right before or right after a kept one of the same element.

    On held-out sites of the training pages 49 of 66 of the first kind were text, and of the second 50 of 86 of those without
    a final mark. Those that end as sentences do are notices more often than not, 13 of 35 were text: only the likeliest
    are kept, because a lost closing line is worse than a notice.
    """
    found = []
    for block in document.blocks:
        i = block.index
        if block.tag != "p" or not plain[i] or not MIN_BRIDGED <= keeps[i] < THRESHOLD:
            continue
        before = i + 1 < len(keeps) and keeps[i + 1] >= THRESHOLD and matrix[i, _SAME_AFTER] > 0
        least = MIN_LAST if ends_sentence(block.text) else MIN_BRIDGED
        after = i > 0 and keeps[i - 1] >= THRESHOLD and matrix[i, _SAME_BEFORE] > 0 and keeps[i] >= least
        if before or after:
            found.append(i)
    return frozenset(found)


def _tables(document: Document, kept: NDArray[np.bool_], plain: NDArray[np.bool_]) -> frozenset[int]:
    """Rows of a table inside the story that a kept heading or a colon announces: gold texts of most corpora leave tables
    out, a careful reader does not."""
    found: list[int] = []
    for block in document.blocks[1:]:
        i = block.index
        above = document.blocks[i - 1]
        announced = kept[i - 1] and (above.tag in HEADINGS or above.text.endswith((":", "：")))
        if block.tag == "tr" and plain[i] and (announced or i - 1 in found):
            found.append(i)
    return frozenset(found)


HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6"])


def _best(trees: Trees, scores: NDArray[np.float32], among: NDArray[np.bool_]) -> list[str]:
    """The likeliest role of each block among some."""
    names = [name for name, inside in zip(trees.outputs, among.tolist(), strict=True) if inside]
    return [names[k] for k in np.argmax(scores[:, among], axis=1).tolist()]


def _finer(role: str, match: Match | None) -> str:
    return match.role if match is not None and match.role in FINER.get(role, ()) else role


def expected_f1(keeps: NDArray[np.float32], words: NDArray[np.float32]) -> float:
    """F1 of the kept words if every block's probability is right: the judge's confidence in the page, 0 to 1."""
    kept = keeps >= THRESHOLD
    right = float((keeps * words)[kept].sum())
    wrong = float(((1 - keeps) * words)[kept].sum())
    missed = float((keeps * words)[~kept].sum())
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def _evidence(block: Block, match: Match | None, facts: Mapping[str, float], chance: float) -> str:
    """The probability that it is text, and the plainest facts that speak for it or against it."""
    told = [f"p={chance:.2f}"]
    if match is not None:
        told.append(f"“{match.phrase}”")
    if facts["hidden"]:
        told.append(f"hidden: {block.context.hidden}")
    if facts["strong_class"]:
        told.append("class " + next((c.tokens[0] for c in block.context.ancestors() if c.tokens), ""))
    if facts["link_density"] > 0.3:
        told.append(f"links {facts['link_density']:.0%}")
    told.append("in the main cluster" if facts["in_descent"] else f"{int(facts['descent_distance'])} steps from it")
    return ", ".join(told)
