"""Lay a workbook out with XlsxWriter: nothing but our own formulas becomes one, and no clock is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

from ..rendering.numbers import Language
from ..word.package import archive, parts_of
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

AUTHOR = "Stuurwijzer"
LOCALES: dict[Language, str] = {"nl": "nl-NL", "en": "en-GB"}
PROPERTIES = "docProps/core.xml"
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
BEGINS_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
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


def with_language(properties: bytes, language: Language) -> bytes:
    """XlsxWriter has no word for the language of a document."""
    tag = f"<dc:language>{escape(LOCALES[language])}</dc:language></cp:coreProperties>"
    return properties.replace(b"</cp:coreProperties>", tag.encode())


class _Writer:
    def __init__(self, held: Workbook) -> None:
        self._held, self._stream = held, BytesIO()
        plain_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book = xlsxwriter.Workbook(self._stream, {"in_memory": True, **plain_text})
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def written(self) -> bytes:
        created = datetime.combine(date.fromisoformat(self._held.as_of), datetime.min.time())
        self._book.set_properties({"title": self._held.title, "author": AUTHOR, "created": created})
        for number, sheet in enumerate(self._held.worksheets, 1):
            self._worksheet(number, sheet)
        self._book.close()
        parts = parts_of(self._stream.getvalue())
        parts[PROPERTIES] = with_language(parts[PROPERTIES], self._held.language)
        return archive(parts)

    # One worksheet

    def _worksheet(self, number: int, sheet: Worksheet) -> None:
        made = self._book.add_worksheet(sheet.name)
        made.write_string(0, 0, sheet.title, self._format(bold=True, font_size=14))
        made.write_string(1, 0, _fitting(self._held.stand), self._format())
        made.write_string(2, 0, sheet.about, self._format())
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
        return self._format(bold=True, text_wrap=True, valign="top", bottom=1, **(RIGHT if right else {}))

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
        """Text stays text also when somebody opens the cell and closes it again."""
        if held.startswith(BEGINS_LIKE_A_FORMULA):
            more["quote_prefix"] = True
        made.write_string(row, column, _fitting(held), self._format(**LINED | {"text_wrap": True} | more))

    def _day(self, made: Any, row: int, column: int, iso: str) -> None:
        try:
            held = date.fromisoformat(iso)
        except ValueError:  # a year or a month alone
            return self._text(made, row, column, iso)
        shown = self._format(**LINED, num_format=DAYS[self._held.language], align="left")
        made.write_datetime(row, column, datetime.combine(held, datetime.min.time()), shown)

    def _number_format(self, kind: Kind, value: int | str | None, **more: Any) -> Any:
        """Cents only where there are any."""
        cents = isinstance(value, int) and value % UNITS["money"] != 0
        shown = (EURO_AND_CENTS if cents else EURO)[self._held.language] if kind == "money" else NUMBERS[kind]
        return self._format(**LINED | {"num_format": shown} | RIGHT | more)

    def _format(self, **wanted: Any) -> Any:
        """One format for each look."""
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(wanted)
        return self._formats[key]


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
