"""The headline: it is the title, not the first line of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cleaners.lines import goes_on
from cleaners.model.lines.terms import terms_of
from cleaners.patterns import lazy
from cleaners.prose import MIN_WORDS, ends_sentence, is_prose
from cleaners.types import Block, Document, Verdict

_WORD = lazy(r"[^\W_]+")
_SUFFIX = lazy(r"\s*(?:[|·»—–]|\s-\s|:\s)\s*(?=[^|·»—–:]+$)")
MIN_SIMILARITY = 0.8
"""Share of the words of title and block that are common: the page repeats its headline with an added mark or a word."""
MAX_TITLE_WORDS = 30


def headline(document: Document) -> Iterator[Verdict]:
    """Name the headline wherever it stands; in a dump find it first."""
    title = document.metadata.title
    if title:
        wanted = _words(title)
        for block in document.blocks:
            if wanted and _similar(wanted, _words(block.text)) >= MIN_SIMILARITY:
                yield Verdict(block, "title", False, "headline-repeated", title, "headline")
    elif document.is_dump:
        yield from _of_dump(document)


def _of_dump(document: Document) -> Iterator[Verdict]:
    """The line the judge takes for the headline; else the one above the story that reads like one, never one of the story's
    own sentences."""
    story = [b for b in document.kept() if is_prose(b)]
    if not story:
        return
    above = tuple(_above(document, story[-1].index))
    found = (
        _judged(document)
        or next((b for b in above if _repeated_above(b, document)), None)
        or _most_telling(above, story)
    )
    if found is not None and not _is_below_text(found, document) and not _is_piece_of_text(found, document):
        yield Verdict(found, "title", False, "headline", site_name_off(found.text), "headline")


def _is_below_text(block: Block, document: Document) -> bool:
    """Whether a kept line stands right above a line: then it is one of the text's own, or the one above is the headline."""
    return any(b.index == block.index - 1 for b in document.kept())


def _is_piece_of_text(block: Block, document: Document) -> bool:
    """Whether a block is kept though its line goes on behind it: where line breaks are lost, the first sentence of a story looks
    like a line above it."""
    return goes_on(document.blocks, block.index) and any(b is block for b in document.kept())


def _judged(document: Document) -> Block | None:
    """The line the judge takes for the headline."""
    standing = document.standing().values()
    return next((v.block for v in standing if v.role == "title" and v.stage == "judge_lines"), None)


def _above(document: Document, last: int) -> Iterator[Block]:
    """The lines above the first paragraph that may be the headline: what a rule has named is something else. `last` is the
    number of the last paragraph."""
    standing = document.standing()
    for block in document.blocks[:last]:
        verdict = standing.get(block.index)
        if verdict is not None and not verdict.keep and verdict.stage != "judge_lines":
            continue
        if _like_headline(block) and not (verdict and verdict.reason.startswith("phrase-")):
            yield block
        elif (verdict is None or verdict.keep) and is_prose(block):
            return


def _most_telling(above: tuple[Block, ...], story: list[Block]) -> Block | None:
    """Of the lines above a story the one whose words the story has most, the nearer the better; of a few lines the first."""
    if not above:
        return None
    counts = Counter(term for b in story for term in terms_of(b.text.casefold()))
    if len(above) <= MAX_PLAIN:
        return above[0] if _telling(above[0], counts) >= MIN_TELLING_FIRST else None
    if len(above) <= MAX_FEW and _telling(above[0], counts) >= MIN_TELLING:
        return above[0]
    copies = Counter(b.text for b in above)
    near = [b for b in above if b.words >= MIN_TITLE_WORDS and above[-1].index - b.index <= MAX_ABOVE]
    scored = [(_telling(b, counts) * (1 - (above[-1].index - b.index) / (2 * MAX_ABOVE)), b) for b in near]
    best = max((score * (1 + (copies[b.text] > 1)) for score, b in scored), default=0.0)
    if best < MIN_TELLING:
        return None
    return next(b for score, b in scored if score * (1 + (copies[b.text] > 1)) == best)


def _telling(block: Block, story: Counter[str]) -> float:
    own = terms_of(block.text.casefold())
    return sum(min(3, story[term]) for term in own) / (3 + len(own))


MAX_PLAIN = 2
"""Lines above a story of which the first is its headline; more are a menu with the headline somewhere in it."""
MAX_FEW = 6
"""Lines of which the first still is, if the story has its words: those after it are a byline, a date, a score."""
MIN_TITLE_WORDS = 3
MAX_ABOVE = 30
"""Lines between the headline and the line above the story: a byline, a date, share labels, a picture and its caption."""
MIN_TELLING = 0.3
"""Half the words of a headline stand in the story, the telling ones several times; words of a menu seldom do."""

MIN_TELLING_FIRST = 0.16
"""The same of a line right above a story: one of its three words stands in the story, in languages that bend their words
seldom more. A byline, a date, "Key takeaways" and "Dear Therapist," have none."""


def _like_headline(block: Block) -> bool:
    """A headline has two words or more and no full stop."""
    if ends_sentence(block.text) and block.text[-1] not in '?؟？!！”"»':
        return False
    words = block.words
    return 2 <= words <= MAX_TITLE_WORDS and (words < 2 * MIN_WORDS or block.gap > 0)


def _repeated_above(block: Block, document: Document) -> bool:
    """Whether a line above, a breadcrumb, ends with this one."""
    above = document.blocks[max(0, block.index - MAX_ABOVE) : block.index]
    return any(b.text.endswith(block.text) and b.text != block.text for b in above)


def site_name_off(title: str) -> str:
    """A headline without the outlet's name behind it: "Talks resume : The Valley Tribune" gives "Talks resume".

    The last part goes if it is short, written as a name (every long word with a capital) and the part before it
    is longer. Spares "Budget: What we know" (lower case). Costs the last part of a headline in title case.
    """
    found = list(_SUFFIX.finditer(title))
    if not found:
        return title
    match = found[-1]
    head, name = title[: match.start()], title[match.end() :]
    words = [w for w in name.split() if len(w) > 3]
    is_name = bool(words) and all(w[0].isupper() for w in words) and len(name.split()) <= 5
    mostly_lower = sum(w[0].islower() for w in head.split()) > len(head.split()) / 2
    return head if is_name and mostly_lower and len(head.split()) >= 3 else title


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _similar(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0
