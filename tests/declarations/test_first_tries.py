"""What a first try with an export of one's own runs into: each told with what is the matter and what to do."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import Result

from .conftest import HEADER, mapping_at
from .workbooks import workbook

Run = Callable[..., Result]
ROW = "{period};JW;A;J45;J45A;P1;Een;c1;1,00;1\n"


def failed(result: Result) -> str:
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    return " ".join(result.stderr.split())


def file_of(folder: Path, text: str, name: str = "d.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("language", "reasons"),
    [
        (
            "nl",
            [
                "3.000 × de periode is niet te lezen",
                "2 × er is geen aanbieder",
                "Geen enkele regel is te lezen: alle 3.002 zijn geweigerd",
            ],
        ),
        ("en", ["3,000 × the period cannot be read", "2 × there is no provider", "all 3,002 are refused"]),
    ],
)
def test_where_every_row_is_refused_the_reasons_are_told_and_the_list_is_written(
    language: str, reasons: Sequence[str], run: Run, tmp_path: Path
) -> None:
    rows = ROW.format(period="01/02/2024") * 3_000 + ROW.format(period="2024-01").replace("P1", "") * 2
    listed, region = tmp_path / "weg.csv", tmp_path / "r.yaml"
    args = ("market", file_of(tmp_path, f"{HEADER}\n{rows}"), "--mapping", mapping_at(tmp_path), "--lang", language)
    told = failed(run(*args, "-o", region))
    assert [reason for reason in reasons if reason not in told] == []
    assert "--refused" in told
    told = failed(run(*args, "--refused", listed))
    assert [reason for reason in reasons if reason not in told] == []
    assert str(listed) in told
    assert "--refused" not in told
    lines = listed.read_text(encoding="utf-8").splitlines()
    assert (len(lines), lines[1].split(";")[1:]) == (3_003, ["2", "period", "00/00/0000"])
    assert not region.exists()


def test_of_a_row_that_is_refused_with_all_others_only_the_shape_is_told(run: Run, tmp_path: Path) -> None:
    path = file_of(tmp_path, f"{HEADER}\n{ROW.format(period='client77')}")
    told = failed(run("market", path, "--mapping", mapping_at(tmp_path)))
    assert "client77" not in told
    assert "xxxxxx00" in told


@pytest.mark.parametrize("kind", ["csv", "csv without an end", "parquet", "xlsx"])
@pytest.mark.parametrize(
    ("language", "sentence"), [("nl", "Onder de kop staat geen enkele regel."), ("en", "There is no row under the")]
)
def test_a_file_with_a_header_only_has_no_rows(
    kind: str, language: str, sentence: str, run: Run, tmp_path: Path
) -> None:
    if kind == "parquet":
        import duckdb

        path = tmp_path / "d.parquet"
        named = ", ".join(f"'x' AS \"{name}\"" for name in HEADER.split(";"))
        duckdb.sql(f"COPY (SELECT {named} WHERE false) TO '{path}' (FORMAT parquet)")
    elif kind == "xlsx":
        pytest.importorskip("python_calamine", reason="the extra `market` is not installed")
        path = workbook(tmp_path / "d.xlsx", {"Blad1": [[*HEADER.split(";")]]})
    else:
        path = file_of(tmp_path, HEADER + ("\n" if kind == "csv" else ""))
    told = failed(run("market", path, "--mapping", mapping_at(tmp_path), "--lang", language))
    assert told.startswith(f"{path}: {sentence}")
    assert "notati" not in told


def test_a_file_without_rows_beside_one_with_them_is_counted_as_such(run: Run, tmp_path: Path) -> None:
    paths = [file_of(tmp_path, HEADER, "a.csv"), file_of(tmp_path, f"{HEADER}\n{ROW.format(period='2024-01')}")]
    result = run("market", *paths, "--mapping", mapping_at(tmp_path))
    assert (result.exit_code, "a.csv: 0 regels" in result.stdout) == (0, True), result.output


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("nl", "Hier staat nog een vraagteken. Vul"), ("en", "There still is a question mark here. Fill in")],
)
def test_question_marks_of_a_proposal_are_to_be_filled_in(
    language: str, sentence: str, run: Run, tmp_path: Path
) -> None:
    """Each with its place, whether there is one or more; what is filled in is not told."""
    for fields in (["period"], ["period", "provider"]):
        names = {"period": "periode", "provider": "aanbieder"}
        changes = [(f"{field}: {names[field]},", f"{field}: '?',") for field in fields]
        args = ("--mapping", mapping_at(tmp_path, *changes, ("JW: jeugdwet", "'?': jeugdwet")), "--lang", language)
        told = failed(run("market", file_of(tmp_path, HEADER), *args))
        assert [f"columns/{field}: {sentence}" in told for field in fields] == [True] * len(fields), told
        assert f" laws/?: {sentence}" in told, told
        assert told.count(sentence) == len(fields) + 1
