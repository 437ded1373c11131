"""Carries joiners and direction marks unharmed through tools that drop what cannot be printed."""

from __future__ import annotations

from types import MappingProxyType

_CARRIED = "\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b"
_CARRIERS = "".join(chr(0x10080 + place) for place in range(len(_CARRIED)))
"""Linear B ideograms: letters to every tool, and in no newspaper."""
_SHIELD = MappingProxyType(str.maketrans(_CARRIED, _CARRIERS))
_UNSHIELD = MappingProxyType(str.maketrans(_CARRIERS, _CARRIED))


def shield(text: str) -> str:
    """Return the text, or page source, with every joiner and direction mark replaced by a printable letter.

    trafilatura drops the whole Unicode category Cf, and with it the non-joiner of Persian `می‌شود`. What comes out of the
    tool goes through `unshield`.
    """
    return text.translate(_SHIELD)


def unshield(text: str) -> str:
    """Return the text with joiners and direction marks back in their places.

    >>> unshield(shield("می‌شود")) == "می‌شود"
    True
    """
    return text.translate(_UNSHIELD)
