"""What the page is, once its blocks are judged: an article, or why it is none.

Asked in order, surest first; the first that answers decides. Each answer carries its evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from cleaners.kinds import signs
from cleaners.metadata.json_ld import has_article_type, nodes, type_of
from cleaners.prose import is_prose
from cleaners.types import Block, Document, Verdict

MIN_WORDS = 20
"""Words of the shortest story. News flashes have 25."""
MIN_SCRIPT_CHARS = 4_000
"""Script characters of a page whose text comes by script."""
MAX_SOFT_404_WORDS = 120
"""Kept words of a page that says it was not found."""
MAX_CONSENT_WORDS = 450
"""Kept words of a consent wall. Longer texts on cookies are articles on cookies."""
MIN_CONSENT_WORDS = 3
"""Different consent words that have to stand in its text."""
MAX_TEASER_WORDS = 320
"""Kept words of a story that breaks off at a paywall; a longer text is worth filing whatever stands below it."""
NEAR = 9
"""Blocks below the text among which the wall stands; lower ones are teasers of other stories."""
MIN_LIVE_TIMES = 3
"""Times of entries, from which a page with the name or class of a live blog is one; without those twice as many."""
MIN_CAPTIONS = 4
"""Captions of a gallery."""
MAX_GALLERY_WORDS = 160
"""Kept words of a gallery; more is a story with pictures."""
MIN_CARDS = 4
"""Headings that are links, with a text or without, of a list of stories."""

NEAR_CARD = 3
"""Blocks between the heading of a card and its teaser: a date, a section."""
MIN_TEASERS = 0.6
"""Share of the kept paragraphs that have to be teasers. Stories with linked sub-headings have long runs below each."""
MAX_CARD_WORDS = 40
"""Mean words of a teaser; paragraphs of a long list of recommendations, each with its linked heading, have more."""
MAX_INDEX_WORDS = 700
"""Words of all teasers of a list of stories; guides in many short sections have more."""
_WORDS_OF_TITLE = 12

Answer = tuple[str, str, str]
"""Kind, reason, evidence."""


def page_kind(document: Document) -> Iterator[Verdict]:
    """One verdict on the page."""
    for ask in (_empty, _soft_404, _consent, _paywalled, _live, _index, _gallery):
        answer = ask(document)
        if answer is not None:
            kind, reason, evidence = answer
            yield Verdict(None, kind, kind in ("article", "live"), reason, evidence, "page_kind")
            return
    words = _words(document.kept())
    yield Verdict(None, "article", True, "story", f"{words} words", "page_kind")


def _words(blocks: tuple[Block, ...]) -> int:
    return sum(b.words for b in blocks)


def _empty(document: Document) -> Answer | None:
    """No text: none on the page, none but scripts, or none that is a story."""
    kept = document.kept()
    words = _words(kept)
    if words >= MIN_WORDS or (document.is_dump and words):
        return None
    scripts = document.facts.script_chars
    if not any(is_prose(b) for b in document.blocks) and scripts > MIN_SCRIPT_CHARS and len(document.blocks) < 40:
        return "script-only", "no-prose", f"{scripts} characters of script"
    if not document.blocks:
        return "empty", "no-text", "no block"
    return _soft_404(document) or _consent(document) or _index(document) or ("empty", "no-story", f"{words} words kept")


def _soft_404(document: Document) -> Answer | None:
    """A page that says it is not there, although the server said 200."""
    if document.is_dump or _words(document.kept()) > MAX_SOFT_404_WORDS:
        return None
    heads = [document.facts.title, document.metadata.title, *(b.text for b in document.blocks if b.tag in ("h1", "h2"))]
    for head in heads:
        text = head.casefold().replace("’", "'")
        found = next((p for p in signs()["soft_404"]["title"] if p in text), None)
        if found is not None and len(text.split()) <= _WORDS_OF_TITLE and (found != "404" or text.startswith("404")):
            return "soft-404", "not-found-phrase", found
    return None


def _consent(document: Document) -> Answer | None:
    """A wall that asks for consent before it shows anything."""
    kept = [b for b in document.kept() if is_prose(b)]
    if document.is_dump or not kept or _words(tuple(kept)) > MAX_CONSENT_WORDS:
        return None
    text = " ".join(b.text for b in kept).casefold()
    found = [w for w in signs()["consent"]["words"] if w in text]
    walls = [t for b in kept for c in b.context.ancestors() for t in c.tokens if _has(t, "consent")]
    if len(found) >= MIN_CONSENT_WORDS and (walls or ("cookie" in text and ("partner" in text or "accept" in text))):
        return "consent", "consent-wall", ", ".join([*walls[:1], *found[:4]])
    return None


def _paywalled(document: Document) -> Answer | None:
    """A story that breaks off: the page says it is not free, or a wall stands where it stops."""
    kept = document.kept()
    if document.is_dump or not kept or _words(kept) > MAX_TEASER_WORDS:
        return None
    if document.metadata.paid:
        return "paywalled", "declared-paid", document.metadata.sources.get("paid", "isAccessibleForFree")
    last = kept[-1].index
    for block in document.blocks[last + 1 : last + NEAR]:
        text = block.text.casefold() if block.link_density < 0.5 else ""
        found = next((w for w in signs()["paywalled"]["words"] if w in text), None)
        walls = [t for c in block.context.ancestors() for t in c.tokens if _has(t, "paywalled")]
        if found is not None or walls:
            return "paywalled", "wall-after-text", found or walls[0]
    return None


def _live(document: Document) -> Answer | None:
    """Entries with times, newest first, as long as something happens."""
    if "liveblogposting" in _types(document):
        return "live", "declared-live", "LiveBlogPosting"
    title = document.metadata.title.casefold()
    named = next((t for t in signs()["live"]["title"] if t in title), None)
    kept = document.kept()
    standing = document.standing()
    times = sum(b.index in standing and standing[b.index].stage == "live" for b in kept)
    if times < MIN_LIVE_TIMES:
        return None
    classes = [t for b in kept for c in b.context.ancestors() for t in c.tokens if _has(t, "live")]
    if named or classes or times >= 2 * MIN_LIVE_TIMES:
        return "live", "times-of-entries", f"{times} times, {named or (classes or ['no name'])[0]}"
    return None


def _index(document: Document) -> Answer | None:
    """A list of stories: many headings that are links, and no text that belongs together."""
    if document.is_dump:
        return None
    if has_article_type(document):
        return None
    cards = {b.index for b in document.blocks if b.tag in ("h2", "h3", "h4") and b.link_density > 0.8}
    kept = [b for b in document.kept() if is_prose(b)]
    teasers = sum(any(i in cards for i in range(b.index - NEAR_CARD, b.index)) for b in kept)
    words = _words(tuple(kept))
    is_short = words <= MAX_CARD_WORDS * len(kept) and words <= MAX_INDEX_WORDS
    if len(cards) >= MIN_CARDS and teasers >= MIN_TEASERS * len(kept) and is_short:
        return "index", "cards", f"{len(cards)} linked headings, {teasers} of {len(kept)} paragraphs below one"
    linked = sum(b.link_chars for b in document.blocks) / max(1, sum(len(b.text) for b in document.blocks))
    if not kept and linked > 0.5:
        return "index", "links", f"{linked:.0%} of the text is links"
    return None


def _gallery(document: Document) -> Answer | None:
    """Pictures with captions, and little text beside them. Galleries in the margin of a story do not count."""
    kept = document.kept()
    if document.is_dump or not kept or _words(kept) > MAX_GALLERY_WORDS:
        return None
    declared = _types(document) & {"imagegallery", "mediagallery"}
    if declared:
        return "gallery", "declared-gallery", ", ".join(sorted(declared))
    captions = [
        v.block for v in document.standing().values()
        if v.role == "caption" and v.block is not None and kept[0].index - NEAR < v.block.index < kept[-1].index + NEAR
    ]  # fmt: skip
    classes = [t for b in captions for c in b.context.ancestors() for t in c.tokens if _has(t, "gallery")]
    if len(captions) >= MIN_CAPTIONS and classes:
        return "gallery", "captions", f"{len(captions)} captions, class {classes[0]}"
    return None


def _types(document: Document) -> frozenset[str]:
    """Types of all JSON-LD objects of the page, lower case."""
    return frozenset(type_of(node) for node in nodes(document))


@lru_cache(maxsize=1 << 16)
def _has(token: str, kind: str) -> bool:
    """Whether a class token is one of a kind's, or begins with one and a hyphen or underscore."""
    return any(token == sign or token.startswith((f"{sign}-", f"{sign}_")) for sign in signs()[kind]["tokens"])
