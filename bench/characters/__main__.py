"""python -m bench.characters [--corpora DIR] [repairing] [changes] [decoding] [speed]: tables as Markdown."""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.characters import changes, decoding, repairing, speed
from bench.characters.texts import Text, texts

TABLES = ("repairing", "changes", "decoding", "speed")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.characters", description=__doc__)
    parser.add_argument(
        "tables", nargs="*", metavar="TABLE", help=f"which of {', '.join(TABLES)}; all if none is named"
    )
    parser.add_argument("--corpora", type=Path, help="folder of corpora with a manifest.jsonl each")
    options = parser.parse_args()
    sources = texts(options.corpora)
    for table in options.tables or TABLES:
        print(f"\n## {table}\n")
        _table(table, sources, options.corpora)


def _table(table: str, sources: list[Text], corpora: Path | None) -> None:
    if table == "repairing":
        repairing.report(sources)
    elif table == "decoding":
        decoding.report(sources)
    elif table == "speed":
        speed.report(sources, corpora)
    elif corpora:
        changes.report(corpora)


if __name__ == "__main__":
    main()
