"""The commands that work on what is here, without the web."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings

from crawler import settings as ours
from crawler.command import DeskCommand
from crawler.commands import explain, forget, outlets, rebuild, reclean, report, review
from crawler.desk import FINISHED, Desk
from crawler.files import walk
from crawler.opening import LOCKED, USAGE
from crawler.outlets import load_outlets
from crawler.places import Places
from crawler.state.store import Announced
from crawler.urls import url_key
from tests.crawler.pages import address, fetched

SEED = 'name = "Gazette"\ndomains = ["gazette.example"]\n[[sources]]\nkind = "feed"\nurl = "https://gazette.example/feed"\n'
FERRY, BRIDGE = address("ferry"), address("bridge")
TEXTS = {
    FERRY: "The ferry runs again, said the harbour master on Friday.",
    BRIDGE: "The bridge stays closed until the engineers have looked at the cables.",
}

STORY = "".join(
    f"<p>The harbour master said on day {day} that the ferry between Quay Street and Saltby runs every forty minutes.</p>"
    for day in ("one", "two", "three", "four")
)
FACTS = """what = "A story."
kind = "html"
language = "en"
encoding = "utf-8"
title = "Ferry"
expected_kind = "article"
reviewed = "2026-11-20"
"""

Do = Callable[..., int]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Those of a crawler of its own with a plain cleaner."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "gazette.toml").write_text(SEED, encoding="utf-8")
    names = {name: getattr(ours, name) for name in dir(ours) if name.isupper()}
    own = {
        "SEEDS_DIR": str(tmp_path / "seeds"),
        "OUT_DIR": str(tmp_path / "out"),
        "VAR_DIR": str(tmp_path / "var"),
        "CLEAN_WITH": "tests.crawler.plain_cleaner:clean",
        "CLEAN_JOBS": 1,
    }
    return Settings(names | own)


@pytest.fixture
def places(settings: Settings) -> Places:
    """Where it files two stories."""
    places = Places.of(settings)
    desk = Desk(places, load_outlets(settings["SEEDS_DIR"]))
    for url, text in TEXTS.items():
        desk.submit(
            lambda _, url=url: desk.store.discover("gazette", 1, "2026-11-20", [Announced(url_key(url), url)])
        ).result()
        desk.file(fetched(url, text, body=f"<title>Ferry</title><p>{text}</p>".encode())).result()
    desk.close(FINISHED)
    return places


@pytest.fixture
def do(settings: Settings) -> Do:
    """Runs a command; returns its exit code."""

    def run(module: Any, *arguments: str, **options: Any) -> int:
        command: DeskCommand = module.Command()
        command.settings = settings
        parser = argparse.ArgumentParser()
        command.add_options(parser)
        given = vars(parser.parse_args([])) | options
        command.run(list(arguments), argparse.Namespace(**given))
        return int(command.exitcode)

    return run


def test_outlets_are_listed_with_what_is_known_of_their_sources(do: Do, capsys: pytest.CaptureFixture[str]) -> None:
    assert do(outlets) == 0
    assert capsys.readouterr().out.split("\n")[1].split() == [
        "feed",
        "https://gazette.example/feed",
        "never",
        "seen",
        "working",
    ]


def test_check_of_right_seed_files_finds_no_fault(do: Do, capsys: pytest.CaptureFixture[str]) -> None:
    assert do(outlets, check=True) == 0
    assert capsys.readouterr().out.endswith("no fault\n")


def test_check_of_a_faulty_seed_file_names_the_fault(
    do: Do, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(settings["SEEDS_DIR"], "gazette.toml").write_text(SEED + "delya = 3\n", encoding="utf-8")
    assert do(outlets, check=True) == USAGE
    assert "gazette.toml:6: sources.delya is not known here" in capsys.readouterr().err


def test_forget_removes_what_is_known_of_a_story_and_of_no_other(
    do: Do, places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    assert do(forget, FERRY + "?utm_source=mail") == 0
    assert capsys.readouterr().out.count("  removed ") == 3
    left = b"".join(path.read_bytes() for path in walk(places.out))
    assert b"ferry" not in left
    assert b"bridge" in left


@pytest.mark.parametrize("arguments", [[], ["ferry"]])
def test_forget_wants_addresses(do: Do, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert do(forget, *arguments) == USAGE
    assert "usage: scrapy forget URL" in capsys.readouterr().err


def test_explain_shows_every_block_of_a_filed_story(do: Do, places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    text = next(path for path in walk(places.out) if path.name.startswith("ferry") and path.suffix == ".txt")
    for what in (FERRY, str(text), str(text.with_suffix(".json"))):
        assert do(explain, what, text=True) == 0
        assert TEXTS[FERRY] in capsys.readouterr().out


def test_explain_reads_files_of_others(do: Do, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.html").write_text(f"<p>{TEXTS[FERRY]}</p>", encoding="utf-8")
    (tmp_path / "dump.txt").write_text(f"Share\n\n{TEXTS[FERRY]}\n", encoding="utf-8")
    assert do(explain, str(tmp_path / "page.html"), str(tmp_path / "dump.txt"), text=True) == 0
    assert capsys.readouterr().out.count(TEXTS[FERRY]) == 2


def test_explain_writes_a_page_and_says_where(do: Do, places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert do(explain, FERRY) == 0
    path = Path(capsys.readouterr().out.strip())
    assert path.parent == places.report
    assert path.name.startswith("explain-ferry-")
    assert TEXTS[FERRY] in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("what", "message"),
    [("https://gazette.example/unknown", "not in the archive"), ("/nowhere/page.html", "No such file")],
)
def test_explain_says_what_it_can_not_find(
    do: Do, places: Places, what: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert do(explain, what) == 1
    assert message in capsys.readouterr().err


def reword(settings: Settings, places: Places) -> None:
    """Make a story's filed text another than its page gives."""
    desk = Desk(places, load_outlets(settings["SEEDS_DIR"]))
    page = fetched(FERRY, "Share this\n\n" + TEXTS[FERRY], archived=desk.archived_page(url_key(FERRY)).archived)
    desk.refile(page).result()
    desk.close("test")


