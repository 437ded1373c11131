"""Tells whether two texts are one story: shingles, MinHash signatures of fixed size, and keys to look them up by.

The resemblance of two texts is the share of their shingles they have in common (Broder 1997, "On the resemblance and
containment of documents"). It is estimated from the least value each of many hash functions takes over the shingles:
two texts agree in one of them with just that probability. A signature depends on nothing but the text: it is the same
on every machine and in every process, and may be kept in a database.
"""

from __future__ import annotations

import hashlib
import unicodedata
import zlib
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaners.patterns import lazy

PERMUTATIONS = 128
"""Hash functions, and so values of a signature. The estimate of 0.8 has a standard error of 0.035."""

ROWS = 4
"""Values of a signature in one band: 32 bands. Of pairs that share 80 % of their shingles fewer than one in ten million
have no band in common; of pairs that share 30 % a quarter have one, and are then compared and told apart."""

THRESHOLD = 0.8
"""Similarity from which two texts are the same story. On the near side lies an agency's text of eight paragraphs of
which an outlet cut one (0.87), or changed eight words in 300 (0.83). In 774 texts of English, Russian, Polish, Greek,
Chinese and other newspapers the copies had 0.91 and more; two reports on one event that quote the same statement had
0.2 at most. The height spares forms, such as the daily weather with new figures. It costs the copy that a desk has
rewritten: twelve changed words in 300 give 0.74, and it counts as a story of its own."""

_WORDS, _IDEOGRAPHS, _LETTERS = 4, 6, 14
"""Units in a shingle that begins with a word, with an ideograph or kana, with a letter of a script without spaces (Thai,
Lao, Burmese, Khmer). Each spans three or four words: enough that two stories seldom share one by chance, and that a
changed word spoils only a few."""

_UNIT = lazy(
    r"([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff])|([\u0e01-\u0edf\u1000-\u109f\u1780-\u17d3])"
    r"|[^\W_](?:[^\W_\u0e01-\u0edf\u1000-\u109f\u1780-\u17d3\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
    r"|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0981-\u0dff\u0f71-\u0f84])*"
)
"""A character of a script without spaces, or a word; vowel signs of Hebrew, Arabic and the scripts of India, which are
no letters to `re`, belong to the word."""

_UNSEEN = lazy(r"[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
"""Soft hyphen, tatweel, joiners and direction marks: they come and go from copy to copy."""

_CHUNK = 512
"""Shingles hashed at once: 512 kB of products, which stay in the cache whatever the length of the text."""

Numbers = NDArray[np.uint64]


def signature(text: str) -> tuple[int, ...]:
    """Return the MinHash signature of a text: `PERMUTATIONS` numbers below 2**64; `()` if it has no words.

    Case, punctuation and white space do not count, nor do compatibility forms: "ﬁ" is "fi".

    >>> signature("Rain, again!") == signature("rain again")
    True
    """
    shingles = _shingles(text)
    if not len(shingles):
        return ()
    factors, offsets = _functions()
    least = np.full(PERMUTATIONS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(shingles), _CHUNK):
        values = factors[:, None] * shingles[start : start + _CHUNK] + offsets[:, None]
        np.minimum(least, values.min(axis=1), out=least)
    return tuple(least.tolist())


def similarity(a: Sequence[int], b: Sequence[int]) -> float:
    """Estimate the resemblance of two texts from their signatures, 0 to 1; 0 if one has no words.

    This is Broder's resemblance, the Jaccard index of the sets of shingles. Raises ValueError for signatures of
    different lengths, which no version of this module made together.
    """
    if not a or not b:
        return 0.0
    return sum(x == y for x, y in zip(a, b, strict=True)) / len(a)


def bands(signature: Sequence[int]) -> tuple[int, ...]:
    """Return the keys under which a text is found: near-duplicates have at least one in common.

    A key is the hash of a band of `ROWS` values and of its place, a signed 64-bit number as SQLite stores it. Sharing
    one is a reason to compare, no more (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, 3.4).
    """
    return tuple(_key(start, signature[start : start + ROWS]) for start in range(0, len(signature) - ROWS + 1, ROWS))


def _key(start: int, values: Sequence[int]) -> int:
    content = ",".join(map(str, (start, *values))).encode("ascii")
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "big", signed=True)


def _shingles(text: str) -> Numbers:
    """A hash of each different shingle; one begins at every unit, the last ones are cut short by the end."""
    units, widths = _units(text)
    hashes = np.zeros(len(units) + _LETTERS, dtype=np.uint64)
    hashes[: len(units)] = units
    return np.unique(
        np.concatenate([_windows(hashes, np.flatnonzero(widths == w), w) for w in np.unique(widths)] or [units])
    )


def _units(text: str) -> tuple[Numbers, NDArray[np.int64]]:
    """The checksum of each word or character, and how many units a shingle has that begins with it."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()
    found = tuple(_UNIT.finditer(plain))
    sums = [zlib.crc32(match[0].encode("utf-8", "surrogatepass")) for match in found]
    widths = [(_WORDS, _IDEOGRAPHS, _LETTERS)[match.lastindex or 0] for match in found]
    return np.array(sums, dtype=np.uint64), np.array(widths, dtype=np.int64)


def _windows(units: Numbers, starts: NDArray[np.int64], width: int) -> Numbers:
    """Hash `width` units from each start. The multiplier is that of FNV-1a, the finish that of SplitMix64."""
    hashed = np.full(len(starts), 0xCBF29CE484222325, dtype=np.uint64)
    for place in range(width):
        hashed = (hashed ^ units[starts + place]) * np.uint64(0x100000001B3)
    hashed = (hashed ^ (hashed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashed = (hashed ^ (hashed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashed ^ (hashed >> np.uint64(31))


@cache
def _functions() -> tuple[Numbers, Numbers]:
    """Odd factors and offsets of the hash functions, modulo 2**64; drawn from blake2b, so the same everywhere."""
    drawn = b"".join(hashlib.blake2b(n.to_bytes(2, "big"), digest_size=16).digest() for n in range(PERMUTATIONS))
    numbers = np.frombuffer(drawn, dtype="<u8").astype(np.uint64)
    return numbers[::2] | np.uint64(1), numbers[1::2]
