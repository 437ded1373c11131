"""Judges how likely a text is to be text: how many bits its letters cost in the languages that fit best.

The principle is that of the shortest description: of two readings of the same bytes the one that a reader of the
language would find easier to guess, letter by letter, is the true one. Only what lies outside ASCII is counted, and
the words it stands in; the rest is the same in all readings.
"""

from __future__ import annotations

from cleaners.plausibility.cost import cost, languages_of, local_cost

__all__ = ["cost", "languages_of", "local_cost"]
