"""How much damage is mended exactly, by damage and language, beside ftfy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

from bench.characters.damage import OLD_SPELLING, Damage, Lines, damages
from bench.characters.texts import Text
from cleaners.repairs.mojibake import MOJIBAKE

UNSPACED = frozenset({"zh", "zh-TW", "ja", "th"})
Score = tuple[float, float, float]
"""Units damaged, mended by us, mended by ftfy."""


def report(sources: Iterable[Text]) -> None:
    """Print the table: whole lines, for lossy damage words (letters where no spaces part words)."""
    sources = list(sources)
    print("| damage | units | copydesk % | ftfy % | by language: copydesk/ftfy |\n| --- | --- | --- | --- | --- |")
    for damage in damages():
        scores: defaultdict[str, Score] = defaultdict(lambda: (0.0, 0.0, 0.0))
        for text in sources:
            if damage.languages is None or text.language in damage.languages:
                scores[text.language] = _sum(scores[text.language], _score(text, damage))
        _row(damage, {language: score for language, score in scores.items() if score[0]})


def _sum(first: Score, second: Score) -> Score:
    return first[0] + second[0], first[1] + second[1], first[2] + second[2]


def _row(damage: Damage, scores: dict[str, Score]) -> None:
    total = [sum(column) for column in zip(*scores.values(), strict=True)]
    if not total:
        return
    each = " ".join(
        f"{language} {_percent(ours, n)}/{_percent(theirs, n)}" for language, (n, ours, theirs) in scores.items()
    )
    print(
        f"| {damage.name} | {total[0]:.0f} | {_percent(total[1], total[0])} | {_percent(total[2], total[0])} | {each} |"
    )


def _percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f}".removesuffix(".0") if whole else "-"


def _score(text: Text, damage: Damage) -> Score:
    spelled = OLD_SPELLING.get(text.language) if damage.kind == "legacy" else None
    lines = damage.fit(tuple(line.translate(spelled) for line in text.lines) if spelled else text.lines)
    harmed = tuple(map(damage.harm, lines))
    ours, theirs = MOJIBAKE(harmed), tuple(map(_ftfy, harmed))
    if damage.kind == "lossy":
        return _in_words(text.language, lines, harmed, (ours, theirs))
    counted = [i for i, (was, now) in enumerate(zip(lines, harmed, strict=True)) if was != now and "\ufffd" not in now]
    mended, by_ftfy = (float(sum(got[i] == lines[i] for i in counted)) for got in (ours, theirs))
    return float(len(counted)), mended, by_ftfy


def _in_words(language: str, lines: Lines, harmed: Lines, results: tuple[Lines, Lines]) -> Score:
    """Count the words outside ASCII, which the damage has hit, that stand again where they stood."""
    counts = [0.0, 0.0, 0.0]
    for i, line in enumerate(lines):
        if line == harmed[i]:
            continue
        wanted = _units(line, language)
        counts[0] += sum(not unit.isascii() for unit in wanted)
        for which, got in enumerate(results, 1):
            counts[which] += _found(wanted, _units(got[i], language))
    return counts[0], counts[1], counts[2]


def _units(line: str, language: str) -> list[str]:
    return list(line) if language in UNSPACED else line.split(" ")


def _found(wanted: list[str], got: list[str]) -> int:
    blocks = SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks()
    return sum(not unit.isascii() for block in blocks for unit in wanted[block.a : block.a + block.size])


def _ftfy(line: str) -> str:
    """ftfy in the configuration that changes nothing but encodings."""
    from ftfy import TextFixerConfig, fix_encoding

    return fix_encoding(
        line, TextFixerConfig(uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False)
    )
