"""Lay a workbook out with XlsxWriter: nothing but our own formulas becomes one, and no clock is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ..rendering.numbers import Language
from .cells import (
    FIRST,
    HEAD,
    NOBODY_KNOWS,
    NONE,
    UNKNOWN,
    Cell,
    Day,
    Formula,
    Input,
    Kind,
    Number,
    Text,
    Worksheet,
)
from .xlsx import XlsxFile

UNITS: dict[Kind, int] = {"count": 1, "money": 100, "share": 10_000, "points": 10_000, "ratio": 100}
NUMBERS: dict[Kind, str] = {
    "count": "#,##0",
    "share": "0.00%",
    "points": "+0.00%;-0.00%;0.00%",
    "ratio": "#,##0.00",
}
EURO: dict[Language, str] = {"nl": "[$€-413] #,##0;[$€-413] -#,##0", "en": "[$€-809]#,##0;-[$€-809]#,##0"}
EURO_AND_CENTS: dict[Language, str] = {
    "nl": "[$€-413] #,##0.00;[$€-413] -#,##0.00",
    "en": "[$€-809]#,##0.00;-[$€-809]#,##0.00",
}
DAYS: dict[Language, str] = {"nl": "[$-413]d mmmm yyyy;@", "en": "[$-809]d mmmm yyyy;@"}
LONGEST_TEXT = 32_767
"""what a cell holds"""
A3, A4 = 8, 9
ROW_HEADS = 1
"""columns that stay in sight beside the head"""
LINE, TALLEST = 15, 405
"""height of a line of text and of the tallest row, in points"""
WIDEST_PAGE = 260
"""characters: a wider table would be too small to read on one page, and goes over two larger ones"""


@dataclass(frozen=True)
class Workbook:
    """``stand`` is the line under every title: of what it is, and as of when."""

    title: str
    stand: str
    as_of: str
    language: Language
    worksheets: tuple[Worksheet, ...]


def written(held: Workbook) -> bytes:
    """The bytes of the file: the same for the same workbook."""
    return _Writer(held).written()


class _Writer:
    def __init__(self, held: Workbook) -> None:
        self._held, self._file = held, XlsxFile()

    def written(self) -> bytes:
        for number, sheet in enumerate(self._held.worksheets, 1):
            self._worksheet(number, sheet)
        return self._file.written(self._held.title, date.fromisoformat(self._held.as_of), self._held.language)

    # One worksheet

    def _worksheet(self, number: int, sheet: Worksheet) -> None:
        made = self._file.worksheet(sheet.name)
        made.write_string(0, 0, sheet.title, self._file.look(bold=True, font_size=14))
        made.write_string(1, 0, _fitting(self._held.stand), self._file.look())
        made.write_string(2, 0, sheet.about, self._file.look())
        last = FIRST + len(sheet.rows) - 1
        right = {p for p in range(len(sheet.columns)) if any(isinstance(row[p], _NUMBERS) for row in sheet.rows)}
        made.add_table(
            HEAD,
            0,
            last,
            len(sheet.columns) - 1,
            {
                "name": f"Table{number}",
                "style": "Table Style Light 1",
                "banded_rows": False,
                "autofilter": not sheet.computed,
                "columns": [
                    {"header": column.head, "header_format": self._head(place in right)}
                    for place, column in enumerate(sheet.columns)
                ],
            },
        )
        widths = [column.width for column in sheet.columns]
        for place, column in enumerate(sheet.columns):
            made.set_column(place, place, column.width)
        made.set_row(HEAD, height([column.head for column in sheet.columns], widths))
        for row, cells in enumerate(sheet.rows, FIRST):
            made.set_row(row, height([cell.text if isinstance(cell, Text) else "" for cell in cells], widths))
            for place, cell in enumerate(cells):
                self._cell(made, row, place, cell, place in right)
        made.freeze_panes(FIRST, ROW_HEADS)
        made.set_landscape()
        wide = sum(column.width for column in sheet.columns) > WIDEST_PAGE
        made.set_paper(A3 if wide else A4)
        made.fit_to_pages(2 if wide else 1, 0)
        made.repeat_rows(HEAD)
        made.repeat_columns(0, ROW_HEADS - 1)
        made.set_footer("&C&P / &N")

    def _head(self, right: bool) -> Any:
        return self._file.look(bold=True, text_wrap=True, valign="top", bottom=1, **(RIGHT if right else {}))

    def _cell(self, made: Any, row: int, column: int, cell: Cell, right: bool) -> None:
        match cell:
            case Text():
                sign = right and cell in (NONE, UNKNOWN)
                self._text(made, row, column, cell.text, **(RIGHT if sign else {}))
            case Day():
                self._day(made, row, column, cell.iso)
            case Number():
                made.write_number(
                    row, column, _number(cell.value, cell.kind), self._number_format(cell.kind, cell.value)
                )
            case Input(value=None):
                self._text(made, row, column, NOBODY_KNOWS, **RIGHT, **INPUT)
            case Input():
                shown = self._number_format(cell.kind, cell.value, **INPUT)
                made.write_number(row, column, _number(cell.value or 0, cell.kind), shown)
            case Formula():
                value = cell.value if not isinstance(cell.value, int) else _number(cell.value, cell.kind)
                shown = NOBODY_KNOWS if value is None else value
                made.write_formula(row, column, f"={cell.text}", self._number_format(cell.kind, cell.value), shown)

    def _text(self, made: Any, row: int, column: int, held: str, **more: Any) -> None:
        self._file.text(made, row, column, _fitting(held), **LINED | {"text_wrap": True} | more)

    def _day(self, made: Any, row: int, column: int, iso: str) -> None:
        try:
            held = date.fromisoformat(iso)
        except ValueError:  # a year or a month alone
            return self._text(made, row, column, iso)
        shown = self._file.look(**LINED, num_format=DAYS[self._held.language], align="left")
        made.write_datetime(row, column, datetime.combine(held, datetime.min.time()), shown)

    def _number_format(self, kind: Kind, value: int | str | None, **more: Any) -> Any:
        """Cents only where there are any."""
        cents = isinstance(value, int) and value % UNITS["money"] != 0
        shown = (EURO_AND_CENTS if cents else EURO)[self._held.language] if kind == "money" else NUMBERS[kind]
        return self._file.look(**LINED | {"num_format": shown} | RIGHT | more)


LINED = {"valign": "top", "bottom": 1, "bottom_color": "#BFBFBF"}
RIGHT = {"align": "right", "indent": 1}
INPUT = {"bg_color": "#F2F2F2"} | dict.fromkeys(("left", "right", "top", "bottom"), 1)
"""what may be changed; heads or a column beside it say so in words"""


_NUMBERS = (Number, Input, Formula)


def height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Of a row in which every text fits between the lines of its column; not every program finds it out itself."""
    lines = max(-(-len(text) // width) for text, width in zip(texts, widths, strict=True))
    return min(LINE * max(lines, 1), TALLEST)


def _number(value: int, kind: Kind) -> int | float:
    whole, part = divmod(value, UNITS[kind])
    return value / UNITS[kind] if part else whole


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"
