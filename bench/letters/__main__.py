"""python -m bench.letters --corpora DIR: count letter pairs per language and write cleaners/plausibility/letters.toml.

What is counted: the frequent words of `words.toml` and, where the corpora have them, the article texts of the rows
whose side is `tune`. What is shipped are costs in whole bits of letters and pairs of letters, not a word of any text.
"""

from __future__ import annotations

import argparse
import json
import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from cleaners.plausibility.letters import BOUNDARY, fold, words_of

HERE = Path(__file__).parent
TARGET = Path("cleaners/plausibility/letters.toml")
IDEOGRAPHIC = ("zh", "zh-TW", "ja", "ko")
MIN_LETTERS = 10_000
"""Of running text, for a language that has no word list."""
MAX_LETTERS = 150_000
"""Enough of one language: more text would change the costs by less than their rounding."""
TEXT_WEIGHT = 4
"""A pair seen in running text counts as often as four in a word list, which has each word once."""
MAX_BITS = 12
MIN_SHARE = 2e-5
"""A letter rarer than this is a foreign name or a fault of the text."""
IDEOGRAPHS = 700
SPELLINGS = {
    "ro": str.maketrans("șțȘȚ", "şţŞŢ"),
    "fa": str.maketrans("یک", "يك"),
    "ur": str.maketrans("یک", "يك"),
}
"""Older spellings that are as good: Romanian with cedillas, Persian and Urdu with Arabic letters."""
HEADER = """\
# Letters of languages and what they cost in bits, written by `python -m bench.letters`. Do not edit.
# Alphabets: each word of a string is a letter, then bit costs, each followed by the letters that cost so much after
# it; "_" is the edge of a word; the first word, after "=", gives the costs of the letters by themselves.
# Ideographs and syllables: the frequent ones, the most frequent first.

"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.letters", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of corpora with a manifest.jsonl each")
    texts = _texts(parser.parse_args().corpora)
    lists = tomllib.loads((HERE / "words.toml").read_text("utf-8"))
    entries = [
        _entry(language, lists.get(language, ""), texts.get(language, "")) for language in _languages(lists, texts)
    ]
    TARGET.write_text(HEADER + "\n".join(entries) + "\n", "utf-8")


def _texts(corpora: Path) -> dict[str, str]:
    texts: defaultdict[str, str] = defaultdict(str)
    for row in _rows(corpora):
        if row["side"] == "tune" and row.get("text") and len(texts[row["lang"]]) < MAX_LETTERS:
            texts[row["lang"]] += "\n" + row["text"]
    return texts


def _languages(lists: dict[str, str], texts: dict[str, str]) -> list[str]:
    return sorted({*lists, *(language for language, text in texts.items() if len(text) >= MIN_LETTERS)})


def _rows(corpora: Path) -> Iterator[dict[str, str]]:
    for manifest in sorted(corpora.glob("*/manifest.jsonl")):
        with manifest.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _entry(language: str, words: str, text: str) -> str:
    if language in SPELLINGS:
        words += " " + words.translate(SPELLINGS[language])
    table = _ideographs(words, text) if language in IDEOGRAPHIC else _pairs(words, text)
    return f"{json.dumps(language)} = '{table}'"


def _ideographs(words: str, text: str) -> str:
    counts = Counter(char for char in text if ord(char) > 0x2FFF and char.isalpha())
    listed = dict.fromkeys(char for char in words if ord(char) > 0x2FFF and char.isalpha())
    rank = {char: i for i, char in enumerate(listed)}
    floor = 2 * len(listed)
    return "".join(sorted({*listed, *counts}, key=lambda c: (_standing(c, counts, rank, floor), c))[:IDEOGRAPHS])


def _standing(char: str, counts: Counter[str], rank: dict[str, int], floor: int) -> float:
    """Low for frequent characters: by their count, and by their place in the list of frequent ones."""
    seen = sum(counts.values()) or 1
    by_count = -math.log2((counts[char] + 0.3) / seen)
    by_place = math.log2(rank.get(char, floor) + 20)
    return (by_count if seen > 5_000 else 0) + by_place


def _pairs(words: str, text: str) -> str:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for weight, source in ((1, words), (TEXT_WEIGHT, text)):
        for word in words_of(fold(source)):
            for first, second in zip(BOUNDARY + word, word + BOUNDARY, strict=True):
                counts[first][second] += weight
    letters = Counter[str]()
    for followers in counts.values():
        letters.update(followers)
    alone = {letter: n / letters.total() for letter, n in letters.items() if n > letters.total() * MIN_SHARE}
    rows = [_row(first, _costs(counts[first], alone)) for first in sorted(alone) if counts[first]]
    return " ".join([_row("=", {letter: _bits(p) for letter, p in alone.items()}), *rows])


def _costs(followers: Counter[str], alone: dict[str, float]) -> dict[str, int]:
    """Witten-Bell: what a letter was not seen before is shared out by how frequent the others are."""
    rest, total = len(followers), followers.total()
    costs = {b: _bits((n + rest * alone.get(b, 0)) / (total + rest)) for b, n in followers.items() if b in alone}
    return {letter: bits for letter, bits in costs.items() if bits <= MAX_BITS}


def _bits(probability: float) -> int:
    return max(1, round(-math.log2(probability)))


def _row(first: str, costs: dict[str, int]) -> str:
    levels: defaultdict[int, list[str]] = defaultdict(list)
    for letter, bits in costs.items():
        levels[bits].append(letter)
    return first + "".join(f"{bits}{''.join(sorted(levels[bits]))}" for bits in sorted(levels))


if __name__ == "__main__":
    main()
