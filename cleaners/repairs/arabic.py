"""Turns Arabic presentation forms into letters and takes out the tatweel that only stretches them."""

from __future__ import annotations

import re
import unicodedata

from cleaners.patterns import lazy
from cleaners.repairs.mending import Glance, Mending, line_by_line

_FORMS = lazy("[\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdf2\ufdf4-\ufdf9\ufe70-\ufefc]+")
"""Not the signs people write as one: `ﷺ`, `ﷻ`, `﷼`, the basmala, ornate brackets."""
_LETTER = "\u0620-\u063f\u0641-\u065f\u066e-\u06d3\u06d5-\u06ed"
_TATWEEL = lazy(f"(?<=[{_LETTER}])\u0640+(?=[{_LETTER}])")
_RUN = lazy("(?<!\u0640)\u0640{2,}(?!\u0640)")


def _is_needed(seen: Glance) -> bool:
    return "\u0640" in seen.chars or (max(seen.chars, default="") >= "\ufb50" and _FORMS.search(seen.runs) is not None)


def _mend(line: str) -> str:
    """`العـــربية` becomes `العربية`; `1445 هـ` and `بـ 5`, where it shows that a letter joins, keep one."""
    letters = _FORMS.sub(_letters, line)
    return _RUN.sub(_shortened, _TATWEEL.sub("", letters)) if "\u0640" in letters else letters


def _letters(run: re.Match[str]) -> str:
    return "".join(unicodedata.normalize("NFKC", char).lstrip(" ") for char in run[0])


def _shortened(run: re.Match[str]) -> str:
    """Leave a row of tatweel that stands by itself, a drawn line, as it is."""
    before, after = run.string[max(0, run.start() - 1) : run.start()], run.string[run.end() : run.end() + 1]
    return "\u0640" if before.strip() or after.strip() else run[0]


ARABIC = Mending("arabic-forms", line_by_line(_mend), _is_needed)
