"""Object literals become JSON, and nothing is run."""

# ruff: noqa: E501 - a line of markup or of cases is read whole
from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.declared.literals import as_json


@pytest.mark.parametrize(
    ("script", "value"),
    [
        ("{a:1,b:'x'}", {"a": 1, "b": "x"}), ("{'a':[1,2,],}", {"a": [1, 2]}), ("{a:!0,b:!1,c:void 0,d:undefined}", {"a": True, "b": False, "c": None, "d": None}),
        ('{a:"it\\\'s",b:\'say "so"\'}', {"a": "it's", "b": 'say "so"'}), ("{a:new Date(0),b:f(1,{c:2}),d:3}", {"a": None, "b": None, "d": 3}),
        ("{a:.5,b:-1.,c:1e3}", {"a": 0.5, "b": -1.0, "c": 1000.0}), ("{null:1,true:2,new:3}", {"null": 1, "true": 2, "new": 3}),
        ("{a:x.y,b:z}", {"a": None, "b": None}), ("[1,/* two */2,//three\n3]", [1, 2, 3]), ("{a:`x`}", {"a": "x"}), ("{a:'\\x41\\u{1F600}'}", {"a": "A\U0001f600"}),
        ('(function(a,b){return {t:a,u:[b,b],v:c}}("T",{"k":1}))', {"t": "T", "u": [{"k": 1}, {"k": 1}], "v": None}),
        ('((a)=>{return {t:a}})("T")', {"t": "T"}),
    ],
)  # fmt: skip
def test_a_literal_is_read(script: str, value: object) -> None:
    assert json.loads(as_json(script)) == value


@pytest.mark.parametrize("script", ["", "alert(1)", "{a:1", "(function(a){a()})(1)", "{a:'"])
def test_what_is_no_literal_gives_nothing(script: str) -> None:
    assert as_json(script) == ""


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda v: st.lists(v) | st.dictionaries(st.text(), v),
        max_leaves=20,
    ).map(lambda v: {"v": v})
)
def test_json_stays_what_it_is(value: object) -> None:
    assert json.loads(as_json(json.dumps(value))) == value
    assert json.loads(as_json(json.dumps(value, ensure_ascii=False)), strict=False) == value


@given(st.text(alphabet="{}[]()'\"`\\,:ab1 !/*\n", max_size=60))
def test_no_script_raises(script: str) -> None:
    assert isinstance(as_json(script), str)
