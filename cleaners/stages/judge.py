"""The judge: names the role of every block of a page, by trees learned from pages with known text.

The trees see a block's own words, its place in the tree and in the page, its neighbours, and what the page says it is
about. One ensemble answers whether the block is text, another what it is: the likeliest role of that side. The last
word on taste is the policy's: the judge names, the policy wants or does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from cleaners.lexicons import Match
from cleaners.makers import maker
from cleaners.model.bridging import THRESHOLD, bridges
from cleaners.model.features import FEATURES, features
from cleaners.model.groups import HEADINGS
from cleaners.model.trees import Trees, load
from cleaners.patterns import lazy
from cleaners.policy import DEFAULT
from cleaners.prose import ends_sentence, is_speech
from cleaners.types import Block, Context, Document, Verdict, count_words

LABEL_TAGS = frozenset(["p", "div", "section", "td"])
"""Elements in which a label stands alone as a label; in headings and list items it is more often a title."""
LINK_TAGS = frozenset(["p", "div", "section", "td"])
"""The same for a link alone; all 6 that trees kept in the latter two pointed elsewhere."""
SIGNS = frozenset(["dateline", "signoff"])
"""Labels that are part of a story."""

FINER: Mapping[str, frozenset[str]] = MappingProxyType({
    "related": frozenset(["latest"]), "share": frozenset(["follow", "tool"]),
    "newsletter": frozenset(["app", "paywall", "ad"]), "legal": frozenset(["cookie"]), "nav": frozenset(["breadcrumb"]),
    "tags": frozenset(["section"]), "caption": frozenset(["player"]), "other": frozenset(["template", "ad", "cookie"]),
    "body": frozenset(["dateline", "signoff"]),
})  # fmt: skip
"""Roles too rare to learn apart, told by the lexicon among those they were learned with."""

BYLINE_TAGS = frozenset(["p", "div", "header", "section", "h4", "h5", "h6", "td"])
MAX_WORDS_OF_BYLINE = 14
MAX_WORDS_BESIDE = 2
"""Words of a byline beside the names: a place, an agency, "and"; the numbers of a date do not count."""
MAX_LINK_OF_SIGN = 0.5

_SQUEEZE = lazy(r"[\W_]+")
_MARKS = lazy(r"[^\w\s]|\d")
_TOLD = ("in_descent", "descent_distance", "link_density", "strong_class", "hidden")
_IN_DESCENT = _TOLD.index("in_descent")
_AT = [FEATURES.index(name) for name in _TOLD]


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
    authors = document.metadata.authors
    chances, verdict, begun = keeps.tolist(), maker(Verdict), False
    for block, told in zip(document.blocks, matrix[:, _AT].tolist(), strict=True):
        i = block.index
        match, chance = reading.matches[i], chances[i]
        after_text = i > 0 and chances[i - 1] >= THRESHOLD
        signed = told[_IN_DESCENT] > 0 and is_sign(block, match, after_text=after_text)
        likely = chance >= THRESHOLD or i in bridged or signed
        furniture = likely and (is_lone_label(block, match) or is_lone_link(block) or _leads_off(block, match))
        named = likely and (is_byline(block, authors) or is_credit(block, match))
        keep = likely and not furniture and not named
        role = "byline" if named else _finer(best_in[i] if keep else best_out[i], match)
        opens_section = begun and i + 1 < len(chances) and chances[i + 1] >= THRESHOLD
        begun = begun or keep
        if keep and repeats_headline(block, reading.folded[i], title, opens_section=opens_section):
            yield verdict(block, "title", False, "headline-repeated", document.metadata.title, "judge")
            continue
        evidence = f"p={chance:.2f}{_evidence(block, match, told)}{', between kept blocks' if i in bridged else ''}"
        yield verdict(block, role, keep, f"judged-{role}", evidence, "judge")
    expected = expected_f1(keeps, reading.own[:, 1])
    yield Verdict(None, "article", True, "judged", f"{expected:.3f}", "judge")


def is_sign(block: Block, match: Match | None, *, after_text: bool) -> bool:
    """Whether a line is a dateline, or an agency's sign-off below the text: kept whatever the trees say.

    Agencies are also named in menus, credits and source lines: of 70 such lines of training pages that did not follow
    kept text, or were links, none was in the gold text.
    """
    if match is None or match.role not in SIGNS:
        return False
    return match.role == "dateline" or (match.how == "whole" and after_text and block.link_density < MAX_LINK_OF_SIGN)


def repeats_headline(block: Block, folded: str, title: str, *, opens_section: bool) -> bool:
    """Whether a kept block is the headline once more. `folded` is its text in small letters, `title` the headline without
    its spaces and marks too.

    A guide may call a section by its own title ("What is mesh Wi-Fi?"): of 15 such sub-headings of training pages, right
    above kept blocks, 13 were text; of headlines in an `<h1>` or a paragraph further down 1 of 10.
    """
    if not title or len(block.text) >= 3 * len(title) or (opens_section and block.tag in HEADINGS):
        return False
    return _SQUEEZE.sub("", folded) == title


def is_byline(block: Block, authors: tuple[str, ...]) -> bool:
    """Whether a line is the names of the story's authors and hardly a word besides ("Ann Reed, Port Merrow").

    On training pages 4 of 20 such paragraphs of news that held-out trees kept were in the gold text. Spared: list items
    and the larger headings (people a story is about), names before a colon (who speaks).
    """
    if block.tag not in BYLINE_TAGS or block.words > MAX_WORDS_OF_BYLINE or ends_sentence(block.text):
        return False
    rest = block.text
    for author in authors:
        rest = rest.replace(author, " ")
    return rest != block.text and count_words(_MARKS.sub(" ", rest)) <= MAX_WORDS_BESIDE


def is_credit(block: Block, match: Match | None) -> bool:
    """Whether a paragraph is a byline by all its words ("記者陳安／台北報導"). A single word may be a title: "Editor"."""
    is_whole = match is not None and match.role == "byline" and match.how == "whole" and not match.friend
    return is_whole and block.tag in BYLINE_TAGS and block.words > 1


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
    the end), and a third of those of guides. Links in headings and lists are spared: there nine of ten are text, and so
    are 16 of 18 paragraphs of one link inside a list item.
    """
    if block.tag not in LINK_TAGS or block.link_density <= MAX_LINK_DENSITY:
        return False
    around = islice(block.context.ancestors(), DEPTH_OF_ITEM)
    return not any(context.tag == "li" for context in around)


