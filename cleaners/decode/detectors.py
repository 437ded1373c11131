"""Asks two detectors for the encoding of bytes; each is imported when the first undeclared page needs it."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from cleaners.decode.charsets import name_of


def votes(sample: bytes) -> tuple[tuple[str, str], ...]:
    """Return (detector, WHATWG name) for each detector that names an encoding we can read."""
    named = ((detector, name_of(detect(sample) or "")) for detector, detect in _DETECTORS.items())
    return tuple((detector, name) for detector, name in named if name)


def _chardet(sample: bytes) -> str | None:
    from chardet import EncodingEra, detect

    era = EncodingEra.MODERN_WEB | EncodingEra.LEGACY_ISO
    return detect(sample, encoding_era=era, prefer_superset=True)["encoding"]


def _resiliparse(sample: bytes) -> str | None:
    from resiliparse.parse.encoding import detect_encoding

    return str(detect_encoding(sample)) or None


_DETECTORS: MappingProxyType[str, Callable[[bytes], str | None]] = MappingProxyType(
    {"chardet": _chardet, "resiliparse": _resiliparse}
)
