"""Shows every block of a page in order, kept or dropped, with role, reason and evidence, as one HTML page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from cleaners.types import Article, Block, Document, Verdict
from crawler.report.shell import escape, page, table

STYLES = ("explanation.css",)

SHOWN_CHARS = 4_000
"""Characters of a block that are shown: a page without markup may be one block."""

SAMPLE_CHARS = 90
"""Characters of a block that its reason's list shows."""

_HUE_STEP = 137.5
"""Degrees between the colours of two reasons: the golden angle keeps the first ones far apart."""


def explanation(article: Article, name: str) -> str:
    """Return the page. `name`: its address or path."""
    document = article.document
    if document is None:
        raise ValueError(f"{name}: the article comes from another process, its blocks stayed there")
    title = article.title or "without title"
    body = f'<h1 dir="auto">{escape(title)}</h1>\n<p class="soft"><code>{escape(name)}</code></p>\n{explained(article)}'
    return page(f"Explained: {title}", body, styles=STYLES)


def explained(article: Article, prefix: str = "") -> str:
    """Return what is known of a page and all its blocks, as HTML without a frame; empty if it has no document.

    `prefix` tells the blocks of several pages on one apart.
    """
    document = article.document
    if document is None:
        return ""
    look = _Look(escape(prefix), _hues(document))
    parts = [_facts(article, document), _repairs(document), _summary(document, look), _blocks(document, look)]
    return f'<div class="explained">{"".join(parts)}</div>'


@dataclass(frozen=True, slots=True)
class _Look:
    """How the blocks of one page are named and coloured."""

    prefix: str
    hues: Mapping[str, float]
    """Reason -> degrees."""

    def link(self, block: Block) -> str:
        """A line that leads to a block."""
        text = escape(_cut(block.text, SAMPLE_CHARS))
        return f'<li><a href="#{self.prefix}b{block.index}">{block.index}</a> <span dir="auto">{text}</span></li>'


def _blocks(document: Document, look: _Look) -> str:
    """All blocks in page order, with the choice which are shown."""
    buttons = (
        ("all", "all blocks", " checked"),
        ("kept", "only what was kept", ""),
        ("dropped", "only what was dropped", ""),
    )
    choice = "".join(
        f'<label><input type="radio" name="{look.prefix}show" class="only-{name}"{checked}> {label}</label>'
        for name, label, checked in buttons
    )
    spoken = _by_block(document)
    rows = (_block(block, spoken.get(block.index, ()), look) for block in document.blocks)
    return f'<div class="choice">{choice}</div>\n<div lang="{escape(document.language)}">\n{"".join(rows)}</div>'


def _facts(article: Article, document: Document) -> str:
    meta = (("title", article.title), ("authors", ", ".join(article.authors)), ("published", article.published))
    more = (("modified", article.modified), ("canonical_url", article.canonical_url))
    pairs = [
        ("kind", f"{article.kind}{''.join(f' · {v.reason} ({v.evidence})' for v in document.on_page())}"),
        ("language", _sourced(article, "language", article.language)),
        ("confidence", f"{article.confidence:.2f}"),
        ("encoding", f"{article.encoding or 'none'} ({'; '.join(document.decoded.evidence) or 'no evidence'})"),
        ("flags", ", ".join(article.flags)),
        *((name, _sourced(article, name, value)) for name, value in (*meta, *more)),
    ]
    rows = "".join(f'<dt>{name}</dt><dd dir="auto">{escape(value)}</dd>' for name, value in pairs if value)
    return f'<dl class="facts">{rows}</dl>'


def _sourced(article: Article, name: str, value: str | None) -> str:
    """A value with the place it was read at."""
    source = article.sources.get(name, "")
    return f"{value}  [{source}]" if value and source else value or ""


def _repairs(document: Document) -> str:
    rows = [
        (
            escape(r.name),
            str(r.count),
            f"<span dir=auto>{escape(r.before)}</span>",
            f"<span dir=auto>{escape(r.after)}</span>",
        )
        for r in document.repairs
    ]
    return (
        f"<h2>Repairs of characters</h2>{table(('repair', 'lines', 'before', 'after'), rows, numbers=(1,))}"
        if rows
        else ""
    )


