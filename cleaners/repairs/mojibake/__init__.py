"""Undoes text that was decoded with the wrong encoding."""

from __future__ import annotations

import re

from cleaners.repairs.mending import Glance, Mending, line_by_line

_HIGH = re.compile(r"[^\x00-\x7f]{2}|\ufeff|&#?\w{2,8};")


def _is_needed(seen: Glance) -> bool:
    return _HIGH.search(seen.text) is not None


def _fix(text: str) -> str:
    if _HIGH.search(text) is None:
        return text
    from ftfy import TextFixerConfig, fix_text

    return fix_text(
        text,
        TextFixerConfig(
            uncurl_quotes=False,
            fix_latin_ligatures=False,
            fix_character_width=False,
            fix_line_breaks=False,
            remove_control_chars=False,
            normalization=None,
            max_decode_length=10_000_000,
        ),
    )


MOJIBAKE = Mending("mojibake", line_by_line(_fix), _is_needed)
