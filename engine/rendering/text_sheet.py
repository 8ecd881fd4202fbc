"""A sheet for a terminal: headings, folded paragraphs, tables and bars, without colour or other codes."""

import textwrap
from io import StringIO

from ..pictures import Drawing
from .elements import Block, Definitions, Element, Gantt, Items, Line, Paragraph, Sheet, Table, plain
from .gantt import MARKS, MOMENT, as_characters
from .numbers import NBSP

USUAL_WIDTH = 100
NARROWEST = 60


def sheet_as_text(sheet: Sheet, width: int | None) -> str:
    """The whole sheet, folded to ``width`` columns."""
    return _Layout(max(NARROWEST, width or USUAL_WIDTH)).sheet(sheet)


class _Layout:
    def __init__(self, width: int) -> None:
        self._width = width

    def sheet(self, sheet: Sheet) -> str:
        parts = [self._underlined(sheet.title, "="), self._folded(sheet.stand)]
        parts += [self._folded(line) for line in (sheet.boxed.lines if sheet.boxed else ())]
        parts += [self._element(element) for element in sheet.opening]
        parts += [part for block in sheet.blocks for part in self._block(block)]
        return "\n\n".join(part for part in parts if part).replace(NBSP, " ") + "\n"

    def _block(self, block: Block) -> list[str]:
        return [self._underlined(block.title, "-"), *(self._element(element) for element in block.elements)]

    def _underlined(self, title: str, mark: str) -> str:
        return f"{title}\n{mark * len(title)}"

    def _element(self, element: Element) -> str:
        match element:
            case Paragraph(line=line):
                return self._folded(line)
            case Items(lines=lines):
                return "\n".join(self._folded(line, "- ") for line in lines)
            case Table():
                return self._table(element)
            case Gantt():
                return "\n".join([*as_characters(element, self._width), "", self._folded_text(_legend(element))])
            case Drawing():
                return ""
            case Definitions(entries=entries):
                return "\n".join(self._folded_text(" ".join([e.term, *map(plain, e.lines)]), "- ") for e in entries)

    def _table(self, table: Table) -> str:
        from rich import box
        from rich.console import Console
        from rich.table import Table as Grid

        shared = all(column.width for column in table.columns)
        grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=shared)
        for column in table.columns:
            justify = "right" if column.right else "left"
            head, ratio = plain(column.head), column.width or None
            grid.add_column(head, overflow="fold", justify=justify, ratio=ratio)  # type: ignore[arg-type]  # one of two
        for row in table.rows:
            grid.add_row(*(plain(cell).replace(NBSP, " ") for cell in row.cells))
        out = StringIO()
        Console(file=out, width=self._width, no_color=True, force_terminal=False, markup=False, highlight=False).print(
            grid
        )
        return "\n".join(line.rstrip() for line in out.getvalue().rstrip().splitlines())

    def _folded(self, line: Line, mark: str = "") -> str:
        return self._folded_text(plain(line), mark)

    def _folded_text(self, text: str, mark: str = "") -> str:
        return textwrap.fill(
            text.replace(NBSP, " "),
            self._width,
            initial_indent=mark,
            subsequent_indent=" " * len(mark),
            break_long_words=False,
            break_on_hyphens=False,
        )


def _legend(gantt: Gantt) -> str:
    """What each character stands for; the days of the region stand in the table."""
    marks = MARKS | {"moment": MOMENT}
    return " · ".join(f"{marks[kind]} {name}" for kind, name in gantt.legend if kind in marks)
