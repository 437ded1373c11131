"""Picks the likeliest of several readings of a word, letter by letter."""

from __future__ import annotations

from functools import lru_cache, partial

from cleaners.plausibility import cost

BEAM = 12
"""Readings followed at a time: enough for two dozen doubtful letters of five readings each."""
REACH = 40
"""Letters after which a decision stands: what comes later says nothing of what was so long ago."""
MAX_ALTERNATIVES = 8
CERTAIN = 2
"""Bits by which an ideograph has to be more frequent than the next: neighbours do not help to tell them apart."""
UNKNOWN = "\ufffd"


def likeliest(choices: list[tuple[str, ...]], languages: frozenset[str]) -> str:
    """Return the likeliest way through a list of alternatives, as words of one of those languages."""
    costs = partial(cost, among=languages)
    settled, beam = "", [""]
    for alternatives in choices:
        beam = [head + tail for head in beam for tail in _likely(alternatives, languages)]
        if len(beam) > BEAM:
            beam = sorted(beam, key=costs)[:BEAM]
        if len(beam[0]) > REACH:
            settled, beam = settled + min(beam, key=costs), [""]
    return settled + min(beam, key=costs)


@lru_cache(maxsize=4096)
def _likely(alternatives: tuple[str, ...], languages: frozenset[str]) -> tuple[str, ...]:
    """Narrow alternatives to the frequent ones; an ideograph that another equals is not guessed but U+FFFD."""
    if len(alternatives) == 1:
        return alternatives
    costs = {char: cost(char, languages) for char in alternatives}
    ranked = sorted(alternatives, key=costs.__getitem__)
    best, second = ranked[0], ranked[1]
    if best < "\u3000":
        return tuple(ranked[:MAX_ALTERNATIVES])
    return (best,) if costs[second] - costs[best] >= CERTAIN else (UNKNOWN,)
