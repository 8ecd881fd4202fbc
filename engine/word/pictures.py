"""Pictures as shaded cells of a table: they print without colour, scale with the page and need no drawing.

What each shows stands in its description and in the sentence before it; the table below it holds the figures.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..rendering.elements import Gantt, GanttRow, Picture
from .lines import Lines
from .xml import Element, plain_text, w

FULL = 10_000
HATCHES = ("pct60", "pct20", "clear")
"""dark to light, so that a black-and-white print tells them apart"""
HATCH_OF = {"law": "solid", "source": "pct60", "region": "diagStripe", "own": "pct15"}
INK = "1F2933"
BAR_HEIGHT, STEP_HEIGHT = "340", "250"
POINT = 100
"""a mark without a width is drawn this wide"""
STEPS = 48
"""columns of a planning; a table of Word has sixty-three at most"""
LABEL = 30
"""percent of the width for the names of the steps"""
LEGEND_COLUMNS, LEAST_FOR_LABEL = 9, 4
"""columns that words need"""
MOMENT = "◆"


@dataclass(frozen=True)
class _Cell:
    """From and to in the columns of a table, with a hatch or with text."""

    start: int
    end: int
    hatch: str = ""
    text: str = ""


class Pictures:
    """The pictures of one document."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def paragraphs(self, picture: Picture | Gantt, width: int) -> Iterator[Element]:
        yield self._market(picture, width) if isinstance(picture, Picture) else self._planning(picture, width)
        yield w("p", w("pPr", w("pStyle", val=self._lines.styles["after_table"])))

    # The market: blocks in proportion, and under them what is usual

    def _market(self, picture: Picture, width: int) -> Element:
        edges = {0, FULL, *(edge for bar in picture.bars for edge in (bar.start, bar.start + bar.width))}
        marks = [(tick.start, max(tick.end, tick.start + POINT), tick.name) for tick in picture.ticks]
        edges |= {min(edge, FULL) for start, end, _ in marks for edge in (start, end)}
        places = sorted(edge for edge in edges if edge <= FULL)
        columns = {edge: number for number, edge in enumerate(places)}
        last = len(picture.bars) - 1
        ends = [columns[FULL if n == last else min(bar.start + bar.width, FULL)] for n, bar in enumerate(picture.bars)]
        starts = [0, *ends]
        heads = [_Cell(starts[n], ends[n], text=bar.label) for n, bar in enumerate(picture.bars)]
        bars = [_Cell(starts[n], ends[n], HATCHES[n % len(HATCHES)]) for n in range(len(picture.bars))]
        rows = [self._row(heads, head=True), self._row(bars, height=BAR_HEIGHT)]
        for start, end, called in marks:
            from_, to = columns[start], columns[min(end, FULL)]
            cells = [_Cell(0, from_), _Cell(from_, to, "solid"), _Cell(to, len(places) - 1, text=called)]
            rows.append(self._row(cells))
        grid = [(after - before) * width // FULL for before, after in pairwise(places)]
        return self._table(picture.finding, grid, rows)

    # The planning: bars in time

    def _planning(self, gantt: Gantt, width: int) -> Element:
        label = width * LABEL // 100
        grid = [label, *[(width - label) // STEPS] * STEPS]
        marks = [(at, tick.label) for tick in gantt.ticks if (at := _column(tick.at)) <= STEPS + 1 - LEAST_FOR_LABEL]
        heads = [_Cell(0, 1, text=self._lines.labels["step"])]
        edges = [column for column, _ in marks[1:]] + [STEPS + 1]
        first = marks[0][0] if marks else STEPS + 1
        heads += [_Cell(1, first, text="")] if first > 1 else []
        heads += [_Cell(at, end, text=called) for (at, called), end in zip(marks, edges, strict=False) if end > at]
        rows = [self._row(heads, head=True)]
        rows += [self._row(_bar(row), height=STEP_HEIGHT) for row in gantt.rows]
        rows.append(self._row(list(_legend(gantt))))
        return self._table(gantt.finding, grid, rows)

    def _table(self, finding: str, grid: Sequence[int], rows: Sequence[Element]) -> Element:
        properties = w(
            "tblPr",
            w("tblW", w=str(sum(grid)), type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblCellMar", w("left", w="28", type="dxa"), w("right", w="28", type="dxa")),
            w("tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="1"),
            w("tblCaption", val=plain_text(finding)),
            w("tblDescription", val=plain_text(self._lines.labels["picture"])),
        )
        return w("tbl", properties, w("tblGrid", *(w("gridCol", w=str(held)) for held in grid)), *rows)

    def _row(self, cells: Sequence[_Cell], head: bool = False, height: str = "") -> Element:
        properties = w(
            "trPr",
            w("cantSplit"),
            w("trHeight", val=height, hRule="atLeast") if height else None,
            w("tblHeader") if head else None,
        )
        return w("tr", properties, *(self._cell(cell, head) for cell in cells if cell.end > cell.start))

    def _cell(self, cell: _Cell, head: bool) -> Element:
        edges = (w(side, val="single", sz="6", space="0", color=INK) for side in ("top", "left", "bottom", "right"))
        properties = w(
            "tcPr",
            w("gridSpan", val=str(cell.end - cell.start)),
            w("tcBorders", *edges) if cell.hatch else None,
            w("shd", val=cell.hatch, color=INK, fill="FFFFFF") if cell.hatch else None,
        )
        style = w("pPr", w("pStyle", val=self._lines.styles["cell"]), w("keepNext"))
        return w("tc", properties, w("p", style, *([self._lines.run(cell.text, bold=head)] if cell.text else [])))


def _column(basis_points: int) -> int:
    """The column in which a moment falls; the first holds the names."""
    return 1 + min(STEPS - 1, max(0, basis_points) * STEPS // FULL)


def _bar(row: GanttRow) -> list[_Cell]:
    start = _column(row.start)
    if row.kind == "moment":
        return [_Cell(0, 1, text=row.label), _Cell(1, start), _Cell(start, STEPS + 1, text=MOMENT)]
    end = max(start + 1, _column(row.end))
    return [_Cell(0, 1, text=row.label), _Cell(1, start), _Cell(start, end, HATCH_OF[row.kind]), _Cell(end, STEPS + 1)]


def _legend(gantt: Gantt) -> Iterator[_Cell]:
    """Each hatch with its words, as far as they fit in one row."""
    shown = [(kind, words) for kind, words in gantt.legend if kind in HATCH_OF or kind == "moment"]
    yield _Cell(0, 1)
    at = 1
    for kind, words in shown:
        room = LEGEND_COLUMNS
        if at + 1 + room > STEPS + 1:
            break
        yield _Cell(at, at + 1, HATCH_OF[kind]) if kind in HATCH_OF else _Cell(at, at + 1, text=MOMENT)
        yield _Cell(at + 1, at + 1 + room, text=words)
        at += 1 + room
    yield _Cell(at, STEPS + 1)
