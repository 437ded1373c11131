"""JSON as templates write it."""

from __future__ import annotations

import pytest

from cleaners.metadata.broken_json import MAX_SCRIPT, parse

GOOD = {"@type": "NewsArticle", "headline": "Ferry, returns"}


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Ferry, returns"}',
        '\n{"@type": "NewsArticle", "headline": "Ferry, returns",}\n',
        '{"@type": "NewsArticle", "headline": "Ferry, returns"};',
        '\ufeff{"@type": "NewsArticle", "headline": "Ferry, returns"}',
        '<!-- {"@type": "NewsArticle", "headline": "Ferry, returns"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Ferry, returns"}\n//]]>',
        '/* story */ {"@type": "NewsArticle", "headline": "Ferry, returns"}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Ferry, returns&quot;}",
    ],
)
def test_mends_known_damages(script: str) -> None:
    assert parse(script) == (GOOD,)


def test_keeps_what_looks_like_damage_inside_strings() -> None:
    assert parse('{"a": "one, ] // two /* three */",}') == ({"a": "one, ] // two /* three */"},)


def test_reads_line_breaks_inside_strings() -> None:
    assert parse('{"headline": "Ferry\nreturns"}') == ({"headline": "Ferry\nreturns"},)


def test_reads_a_bad_escape() -> None:
    assert parse(r'{"headline": "The mayor\'s ferry"}') == ({"headline": "The mayor's ferry"},)


def test_reads_a_missing_value_as_null() -> None:
    assert parse('{"author": , "headline": "Ferry"}') == ({"author": None, "headline": "Ferry"},)


def test_reads_several_objects_in_one_script() -> None:
    assert parse('{"a": 1}\n{"b": 2}') == ({"a": 1}, {"b": 2})


def test_picks_plain_fields_out_of_ruins() -> None:
    script = (
        '{"@type":"NewsArticle","headline":"The "big" one","datePublished":"2026-11-20","author":{"name":"Jane Doe"}}'
    )
    assert parse(script) == (
        {
            "@type": "NewsArticle",
            "headline": "The ",
            "datePublished": "2026-11-20",
            "author": [{"@type": "Person", "name": "Jane Doe"}],
        },
    )


@pytest.mark.parametrize(
    "script", ["", "undefined", "[" * 100_000, '{"a": ' + "9" * 5_000 + "}", "x" * (MAX_SCRIPT + 1)]
)
def test_hopeless_scripts_give_nothing(script: str) -> None:
    assert parse(script) == ()
