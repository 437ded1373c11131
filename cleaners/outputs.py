"""How the command line shows an article: text, a JSON record, or every block with its reason."""

from __future__ import annotations

import json
from collections.abc import Iterator

from cleaners.types import Article, Block, Document, Verdict

COLUMN = 100
"""Characters of a block's text that `--explain` prints."""


def as_text(article: Article) -> str:
    """Title, blank line, text; without a title the text alone. Ends with one line feed unless empty."""
    whole = "\n\n".join(part for part in (article.title if article.text else "", article.text) if part)
    return whole + "\n" if whole else ""


def suffix(language: str = "") -> str:
    """The suffix of an output file; with a language where languages go apart ("story.ar.txt")."""
    return f".{language}.txt" if language else ".txt"


def as_json(article: Article, source: str) -> str:
    """One JSON record on one line."""
    return json.dumps({**article.to_dict(), "source": source}, ensure_ascii=False)


def as_explanation(article: Article, source: str) -> str:
    """Every block in page order: kept or dropped, role, reason, evidence."""
    document = article.document
    if document is None:
        return ""
    return "\n".join([*_head(article, document, source), *_rows(document), ""])


def _head(article: Article, document: Document, source: str) -> Iterator[str]:
    yield f"== {source}"
    yield f"kind {article.kind} · language {article.language} · confidence {article.confidence:.2f}"
    yield f"encoding {article.encoding or 'none'} ({'; '.join(document.decoded.evidence) or 'no evidence'})"
    if article.flags:
        yield f"flags {', '.join(article.flags)}"
    for name, value in (("title", article.title), ("authors", ", ".join(article.authors)),
                        ("published", article.published), ("modified", article.modified)):  # fmt: skip
        if value:
            yield f"{name} {value}  [{article.sources.get(name, '')}]"
    for repaired in document.repairs:
        yield f"repair {repaired.name} ×{repaired.count}: {repaired.before!r} -> {repaired.after!r}"
    for verdict in document.on_page():
        yield f"page {verdict.role}: {verdict.reason} ({verdict.evidence})"


def _rows(document: Document) -> Iterator[str]:
    standing = document.standing()
    for block in document.blocks:
        yield _row(block, standing.get(block.index))


def _row(block: Block, verdict: Verdict | None) -> str:
    text = block.text if len(block.text) <= COLUMN else block.text[: COLUMN - 1] + "…"
    if verdict is None:
        return f"+ {block.index:4} {'body':11} {'no verdict':24} {text}"
    mark = "+" if verdict.keep else "-"
    return f"{mark} {block.index:4} {verdict.role:11} {verdict.reason:24} {text}  ⟨{verdict.evidence}⟩"
