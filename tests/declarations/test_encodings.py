"""How a CSV writes its characters: what the mapping says is read, and what it does not fit is told with its line."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from stuurwijzer.engine.declarations.store import Store
from stuurwijzer.engine.reading import ProblemsFoundError

from .conftest import HEADER, Counting, mapping_at

Run = Callable[..., Result]
FIRST = "2024-01;JW;Súdwest;J45;J45A;P1;Een;c1;1,00;1\n"
OF_EXCEL = "2024-01;JW;’s-Graveland;J45;J45A;P1;Een;cliënt77;€ 12,00;1\n"
"""a sign and an amount that Windows-1252 has and Latin-1 has not"""


def encoded(folder: Path, encoding: str, *lines: str) -> Path:
    path = folder / "d.csv"
    path.write_bytes("".join((HEADER, "\n", *lines)).encode(encoding))
    return path


def notation(encoding: str) -> tuple[str, str]:
    return "suppress_under: 1\n", f"suppress_under: 1\nnotation: {{encoding: {encoding}}}\n"


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_what_excel_writes_is_read_as_it_stands(encoding: str, counting: Counting, tmp_path: Path) -> None:
    counted = counting(encoded(tmp_path, encoding, FIRST, OF_EXCEL), notation(encoding))
    assert counted.refused == ()
    (segment,) = counted.market.segments
    assert {place.municipality: place.spend for place in segment.places} == {"Súdwest": 100, "’s-Graveland": 1_200}


@pytest.mark.parametrize(
    ("said", "written", "code", "line"),
    [
        ("utf-8", "windows-1252", "export_not_utf8", 2),
        ("latin-1", "windows-1252", "export_not_latin1", 3),
        ("windows-1252", "utf-8-sig", "export_is_utf8", 0),
        ("latin-1", "utf-8-sig", "export_is_utf8", 0),
        ("utf-8", "utf-16", "export_is_utf16", 0),
        ("windows-1252", "utf-16", "export_is_utf16", 0),
    ],
)
def test_what_the_mapping_does_not_fit_is_told_with_its_line(
    said: str, written: str, code: str, line: int, counting: Counting, tmp_path: Path
) -> None:
    with pytest.raises(ProblemsFoundError) as refused:
        counting(encoded(tmp_path, written, FIRST, OF_EXCEL), notation(said))
    assert [(p.code, p.line) for p in refused.value.problems] == [(code, line)]


def test_a_byte_that_windows_1252_has_no_sign_for_is_told_with_its_line(counting: Counting, tmp_path: Path) -> None:
    path = encoded(tmp_path, "windows-1252", FIRST, OF_EXCEL)
    path.write_bytes(path.read_bytes() + b"2024-01;JW;\x81;")
    with pytest.raises(ProblemsFoundError) as refused:
        counting(path, notation("windows-1252"))
    assert [(p.code, p.line) for p in refused.value.problems] == [("export_not_windows1252", 4)]


@pytest.mark.parametrize(("language", "told"), [("nl", "zet encoding"), ("en", "set encoding")])
def test_the_message_names_the_encoding_that_excel_writes(language: str, told: str, run: Run, tmp_path: Path) -> None:
    path = encoded(tmp_path, "windows-1252", OF_EXCEL)
    for said in ("utf-8", "latin-1"):
        result = run("market", path, "--mapping", mapping_at(tmp_path, notation(said)), "--lang", language)
        assert result.exit_code == 2
        assert told in result.stderr
        assert "windows-1252" in result.stderr


@pytest.mark.parametrize(
    "bad", ["", "2024-99;JW;A;J45;J45A;P1;Een;cliënt77;1,00;1\n"], ids=["none refused", "one refused"]
)
def test_the_copy_is_gone_once_its_rows_are_written_down(
    bad: str, counting: Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looked at when all files are read: no file of the command holds a client's id, in either encoding."""
    held: list[str] = []
    declare = Store.declare

    def looked_at(store: Store, others: set[str]) -> None:
        for path in store.folder.rglob("*"):
            held.append(path.name)
            assert not [e for e in ("utf-8", "windows-1252") if "ënt77".encode(e) in path.read_bytes()], path.name
        declare(store, others)

    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(work))
    monkeypatch.setattr(Store, "declare", looked_at)
    counted = counting(encoded(tmp_path, "windows-1252", FIRST, OF_EXCEL, bad), notation("windows-1252"))
    assert counted.files[0].read == 2
    assert [name for name in held if name.endswith(".parquet")]
    assert list(work.iterdir()) == []


@pytest.mark.parametrize("written", ["utf-8", "utf-8-sig", "windows-1252"])
def test_a_proposal_says_in_which_encoding_the_file_is_and_reads_it(
    written: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the first sign that tells stands far down."""
    monkeypatch.setattr("stuurwijzer.engine.declarations.csv_export._BLOCK", 400)
    plain = FIRST.replace("ú", "u") * 20
    path = encoded(tmp_path, written, plain, OF_EXCEL)
    result = run("market", path, "--suggest")
    assert result.exit_code == 0, result.output
    assert f"encoding: {written.removesuffix('-sig')}," in result.stdout
    (tmp_path / "m.yaml").write_text(result.stdout, encoding="utf-8")
    told = run("market", path, "--mapping", tmp_path / "m.yaml", "--format", "json")
    assert told.exit_code == 0, told.output
    assert "’s-Graveland" in told.stdout
