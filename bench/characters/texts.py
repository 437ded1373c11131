"""Good texts by language: the project's own and, where there are corpora, their article texts."""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OWN = Path(__file__).parents[2] / "tests/data/languages.toml"
MIN_LETTERS = 200
MAX_CHARS = 3_000
"""A text is cut after the line that passes this, so that long articles do not outweigh short ones."""
TEXTS = 12
"""Per language and side."""

_ALREADY_DAMAGED = re.compile("[\x80-\x9f\ufffd]|â€|Ã[©¨±³¼]|&#?\\w+;")


@dataclass(frozen=True, slots=True)
class Text:
    language: str
    source: str
    """"own", "tune" or "test"."""
    lines: tuple[str, ...]


def texts(corpora: Path | None) -> list[Text]:
    """Return own texts first, then up to TEXTS of each language and side."""
    return [*_own(), *(_of_corpora(corpora) if corpora else ())]


def gold(corpora: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of all manifests that have an article text."""
    for manifest in sorted(corpora.glob("*/manifest.jsonl")):
        with manifest.open(encoding="utf-8") as rows:
            yield from (row for row in map(json.loads, rows) if row.get("text"))


def _own() -> Iterator[Text]:
    for language, entry in tomllib.loads(OWN.read_text("utf-8")).items():
        yield Text(language, "own", tuple(entry["lines"]))


def _of_corpora(corpora: Path) -> Iterator[Text]:
    taken: defaultdict[tuple[str, str], int] = defaultdict(int)
    for row in gold(corpora):
        key = (row["lang"], row["side"])
        lines = _cut(row["text"])
        if taken[key] < TEXTS and _is_fit(lines):
            taken[key] += 1
            yield Text(row["lang"], row["side"], lines)


def _cut(text: str) -> tuple[str, ...]:
    lines: list[str] = []
    for line in text.split("\n"):
        lines.append(line)
        if sum(map(len, lines)) > MAX_CHARS:
            break
    return tuple(lines)


def _is_fit(lines: tuple[str, ...]) -> bool:
    text = "\n".join(lines)
    return sum(map(str.isalpha, text)) >= MIN_LETTERS and not _ALREADY_DAMAGED.search(text)
