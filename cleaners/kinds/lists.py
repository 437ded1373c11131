"""Pages that list stories: home and section pages, archives, searches, tags, authors."""

from __future__ import annotations

from itertools import groupby

from cleaners.kinds.signs import signs
from cleaners.kinds.view import Answer, View, count_words
from cleaners.metadata.json_ld import ARTICLE_TYPES, has_article_type, of_types
from cleaners.prose import is_prose
from cleaners.types import Block

MIN_CARDS = 4
"""Headings that are links, with a text or without, of a list of stories."""
NEAR_CARD = 3
"""Blocks between the heading of a card and its teaser: a date, a section."""
MIN_TEASERS = 0.6
"""Share of the kept paragraphs that have to be teasers. Stories with linked sub-headings have long runs below each."""
MIN_RUN = 3
"""Paragraphs in a row, none below a card, that are a story: it may have a list of others below it."""
MAX_CARD_WORDS = 40
"""Mean words of a teaser; paragraphs of a long list of recommendations, each with its linked heading, have more."""
MAX_INDEX_WORDS = 700
"""Words of all teasers of a list of stories; guides in many short sections have more."""
MIN_WORDS = 20
"""Kept words outside links under which a page that is mostly links is a list of them: a line on what it lists. A poem beside a
long menu has more."""
MAX_NAMED_WORDS = 150
"""Kept words of a page whose class or type says that it is a list, and whose text does not look like one: the portrait of an
author, the description of a section."""
MIN_LINKED = 0.5
"""Share of link text in a page without prose that makes it a list of links."""
MAX_OTHERS = 2
"""Paragraphs of such a text."""
MIN_HEADLINE_WORDS = 3
"""Words of a linked headline; shorter links are menus."""
LIST_TYPES = frozenset(["collectionpage", "searchresultspage", "profilepage", "itemlist"])
"""JSON-LD types of lists."""
MAX_ARTICLES = 2
"""Articles of one page: the story, and a short form of it. Lists describe each of their stories."""


def index(view: View) -> Answer | None:
    """A list of stories: many headings that are links, and no text that belongs together."""
    if view.document.is_dump:
        return None
    kept = [b for b in view.kept if is_prose(b)]
    own = count_words([b for b in view.kept if b.link_density < MIN_LINKED])
    if own < MIN_WORDS and (linked := _linked(view)) > MIN_LINKED:
        return Answer("index", "links", f"{linked:.0%} of the text is links")
    if is_one_story(view):
        return None
    cards = frozenset(b.index for b in view.document.blocks if b.tag in ("h2", "h3", "h4") and b.link_density > 0.8)
    is_teaser = [any(i in cards for i in range(b.index - NEAR_CARD, b.index)) for b in kept]
    if any(not found and len(list(run)) >= MIN_RUN for found, run in groupby(is_teaser)):
        return None
    teasers = sum(is_teaser)
    words = count_words(kept)
    is_short = words <= MAX_CARD_WORDS * len(kept) and words <= MAX_INDEX_WORDS
    if len(cards) >= MIN_CARDS and teasers >= MIN_TEASERS * len(kept) and is_short:
        return Answer("index", "cards", f"{len(cards)} linked headings, {teasers} of {len(kept)} paragraphs below one")
    return _named_list(view, teasers, len(kept) - teasers) if words <= MAX_NAMED_WORDS else None


def _named_list(view: View, teasers: int, others: int) -> Answer | None:
    """A page that calls itself a list and shows one: hardly a paragraph is none of its teasers, and it has a teaser or many
    links."""
    name = _name(view) or ("og:type website" if teasers and not others and view.og_type == "website" else "")
    if name and others <= MAX_OTHERS and (teasers or _linked_lines(view) >= MIN_CARDS):
        return Answer("index", "named-list", f"{name}, {teasers} teasers")
    return None


def is_one_story(view: View) -> bool:
    """Whether the page calls itself one article. A list calls itself one where it describes each of its stories."""
    if view.og_type == "article":
        return True
    if not has_article_type(view.document):
        return False
    facts = view.document.facts
    stated = {str(n.get("headline") or n.get("name")) for n in of_types(view.document, ARTICLE_TYPES)}
    shown = {value for name, value, _ in facts.microdata if name == "headline"}
    is_list = bool(view.types & LIST_TYPES) and len(stated) != 1
    return max(len(stated), len(shown)) <= MAX_ARTICLES and not is_list


def _linked_lines(view: View) -> int:
    """Lines that are links of a headline's length."""
    return sum(b.link_density > MIN_LINKED and b.words >= MIN_HEADLINE_WORDS for b in view.seen)


def _name(view: View) -> str:
    """By what the page calls itself a list; empty if it does not."""
    if types := view.types & (LIST_TYPES - {"itemlist"}):
        return f"JSON-LD {min(types)}"
    if view.og_type == "profile":
        return "og:type profile"
    if any(t in signs()["index"]["story"] for t in view.page_tokens):
        return ""
    token = next((t for t in view.page_tokens if t in signs()["index"]["tokens"]), "")
    return f"body.{token}" if token else ""


def _linked(view: View) -> float:
    """Share of link text in all text a reader sees."""
    blocks: tuple[Block, ...] = view.seen
    return sum(b.link_chars for b in blocks) / max(1, sum(len(b.text) for b in blocks))
