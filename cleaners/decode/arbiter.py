"""Weighs declarations, detectors and the letters themselves where bytes are not plainly UTF-8."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from cleaners.decode.charsets import UTF_8, Reading, is_multibyte, read
from cleaners.decode.declared import Declaration
from cleaners.decode.detectors import votes
from cleaners.decode.visible import sample
from cleaners.plausibility import cost

CANDIDATES = (
    "windows-1252", "windows-1251", "gbk", "windows-1256", "windows-1250", "shift_jis", "euc-jp", "euc-kr", "big5",
    "windows-1254", "windows-1253", "koi8-r", "koi8-u", "iso-8859-2", "iso-8859-15", "iso-8859-7", "windows-1255",
    "iso-8859-5", "iso-8859-6", "windows-1257", "windows-874", "iso-8859-13",
)  # fmt: skip
"""What is tried whoever says what; of readings that are alike the first stands."""

TRUST = MappingProxyType({"http": 16, "meta": 18, "xml": 16, "chardet": 6, "resiliparse": 6})
"""Bits a word counts for. Letters outweigh them from some ten on: they decide only where there is little text."""
DEFAULT_TRUST = 4
"""What "iso-8859-1" counts for: servers and templates say so without knowing."""
LOST = 20
"""Bits a byte costs that means nothing in an encoding."""
MIN_IDEOGRAPHS = 3
STRAY = 20
"""Bits it costs that a page has only one or two characters of an East Asian encoding: `\x92s` is no ideograph."""
ROUGH_BYTES = 320
ROUGH_MARGIN = 1.4
ROUGH_BITS = 60
"""All are tried on a few words first; what is then two fifths dearer than the best is not tried on the rest."""
CLEAR_MARGIN = 1.25
"""The next best reading costs a quarter more: the declared one stands without asking detectors."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody says the encoding is."""

    source: str
    encoding: str
    label: str

    @property
    def trust(self) -> int:
        """The bits it counts for."""
        is_default = self.encoding == "windows-1252" and self.source in {"http", "meta", "xml"}
        return DEFAULT_TRUST if is_default else TRUST[self.source]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Encodings with the bits that the sample costs in them, the best first."""

    costs: tuple[tuple[str, int], ...]

    @property
    def best(self) -> str:
        """The encoding that explains the bytes best."""
        return self.costs[0][0]

    @property
    def is_clear(self) -> bool:
        """True if no other reading comes near."""
        rivals = [bits for _, bits in self.costs[1:]]
        return not rivals or min(rivals) >= self.costs[0][1] * CLEAR_MARGIN


def arbitrate(body: bytes, declared: Iterable[Declaration], *, is_html: bool) -> tuple[Reading, tuple[str, ...]]:
    """Return the reading that declarations, detectors and letters together make likeliest, and what spoke for it."""
    statements = tuple(Statement(d.source, d.encoding, d.label) for d in declared)
    words = sample(body, is_html=is_html)
    costs = {name: _cost(words, name) for name in _finalists(words, statements)}
    ranking = _rank(costs, statements)
    if not (ranking.is_clear and any(s.encoding == ranking.best for s in statements)):
        statements += tuple(Statement(detector, name, name) for detector, name in votes(words))
        costs = costs | {s.encoding: _cost(words, s.encoding) for s in statements if s.encoding not in costs}
        ranking = _rank(costs, statements)
    return read(body, ranking.best), _evidence(ranking, statements)


def _finalists(words: bytes, statements: Iterable[Statement]) -> tuple[str, ...]:
    """Return the encodings in which the first words are not much dearer than in the best, and those that are named."""
    first = words[:ROUGH_BYTES]
    costs = {name: _cost(first, name) for name in (*CANDIDATES, UTF_8)}
    bound = min(costs.values()) * ROUGH_MARGIN + ROUGH_BITS
    return tuple(dict.fromkeys([*(name for name in costs if costs[name] <= bound), *(s.encoding for s in statements)]))


def _cost(words: bytes, name: str) -> int:
    reading = read(words, name)
    is_stray = is_multibyte(name) and 0 < sum(char > "\x7f" for char in reading.text) < MIN_IDEOGRAPHS
    return cost(reading.text) + LOST * reading.replaced + STRAY * is_stray


def _rank(costs: dict[str, int], statements: Iterable[Statement]) -> Ranking:
    weighed = dict(costs)
    for source, encoding in dict.fromkeys((s.source, s.encoding) for s in statements):
        weighed[encoding] -= Statement(source, encoding, "").trust
    return Ranking(tuple(sorted(weighed.items(), key=lambda item: item[1])))


def _evidence(ranking: Ranking, statements: Iterable[Statement]) -> tuple[str, ...]:
    best = ranking.best
    letters = ", ".join(f"{name} {bits} bits" for name, bits in ranking.costs[:2])
    said = sorted(statements, key=lambda s: (s.encoding != best, -s.trust))
    verdicts = (f"{s.source}: {s.label}{'' if s.encoding == best else ' (overruled)'}" for s in said)
    return (f"letters: {letters}", *verdicts)
