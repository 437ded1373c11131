"""Shows the health of all outlets as one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crawler.report.concerns import Concern, Level, concerns, level_of
from crawler.report.health import Health, Visit
from crawler.report.shell import escape, page, sparkline, table

_LEVELS: Mapping[Level, str] = {
    "bad": "needs somebody",
    "look": "worth a look",
    "good": "well",
    "new": "not visited yet",
}
_ORDER: Sequence[Level] = ("bad", "look", "new", "good")


@dataclass(frozen=True, slots=True)
class Run:
    """One run, as the state has it."""

    number: int
    started_at: str
    ended_at: str
    """Empty: it was killed, or goes on."""
    finish: str
    exit_code: int | None
    """None: no command waited for it."""


def health_page(healths: Sequence[Health], runs: Sequence[Run], *, made_at: str) -> str:
    """Return the page: what needs somebody first, then every outlet, then the latest runs (newest first)."""
    ranked = sorted(healths, key=lambda health: (_ORDER.index(level_of(health)), health.outlet))
    body = [
        f'<h1>Health of {len(healths)} outlets</h1><p class="soft">as of {escape(made_at)}</p>',
        _tiles(healths),
        table(_HEAD, map(_row, ranked), numbers=(2, 3, 4, 5, 6, 7, 8)),
        "<h2>Outlet by outlet</h2>",
        *map(_details, ranked),
        "<h2>Latest runs</h2>",
        table(("run", "began", "ended", "how", "exit code"), map(_run_row, runs), numbers=(0, 4)),
    ]
    return page("Health of the outlets", "\n".join(body))


_HEAD = ("outlet", "new stories a visit", "stories", "days since", "to do", "words", "confidence", "failed", "archive")


def _tiles(healths: Sequence[Health]) -> str:
    levels = [level_of(health) for health in healths]
    figures = [
        *((f"{levels.count(level)}", name, level) for level, name in _LEVELS.items() if level in levels),
        (_number(sum(h.stories for h in healths)), "stories filed", ""),
        (_number(sum(h.near_duplicates for h in healths)), "near-duplicates", ""),
        (_size(sum(h.archive_bytes for h in healths)), "of archive", ""),
    ]
    tiles = (f'<div class="card"><b class="{level}">{figure}</b>{name}</div>' for figure, name, level in figures)
    return f'<div class="tiles">{"".join(tiles)}</div>'


def _row(health: Health) -> tuple[str, ...]:
    m, level = health.measures, level_of(health)
    failed = sum(count for reason, count in health.reasons.items() if reason.startswith("failed"))
    name = f'<a href="#{escape(health.outlet)}">{escape(health.name)}</a>'
    return (
        f'<span class="dot {level}" title="{_LEVELS[level]}"></span>{name}',
        sparkline([visit.filed for visit in health.visits]),
        _number(health.stories),
        "–" if health.days_since_story is None else str(health.days_since_story),
        _number(health.to_do),
        _number(m.words[1]) if m else "–",
        f"{m.confidence:.2f}" if m else "–",
        _number(failed),
        _size(health.archive_bytes),
    )


def _details(health: Health) -> str:
    level, found = level_of(health), concerns(health)
    is_open = " open" if level == "bad" else ""
    return (
        f'<details class="card" id="{escape(health.outlet)}"{is_open}><summary><span class="dot {level}"></span>'
        f'{escape(health.name)} <span class="soft small">{escape(health.outlet)} · {_LEVELS[level]}</span></summary>\n'
        f"{_concerns(found)}{_columns(health)}{_sources(health)}{_visits(health.visits)}</details>"
    )


def _concerns(found: Iterable[Concern]) -> str:
    lines = "".join(f'<li class="{concern.level}">{escape(concern.text)}</li>' for concern in found)
    return f'<ul class="plain">{lines}</ul>' if lines else ""


def _columns(health: Health) -> str:
    m = health.measures
    stories = {
        "stories": _number(health.stories),
        "latest first seen": escape(health.last_story or "–"),
        "near-duplicates": _number(health.near_duplicates),
        "waiting to be fetched": _number(health.to_do),
        "pages in the archive": f"{_number(health.archived_pages)}, {_size(health.archive_bytes)}",
    }
    if health.incomplete:
        stories["lacking a page"] = _number(health.incomplete)
    if m is not None:
        stories |= {
            f"words of {m.stories} stories": f"{m.words[1]} <span class='soft'>({m.words[0]} to {m.words[2]})</span>",
            "confidence": f"{m.confidence:.2f} <span class='soft'>({m.doubtful:.0%} under 0.5)</span>",
            "share of page dropped": f"{m.dropped:.0%}",
        }
    counted = (
        ("Kinds of page", health.kinds),
        ("Why there is no story", health.reasons),
        ("Kept off or ended", health.stops),
    )
    columns = [
        f"<div><h3>Stories</h3>{table((), [(n, v) for n, v in stories.items()], numbers=(1,))}</div>",
        *(f"<div><h3>{name}</h3>{_counts(counts)}</div>" for name, counts in counted if counts),
        f"<div><h3>Why blocks were dropped</h3>{_removed(health.removed)}</div>" if health.removed else "",
    ]
    return f'<div class="columns">{"".join(columns)}</div>'


def _counts(counts: Mapping[str, int]) -> str:
    return table((), [(escape(name), _number(count)) for name, count in counts.items()], numbers=(1,))


def _removed(shares: Mapping[str, float]) -> str:
    most = max(shares.values())
    return table(
        (),
        [
            (escape(reason), f'<span class="bar" style="width:{share / most * 5:.2f}rem"></span>', f"{share:.1%}")
            for reason, share in list(shares.items())[:12]
        ],
        numbers=(2,),
    )


def _sources(health: Health) -> str:
    rows = [
        (
            escape(source.kind),
            f"<code>{escape(source.url)}</code>",
            _number(source.stories),
            escape(source.checked_at.replace("T", " ").rstrip("Z")) or "never",
            f'<span class="look">{escape(source.problem)}</span>',
        )
        for source in health.sources
    ]
    return f"<h3>Sources</h3>{table(('kind', 'address', 'stories', 'read', ''), rows, numbers=(2,))}" if rows else ""


def _visits(visits: Sequence[Visit]) -> str:
    rows = [
        (
            str(visit.run),
            escape(visit.started_at.replace("T", " ").rstrip("Z")),
            "unchanged" if visit.listed < 0 else _number(visit.listed),
            _number(visit.counts.get("found", 0)),
            _number(visit.counts.get("changed", 0)),
            _number(visit.counts.get("filed", 0)),
            _number(visit.counts.get("corrected", 0)),
            _number(sum(count for name, count in visit.counts.items() if name.startswith("failed: "))),
            f'<span class="{"soft" if visit.outcome == "ok" else "look"}">{escape(visit.outcome)}</span>',
        )
        for visit in reversed(visits)
    ]
    head = ("run", "began", "listed", "not known", "changed", "filed", "corrected", "failed", "outcome")
    if not rows:
        return ""
    return f"<details><summary>Latest {len(rows)} visits</summary>{table(head, rows, numbers=range(2, 8))}</details>"


def _run_row(run: Run) -> tuple[str, ...]:
    ended = run.ended_at.replace("T", " ").rstrip("Z") or "killed, or under way"
    finish = run.finish if run.finish == "finished" else f'<span class="look">{escape(run.finish or "–")}</span>'
    code = "–" if run.exit_code is None else str(run.exit_code)
    return str(run.number), run.started_at.replace("T", " ").rstrip("Z"), ended, finish, code


def _number(count: int) -> str:
    return f"{count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def _size(count: int) -> str:
    for unit, size in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return f"{count} B" if count else "–"
