"""Makes the Markdown of the scoreboard: all of it comes from the results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import Any

from bench.scoreboard.systems import OURS

SIDE = "test"
"""The side that is published: no model, rule or phrase was made on it."""
METADATA_SYSTEM = "trafilatura-metadata"
"""trafilatura's call that reads metadata too: it stands in the tables of metadata and speed. Its text is that of
`trafilatura` but for spaces on a page in a hundred; its figures are in the results."""

Figures = Mapping[str, Any]


def section(results: Figures) -> str:
    """The whole text between the marks of the README."""
    parts = [_introduction(results), _news_table(results), "![Clean pages and F1 of each system](bench/scoreboard.svg)",
             _legend(results), _corpus_table(results), _language_table(results), _snippet_table(results),
             _metadata_table(results), _speed_table(results), _not_run(results), _circumstances(results)]  # fmt: skip
    return "\n\n".join(part for part in parts if part)


def ranking(results: Figures) -> list[str]:
    """Systems whose text is compared, best F1 on the pooled news first."""
    systems = results["sides"][SIDE]["news"]["systems"]
    return sorted((s for s in systems if s != METADATA_SYSTEM), key=lambda s: (-systems[s]["f1"][0], s))


def name_of(results: Figures, system: str) -> str:
    """The name a system is shown under."""
    return str(results["systems"][system]["name"])


def percent(value: float) -> str:
    """A share in per cent, one decimal."""
    return f"{100 * value:.1f}"


def _interval(values: Sequence[float]) -> str:
    return f"{percent(values[0])} ({percent(values[1])} to {percent(values[2])})"


def _gain(values: Sequence[float] | None) -> str:
    if values is None:
        return ""
    return f"{100 * values[0]:+.1f} ({100 * values[1]:+.1f} to {100 * values[2]:+.1f})"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [_row(head), _row(["---", *["---:"] * (len(head) - 1)]), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _ours_bold(system: str, cells: Sequence[str]) -> list[str]:
    return [f"**{cell}**" if cell else "" for cell in cells] if system == OURS else list(cells)


def _introduction(results: Figures) -> str:
    news, corpora = results["sides"][SIDE]["news"], results["corpora"]
    return (
        f"{news['pages']} news pages of {news['domains']} sites that no rule, phrase or model was made on "
        f"(the `{SIDE}` side of the corpora; {corpora['pages']} pages in all). Per cent; in brackets the 95 % interval, "
        "resampling whole sites."
    )


def _news_table(results: Figures) -> str:
    news = results["sides"][SIDE]["news"]
    head = ["", "F1", "clean", "leak", "stray", "loss", "F1 < 80", "F1: Copydesk minus it", "clean: Copydesk minus it"]
    rows = []
    for system in ranking(results):
        it, gain = news["systems"][system], news.get("ours_minus", {}).get(system, {})
        cells = [name_of(results, system), _interval(it["f1"]), _interval(it["clean"])]
        cells += [percent(it[name][0]) for name in ("leak", "stray", "loss", "under80")]
        rows.append(_ours_bold(system, [*cells, _gain(gain.get("f1")), _gain(gain.get("clean"))]))
    return _table(head, rows)


def _legend(results: Figures) -> str:
    return (
        "F1: overlap of 4-word runs with the true text. Clean: pages with precision and recall of 98 % or more. Leak: "
        "pages with a line that is not of the story. Stray: pages with eight words in a row that are not. Loss: pages "
        f"that lost a paragraph. {_failures(results)}"
    )


def _failures(results: Figures) -> str:
    """Pages a system raised on, died on or took too long over, on both sides: they count as empty in every figure."""
    counts = {name_of(results, s): sum(kinds.values()) for s, kinds in results["failures"].items()}
    if not counts:
        return "No system failed on any page."
    named = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
    return f"Pages a system failed on, which count as empty, among all {results['corpora']['pages']}: {named}."


def _groups(results: Figures, prefix: str) -> dict[str, Figures]:
    sides = results["sides"][SIDE]
    return {name.removeprefix(prefix): group for name, group in sides.items() if name.startswith(prefix)}


def _corpus_table(results: Figures) -> str:
    with_text = {n: g for n, g in _groups(results, "corpus:").items() if "f1" in next(iter(g["systems"].values()))}
    return _comparison(results, "corpus", with_text)


def _language_table(results: Figures) -> str:
    return _comparison(results, "language of the news", _groups(results, "language:"))


def _comparison(results: Figures, what: str, groups: Mapping[str, Figures]) -> str:
    """Copydesk, trafilatura and the best peer, group by group."""
    if not groups:
        return ""
    head = [what, "pages", "F1 Copydesk", "trafilatura", "best peer", "clean Copydesk", "trafilatura", "best peer"]
    rows = []
    for name, group in sorted(groups.items(), key=lambda item: (-item[1]["pages"], item[0])):
        cells = [name, str(group["pages"])]
        for measure in ("f1", "clean"):
            cells += [
                _value(group, OURS, measure),
                _value(group, "trafilatura", measure),
                _best(results, group, measure),
            ]
        rows.append(cells)
    return _table(head, rows)


def _value(group: Figures, system: str, measure: str) -> str:
    return percent(group["systems"][system][measure][0]) if system in group["systems"] else ""


def _best(results: Figures, group: Figures, measure: str) -> str:
    peers = {s: f[measure][0] for s, f in group["systems"].items() if s not in (OURS, METADATA_SYSTEM)}
    if not peers:
        return ""
    best = max(sorted(peers), key=lambda s: peers[s])
    return f"{percent(peers[best])} {name_of(results, best)}"


def _snippet_table(results: Figures) -> str:
    group = _groups(results, "corpus:").get("trafilatura-eval")
    if group is None:
        return ""
    systems = [s for s in ranking(results) if s in group["systems"]]
    systems.sort(key=lambda s: -group["systems"][s]["snippet_f1"][0])
    head = [
        f"snippets of trafilatura-eval ({group['pages']} pages)",
        "F1",
        "precision",
        "recall",
        "F1: Copydesk minus it",
    ]
    rows = []
    for system in systems:
        it, gain = group["systems"][system], group.get("ours_minus", {}).get(system, {})
        cells = [name_of(results, system), _interval(it["snippet_f1"])]
        cells += [percent(it["snippet_precision"][0]), percent(it["snippet_recall"][0]), _gain(gain.get("snippet_f1"))]
        rows.append(_ours_bold(system, cells))
    return _table(head, rows)


def _metadata_table(results: Figures) -> str:
    found = results.get("metadata", {}).get(SIDE, {})
    names = {"title": "title", "date": "date", "author": "author", "people": "author, where people"}
    fields = [field for field in names if field in found]
    if not fields:
        return ""
    head = ["exactly right", *(f"{names[field]} ({found[field]['pages']} pages)" for field in fields)]
    systems = [s for s in results["systems"] if any(s in found[field]["systems"] for field in fields)]
    systems.sort(key=lambda s: -sum(found[field]["systems"].get(s, [0])[0] for field in fields))
    rows = [_ours_bold(s, [name_of(results, s), *(_exact(found[field], s) for field in fields)]) for s in systems]
    return _table(head, rows)


def _exact(field: Figures, system: str) -> str:
    return _interval(field["systems"][system]) if system in field["systems"] else ""


def _speed_table(results: Figures) -> str:
    speed = results.get("speed")
    if speed is None:
        return ""
    systems = sorted(speed["systems"], key=lambda s: speed["systems"][s].get("median_ms", inf))
    head = [f"processor time a page ({speed['pages']} pages)", "median, ms", "95th percentile, ms", "times Copydesk's"]
    keys = ("median_ms", "p95_ms", "median_ratio_to_ours")
    rows = []
    for system in systems:
        it = speed["systems"][system]
        cells = [name_of(results, system), *(f"{it[key]:.1f}" if key in it else "" for key in keys)]
        rows.append(_ours_bold(system, cells))
    return _table(head, rows)


def _not_run(results: Figures) -> str:
    return "\n".join(f"Not run: {name} ({reason})." for name, reason in results["not_run"].items())


def _circumstances(results: Figures) -> str:
    machine, cleaner = results["machine"], results["cleaner"]
    chosen = [(s["package"], s["version"]) for name, s in results["systems"].items() if name != OURS]
    versions = ", ".join(f"{package} {version}" for package, version in dict(chosen).items())
    return (
        f"Measured {results['date']} with Copydesk {cleaner['version']}, {versions}, on {machine['cpu']} "
        f"({machine['cores']} cores), {machine['system']}, Python {machine['python']}. How, and how to do it again: "
        "[bench/README.md](bench/README.md). All figures: [bench/results.json](bench/results.json)."
    )
