"""Parts the text of a bilingual page or dump by language: outlets print a translation below the story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cleaners.metadata.language import of_text
from cleaners.metadata.scripts import letters, shares
from cleaners.metadata.tags import UNKNOWN
from cleaners.types import Article, Language

MIN_LETTERS = 60
"""Letters of a paragraph that shows its language by itself; a shorter one goes with what stands before it."""
MIN_SHARE = 0.1
"""Share of the text that a language has to hold: a quotation in another language stays where it is."""

Part = tuple[str, str, str]
"""What stands before a block in the text, its role, its text."""


def by_language(article: Article) -> tuple[Article, ...]:
    """An article for each language of a text, in the order in which they begin; the article alone if it has one.

    The headline goes with the language it is in. Nothing is lost and nothing said twice: every block is in one of them.
    """
    parts = tuple(_parts(article))
    languages = _languages([text for _, _, text in parts], article.language)
    order = tuple(dict.fromkeys(languages))
    if len(order) < 2:
        return (article,)
    headed = _of_title(article.title, parts, languages) if article.title else ""
    return tuple(_only(article, parts, languages, language, language == headed) for language in order)


def _parts(article: Article) -> Iterator[Part]:
    """Each block with what the text has before it."""
    at = 0
    for role, block in article.blocks:
        text = block.strip()
        found = article.text.find(text, at) if text else -1
        if found >= 0:
            yield article.text[at:found], role, text
            at = found + len(text)


def _languages(texts: Sequence[str], usual: Language) -> list[Language]:
    """The language of each text: its own where it is long enough, else that of the text before; rare ones are none."""
    found: list[Language] = []
    for text in texts:
        own = of_text(text) if sum(letters(text).values()) >= MIN_LETTERS else UNKNOWN
        found.append(own.split("-")[0] if own != UNKNOWN else "")
    total = sum(map(len, texts))
    held = {name: sum(len(t) for t, f in zip(texts, found, strict=True) if f == name) for name in set(found)}
    found = [name if name and held[name] >= MIN_SHARE * total else "" for name in found]
    first = next((name for name in found if name), usual)
    for at, name in enumerate(found):
        found[at] = name or (found[at - 1] if at else first)
    return found


def _of_title(title: str, parts: Sequence[Part], languages: Sequence[Language]) -> Language:
    """The first language whose text is in the script of the headline."""
    script = _script(title)
    return next(
        (lang for lang, (_, _, text) in zip(languages, parts, strict=True) if _script(text) == script), languages[0]
    )


def _script(text: str) -> str:
    found = shares(letters(text))
    return max(found, key=lambda name: found[name]) if found else ""


def _only(
    article: Article, parts: Sequence[Part], languages: Sequence[Language], language: Language, is_headed: bool
) -> Article:
    """The article in one language."""
    text, last = "", -1
    for at, (before, _, block) in enumerate(parts):
        if languages[at] == language:
            text += ((before if last == at - 1 else "\n\n") if text else "") + block
            last = at
    blocks = tuple((role, block) for (_, role, block), own in zip(parts, languages, strict=True) if own == language)
    metadata = replace(article.metadata, language=language, title=article.title if is_headed else "")
    return replace(article, text=text, blocks=blocks, metadata=metadata, document=None)