def test_reclean_with_diff_shows_what_would_change_and_changes_nothing(
    do: Do, settings: Settings, places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    reword(settings, places)
    before = {path: path.read_bytes() for path in walk(places.out)}
    assert do(reclean, diff=True) == 0
    out = capsys.readouterr().out
    assert "-Share this" in out
    assert out.endswith("1 unchanged, 1 would change\n")
    assert {path: path.read_bytes() for path in walk(places.out)} == before


def test_reclean_replaces_the_texts_that_change(
    do: Do, settings: Settings, places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    reword(settings, places)
    assert do(reclean, outlet=["gazette"], since="2026-11-20") == 0
    assert capsys.readouterr().out.endswith("1 remade, 1 unchanged\n")
    assert not any(b"Share this" in path.read_bytes() for path in walk(places.out) if path.suffix == ".txt")


def test_reclean_of_days_without_pages_says_so(do: Do, places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    assert do(reclean, since="2030-01-01") == 0
    assert capsys.readouterr().out == "the archive holds no page of these\n"


def test_reclean_refuses_a_day_that_is_none(do: Do, capsys: pytest.CaptureFixture[str]) -> None:
    assert do(reclean, since="yesterday") == USAGE
    assert "is not a day as 2026-11-20" in capsys.readouterr().err


def test_rebuild_makes_the_state_again_and_keeps_the_old_one_beside_it(
    do: Do, settings: Settings, places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in walk(places.out)}
    places.database.write_bytes(b"damaged beyond repair" * 100)
    assert do(rebuild) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "the template memory has learned 2 pages"
    assert len(list(places.var.glob("state.db.before-*"))) == 1
    desk = Desk(places, load_outlets(settings["SEEDS_DIR"]))
    row = desk.known.page(url_key(FERRY))
    desk.close("test")
    assert row is not None
    assert (row["status"], row["todo"], row["learned"]) == ("filed", "", 1)
    assert {path: path.read_bytes() for path in walk(places.out)} == before


def test_commands_keep_off_while_a_run_is_under_way(
    do: Do, settings: Settings, places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(places, load_outlets(settings["SEEDS_DIR"]))
    codes = [do(module, *arguments) for module, arguments in ((reclean, []), (rebuild, []), (forget, [FERRY]))]
    desk.close("test")
    assert codes == [LOCKED] * 3
    assert capsys.readouterr().err.count("is held by another run") == 3


def test_report_writes_a_page_and_data_and_says_where(
    do: Do, places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    assert do(report) == 0
    assert capsys.readouterr().out.splitlines()[-1] == str(places.report / "health.html")
    data = json.loads((places.report / "health.json").read_bytes())
    assert (data["outlets"]["gazette"]["stories"], data["outlets"]["gazette"]["level"]) == (2, "new")
    assert "<title>Health of the outlets</title>" in (places.report / "health.html").read_text("utf-8")


def test_report_before_the_first_harvest_says_so(do: Do, capsys: pytest.CaptureFixture[str]) -> None:
    assert do(report) == USAGE
    assert "nothing was harvested yet" in capsys.readouterr().err


def test_review_shows_fixtures_that_differ_and_only_those(
    do: Do, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, expected in (("right", "Ferry\n\n{}\n"), ("wrong", "Ferry\n\nThe ferry was lost.\n\n{}\n")):
        folder = tmp_path / "pages" / f"gazette--{name}"
        folder.mkdir(parents=True)
        (folder / "page.html").write_text(f"<title>Ferry</title><article><h1>Ferry</h1>{STORY}</article>", "utf-8")
        (folder / "page.toml").write_text(FACTS, "utf-8")
        text = STORY.replace("<p>", "").replace("</p>", "\n\n").strip()
        (folder / "expected.txt").write_text(expected.format(text), "utf-8")
    assert do(review, folder=tmp_path / "pages") == 1
    assert capsys.readouterr().out.split()[0] == "gazette--wrong"
    html = Places.of(settings).report.joinpath("review.html").read_text("utf-8")
    assert "1 of 2 fixtures differ" in html
    assert "The ferry was lost." in html
    assert do(review, "gazette--right", folder=tmp_path / "pages") == 0


def test_review_of_a_fixture_that_is_not_there_says_so(do: Do, capsys: pytest.CaptureFixture[str]) -> None:
    assert do(review, "nobody--nothing") == USAGE
    assert "no fixture is called nobody--nothing" in capsys.readouterr().err
