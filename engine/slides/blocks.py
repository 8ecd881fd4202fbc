"""What stands on a slide once its room is known: texts, tables and pictures, each with its height.

All lengths are in EMU, the unit of the format: 12.700 to a point.
"""

from dataclasses import dataclass, field

from ..pictures import Drawing
from ..rendering.elements import Line
from .runs import Runs

POINT = 12_700
LEAST = 18
"""points: smaller cannot be read from the back of a council's hall"""
LINE_PERCENT = 120
AFTER, GAP = 5 * POINT, 8 * POINT
"""under a paragraph, and between text and a table"""
INDENT = 18 * POINT
CELL_SIDE, CELL_TOP = 5 * POINT, 3 * POINT


def line_height(size: int) -> int:
    return size * POINT * LINE_PERCENT // 100


@dataclass(frozen=True)
class Room:
    """What the boxes of a template leave for text, and how wide its faces are in percent of Arial."""

    width: int
    height: int
    title_width: int
    title_height: int
    wider: int


@dataclass(frozen=True)
class Para:
    runs: Runs
    lines: int
    bullet: bool
    size: int

    @property
    def height(self) -> int:
        return self.lines * line_height(self.size) + AFTER


@dataclass(frozen=True)
class Cells:
    """One row: what stands in it, how many lines that takes, and the place that references lead to."""

    cells: tuple[Runs, ...]
    lines: int
    size: int
    anchor: str = ""

    @property
    def height(self) -> int:
        return self.lines * line_height(self.size) + 2 * CELL_TOP


@dataclass
class Text:
    paragraphs: list[Para] = field(default_factory=list)

    @property
    def height(self) -> int:
        return sum(held.height for held in self.paragraphs)


@dataclass
class Grid:
    caption: str
    widths: tuple[int, ...]
    right: tuple[bool, ...]
    head: Cells
    rows: list[Cells] = field(default_factory=list)

    @property
    def height(self) -> int:
        return self.head.height + sum(row.height for row in self.rows)


@dataclass(frozen=True)
class Image:
    """A picture as wide as its box, or less wide where it would be too high."""

    drawing: Drawing
    width: int
    height: int


@dataclass
class Page:
    """One slide as it is shown."""

    title: Runs
    title_size: int
    blocks: list[Text | Grid | Image]
    notes: tuple[Line, ...]
    anchors: tuple[str, ...]
