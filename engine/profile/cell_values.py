"""A cell as it would be written in a region file; what it means is for the question to say, as it is there.

A number becomes the text that a person would write: a share of a cell that shows percentages with its sign, decimals
behind a comma, a day as ``2027-01-31``. Nothing is rounded: the fifteen digits that a
spreadsheet keeps are all carried over.
"""

from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any

from ..reading.workbook import Cell
from .shapes import Plain
from .workbook_names import NO, YES
from .workbook_rows import Row

DIGITS = 15
"""what a spreadsheet keeps of a number"""
TRUE, FALSE = (*YES, "true", "waar"), (*NO, "false", "onwaar")


def text_of(row: Row | None) -> str:
    """The answer of a row as text."""
    cell = row.cells.get("value") if row else None
    return "" if cell is None else str(as_written(cell, Plain("text")))


def as_written(cell: Cell, shape: Plain) -> Any:
    """The value of a cell for a question of this shape."""
    match cell.value:
        case bool(value):
            return value if shape.kind == "bool" else str(value).lower()
        case int(value) | float(value):
            return _number(value, cell.percent, shape)
        case datetime() as value if value.time() == datetime.min.time():
            return value.date().isoformat()
        case datetime() | date() as value:
            return value.isoformat()
        case str(value):
            return _text(value.strip(), shape)
    return str(cell.value)


def as_yes_or_no(cell: Cell | None) -> Any:
    """True or false, or what stands there instead."""
    return "" if cell is None else as_written(cell, Plain("bool"))


def _text(text: str, shape: Plain) -> Any:
    if shape.kind == "bool":
        word = text.casefold()
        return True if word in TRUE else False if word in FALSE else text
    if shape.kind == "enum":  # a drop-down shows the word behind the code: ``rising (stijgend)``
        code = text.partition(" (")[0] if text.endswith(")") else text
        return int(code) if shape.whole and code.isascii() and code.isdigit() and len(code) < DIGITS else code
    return text


def _number(value: int | float, percent: bool, shape: Plain) -> Any:
    if not isfinite(value):
        return str(value)
    number = Decimal(format(value, f".{DIGITS}g"))
    if percent:
        return f"{_plain(number * 100)}%"
    whole = number == number.to_integral_value()
    if whole and (shape.kind in ("count", "money", "fte") or shape.whole):
        return int(number)
    return _plain(number)


def _plain(number: Decimal) -> str:
    """Without an exponent and without zeros that say nothing, with a comma: a point may stand for thousands."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