def is_pointer(block: Block, match: Match | None) -> bool:
    """Whether a paragraph is "Read also:" and a linked headline, or a sentence that points elsewhere ("For the full list,
    click here.").

    Without the link it may be advice: "Read more: a list". Of four such sentences of training pages that held-out trees
    kept none was in the gold text; with less of them linked one of three was.
    """
    if match is None or match.friend or match.role not in ("related", "latest") or block.tag in HEADINGS:
        return False
    if match.how == "inside":
        return block.link_density > MIN_LINK_OF_SENTENCE and block.words <= MAX_WORDS_OF_SENTENCE
    return match.how == "prefix" and block.link_density > MIN_POINTER_LINK


def _leads_off(block: Block, match: Match | None) -> bool:
    return match is not None and (
        is_pointer(block, match)
        or is_update(block, match)
        or is_disclosure(block, match)
        or is_invitation(block, match)
    )


def is_invitation(block: Block, match: Match) -> bool:
    """Whether a paragraph asks the reader to follow, subscribe, share or install ("Follow us on WhatsApp …", "… delivered to
    your inbox"), in the story's own element and without a class that says so.

    Of 128 such lines in the main clusters of training pages (those in two corpora counted twice) three are in the gold text,
    and they are invitations too. Spared:
    what somebody says, and a line with an address to write to: guides have those ("Email us at …", 2 of 6).
    """
    if match.friend or block.tag not in LINK_TAGS or block.words > MAX_WORDS_OF_INVITATION or is_speech(block.text):
        return False
    if match.how == "inside":
        is_newsletter = match.role == "newsletter"
        return is_newsletter or (
            match.role == "follow" and block.words <= MAX_WORDS_OF_FOLLOW and "@" not in block.text
        )
    return match.how == "prefix" and match.role in INVITING


INVITING = frozenset(["follow", "newsletter", "share", "app", "paywall", "tool"])
"""Roles of the phrases that an invitation begins with."""
MAX_WORDS_OF_INVITATION = 40
MAX_WORDS_OF_FOLLOW = 25
"""Words of one that has "follow us on" somewhere in it."""


def is_disclosure(block: Block, match: Match) -> bool:
    """Whether a paragraph is a note of the outlet's lawyers in a sentence ("This post contains affiliate links …").

    Of 11 such paragraphs of training pages that held-out trees kept two were in the gold text, and they are notes as well.
    Spares list items, and long paragraphs that come to speak of such things.
    """
    is_legal = match.role == "legal" and match.how == "inside" and not match.friend
    return is_legal and block.tag in ("p", "div") and block.words <= MAX_WORDS_OF_DISCLOSURE


MAX_WORDS_OF_DISCLOSURE = 40


def is_update(block: Block, match: Match | None) -> bool:
    """Whether a paragraph is a date line, or says in brackets what of the story is new ("(Updates with a comment …)").

    Of 6 such lines of training pages that held-out trees kept one is in the gold text. Without digits or brackets it may
    be the story's ("Updated camera with a larger sensor").
    """
    if match is None or (match.role, match.how) != ("date", "prefix") or block.tag not in LINK_TAGS:
        return False
    is_date = block.words <= MAX_WORDS_OF_DATE and sum(map(str.isdigit, block.text)) >= MIN_DIGITS_OF_DATE
    return is_date or block.text.startswith(("(", "（", "["))


MAX_WORDS_OF_DATE = 12
MIN_DIGITS_OF_DATE = 5
DEPTH_OF_ITEM = 3
"""Elements from a block outwards among which a list item makes it one: `<a>` in `<p>` in `<li>`."""
MIN_POINTER_LINK = 0.4
"""Share of link text from which a line that begins with "Read also" points elsewhere."""
MIN_LINK_OF_SENTENCE = 0.2
"""The same of a sentence with such words in it."""
MAX_WORDS_OF_SENTENCE = 40
MAX_LINK_DENSITY = 0.9
"""Share of link text from which a paragraph is a link."""


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


def _evidence(block: Block, match: Match | None, told: list[float]) -> str:
    """The plainest facts that speak for a block or against it."""
    in_descent, distance, link_density, strong_class, hidden = told
    phrase = f", “{match.phrase}”" if match is not None else ""
    unseen = f", hidden: {block.context.hidden}" if hidden else ""
    named = f", class {_class_around(block)}" if strong_class else ""
    links = f", links {link_density:.0%}" if link_density > MIN_LINKS_TOLD else ""
    return (
        f"{phrase}{unseen}{named}{links}, {'in the main cluster' if in_descent else f'{int(distance)} steps from it'}"
    )


MIN_LINKS_TOLD = 0.3


def _class_around(block: Block) -> str:
    """The nearest class: a plain loop, a generator over the elements around took a tenth of the judge's time."""
    context: Context | None = block.context
    while context is not None:
        if context.tokens:
            return context.tokens[0]
        context = context.parent
    return ""