def _summary(document: Document, look: _Look) -> str:
    """How much was kept, and for each reason what was dropped."""
    kept, dropped = document.kept(), document.dropped()
    order = {reason: rank for rank, reason in enumerate(look.hues)}
    chars = sum(len(block.text) for block in document.blocks) or 1
    share = sum(len(block.text) for block in kept) / chars
    ranked = sorted(dropped, key=lambda v: (order[v.reason], v.block.index if v.block else 0))
    lists = (
        _reason(reason, list(verdicts), look, chars) for reason, verdicts in groupby(ranked, key=lambda v: v.reason)
    )
    return (
        f"<h2>{len(kept)} of {len(document.blocks)} blocks kept, {share:.0%} of the characters</h2>"
        f'<div class="reasons">{"".join(lists)}</div>'
    )


def _reason(reason: str, verdicts: Sequence[Verdict], look: _Look, chars: int) -> str:
    found = [verdict.block for verdict in verdicts if verdict.block is not None]
    share = sum(len(block.text) for block in found) / chars
    links = "".join(map(look.link, found))
    counted = f"{len(found)} {'block' if len(found) == 1 else 'blocks'}, {share:.1%}"
    return (
        f'<details style="--h:{look.hues[reason]:.0f}"><summary><span class="swatch"></span>{escape(reason)} '
        f'<span class="soft">{counted}</span></summary><ul class="plain">{links}</ul></details>\n'
    )


def _block(block: Block, verdicts: Sequence[Verdict], look: _Look) -> str:
    last = verdicts[-1] if verdicts else None
    keeps = last is None or last.keep
    hue = "" if last is None or keeps else f' style="--h:{look.hues[last.reason]:.0f}"'
    return (
        f'<div class="block {"keep" if keeps else "drop"}" id="{look.prefix}b{block.index}"{hue}>'
        f'<div class="n">{block.index}</div><div class="why">{_why(block, last)}{_earlier(verdicts[:-1])}</div>'
        f'<div class="text" dir="auto">{escape(_cut(block.text, SHOWN_CHARS))}</div></div>\n'
    )


def _why(block: Block, verdict: Verdict | None) -> str:
    where = f"<code>{escape(block.tag)}</code>"
    if verdict is None:
        return f'<span class="role">body</span> · no verdict · {where}'
    reason = f'<span class="{"" if verdict.keep else "reason"}">{escape(verdict.reason)}</span>'
    evidence = f' ⟨<span dir="auto">{escape(verdict.evidence)}</span>⟩' if verdict.evidence else ""
    return f'<span class="role">{escape(verdict.role)}</span> · {reason}{evidence} · {where}'


def _earlier(verdicts: Sequence[Verdict]) -> str:
    """What stages said before the one whose word stands."""
    lines = "".join(
        f"<li>{escape(v.stage)}: {'keep' if v.keep else 'drop'}, {escape(v.role)}, {escape(v.reason)} "
        f'⟨<span dir="auto">{escape(v.evidence)}</span>⟩</li>'
        for v in verdicts
    )
    return f'<details><summary>overruled</summary><ul class="plain">{lines}</ul></details>' if lines else ""


def _by_block(document: Document) -> dict[int, list[Verdict]]:
    found: dict[int, list[Verdict]] = {}
    for verdict in document.verdicts:
        if verdict.block is not None:
            found.setdefault(verdict.block.index, []).append(verdict)
    return found


def _hues(document: Document) -> dict[str, float]:
    """Reason -> colour, those that dropped most characters first."""
    chars: dict[str, int] = {}
    for reason, size in _sizes(document):
        chars[reason] = chars.get(reason, 0) + size
    ranked = sorted(chars, key=lambda reason: (-chars[reason], reason))
    return {reason: (210 + _HUE_STEP * rank) % 360 for rank, reason in enumerate(ranked)}


def _sizes(document: Document) -> Iterator[tuple[str, int]]:
    for verdict in document.dropped():
        if verdict.block is not None:
            yield verdict.reason, len(verdict.block.text)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
