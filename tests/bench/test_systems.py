from __future__ import annotations

from pathlib import Path

import pytest

from bench.scoreboard.systems import OURS, PEERS, PeersError, all_systems, choose_systems, load_systems


def test_every_adapter_of_the_peers_file_is_there() -> None:
    assert [s.id for s in all_systems() if not s.environment.adapter.is_file()] == []


def test_system_ids_are_unique_and_ours_is_the_first() -> None:
    ids = [system.id for system in all_systems()]
    assert len(ids) == len(set(ids))
    assert ids[0] == OURS


def test_every_adapter_in_the_folder_is_used() -> None:
    used = {system.environment.adapter for system in all_systems()}
    assert {path for path in (PEERS / "adapters").iterdir() if path.suffix in (".py", ".mjs")} == used


def test_an_unknown_key_is_refused(peers_file: Path) -> None:
    peers_file.write_text(peers_file.read_text().replace("settings =", "setings ="))
    with pytest.raises(PeersError, match="unknown key setings"):
        load_systems(peers_file)


def test_an_unknown_system_is_refused() -> None:
    with pytest.raises(PeersError, match="unknown system goose4"):
        choose_systems(["goose4"])


def test_a_peer_that_is_not_set_up_is_named_with_what_to_do(peers_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.scoreboard.systems.all_systems", lambda: load_systems(peers_file))
    systems, absent = choose_systems()
    assert [system.id for system in systems] == ["copydesk", "trafilatura", "never"]
    assert absent == {"absent": "not set up: python -m bench --setup-peers"}


def _answers_version(peers_file: Path) -> str:
    return load_systems(peers_file)[0].environment.answers_version()


def test_a_new_layout_of_an_adapter_keeps_its_cached_answers(peers_file: Path) -> None:
    before, adapter = _answers_version(peers_file), peers_file.parent / "adapters" / "words.py"
    adapter.write_text(adapter.read_text() + "\n\n# a remark\n")
    assert _answers_version(peers_file) == before


def test_a_new_call_in_an_adapter_does_not(peers_file: Path) -> None:
    before, adapter = _answers_version(peers_file), peers_file.parent / "adapters" / "words.py"
    adapter.write_text(adapter.read_text().replace("[1]", "[2]"))
    assert _answers_version(peers_file) != before
