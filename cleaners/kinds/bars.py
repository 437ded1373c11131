"""Pages that stand between a reader and the story: errors, walls of consent and payment, shells that scripts fill."""

from __future__ import annotations

from cleaners.kinds.signs import has_token, phrase_in, plain, signs, token_among
from cleaners.kinds.view import Answer, View, class_around, count_words
from cleaners.patterns import lazy
from cleaners.prose import ends_sentence, is_prose
from cleaners.types import Block

MAX_SOFT_404_WORDS = 120
"""Kept words of a page that says it was not found."""
WORDS_OF_TITLE = 14
"""Words of a heading that may say so; a sentence that does ("The hiker was not found …") is longer or has more."""
MAX_CONSENT_WORDS = 450
"""Words of a consent wall. Longer texts on cookies are articles on cookies."""
MIN_CONCEPTS = 3
"""What a wall's text has to speak of, of the five things of which all such texts speak. Without a wall's class, four: a short
story on cookies speaks of three."""
CONCEPTS = ("cookie", "partners", "yes", "personal", "privacy")
MIN_CONSENT_SHARE = 0.6
"""Share of the text that has to speak of two of them: a short story may have a cookie notice beside it."""
MAX_TEASER_WORDS = 320
"""Kept words of a story that breaks off at a paywall; a longer text is worth filing whatever stands below it."""
MAX_DECLARED_WORDS = 90
"""Kept words under which a story that says it is not free is a teaser by that alone. On the training pages five of ten that
say so give their whole text, 285 words and more; teasers without any wall below have up to 80."""
NEAR = 9
"""Blocks below the text among which the wall stands; lower ones are teasers of other stories."""
MIN_SCRIPT_CHARS = 4_000
"""Script characters of a page whose text comes by script."""
MAX_SHELL_BLOCKS = 40
"""Visible blocks of such a page: a header and a footer."""
MAX_NOTICE_WORDS = 60
"""Words of a page that asks for scripts to be switched on."""
_SITE_NAME = lazy(r"\s+[|–—·•»«:-]+\s+|\s*[|]\s*|(?<=[!?.。])\s+")


def script_only(view: View) -> Answer | None:
    """A page that scripts fill: much script, hardly a visible word; or a notice that scripts are needed."""
    if any(is_prose(b) and not phrase_in(plain(b.text), "script_only", "words") for b in view.seen):
        return None
    scripts = view.document.facts.script_chars
    if scripts > MIN_SCRIPT_CHARS and len(view.seen) < MAX_SHELL_BLOCKS:
        return Answer("script-only", "no-prose", f"{scripts} characters of script")
    if count_words(view.seen) > MAX_NOTICE_WORDS:
        return None
    notice = next((f for b in view.document.blocks if (f := phrase_in(plain(b.text), "script_only", "words"))), "")
    return Answer("script-only", "notice", notice) if notice else None


def soft_404(view: View) -> Answer | None:
    """A page that says it is not there, although the server said 200."""
    if view.document.is_dump or view.words > MAX_SOFT_404_WORDS:
        return None
    if token := token_among(view.page_tokens, "soft_404"):
        return Answer("soft-404", "page-class", token)
    document = view.document
    heads = [b.text for b in view.seen if b.tag in ("h1", "h2", "h3", "h4") and b.link_density < 0.5]
    for head in (document.facts.title, document.metadata.title, *heads):
        if found := _says_gone(plain(head)):
            return Answer("soft-404", "not-found-phrase", found)
    return None


def _says_gone(head: str) -> str:
    """The phrase by which a title or heading says that the page is not there; empty if it does not.

    "Not found" alone counts only if the heading is nothing else, the site's name off: "Missing hiker not found" is news.
    """
    if len(head.split()) > WORDS_OF_TITLE:
        return ""
    parts = [part.strip(" !.,…:-–—") for part in _SITE_NAME.split(head)]
    whole = next((part for part in parts if part in signs()["soft_404"]["whole"]), "")
    return whole or phrase_in(head, "soft_404", "title")


def consent(view: View, blocks: tuple[Block, ...]) -> Answer | None:
    """A wall that asks for consent before it shows anything; `blocks` are those that would be the story."""
    prose = [] if view.document.is_dump else [b for b in blocks if is_prose(b)]
    words = count_words(prose)
    if not prose or words > MAX_CONSENT_WORDS:
        return None
    speaking = [b for b in prose if len(concepts(b.text)) >= 2]
    if count_words(speaking) < MIN_CONSENT_SHARE * words:
        return None
    found = concepts(" ".join(b.text for b in speaking))
    wall = token_among(class_around(speaking), "consent")
    if len(found) >= MIN_CONCEPTS + (not wall) and ("cookie" in found or wall):
        return Answer("consent", "consent-wall", ", ".join([f".{wall}" if wall else "no class", *found.values()]))
    return None


def concepts(text: str) -> dict[str, str]:
    """Of which of the things a wall speaks of a text speaks, each with its word."""
    text = plain(text)
    return {name: found for name in CONCEPTS if (found := phrase_in(text, "consent", name))}


def paywalled(view: View) -> Answer | None:
    """A story that breaks off: a wall stands where it stops, or the page says it is not free and gives next to nothing of it."""
    if view.document.is_dump or not view.kept or view.words > MAX_TEASER_WORDS:
        return None
    last = view.kept[-1]
    below = view.document.blocks[last.index + 1 : last.index + NEAR]
    if wall := _wall(below):
        return Answer("paywalled", "wall-after-text", wall)
    if not view.document.metadata.paid:
        return None
    source = view.document.metadata.sources.get("paid", "isAccessibleForFree")
    if view.words < MAX_DECLARED_WORDS:
        return Answer("paywalled", "declared-paid", f"{source}, {view.words} words")
    if last.tag == "p" and (not ends_sentence(last.text) or last.text.rstrip(" ]").endswith(("…", "..."))):
        return Answer("paywalled", "declared-and-cut-off", f"{source}, ends “{last.text[-20:]}”")
    return None


def _wall(below: tuple[Block, ...]) -> str:
    """The phrase or class of a wall among blocks; empty if there is none.

    A phrase in a link names another story, and so does one in a heading above such links ("Members+: for subscribers only").
    """
    for at, block in enumerate(below):
        wall = next((t for c in block.context.ancestors() for t in c.tokens if has_token(t, "paywalled")), "")
        if wall:
            return f".{wall}"
        if block.link_density >= 0.5:
            continue
        found = phrase_in(plain(block.text), "paywalled", "words")
        heads_links = block.tag in ("h2", "h3", "h4") and any(
            b.link_density > 0.8 and b.words > 5 for b in below[at + 1 : at + 4]
        )
        if found and not heads_links:
            return found
    return ""


def login(view: View) -> Answer | None:
    """A form to log in where a story should be."""
    if len(view.seen) > MAX_SHELL_BLOCKS + 20:
        return None
    found = next((f for b in view.seen if b.words < 15 and (f := phrase_in(plain(b.text), "paywalled", "login"))), "")
    return Answer("paywalled", "login-form", found) if found else None
