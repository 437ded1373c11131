"""The command line."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from cleaners.__main__ import main
from cleaners.limits import MAX_BYTES

ROOT = Path(__file__).resolve().parents[2]
DUMP = (
    "Mill closed after flood\n\nThe river rose again on Monday, and the mill at Saltby was closed for a week.\n\n"
    "The council said that eleven houses had been emptied.\n\nShare\n"
)
CLEAN = (
    "Mill closed after flood\n\nThe river rose again on Monday, and the mill at Saltby was closed for a week.\n\n"
    "The council said that eleven houses had been emptied.\n"
)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(DUMP)
    return path


def test_prints_title_blank_line_and_text(dump: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(dump)]) == 0
    assert capsys.readouterr().out == CLEAN


def test_separates_inputs_by_a_form_feed(dump: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(dump), str(dump)]) == 0
    assert capsys.readouterr().out == f"{CLEAN}\f{CLEAN}"


def test_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DUMP.encode())))
    assert main(["--text", "-"]) == 0
    assert capsys.readouterr().out == CLEAN


def test_writes_one_file_per_input(dump: Path, tmp_path: Path) -> None:
    assert main([str(tmp_path), "-o", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "a.txt").read_text() == CLEAN
    assert dump.read_text() == DUMP


def test_prints_json_records_in_input_order(dump: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--jsonl", str(dump), str(dump)]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [r["source"] for r in records] == [str(dump)] * 2
    assert records[0]["title"] == "Mill closed after flood"
    assert sum(records[0]["removed"].values()) == 2


def test_explains_every_block(dump: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--explain", str(dump)]) == 0
    out = capsys.readouterr().out
    assert all(line in out for line in DUMP.splitlines() if line)
    assert "phrase-whole" in out


def test_names_a_missing_file_and_reads_the_others(dump: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["/nowhere/x.txt", str(dump)]) == 1
    captured = capsys.readouterr()
    assert "/nowhere/x.txt" in captured.err
    assert captured.out == CLEAN


def test_names_a_file_that_is_too_large(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "big.txt").write_bytes(b"x" * (MAX_BYTES + 1))
    assert main([str(tmp_path / "big.txt")]) == 1
    assert "MAX_BYTES" in capsys.readouterr().err


def test_names_a_binary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.html").write_bytes(b"%PDF-1.4\n")
    assert main(["--jsonl", str(tmp_path / "a.html")]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "not-html"


def test_calls_noise_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 20)
    assert main(["--jsonl", str(tmp_path / "noise.txt")]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "not-html"


def test_repair_keeps_every_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Itâ€™s late.\nShare\n")
    assert main(["--repair", str(tmp_path / "a.txt")]) == 0
    assert capsys.readouterr().out == "It’s late.\nShare\n"


def test_refuses_wrong_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--jobs", "0", "x"])
    assert stop.value.code == 2
    assert "--jobs" in capsys.readouterr().err


def test_many_dumps_of_an_outlet_clean_each_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    slogan = "The Gazette has told the valley what happens in it since 1884, every day of the year but Sunday."
    for number in range(5):
        text = f"The river rose again on day {'one two three four five'.split()[number]}, and the mill was closed for a week."
        (tmp_path / f"{number}.txt").write_text(f"{text}\n{slogan}\nNobody in the village was hurt that night.\n")
    assert main(["--memory", str(tmp_path / "m"), str(tmp_path)]) == 0
    assert slogan not in capsys.readouterr().out
    assert main([str(tmp_path)]) == 0
    assert slogan in capsys.readouterr().out


def test_several_processes_give_the_same_output_in_the_same_order(dump: Path) -> None:
    command = [sys.executable, "-m", "cleaners", "--jobs", "2", str(dump), str(dump)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{CLEAN}\f{CLEAN}", "")


ARABIC = "ارتفع منسوب النهر مرة أخرى يوم الاثنين، وأغلقت الطاحونة في القرية لمدة أسبوع كامل بحسب المجلس المحلي."
ENGLISH = "The river Orrin rose again on Monday, and the mill at Saltby was closed for a week, the council said."


def test_writes_one_text_per_language(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{ARABIC}\n{ENGLISH}\n", encoding="utf-8")
    assert main(["--split-languages", str(tmp_path), "-o", str(tmp_path / "out")]) == 0
    found = {path.name: path.read_text("utf-8") for path in (tmp_path / "out").iterdir()}
    assert found == {"a.ar.txt": f"{ARABIC}\n", "a.en.txt": f"{ENGLISH}\n"}


def test_gives_a_record_per_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(f"{ARABIC}\n{ENGLISH}\n", encoding="utf-8")
    assert main(["--split-languages", "--jsonl", str(tmp_path / "a.txt")]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(r["language"], r["text"]) for r in records] == [("ar", ARABIC), ("en", ENGLISH)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_reads_dumps_with_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    bom = "\ufeff" if encoding == "utf-16-le" else ""
    (tmp_path / "a.txt").write_bytes((bom + DUMP.replace("\n", "\r\n")).encode(encoding))
    assert main([str(tmp_path), "-o", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "a.txt").read_text("utf-8") == CLEAN


def test_cleans_in_processes_with_a_memory(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    slogan = "The Gazette has told the valley what happens in it since 1884, every day of the year but Sunday."
    for day in ("one", "two", "three", "four", "five"):
        text = f"The river rose again on day {day}, and the mill was closed for a week.\n{slogan}\nNobody was hurt.\n"
        (tmp_path / "in" / f"{day}.txt").write_text(text)
    arguments = [str(tmp_path / "in"), "--memory", str(tmp_path / "m"), "-o", str(tmp_path / "out")]
    assert main([*arguments, "--jobs", "2"]) == 0
    parallel = {path.name: path.read_text() for path in (tmp_path / "out").iterdir()}
    assert len(parallel) == 5
    assert not [name for name, text in parallel.items() if slogan in text]
    assert main(arguments) == 0
    assert {path.name: path.read_text() for path in (tmp_path / "out").iterdir()} == parallel


def test_says_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("cleaners.__main__.LOG_EVERY", 2)
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(DUMP)
    assert main([str(tmp_path), "-o", str(tmp_path / "out")]) == 0
    assert capsys.readouterr().err.splitlines() == ["2 cleaned", "4 cleaned"]


def test_does_not_read_what_it_writes(dump: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert main([str(tmp_path), "-o", str(tmp_path / "out")]) == 0
    assert [path.name for path in (tmp_path / "out").rglob("*")] == [dump.name]


def test_dumps_of_an_outlet_clean_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Sentences of the template, above, inside and below stories that are all different, with progress on standard error."""
    monkeypatch.setattr("cleaners.__main__.LOG_EVERY", 4)
    above, inside, below = (
        "The Saltby Gazette is written by eleven people who live in the valley they write about.",
        "Our reporters have asked the council for its side, as they always do before they write.",
        "The presses in Mill Lane have been running every night since the flood of 1884.",
    )
    stories = {}
    for number, (what, where) in enumerate(zip("bridge mill quay choir school ferry".split(), "ABCDEF", strict=True)):
        stories[number] = (
            f"The {what} of ward {where} was closed on Monday, after the river Orrin had risen for the third time.",
            f"Nobody was hurt when the water came to the {what}, but its keeper had to be carried out by boat.",
            f"The council of ward {where} is to decide on Friday who pays for the {what} and its cellar.",
        )
        first, second, third = stories[number]
        (tmp_path / f"{number}.txt").write_text(f"{above}\n{first}\n{second}\n{inside}\n{third}\n{below}")
    assert main([str(tmp_path), "--memory", str(tmp_path / "m"), "-o", str(tmp_path / "out")]) == 0
    found = {int(path.stem): path.read_text() for path in (tmp_path / "out").iterdir()}
    assert found == {number: "\n\n".join(lines) + "\n" for number, lines in stories.items()}
    assert capsys.readouterr().err.splitlines() == ["4 learned", "4 cleaned"]


