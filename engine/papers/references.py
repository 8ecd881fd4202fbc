"""References behind lines that were made elsewhere."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..rendering.elements import Element, Items, Line, Row, Table


def with_each(elements: Iterable[Element], references: Sequence[Line], column: int = 0) -> tuple[Element, ...]:
    """The lines of lists and, in one of their columns, the rows of tables, each with its reference behind it.

    References are taken in the order of lines and rows; what follows the last one stays as it is.
    """
    left = iter(references)
    return tuple(_with(element, left, column) for element in elements)


def _with(element: Element, left: Iterator[Line], column: int) -> Element:
    match element:
        case Items(lines=lines):
            return replace(element, lines=tuple((*line, *next(left, ())) for line in lines))
        case Table(rows=rows):
            return replace(element, rows=tuple(_row(row, next(left, ()), column) for row in rows))
        case _:
            return element


def _row(row: Row, reference: Line, column: int) -> Row:
    cells = (*row.cells[:column], (*row.cells[column], *reference), *row.cells[column + 1 :])
    return replace(row, cells=cells)
