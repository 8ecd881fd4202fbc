"""The sheets of a workbook as rows with a path: which cell is what, by the heads of its columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..reading import Problem
from ..reading.places import place_of
from ..reading.problems import shown
from ..reading.validation import nearest
from ..reading.workbook import Cell, Worksheet
from .workbook_names import ABOUT, HEADS, NEEDED, NOT_READ, REMARK, SHEETS, Head, SheetKind, sheet_kind

HEAD_WITHIN = 20
"""rows in which the heads of the columns are looked for"""
LONGEST_PATH, DEEPEST_PATH = 200, 12
_YEAR = re.compile(r"(19|20)[0-9]{2}\Z")
_READ: tuple[Head, ...] = ("value", *ABOUT)
_HEAD_OF = {name.casefold(): head for head, names in HEADS.items() for name in names}


@dataclass(frozen=True)
class Row:
    """One row that has a path. ``order`` is its place among the rows of all sheets; only filled cells are kept."""

    sheet: str
    number: int
    order: int
    path: tuple[str, ...]
    cells: dict[Head, Cell]
    years: dict[str, Cell]
    columns: dict[str, int]
    """of heads and of years"""

    def filled(self) -> bool:
        return bool(self.cells or self.years)

    def held(self, head: str) -> Cell | None:
        """The filled cell under a head or a year."""
        return next((cell for name, cell in (*self.cells.items(), *self.years.items()) if name == head), None)

    def cell(self, head: str) -> str:
        """The name of a cell: ``Region!C14``."""
        return f"{self.sheet}!{place_of(self.number, self.columns[head])}"


@dataclass
class Node:
    """Rows as a tree by their paths."""

    row: Row | None = None
    kids: dict[str, "Node"] = field(default_factory=dict)

    def put(self, row: Row) -> Row | None:
        """Put a row in its place; the row that stands there already, which stays."""
        node = self
        for part in row.path:
            node = node.kids.setdefault(part, Node())
        if node.row is not None and node.row.filled() and row.filled():
            return node.row
        node.row = row if node.row is None or row.filled() else node.row
        return None

    def rows(self) -> Iterator[Row]:
        if self.row is not None:
            yield self.row
        for kid in self.kids.values():
            yield from kid.rows()

    def filled(self) -> bool:
        return any(row.filled() for row in self.rows())

    def says_value(self) -> bool:
        """Whether there is more than what is known about an answer."""
        own = self.row is not None and ("value" in self.row.cells or bool(self.row.years))
        return own or any(kid.filled() for kid in self.kids.values())


@dataclass(frozen=True)
class SheetRows:
    kind: SheetKind
    title: str
    root: Node
    first: Row | None


def sheets_of(sheets: Sequence[Worksheet], file: str) -> tuple[list[SheetRows], list[Problem]]:
    """The sheets that are read, and all that is wrong with their heads and paths."""
    reading = _Reading(file)
    found = [held for sheet in sheets if (held := reading.sheet(sheet)) is not None]
    if not any(held.kind == "region" for held in found) and not reading.problems:
        reading.problems.append(Problem.at(file, 0, (), "no_region_sheet", expected=" / ".join(SHEETS["region"])))
    return found, reading.problems


class _Reading:
    def __init__(self, file: str) -> None:
        self._file = file
        self._order = 0
        self.problems: list[Problem] = []

    def sheet(self, sheet: Worksheet) -> SheetRows | None:
        kind = sheet_kind(sheet.name)
        if sheet.name.startswith(REMARK) or kind in NOT_READ or not (kind or sheet.cells):
            return None
        before, self._order = self._order, self._order + sheet.rows + 1
        if kind is None:
            known = [name for names in SHEETS.values() for name in names]
            words = sheet.name.split()
            near = nearest(sheet.name, known) or nearest(words[0] if words else "", known)
            self._fault_at(sheet, before + 1, "unknown_sheet", "A1", found=sheet.name, near=near)
            return None
        head = self._head(sheet)
        if head is None:
            if sheet.cells:
                self._fault_at(sheet, before + 1, "sheet_without_heads", "A1", expected=" / ".join(HEADS["path"]))
            return None
        columns = self._columns(sheet, head, before)
        self._merged(sheet, head, columns, before)
        root = Node()
        if any(name not in columns for name in NEEDED):
            return None
        rows = list(self._rows(sheet, head, columns, before))
        for row in rows:
            first = root.put(row)
            if first is not None:
                self._fault_at(
                    sheet,
                    row.order,
                    "row_twice",
                    place_of(row.number, columns["path"]),
                    found="/".join(row.path),
                    first=first.cell("path"),
                )
        return SheetRows(kind, sheet.name, root, next((row for row in rows if row.filled()), None))

    @staticmethod
    def _head(sheet: Worksheet) -> int | None:
        """The row of the heads: the first one with the head of the paths."""
        rows = [r for (r, _), cell in sheet.cells.items() if r < HEAD_WITHIN and _head_of(cell) == "path"]
        return min(rows, default=None)

    def _columns(self, sheet: Worksheet, head: int, before: int) -> dict[str, int]:
        """The column of each head and year. A column with cells below has to be one that is known, or a remark."""
        columns: dict[str, int] = {}
        used = {column for (row, column) in sheet.cells if row > head}
        for column in sorted(used | {column for (row, column) in sheet.cells if row == head}):
            cell = sheet.cells.get((head, column))
            title = "" if cell is None else str(cell.value).strip()
            name = "" if cell is None else _head_of(cell) or _year_of(cell)
            at = place_of(head, column)
            if name in columns:
                self._fault_at(sheet, before + head, "head_twice", at, found=title, first=place_of(head, columns[name]))
            elif name:
                columns[name] = column
            elif not title and column in used:
                below = min(row for (row, there) in sheet.cells if there == column and row > head)
                self._fault_at(sheet, before + below, "column_without_head", place_of(below, column))
            elif not title.startswith(REMARK) and column in used:
                known = [known for names in HEADS.values() for known in names]
                self._fault_at(sheet, before + head, "unknown_head", at, found=title, near=nearest(title, known))
        for needed in NEEDED:
            if needed not in columns:
                at, expected = place_of(head, 0), " / ".join(HEADS[needed])
                self._fault_at(sheet, before + head, "head_missing", at, expected=expected)
        return columns

    def _merged(self, sheet: Worksheet, head: int, columns: dict[str, int], before: int) -> None:
        """One cell over several answers would be the answer of the first only."""
        read = {column for name, column in columns.items() if name not in ("question", "how")}
        for (top, left), (bottom, right) in sheet.merged:
            if bottom >= head and read & set(range(left, right + 1)):
                self._fault_at(sheet, before + top, "merged_cells", place_of(top, left), last=place_of(bottom, right))

    def _rows(self, sheet: Worksheet, head: int, columns: dict[str, int], before: int) -> Iterator[Row]:
        years = {name: column for name, column in columns.items() if _YEAR.match(name)}
        for number in sorted({row for row, _ in sheet.cells if row > head}):
            cells = {name: sheet.cells[number, columns[name]] for name in _READ if _has(sheet, number, columns, name)}
            held = {year: sheet.cells[number, at] for year, at in years.items() if (number, at) in sheet.cells}
            order, path = before + number, sheet.cells.get((number, columns["path"]))
            if path is None:
                if cells or held:
                    column = min(columns[name] for name in (*cells, *held))
                    self._fault_at(sheet, order, "answer_without_path", place_of(number, column))
                continue
            parts = _parts(str(path.value))
            if parts is None or path.error or path.unworked:
                self._fault_at(sheet, order, "not_a_path", path.at, found=path.error or str(path.value))
                continue
            yield Row(shown(sheet.name), number, order, parts, cells, held, columns)

    def _fault_at(self, sheet: Worksheet, order: int, code: str, at: str, **values: object) -> None:
        problem = Problem.at(self._file, order, (), code, **values)
        self.problems.append(replace(problem, cell=f"{shown(sheet.name)}!{at}"))


def _has(sheet: Worksheet, number: int, columns: dict[str, int], name: str) -> bool:
    return name in columns and (number, columns[name]) in sheet.cells


def _head_of(cell: Cell) -> Head | None:
    return _HEAD_OF.get(" ".join(str(cell.value).split()).casefold())


def _year_of(cell: Cell) -> str:
    text = str(cell.value).strip()
    text = text.removesuffix(".0")
    return text if _YEAR.match(text) else ""


def _parts(text: str) -> tuple[str, ...] | None:
    """The parts of a path; None when it is none."""
    parts = tuple(text.strip().split("/"))
    if len(text) > LONGEST_PATH or len(parts) > DEEPEST_PATH or not all(part and part.isprintable() for part in parts):
        return None
    return parts
