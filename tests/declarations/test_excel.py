"""Excel: typed cells, text cells, empty rows and a sheet by name, from a workbook that is written here by hand."""

from pathlib import Path

import pytest

pytest.importorskip("python_calamine", reason="the extra `market` is not installed")

from stuurwijzer.engine.reading import ProblemsFoundError

from .conftest import HEADER, Counting
from .workbooks import Cell, workbook

DATE = 45_306  # the day number of 15 January 2024, as Excel counts from 30 December 1899
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


@pytest.mark.parametrize("reference", ["A999999999", "XFD1048576", "aaaaaaaaa1"])
def test_a_cell_far_from_all_others_is_refused_before_it_takes_the_memory_of_all_between(
    counting: Counting, tmp_path: Path, reference: str
) -> None:
    cells: list[list[Cell]] = [list[Cell](HEADER.split(";"))]
    far = f'<row><c r="{reference}" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    path = workbook(tmp_path / "d.xlsx", {"Blad1": cells}, lambda sheet: sheet.replace("</sheetData>", far))
    with pytest.raises(ProblemsFoundError) as refused:
        counting(path)
    assert [p.code for p in refused.value.problems] == ["export_too_wide"]
