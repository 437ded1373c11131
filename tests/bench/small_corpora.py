"""What the small corpora of these tests are made of: invented pages, and a scorer that compares words."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

SCORER = """
from dataclasses import dataclass

@dataclass
class PageScore:
    has_gold: bool = False
    tp: float = 0.0
    fp: float = 0.0
    fn: float = 0.0
    exact: float = 0.0
    clean: float = 0.0
    leak: float = 0.0
    stray: float = 0.0
    loss: float = 0.0
    empty: float = 0.0
    snippets: tuple | None = None

def score_page(row, text):
    gold, said = set((row["text"] or "").split()), set(text.split())
    both = len(gold | said) or 1
    score = PageScore(row["text"] is not None, len(gold & said) / both, len(said - gold) / both, len(gold - said) / both)
    score.exact = score.clean = float(gold == said)
    score.leak, score.loss, score.empty = float(bool(said - gold)), float(bool(gold - said)), float(not said)
    if row.get("with"):
        found = sum(snippet in text for snippet in row["with"])
        score.snippets = (found, 0, len(row["with"]) - found, 1)
    return score
"""

ADAPTER = """
def first(page):
    return {"text": page.text.split("<p>")[1].split("</p>")[0], "title": "Bridge opens", "date": "2026-11-20", "authors": []}

def everything(page):
    return {"text": " ".join(page.text.replace("<p>", " ").replace("</p>", " ").split())}

def never(page):
    raise ValueError("never works")

SYSTEMS = {"copydesk": first, "trafilatura": everything, "never": never}
"""

PEERS = """
[[environment]]
id = "house"
language = "python"
install = []
packages = ["numpy"]
adapter = "words.py"

[[environment.system]]
id = "copydesk"
name = "Copydesk"
package = "numpy"
settings = "the first paragraph"

[[environment.system]]
id = "trafilatura"
name = "trafilatura"
package = "numpy"
settings = "all words"

[[environment.system]]
id = "never"
name = "never"
package = "numpy"
settings = "raises"

[[environment]]
id = "absent"
language = "python"
install = ["no-such-package"]
packages = ["no-such-package"]
adapter = "absent.py"

[[environment.system]]
id = "absent"
name = "absent"
package = "no-such-package"
settings = "cannot be installed"
"""


def write_corpus(folder: Path, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write the pages and the manifest of a corpus; a row's `body` becomes its page."""
    pages = folder / name / "pages"
    pages.mkdir(parents=True)
    lines = []
    for row in rows:
        (pages / f"{row['id']}.html.gz").write_bytes(gzip.compress(row["body"].encode()))
        said = {key: value for key, value in row.items() if key != "body"}
        lines.append(json.dumps({"corpus": name, "html": f"pages/{row['id']}.html.gz", **said}))
    (folder / name / "manifest.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def invented_row(id_: str, **fields: Any) -> dict[str, Any]:
    """A page whose story is its first paragraph and whose second is an advertisement."""
    story = f"The bridge at mile {id_} opens on Friday"
    row = {"id": id_, "side": "tune", "domain": f"site{id_}.example", "lang": "en", "text": story, "encoding": "utf-8"}
    row |= {
        "body": f"<p>{story}</p><p>Subscribe now</p>",
        "url": f"https://site{id_}.example/a",
        "title": "Bridge opens",
    }
    return row | fields
