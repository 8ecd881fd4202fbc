"""The sheets of a workbook from outside, looked through before anything reads their values.

How much they hold has limits. What is kept of a cell is what a reader of values leaves out: that it holds a formula, an
error, or a percentage.
"""

import re
from dataclasses import dataclass, field

from ..office.gate import MB
from ..office.package import archive
from .overstated import DAMAGE
from .places import LAST_COLUMN, LAST_ROW, Area, Place, place_in
from .workbook_package import LIMITS, UnfitWorkbookError, WorkbookPackage, opened_package, parse

MOST_CELLS, MOST_AREA = 400_000, 3_000_000
"""of all sheets together: cells that hold something, and rows times columns"""
LONGEST_TEXT, MOST_TEXT, MOST_TEXTS = 32_767, 32 * MB, 1_000_000
"""signs in one cell, which is what a spreadsheet holds; in all cells together, where a text may stand many times;
texts that cells may name"""
MOST_MERGED = 10_000
_PERCENT = frozenset({9, 10})
"""formats that every spreadsheet has by number"""


@dataclass(frozen=True)
class Mark:
    """What the value of a cell does not tell. ``unworked``: a formula that no program has worked out yet."""

    percent: bool = False
    formula: bool = False
    unworked: bool = False
    error: str = ""


@dataclass(frozen=True)
class Looked:
    """The marks of one sheet by row and column, counted from 0, and the ranges of cells that were merged."""

    marks: dict[Place, Mark]
    merged: list[Area]


@dataclass
class Inspected:
    """What was seen of each sheet. ``recalculate``: no program worked the formulas out.

    ``content`` are the parts that were looked at, packed anew: what another reader of archives makes of the file as it
    came may differ.
    """

    content: bytes
    sheets: dict[str, Looked] = field(default_factory=dict)
    recalculate: bool = False


def inspected(content: bytes) -> Inspected:
    """Look a workbook through. Raises UnfitWorkbookError."""
    try:
        return _Inspection(opened_package(content)).inspected()
    except DAMAGE:
        raise UnfitWorkbookError("workbook_damaged") from None


