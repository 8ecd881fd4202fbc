"""What a first try with an export of one's own runs into: each told with what is the matter and what to do."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import Result

from .conftest import HEADER, mapping_at
from .workbooks import Cell, workbook

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


GOOD = ROW.format(period="2024-01")
TITLE = "Declaraties tot en met maart\n\nOmschrijving;;\n"
MISREAD = {
    "another delimiter": (
        f"{HEADER}\n{GOOD}".replace(";", ","),
        'Met ";" als delimiter is de kop gelezen als: periode,wet,gemeente,',
        'Zet delimiter in de koppeling op ",".',
    ),
    "tabs": (f"{HEADER}\n{GOOD}".replace(";", "\t"), "Met tab staan", "Zet delimiter in de koppeling op tab."),
    "a title above the header": (
        f"{TITLE}{HEADER}\n{GOOD}",
        "De kop is gelezen als: Declaraties tot en met maart.",
        "op regel 4. Begin het bestand met die regel.",
    ),
    "no header": (
        GOOD * 2,
        "Op de eerste regel staan gegevens",
        "(als vorm: 0000-00 | xx | x | x00 | x00x | x0 | xxx |",
    ),
    "no header and another delimiter": (
        (GOOD * 2).replace(";", "|"),
        "staan gegevens",
        "0000-00|xx|x|x00|x00x|x0|xxx|",
    ),
    "a header below the data": (f"{GOOD}{HEADER}\n", "gelezen als: 0000-00 | xx", "op regel 2."),
    "another file": (
        "naam;adres\nx;y\n",
        'Met ";" als delimiter is die gelezen als: naam | adres.',
        "Maak delimiter en columns in de koppeling gelijk aan het bestand",
    ),
}


@pytest.mark.parametrize(("text", "read", "do"), MISREAD.values(), ids=MISREAD)
def test_a_header_without_any_column_of_the_mapping_is_told_once(
    text: str, read: str, do: str, run: Run, tmp_path: Path
) -> None:
    told = failed(run("market", file_of(tmp_path, text), "--mapping", mapping_at(tmp_path)))
    assert read in told
    assert do in told
    assert told.endswith("1 probleem gevonden."), told
    assert "Bedoelt u" not in told
    assert "c1" not in told.replace(str(tmp_path), "")


def test_a_title_and_another_delimiter_are_told_at_once_in_english_as_well(run: Run, tmp_path: Path) -> None:
    text = f"{TITLE}{HEADER}\n{GOOD}".replace(";", "|")
    told = failed(run("market", file_of(tmp_path, text), "--mapping", mapping_at(tmp_path), "--lang", "en"))
    assert 'With "|" the columns are there. Set delimiter to "|" in the mapping.' in told
    assert "are on line 4. Let the file begin with that line." in told
    assert told.endswith("2 problems found.")


def test_names_that_are_all_a_little_different_are_each_told_with_what_was_meant(run: Run, tmp_path: Path) -> None:
    text = ";".join(f"{name}_1" for name in HEADER.split(";"))
    told = failed(run("market", file_of(tmp_path, text), "--mapping", mapping_at(tmp_path)))
    assert told.count("Bedoelt u") == 10
    assert "Bedoelt u bedrag_1?" in told


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["Uitdraai 2024"], [], ["Regio"], [*HEADER.split(";")]], "gelezen als: Uitdraai 2024. De namen"),
        ([["jan", "piet"], ["x"]], "Die is gelezen als: jan | piet."),
    ],
)
def test_a_sheet_with_something_above_its_header_is_told_so(
    rows: list[list[Cell]], sentence: str, run: Run, tmp_path: Path
) -> None:
    pytest.importorskip("python_calamine", reason="the extra `market` is not installed")
    told = failed(run("market", workbook(tmp_path / "d.xlsx", {"Blad1": rows}), "--mapping", mapping_at(tmp_path)))
    assert sentence in told
    assert told.endswith("1 probleem gevonden."), told


@pytest.mark.parametrize(
    ("text", "sentence"),
    [(GOOD, "Op de eerste regel staan gegevens"), (f"{TITLE}{HEADER}\n{GOOD}", "op regel 4")],
    ids=["no header", "a title"],
)
def test_nothing_is_proposed_from_a_line_that_is_no_header(text: str, sentence: str, run: Run, tmp_path: Path) -> None:
    told = failed(run("market", file_of(tmp_path, text), "--suggest"))
    assert sentence in told
    assert "c1" not in told.replace(str(tmp_path), "")
