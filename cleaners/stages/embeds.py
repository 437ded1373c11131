"""Posts embedded as quotations: their words are text, their handle and date line are not."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.embedded import is_signature
from cleaners.lexicons import Lexicon, lexicon, markup
from cleaners.types import Block, Context, Document, Verdict

MIN_WORDS = 5
"""Words of a post that says something; shorter ones are names and counts."""
POST_TAGS = frozenset(["blockquote", "figure", "div", "p", "q"])
ARTICLE_TAGS = frozenset(["h2", "h3", "h4", "h5", "h6", "li", "tr", "td", "th"])
"""Elements that posts do not have and articles do, nor what stands in them: pages embed tables, lists and whole sections as
well."""
NO_POST_TAGS = frozenset(["figcaption", "noscript"])
NO_POST = frozenset(["caption", "player", "cookie", "newsletter", "ad"])
"""What else stands in elements that themes call "embed": a picture's caption, the consent asked before a post is shown."""


def embeds(document: Document) -> Iterator[Verdict]:
    """Keep the words of posts that stand between the first and the last kept block, drop who signed them and when.

    Spared are captions and place-holders of players inside an element called "embed": of 62 such blocks of the training
    pages 3 were in the gold text, of all others nine of ten. Short lines and links are a post's handle and date only inside a
    quotation; page builders call columns of text "embed" too, and there 19 of 24 that held-out trees kept were text.
    """
    kept = [b.index for b in document.kept()]
    if not kept or document.is_dump:
        return
    known = lexicon(document.language)
    posts: dict[int, str] = {0: ""}
    for block in document.blocks[kept[0] : kept[-1] + 1]:
        token = "" if block.tag in ARTICLE_TAGS else _post(block.context, posts)
        if not token or _is_label(block, known):
            continue
        says_little = block.link_density > 0.5 or block.words < MIN_WORDS
        if is_signature(block.text) or (says_little and _is_quoted(block)):
            yield Verdict(block, "embed", False, "embed-signature", token, "embeds")
        elif not says_little:
            yield Verdict(block, "embed", True, "embedded-post", token, "embeds")


def _post(context: Context, known: dict[int, str]) -> str:
    """The class that makes an element an embedded post or part of one; empty if none does. `known` are those asked about."""
    if context.index in known:
        return known[context.index]
    found = markup().role_of(context.tokens) if context.tokens else None
    if found is not None and found[0] == "embed" and context.tag in POST_TAGS:
        known[context.index] = found[2]
    elif context.tag in NO_POST_TAGS | ARTICLE_TAGS or (
        found is not None and found[1] == "strong" and found[0] in NO_POST
    ):
        known[context.index] = ""
    else:
        known[context.index] = _post(context.parent, known) if context.parent is not None else ""
    return known[context.index]


def _is_label(block: Block, known: Lexicon) -> bool:
    """Whether a line in such an element is a credit or a place-holder's words; in a quotation people may say them."""
    if _is_quoted(block):
        return False
    match = known.match(block.text)
    return match is not None and match.role in NO_POST and not match.friend


def _is_quoted(block: Block) -> bool:
    return any(c.tag == "blockquote" for c in block.context.ancestors())