class _Inspection:
    def __init__(self, package: WorkbookPackage) -> None:
        self._package = package
        self._cells, self._area, self._signs = 0, 0, 0
        self._percent = self._percentages(package.styles) if package.styles else []
        self._lengths = self._texts(package.texts) if package.texts else []

    def inspected(self) -> Inspected:
        package = self._package
        held = Inspected(archive(package.parts), recalculate=package.recalculate)
        for name, part in package.sheets:
            if name.casefold() in {other.casefold() for other in held.sheets}:
                raise UnfitWorkbookError("workbook_damaged")
            held.sheets[name] = self._sheet(name, part) if part else Looked({}, [])
        return held

    def _texts(self, part: str) -> list[int]:
        """How long each of the texts is that cells may name."""
        lengths: list[int] = []

        def started(name: str, values: dict[str, str]) -> None:
            if name == "si":
                lengths.append(0)
                if len(lengths) > MOST_TEXTS:
                    raise UnfitWorkbookError("workbook_too_much_inside", most=LIMITS.inside // MB)

        def text(text: str) -> None:
            if lengths:
                lengths[-1] += len(text)
                if lengths[-1] > LONGEST_TEXT:
                    raise UnfitWorkbookError("workbook_damaged")

        parse(self._package.parts[part], started, text=text)
        return lengths

    def _percentages(self, part: str) -> list[bool]:
        """Of each format that a cell may name: whether it shows a share of a hundred."""
        codes: dict[int, str] = {}
        formats: list[int] = []
        inside: list[str] = []

        def started(name: str, values: dict[str, str]) -> None:
            inside.append(name)
            if name == "numFmt":
                codes[int(values.get("numFmtId", "0"))] = values.get("formatCode", "")
            elif name == "xf" and "cellXfs" in inside:
                formats.append(int(values.get("numFmtId", "0")))

        parse(self._package.parts[part], started, lambda name: inside.pop())
        return [held in _PERCENT or "%" in _shown(codes.get(held, "")) for held in formats]

    def _sheet(self, sheet: str, part: str) -> Looked:
        looked = Looked({}, [])
        reading = _Cells(self, sheet, looked.marks, looked.merged)
        parse(self._package.parts[part], reading.started, reading.ended, reading.text)
        return looked

    def count(self, sheet: str, more_area: int, value: str, kind: str) -> None:
        """Add a cell, and what it makes its sheet larger, to what all sheets hold; a reader makes room for it all."""
        self._cells, self._area = self._cells + 1, self._area + more_area
        shared = int(value) if kind == "s" and value.isascii() and value.isdigit() and len(value) < 10 else -1
        if kind == "s" and not 0 <= shared < len(self._lengths):
            raise UnfitWorkbookError("workbook_damaged")
        self._signs += self._lengths[shared] if kind == "s" else len(value)
        if self._cells > MOST_CELLS:
            raise UnfitWorkbookError("workbook_too_many_cells", sheet, most=MOST_CELLS)
        if self._area > MOST_AREA:
            raise UnfitWorkbookError("workbook_too_wide", sheet)
        if self._signs > MOST_TEXT:
            raise UnfitWorkbookError("workbook_too_much_inside", most=MOST_TEXT // MB)

    def is_percent(self, style: str) -> bool:
        number = int(style or "0")
        return self._percent[number] if 0 <= number < len(self._percent) else False


class _Cells:
    """The cells of one sheet as they go by."""

    def __init__(self, inspection: _Inspection, sheet: str, marks: dict[Place, Mark], merged: list[Area]) -> None:
        self._inspection, self._sheet, self._marks, self._merged = inspection, sheet, marks, merged
        self._row, self._column = -1, -1
        self._rows, self._columns = 0, 0
        self._style, self._kind = "", ""
        self._inside = ""
        self._formula = False
        self._holds: list[str] | None = None

    def started(self, name: str, values: dict[str, str]) -> None:
        if name == "row":
            self._row, self._column = int(values["r"]) - 1 if "r" in values else self._row + 1, -1
        elif name == "c":
            self._begin(values)
        elif name in ("dimension", "mergeCell"):
            self._range(values.get("ref", ""), merged=name == "mergeCell")
        elif name in ("v", "f", "is"):
            self._inside = name
            self._formula |= name == "f"
            self._holds = self._holds or []

    def text(self, text: str) -> None:
        if self._inside == "v" and self._holds is not None:
            self._holds.append(text)

    def ended(self, name: str) -> None:
        if name == "c" and self._holds is not None:
            self._end("".join(self._holds))
        elif name in ("v", "f", "is"):
            self._inside = ""

    def _begin(self, values: dict[str, str]) -> None:
        if "r" in values:
            self._row, self._column = place_in(values["r"])
        else:
            self._column += 1
        if self._column >= LAST_COLUMN or not 0 <= self._row < LAST_ROW:
            raise UnfitWorkbookError("workbook_damaged")
        self._style, self._kind = values.get("s", ""), values.get("t", "n")
        self._formula, self._holds = False, None

    def _range(self, ref: str, merged: bool) -> None:
        """A range has to lie in the sheet: a reader of values would count through one that does not."""
        first, _, last = ref.partition(":")
        area = (place_in(first), place_in(last or first))
        if merged:
            self._merged.append(area)
            if len(self._merged) > MOST_MERGED:
                raise UnfitWorkbookError("workbook_too_many_cells", self._sheet, most=MOST_MERGED)

    def _end(self, value: str) -> None:
        place = (self._row, self._column)
        if place in self._marks:
            raise UnfitWorkbookError("workbook_damaged")
        before = self._rows * self._columns
        self._rows, self._columns = max(self._rows, self._row + 1), max(self._columns, self._column + 1)
        self._inspection.count(self._sheet, self._rows * self._columns - before, value, self._kind)
        self._marks[place] = Mark(
            percent=self._kind == "n" and self._inspection.is_percent(self._style),
            formula=self._formula,
            unworked=self._formula and not value and self._kind != "str",
            error=value if self._kind == "e" else "",
        )


def _shown(code: str) -> str:
    """A format without the text that it prints as it is."""
    return re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code)
