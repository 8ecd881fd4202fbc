"""A workbook as sheets of cells, each with its place and what its value does not tell. Nothing in it is run."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from .document import opened_bytes
from .places import place_of
from .problems import Problem, ProblemsFoundError
from .workbook_inspection import Inspected, Mark, inspected
from .workbook_package import LIMITS, UnfitWorkbookError

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Value = int | float | str | bool | date | datetime | time | timedelta


@dataclass(frozen=True)
class Cell:
    """``at`` as a spreadsheet names it. An error has no value; neither has a formula that was not worked out."""

    at: str
    value: Value
    percent: bool = False
    error: str = ""
    unworked: bool = False


@dataclass(frozen=True)
class Worksheet:
    """The cells that hold something, by row and column counted from 0, and the ranges that were merged."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...]

    @property
    def rows(self) -> int:
        return max((row for row, _ in self.cells), default=-1) + 1


def read_workbook(path: Path, name: str) -> tuple[Worksheet, ...]:
    """All sheets, the hidden ones too. Raises ProblemsFoundError: it cannot be read, or is not fit to be."""
    content = opened_bytes(path, name, LIMITS.file)
    if not content:
        raise ProblemsFoundError([Problem.at(name, 0, (), "file_empty")])
    try:
        import python_calamine
    except ImportError:
        raise ProblemsFoundError([Problem.at(name, 0, (), "workbook_needs_calamine")]) from None
    try:
        seen = inspected(content)
        with python_calamine.CalamineWorkbook.from_filelike(BytesIO(seen.content)) as book:
            return tuple(_sheet(book, title, seen) for title in seen.sheets)
    except UnfitWorkbookError as error:
        raise ProblemsFoundError([_unfit(name, error)]) from None
    except BaseException as error:
        # Where the library itself falls over, it raises something that is no Exception.
        if isinstance(error, Exception | KeyboardInterrupt | SystemExit) and not _of_library(error):
            raise
        raise ProblemsFoundError([Problem.at(name, 0, (), "workbook_damaged")]) from None


def _of_library(error: BaseException) -> bool:
    import python_calamine

    return isinstance(error, python_calamine.CalamineError | OSError | ValueError)


def _unfit(name: str, error: UnfitWorkbookError) -> Problem:
    values = {**error.values, "sheet": error.sheet} if error.sheet else error.values
    return Problem.at(name, 0, (), error.code, **values)


def _sheet(book: "CalamineWorkbook", name: str, seen: Inspected) -> Worksheet:
    marks = seen.sheets[name].marks
    if not marks:
        return Worksheet(name, {}, ())
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    cells = {
        (row, column): _cell(row, column, rows, mark, seen.recalculate) for (row, column), mark in sorted(marks.items())
    }
    held = {place: cell for place, cell in cells.items() if cell.error or cell.unworked or not _blank(cell.value)}
    return Worksheet(name, held, tuple(seen.sheets[name].merged))


def _cell(row: int, column: int, rows: list[list[Value]], mark: Mark, recalculate: bool) -> Cell:
    there = row < len(rows) and column < len(rows[row])
    unworked = mark.unworked or (mark.formula and recalculate and not mark.error)
    return Cell(place_of(row, column), rows[row][column] if there else "", mark.percent, mark.error, unworked)


def _blank(value: Value) -> bool:
    return isinstance(value, str) and not value.strip()
