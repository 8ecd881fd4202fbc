"""Tables of Word: a head that repeats on every page, rows that stay whole, and a description for those who listen."""

from collections.abc import Callable

from ..office.package import plain_text
from ..rendering.columns import column_widths
from ..rendering.elements import Line, Row, Table
from .lines import Lines
from .xml import Element, w

FULL = 5000
"""the whole width, in fiftieths of a percent"""


def table_element(table: Table, lines: Lines, width: int, style: Callable[[str], str]) -> Element:
    """The table over the whole ``width``, in twentieths of a point. ``style`` gives the style of a use."""
    made = _Table(table, lines, column_widths(table, width), style("cell"))
    properties = w(
        "tblPr",
        w("tblStyle", val=style("table")),
        w("tblW", w=str(FULL), type="pct"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="1", noVBand="1"),
        w("tblCaption", val=plain_text(table.caption)),
    )
    grid = w("tblGrid", *(w("gridCol", w=str(held)) for held in made.widths))
    return w("tbl", properties, grid, made.head(), *(made.row(row) for row in table.rows))


class _Table:
    def __init__(self, table: Table, lines: Lines, widths: tuple[int, ...], style: str) -> None:
        self.table, self.lines, self.widths, self.style = table, lines, widths, style

    def head(self) -> Element:
        cells = (self._cell(number, column.head, head=True) for number, column in enumerate(self.table.columns))
        return w("tr", w("trPr", w("cantSplit"), w("tblHeader")), *cells)

    def row(self, row: Row) -> Element:
        cells = [self._cell(number, cell) for number, cell in enumerate(row.cells)]
        if row.anchor:
            first = cells[0][-1]
            first[1:] = self.lines.bookmarks.around(row.anchor, *first[1:])
        return w("tr", w("trPr", w("cantSplit")), *cells)

    def _cell(self, number: int, line: Line, head: bool = False) -> Element:
        """The head stays with the row under it, so that no page ends with a head alone."""
        properties = w(
            "pPr",
            w("pStyle", val=self.style),
            w("keepNext") if head else None,
            w("jc", val="right") if self.table.columns[number].right else None,
        )
        width = w("tcPr", w("tcW", w=str(self.widths[number]), type="dxa"))
        return w("tc", width, w("p", properties, *self.lines.runs(line, bold=head)))