def test_outputs_of_inputs_with_one_name_stand_side_by_side(dump: Path, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body><p>" + CLEAN.split("\n\n")[1] + "</p></body></html>")
    assert main([str(tmp_path), "-o", str(tmp_path / "out")]) == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a-2.txt", "a.txt"]
    assert (tmp_path / "out" / "a-2.txt").read_text() == CLEAN
    assert dump.read_text() == DUMP


def test_mended_files_with_one_name_stand_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Itâ€™s late.\n")
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress("Itâ€™s later.\n".encode()))
    assert main(["--repair", str(tmp_path), "-o", str(tmp_path / "out")]) == 0
    mended = {p.name: p.read_text() for p in (tmp_path / "out").iterdir()}
    assert mended == {"a.txt": "It’s late.\n", "a-2.txt": "It’s later.\n"}


def test_a_third_output_with_one_name_takes_no_name_of_another(dump: Path, tmp_path: Path) -> None:
    for name in ("a-2.txt", "a.md", "a.text"):
        (tmp_path / name).write_text(dump.read_text())
    assert main([str(tmp_path), "-o", str(tmp_path / "out")]) == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a-2.txt", "a-3.txt", "a-4.txt", "a.txt"]


def test_names_an_input_without_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 20)
    assert main([str(tmp_path / "noise.txt")]) == 0
    said = capsys.readouterr().err
    assert "noise.txt: no text: not-html" in said
    assert "control characters" in said


@pytest.mark.parametrize("name", ["a.txt.gz", "A.TXT.GZ"])
def test_reads_packed_files(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(gzip.compress(DUMP.encode()))
    assert main([str(tmp_path), "-o", str(tmp_path / "out")]) == 0
    assert [p.read_text() for p in (tmp_path / "out").iterdir()] == [CLEAN]


@pytest.mark.parametrize("body", [gzip.compress(DUMP.encode())[:-9], b"no gzip"], ids=["cut-off", "other"])
def test_names_a_packed_file_that_is_broken(
    body: bytes, dump: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b.txt.gz").write_bytes(body)
    assert main([str(tmp_path / "b.txt.gz"), str(dump)]) == 1
    said = capsys.readouterr()
    assert "b.txt.gz" in said.err
    assert said.out == CLEAN


def test_a_packed_file_is_not_unpacked_beyond_the_limit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"x" * (MAX_BYTES + 1)))
    assert main([str(tmp_path / "a.txt.gz")]) == 1
    assert "MAX_BYTES" in capsys.readouterr().err


def test_reads_the_texts_of_a_wet_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "crawl.warc.wet.gz"
    addresses = ["https://tribune.example/1", "https://tribune.example/2"]
    path.write_bytes(b"".join(gzip.compress(_conversion(address, DUMP.encode())) for address in addresses))
    assert main(["--jsonl", str(path)]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(r["url"], r["title"]) for r in records] == [(a, "Mill closed after flood") for a in addresses]


def _conversion(address: str, text: bytes) -> bytes:
    """A record of a WET file (ISO 28500)."""
    head = (
        f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2025-03-12T14:05:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:0e0e0e0e-0000-4000-8000-000000000000>\r\nContent-Type: text/plain\r\n"
        f"Content-Length: {len(text)}\r\n\r\n"
    )
    return head.encode() + text + b"\r\n\r\n"
