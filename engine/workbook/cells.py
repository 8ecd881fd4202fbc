"""What a worksheet is made of: cells of text, numbers, days and formulas, in one table under one head.

Every worksheet is laid out alike: its title, what it is of, what it says, and from ``FIRST`` on the rows of the table.
Rows and columns count from 0, as XlsxWriter does; a formula names cells as a spreadsheet does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from xlsxwriter.utility import xl_rowcol_to_cell

from ..profile.quantities import day_of
from ..rendering.elements import Line, plain
from ..rendering.reader import Reader

HEAD = 4
FIRST = HEAD + 1
"""the first row of every table"""
Kind = Literal["count", "money", "share", "points", "ratio"]
"""unit of a whole number: cents, basis points (``points``: more or less than a share), hundredths"""
EXACT_DECIMALS = 6
NOBODY_KNOWS = "?"
DOES_NOT_EXIST = "–"


@dataclass(frozen=True)
class Text:
    """Text as it is: it never becomes a number, a formula or a link, whatever it begins with."""

    text: str


@dataclass(frozen=True)
class Number:
    value: int
    kind: Kind


@dataclass(frozen=True)
class Day:
    """An ISO date; a year or a month alone is text."""

    iso: str


@dataclass(frozen=True)
class Input:
    """What a calculation starts from and a reader may change; None is unknown."""

    value: int | None
    kind: Kind


@dataclass(frozen=True)
class Formula:
    """A formula of ours without its ``=``, with what it comes to in the advice; None is unknown, text is as it is."""

    text: str
    value: int | str | None
    kind: Kind


Cell = Text | Number | Day | Input | Formula
Row = tuple[Cell, ...]
UNKNOWN, NONE = Text(NOBODY_KNOWS), Text(DOES_NOT_EXIST)


@dataclass(frozen=True)
class Column:
    """``width`` in characters."""

    head: str
    width: int


@dataclass(frozen=True)
class Worksheet:
    """``computed`` ones hold formulas over rows, which sorting would break: they have no filter."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    computed: bool = False


def sheet_of(
    code: str, widths: dict[str, int], rows: Sequence[Row], reader: Reader, computed: bool = False
) -> Worksheet:
    """A worksheet whose name, title, explanation and heads stand in the catalogue under ``workbook.code``."""
    columns = tuple(Column(reader.say(f"workbook.column.{name}"), width) for name, width in widths.items())
    return worksheet(code, columns, rows, reader, computed)


def worksheet(
    code: str, columns: tuple[Column, ...], rows: Sequence[Row], reader: Reader, computed: bool = False
) -> Worksheet:
    name, title, about = (reader.say(f"workbook.{code}.{part}") for part in ("name", "title", "about"))
    if not rows:  # a table without a row looks like one that was forgotten
        rows = [(Text(reader.say("workbook.empty")), *(NONE for _ in columns[1:]))]
    return Worksheet(name, title, about, columns, tuple(rows), computed)


def text(line: Line | str) -> Text:
    """Text, or a line without its marks; nothing at all is what does not exist here."""
    shown = line if isinstance(line, str) else plain(line)
    return Text(shown) if shown else NONE


def number(value: int | None, kind: Kind) -> Cell:
    return UNKNOWN if value is None else Number(value, kind)


def day(iso: str | None) -> Cell:
    return UNKNOWN if iso is None else Day(iso)


def value_cell(field: str, value: int | str | None, reader: Reader) -> Cell:
    """The value of a field in its unit."""
    held = reader.field(field)
    kind = held.kind if held else "enum"
    if isinstance(value, int) and kind == "date":
        return Day(day_of(value).isoformat())
    if isinstance(value, int) and kind in ("count", "money", "share", "ratio"):
        return Number(value, kind)
    return text(reader.value(field, value))


# Formulas


def at(row: int, column: int) -> str:
    """The name of a cell of the table, ``row`` counted from its first: ``F6``."""
    return str(xl_rowcol_to_cell(FIRST + row, column))


def when_known(cells: Sequence[str], formula: str) -> str:
    """A formula that stays unknown until every cell it needs holds a number."""
    return f'IF(COUNT({",".join(cells)})<{len(cells)},"{NOBODY_KNOWS}",{formula})'


def sum_when_known(first: str, last: str, number: int) -> str:
    """The sum of so many cells in a row or column, unknown as long as one of them is."""
    return f'IF(COUNT({first}:{last})<{number},"{NOBODY_KNOWS}",SUM({first}:{last}))'


def to_euro(amount: str) -> str:
    """An amount rounded to the euro, half away from zero as in the calculation.

    A spreadsheet counts in binary, where 12,741,500 × 0.9% comes out just below the half that it is; six decimals, all
    that cents and basis points can give, bring that half back.
    """
    return f"ROUND(ROUND({amount},{EXACT_DECIMALS}),0)"
