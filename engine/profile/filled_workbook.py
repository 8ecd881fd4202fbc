"""A filled workbook as the plain data of a region file, with the sheet and cell of every value.

A row is one answer: its path says which question it answers, as in the region file but with list items counted from 1
(``lots/2/clients``). What the rows say is put together by the shapes of the models and then validated as a region file
is, so that both have the same mistakes. Empty rows say nothing; rows that say something unasked are refused.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path as FilePath
from typing import Any

from ..reading import Document, Problem, ProblemsFoundError
from ..reading.problems import Path
from ..reading.validation import nearest
from ..reading.workbook import read_workbook
from .cell_values import text_of
from .region import Part, RegionProfile, SegmentProfile
from .workbook_answers import Answers
from .workbook_names import OF_SEGMENT, SheetKind
from .workbook_rows import Node, SheetRows, sheets_of

OF_ONE_SEGMENT: tuple[SheetKind, ...] = ("segment", "part", "start_budget")


class UnclearWorkbookError(ProblemsFoundError):
    """Rows that cannot be put together, with what the others say: that is validated as well, to tell all at once."""

    def __init__(self, problems: Iterable[Problem], rest: Document) -> None:
        super().__init__(problems)
        self.rest = rest


def read_filled_workbook(path: FilePath, name: str) -> Document:
    """The region in a workbook. Raises ProblemsFoundError: it cannot be read, or its rows cannot be put together."""
    sheets, problems = sheets_of(read_workbook(path, name), name)
    if not any(sheet.kind == "region" for sheet in sheets):
        raise ProblemsFoundError(problems)
    answers = Answers(name)
    data = _region(sheets, answers)
    document = Document(name, data, answers.lines, answers.cells)
    if problems or answers.problems:
        raise UnclearWorkbookError([*problems, *answers.problems], document)
    return document


def _region(sheets: Sequence[SheetRows], answers: Answers) -> dict[str, Any]:
    root = _together([sheet.root for sheet in sheets if sheet.kind not in OF_ONE_SEGMENT], answers)
    data = answers.room(RegionProfile, root, (), without=("segments",))
    filled = [sheet for sheet in sheets if sheet.kind in OF_ONE_SEGMENT and sheet.root.filled()]
    segments = [sheet for sheet in filled if sheet.kind == "segment"]
    data["segments"] = [_segment(sheet, number, filled, answers) for number, sheet in enumerate(segments)]
    known = [name for sheet in segments if (name := _said(sheet, "id"))]
    for sheet in filled:
        if sheet.kind != "segment":
            _belongs(sheet, known, answers)
    return data


def _segment(sheet: SheetRows, number: int, sheets: Sequence[SheetRows], answers: Answers) -> dict[str, Any]:
    """A segment with its parts and its start budget, which stand on sheets of their own."""
    path: Path = ("segments", number)
    own = _said(sheet, "id")
    of_this = [other for other in sheets if own and other.kind != "segment" and _said(other, OF_SEGMENT) == own]
    budgets = [other.root for other in of_this if other.kind == "start_budget"]
    answers.begin(path, sheet.first)
    data = answers.room(SegmentProfile, _together([sheet.root, *budgets], answers), path, without=("parts",))
    parts = [other for other in of_this if other.kind == "part"]
    for place, part in enumerate(parts):
        answers.begin((*path, "parts", place), part.first)
    taken = [answers.room(Part, part.root, (*path, "parts", place)) for place, part in enumerate(parts)]
    return {**data, "parts": taken} if taken else data


def _belongs(sheet: SheetRows, known: list[str], answers: Answers) -> None:
    """A part and a start budget are of a segment that is there."""
    found = _said(sheet, OF_SEGMENT)
    row = sheet.root.kids[OF_SEGMENT].row if OF_SEGMENT in sheet.root.kids else None
    if not found:
        answers.report(row or sheet.first, "sheet_of_no_segment", sheet=sheet.title)
    elif found not in known:
        answers.report(row, "no_such_segment", found=found, expected=", ".join(known), near=nearest(found, known))


def _said(sheet: SheetRows, name: str) -> str:
    node = sheet.root.kids.get(name)
    return text_of(node.row) if node else ""


def _together(roots: Iterable[Node], answers: Answers) -> Node:
    """Sheets of one thing as one tree."""
    whole = Node()
    for root in roots:
        for row in root.rows():
            if row.path != (OF_SEGMENT,) and (first := whole.put(row)) is not None:
                answers.report(row, "row_twice", "path", found="/".join(row.path), first=first.cell("path"))
    return whole
