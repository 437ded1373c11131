"""Seed files are read strictly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crawler.outlets import SeedError, load_outlet, load_outlets

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
DEMO_SEEDS = Path(__file__).resolve().parents[2] / "fixtures" / "web" / "seeds"

WHOLE = """
name = "Example Gazette"
domains = ["Gazette.example", "127.0.0.1:8601"]
language = ["en", "zh-TW"]
delay = 1
interval = "30m"
enabled = false
insecure = true
allow = ['/20\\d\\d/']
deny = ['/video/']

[[sources]]
kind = "feed"
url = "https://www.gazette.example/rss.xml"
verified = "2026-11-20"

[[sources]]
kind = "section"
url = "http://127.0.0.1:8601/"

[hints]
body = ["div.entry-content"]
drop = [".promo", "aside > p"]

[budget]
requests = 50
"""

SHORT = 'name = "G"\ndomains = ["g.example"]\n[[sources]]\nkind = "feed"\nurl = "https://g.example/feed"\n'


def write(folder: Path, text: str, name: str = "gazette") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_reads_every_key(tmp_path: Path) -> None:
    outlet = load_outlet(write(tmp_path, WHOLE))
    assert (outlet.id, outlet.name, outlet.domains) == (
        "gazette",
        "Example Gazette",
        ("gazette.example", "127.0.0.1:8601"),
    )
    assert (outlet.languages, outlet.delay, outlet.interval) == (("en", "zh-TW"), 1.0, 1800.0)
    assert (outlet.enabled, outlet.insecure) == (False, True)
    assert [source.verified for source in outlet.sources] == [date(2026, 11, 20), None]
    assert outlet.allow[0].search("/2026/")
    assert outlet.deny[0].search("/video/")
    assert (outlet.hints.body, outlet.hints.drop) == (("div.entry-content",), (".promo", "aside > p"))
    assert (outlet.budget.requests, outlet.budget.seconds) == (50, None)


def test_needs_no_more_than_name_domains_and_a_source(tmp_path: Path) -> None:
    outlet = load_outlet(write(tmp_path, SHORT))
    assert (outlet.enabled, outlet.delay, outlet.interval) == (True, None, 3600.0)


FAULTS = [
    (
        SHORT.replace("name =", "nmae ="),
        ["gazette.toml:1: nmae is not known here; known are allow, budget", "name is missing"],
    ),
    (
        SHORT.replace("kind =", "sort ="),
        ["gazette.toml:4: sources.sort is not known here; known are kind, url, verified"],
    ),
    (SHORT.replace('"feed"', '"rss"'), ["gazette.toml:4: sources.kind is one of feed, sitemap"]),
    (SHORT.replace("https:", "ftp:"), ["sources.url is an address that begins with http:// or https://"]),
    (SHORT.replace("//g.example", "//h.example"), ["https://h.example/feed is on none of the domains: g.example"]),
    (SHORT.replace('"g.example"', '"g.example/news"'), ["gazette.toml:2: domains holds 'g.example/news', not a host"]),
    (SHORT.replace('["g.example"]', '"g.example"'), ["domains is a list of texts"]),
    (SHORT + "verified = true\n", ['sources.verified is the day it was seen to work, as "2026-11-20", or false']),
    ("delay = -1\n" + SHORT, ["gazette.toml:1: delay is a number of seconds from 0 to 3600"]),
    ("delay = true\n" + SHORT, ["delay is a number of seconds"]),
    ('interval = "1 week"\n' + SHORT, ['interval is a time as "30m", "1h" or "2d"']),
    ("enabled = 1\n" + SHORT, ["enabled is true or false"]),
    ('language = "English"\n' + SHORT, ["language holds 'English', not a language tag"]),
    ("allow = ['/20(']\n" + SHORT, ["allow holds '/20(', not a regular expression"]),
    (SHORT + "[hints]\nbody = ['div[']\n", ["gazette.toml:7: hints.body holds 'div[', not a CSS selector"]),
    (SHORT + "[hints]\nkeep = ['p']\n", ["hints.keep is not known here; known are body, drop"]),
    (SHORT + "[budget]\nrequests = 0\n", ["budget.requests is a whole number, 1 or more"]),
    (SHORT + "[budget]\nhours = 1\n", ["budget.hours is not known here"]),
    ("sources = 3\n" + SHORT.partition("[[")[0], ["sources are tables, each under a line [[sources]]"]),
    ("hints = 3\n" + SHORT, ["hints is a table, under a line [hints]"]),
    ('name = "G\n', ["gazette.toml: Illegal character", "line 1"]),
]


@pytest.mark.parametrize(("text", "messages"), FAULTS, ids=[row[1][0][:40] for row in FAULTS])
def test_says_what_is_wrong_where(tmp_path: Path, text: str, messages: list[str]) -> None:
    with pytest.raises(SeedError) as caught:
        load_outlet(write(tmp_path, text))
    assert all(message in str(caught.value) for message in messages)


def test_tells_the_faults_of_all_files_at_once(tmp_path: Path) -> None:
    write(tmp_path, "delay = -1\nnmae = 1\n" + SHORT)
    write(tmp_path, "enabled = 1\n" + SHORT, "herald")
    with pytest.raises(SeedError) as caught:
        load_outlets(tmp_path)
    assert len(str(caught.value).splitlines()) == 3


@pytest.mark.parametrize("name", ["news", "Gazette", "my gazette", "-gazette"])
def test_refuses_names_that_could_not_be_spiders_or_folders(tmp_path: Path, name: str) -> None:
    with pytest.raises(SeedError, match="outlets are named"):
        load_outlet(write(tmp_path, SHORT, name))


def test_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="SEEDS_DIR"):
        load_outlets(tmp_path / "nowhere")


def test_bytes_that_are_no_text_are_a_fault(tmp_path: Path) -> None:
    (tmp_path / "gazette.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SeedError, match=r"gazette\.toml"):
        load_outlets(tmp_path)


def test_covers_its_hosts_with_or_without_www_and_no_others(tmp_path: Path) -> None:
    outlet = load_outlet(write(tmp_path, SHORT))
    covered = ["https://g.example/a", "http://www.g.example:80/a", "https://G.example./a"]
    others = ["https://news.g.example/a", "https://g.example:8443/a", "https://g.example.evil/a", "mailto:g.example"]
    assert [outlet.covers(url) for url in covered + others] == [True] * 3 + [False] * 4


@pytest.mark.parametrize("folder", [SEEDS, DEMO_SEEDS], ids=["seeds", "demo"])
def test_all_seed_files_of_the_project_are_right(folder: Path) -> None:
    assert load_outlets(folder)


def test_no_seed_of_ours_claims_a_source_that_was_not_seen() -> None:
    outlets = load_outlets(SEEDS)
    assert {source.verified for outlet in outlets.values() for source in outlet.sources} == {None}
