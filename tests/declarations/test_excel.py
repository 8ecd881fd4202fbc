"""Excel: typed cells, text cells, empty rows and a sheet by name, from a workbook that is written here by hand."""

import zipfile
from pathlib import Path

import pytest

pytest.importorskip("python_calamine", reason="the extra `market` is not installed")

from stuurwijzer.engine.reading import ProblemsFoundError

from .conftest import HEADER, Counting

DATE = 45_306  # the day number of 15 January 2024, as Excel counts from 30 December 1899
Cell = str | int | float | None


def sheet(rows: list[list[Cell]]) -> str:
    def cell(value: Cell, dated: bool) -> str:
        if value is None:
            return "<c/>"
        if isinstance(value, str):
            return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
        style = ' s="1"' if dated else ""
        return f"<c{style}><v>{value}</v></c>"

    lines = "".join(
        f'<row r="{number}">{"".join(cell(value, at == 0) for at, value in enumerate(row))}</row>'
        for number, row in enumerate(rows, 1)
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'


def workbook(path: Path, sheets: dict[str, list[list[Cell]]]) -> Path:
    numbered = list(enumerate(sheets.items(), 1))
    with zipfile.ZipFile(path, "w") as archive:
        listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, (name, _) in numbered)
        root = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{RELATIONS}">{root}</Relationships>')
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
        )
        links = "".join(
            f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n, _ in numbered
        )
        archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>')
        archive.writestr("xl/styles.xml", STYLES)
        for n, (_, rows) in numbered:
            archive.writestr(f"xl/worksheets/sheet{n}.xml", sheet(rows))
    return path


NAMES: list[Cell] = [*HEADER.split(";")]


def row(period: Cell, amount: Cell, client: str = "c1") -> list[Cell]:
    return [period, "JW", "A", "J45", "J45A", 7, "Een", client, amount, 1.5]


def test_typed_and_text_cells_are_read_alike_and_empty_rows_are_none(counting: Counting, tmp_path: Path) -> None:
    rows = [NAMES, row(DATE, 1234.5), [], row("2024-02", "10,25", "c2"), row(DATE, 0.1 + 0.2, "c3")]
    counted = counting(workbook(tmp_path / "d.xlsx", {"Blad1": rows}))
    assert counted.refused == ()
    assert counted.files[0].present == counted.files[0].read == 3
    assert [(s.spend, s.clients) for s in counted.market.segments] == [(123_450 + 1_025 + 30, 3)]
    assert counted.market.months == ((2024, (1, 2)),)


def test_what_cannot_be_read_is_refused_with_the_row_of_the_sheet(counting: Counting, tmp_path: Path) -> None:
    rows = [[], [], NAMES, row(DATE, 1), [], row("januari", 1), row(DATE, 0.001), row(DATE, None), row(DATE, 1e20)]
    counted = counting(workbook(tmp_path / "d.xlsx", {"Blad1": rows}))
    assert [(r.line, r.reason) for r in counted.refused] == [(6, "period"), (7, "amount"), (8, "amount"), (9, "amount")]
    assert counted.files[0].read == 1


def test_the_mapping_names_the_sheet(counting: Counting, tmp_path: Path) -> None:
    path = workbook(tmp_path / "d.xlsx", {"Uitleg": [["Lees mij"]], "Data": [NAMES, row(DATE, 1)]})
    assert counting(path, ("source: uitdraai", "source: uitdraai\nsheet: Data")).files[0].read == 1
    with pytest.raises(ProblemsFoundError) as refused:
        counting(path, ("source: uitdraai", "source: uitdraai\nsheet: Gegevens"))
    (problem,) = refused.value.problems
    assert (problem.code, dict(problem.values)["expected"]) == ("export_without_sheet", "Uitleg, Data")
