"""Drafts a seed file from what a probe has found."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date

from crawler.probing import Probe
from crawler.trying import Trial
from crawler.urls import url_key

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def draft(probe: Probe, today: date) -> str:
    """Return the text of a seed file; what was seen to work is dated today."""
    outlet = probe.outlet
    lines = [f"name = {_quoted(outlet.name)}", f"domains = [{', '.join(map(_quoted, outlet.domains))}]"]
    lines += [f"language = {_quoted(tag)}" for tag in outlet.languages if _LANGUAGE.fullmatch(tag)]
    by_key = {url_key(trial.source.url): trial for trial in probe.trials if trial.works}
    for source in outlet.sources:
        trial = by_key[url_key(source.url)]
        lines += ["", "[[sources]]", f'kind = "{source.kind}"', f"url = {_quoted(source.url)}"]
        lines += [f'verified = "{today.isoformat()}"  # {found(trial)}']
    return "\n".join(lines) + "\n"


def told(trials: Iterable[Trial]) -> Iterator[str]:
    """Yield a line for each source that was tried."""
    for trial in trials:
        mark = "works" if trial.works else "no"
        yield f"{mark:<6} {trial.source.kind:<13} {trial.source.url}  {found(trial)}"


def found(trial: Trial) -> str:
    """Return what a trial has brought, in a few words."""
    if not trial.works:
        return trial.problem
    count = "1 story" if trial.stories == 1 else f"{trial.stories} stories"
    newest = f", newest {trial.newest}" if trial.newest else ", none dated"
    return f"{count}{newest}{f'; {trial.problem}' if trial.problem else ''}"


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are a part of TOML's."""
    return json.dumps(text, ensure_ascii=False)
