"""The text a page declares in its data when its blocks hold none: JSON-LD, the state of its framework, entries of a live blog.

Pages that scripts fill have no text for a parser. What they carry for their scripts and for search engines is often the whole
story; it becomes blocks after all others, so that it is judged, explained and counted like them. HTML in it is parsed as any.
"""

from __future__ import annotations

import html
from dataclasses import dataclass, replace
from types import MappingProxyType

from cleaners import parse, repairs
from cleaners.declared.finding import best
from cleaners.declared.relation import wanted
from cleaners.declared.updates import live_updates
from cleaners.declared.values import values
from cleaners.kinds.bars import MIN_CONCEPTS, concepts
from cleaners.metadata.json_ld import article_body
from cleaners.metadata.language import of_text
from cleaners.prose import is_prose
from cleaners.types import Context, Document

__all__ = ["DECLARED", "declared_text", "with_declared"]

DECLARED = "data"
"""Tag of the container of such blocks; its class token names the source."""
MIN_CHARS = 400
"""Characters of a declared text that may be a story; shorter ones are leads."""
MAX_SHOWN = 0.3
"""Share of its characters that the page's own paragraphs may hold for it to be used."""
MAX_SHOWN_CHARS = 2_500
"""Characters of a page's own paragraphs from which its scripts are not even looked at. A page without a story may well have
teasers of others."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A text found in a page's data."""

    html: str
    chars: int
    source: str
    title: str = ""
    """The headline that stands with it; empty if none does."""


def with_declared(document: Document) -> Document:
    """The document with the text it declares but does not show, if there is such."""
    shown = _shown(document)
    if shown > MAX_SHOWN_CHARS and not document.facts.json_ld:
        return document
    found = max(_found(document, shown), key=lambda declared: declared.chars, default=None)
    if found is None or found.chars < MIN_CHARS or shown > MAX_SHOWN * found.chars:
        return document
    return _with_title(_with_blocks(document, found), found)


def declared_text(document: Document) -> str:
    """The text of the declared `articleBody`, a paragraph a line; empty if there is none worth the name."""
    if not any("articleBody" in script for script in document.facts.json_ld):
        return ""
    body = article_body(document)
    return body if len(body) >= MIN_CHARS else ""


def _shown(document: Document) -> int:
    """Characters of the prose that a reader sees; where it is little, without notices on cookies."""
    prose = [b for b in document.blocks if not b.context.hidden and is_prose(b)]
    shown = sum(len(b.text) for b in prose)
    if shown > MAX_SHOWN_CHARS:
        return shown
    return sum(len(b.text) for b in prose if len(concepts(b.text)) <= MIN_CONCEPTS)


def _found(document: Document, shown: int) -> list[Declared]:
    """The texts of a page's data, one of each source."""
    found = []
    if body := declared_text(document):
        markup = "\n".join(f"<p>{html.escape(line, quote=False)}</p>" for line in body.split("\n"))
        found.append(Declared(markup, len(body), "JSON-LD articleBody"))
    if shown > MAX_SHOWN_CHARS:
        return found
    if any("liveBlogUpdate" in script for script in document.facts.json_ld) and (updates := live_updates(document)):
        found.append(Declared(updates, len(updates), "JSON-LD liveBlogUpdate"))
    if document.facts.script_chars > MIN_CHARS:
        look_for = wanted(document)
        bodies = ((name, best(value, look_for)) for name, value in values(document.html))
        found += [Declared(b.html, b.chars, f"{name} {b.key}".strip(), b.title) for name, b in bodies if b is not None]
    return found


def _with_blocks(document: Document, found: Declared) -> Document:
    """The document with the text as blocks, mended as those of the page are."""
    parsed = parse.parse(f"<div>{found.html}</div>", document.hints)
    texts, what = repairs.run(tuple(b.text for b in parsed.blocks), document.language)
    language = of_text("\n".join(texts), document.facts.language) if document.language == "und" else document.language
    contexts = _rebased(parsed.containers, document.containers, found.source)
    start = len(document.blocks)
    blocks = tuple(
        replace(b, index=start + b.index, text=text, context=contexts[b.context.index])
        for b, text in zip(parsed.blocks, texts, strict=True)
    )
    metadata = (
        replace(document.metadata, language=language) if document.metadata.language == "und" else document.metadata
    )
    return replace(
        document, blocks=document.blocks + blocks, containers=document.containers + contexts, language=language,
        metadata=metadata, repairs=document.repairs + what,
    )  # fmt: skip


def _rebased(containers: tuple[Context, ...], before: tuple[Context, ...], source: str) -> tuple[Context, ...]:
    """Containers as rows behind those of the page, all inside one that names the source."""
    base = Context(len(before), DECLARED, tokens=(source,), itemprop="articlebody", parent=before[0], depth=1)
    made = [base]
    for context in containers[1:]:
        around = made[context.parent.index] if context.parent is not None else base
        made.append(replace(context, index=len(before) + context.index, parent=around, depth=context.depth + 1))
    return tuple(made)


def _with_title(document: Document, found: Declared) -> Document:
    """The document with the headline that stands with the text, if the page states none or only its own name."""
    metadata = document.metadata
    if not found.title or metadata.title not in ("", metadata.site_name):
        return document
    sources = MappingProxyType({**metadata.sources, "title": found.source})
    return replace(document, metadata=replace(metadata, title=found.title, sources=sources))
