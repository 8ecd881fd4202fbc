"""Rows put together by the shapes of the models: values as a region file has them, each with its place."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from ..reading import Problem
from ..reading.problems import Path
from ..reading.validation import nearest
from .answers import NOT_APPLICABLE, UNKNOWN, Strict
from .cell_values import as_written, as_yes_or_no, text_of
from .shapes import Asked, ByKey, ByName, ByYear, ListOf, Plain, RecordsOf, RoomOf, SetOf, Shape, shapes_of
from .workbook_names import ABOUT, COMPLETE, EMPTY, NAME, OF_SEGMENT, VALUE, Head
from .workbook_rows import Node, Row

ABSENT: Final = object()
LONGEST_NUMBER = 4
"""digits in the path of a list item"""
_TEXT = Plain("text")


class Answers:
    """Takes what rows say; notes where each value stands, and what cannot be put together."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.lines: dict[Path, int] = {}
        self.cells: dict[Path, str] = {}
        self.problems: list[Problem] = []

    def room(self, model: type[Strict], node: Node, path: Path, without: tuple[str, ...] = ()) -> dict[str, Any]:
        """The questions of a room that were answered; ``without`` those that stand elsewhere."""
        shapes = shapes_of(model)
        here = {name: shape for name, shape in shapes.items() if name not in without}
        taken = {name: self._take(shape, node.kids.get(name, Node()), (*path, name)) for name, shape in here.items()}
        data = {name: value for name, value in taken.items() if value is not ABSENT}
        for name, kid in node.kids.items():
            if name in without:
                self._stranger(kid, (*path, name), [])
            elif name not in here and name not in (OF_SEGMENT, NAME) and kid.filled():
                first = next(row for row in kid.rows() if row.filled())
                self._place((*path, name), first, "path")
                data[name] = text_of(first)  # the model refuses it, and knows what may have been meant
        return data

    def begin(self, path: Path, row: Row | None) -> None:
        """Where something stands that is spread over rows."""
        if row is not None:
            self._place(path, row, "value")

    def report(self, row: Row | None, code: str, head: Head | str = "value", **values: object) -> None:
        """Report a row."""
        problem = Problem.at(self._file, row.order if row else 0, row.path if row else (), code, **values)
        self.problems.append(replace(problem, cell=row.cell(head)) if row else problem)

    # By shape

    def _take(self, shape: Shape, node: Node, path: Path, asked: bool = False) -> Any:
        """What the rows of a node say, or ABSENT. ``asked``: what is known about the answer was taken already."""
        self._note(path, node)
        if not node.filled():
            return ABSENT
        if isinstance(shape, Asked):
            return self._answer(shape.inner, node, path)
        if isinstance(shape, Plain):
            return self._plain(shape, node, path, asked)
        if not asked:
            self._nothing_about(node)
        self._only_words(shape, node)
        if self._says(node, EMPTY) and not any(kid.filled() for kid in node.kids.values()):
            return [] if isinstance(shape, SetOf | ListOf | RecordsOf) else {}
        return self._several(shape, node, path)

    def _several(self, shape: Shape, node: Node, path: Path) -> Any:
        match shape:
            case RoomOf(model):
                return self.room(model, node, path)
            case SetOf():
                return self._set(node, path)
            case ListOf(plain):
                return self._numbered(node, path, lambda kid, at: self._plain(plain, kid, at))
            case RecordsOf(model):
                return self._numbered(node, path, lambda kid, at: self._take(RoomOf(model), kid, at))
            case ByYear(item):
                return self._years(item, node, path)
            case ByKey(keys, item):
                return self._keyed(keys, item, node, path)
            case ByName(item):
                return self._named(item, node, path)
        raise TypeError(shape)

    def _answer(self, inner: Shape, node: Node, path: Path) -> Any:
        """The plain value, or where something is known about it the value with that."""
        row = node.row
        heads = [head for head in ABOUT if row is not None and head in row.cells]
        at: Path = (*path, "value") if heads else path
        word = text_of(row)
        value: Any = ABSENT
        if word.casefold() in UNKNOWN or word.casefold() in NOT_APPLICABLE:
            value = word
            if row is not None and (row.years or any(kid.filled() for kid in node.kids.values())):
                self.report(row, "unknown_and_more", found=word)
        elif node.says_value():
            value = self._take(inner, node, at, asked=True)
        if row is None or not heads:
            return {"value": value} if isinstance(value, dict) and "value" in value else value
        known = {} if value is ABSENT else {"value": value}
        if value is ABSENT and isinstance(inner, SetOf | ByKey | ByName | ByYear):
            self.report(row, "missing", key="value")  # a mapping without it would be taken for the value itself
            known = {"value": None}
        self._place(at, row, "value")
        for head in heads:
            self._place((*path, head), row, head)
            self._faults(row, head)
            known[head] = _about(row, head)
        return known

    def _plain(self, shape: Plain, node: Node, path: Path, asked: bool = False) -> Any:
        self._note(path, node)
        self._strangers(node, path, [])
        if not asked:
            self._nothing_about(node)
        row = node.row
        if row is None or "value" not in row.cells:
            if row is not None and row.years:
                self.report(row, "no_years_here", next(iter(row.years)), year=next(iter(row.years)))
            return ABSENT
        self._faults(row, "value")
        return as_written(row.cells["value"], shape)

    def _set(self, node: Node, path: Path) -> Any:
        """Members that hold, those that do not, and whether that is all. The model knows which there are."""
        present: list[str] = []
        absent: list[str] = []
        for name, kid in node.kids.items():
            holds = as_yes_or_no(kid.row.cells.get("value")) if kid.row else ""
            self._nothing_about(kid)
            self._strangers(kid, (*path, name), [])
            if kid.row is None or holds == "":
                continue
            self._faults(kid.row, "value")
            if not isinstance(holds, bool):
                self.report(kid.row, "not_yes_or_no", found=str(holds))
                continue
            held, key = (present, "present") if holds else (absent, "absent")
            self._place((*path, key, len(held)), kid.row, "value")
            self._place((*path, len(held)), kid.row, "value")  # where only members that hold are listed
            held.append(name)
        complete = self._says(node, COMPLETE)
        if not absent and not complete:
            return present
        return {
            "present": present,
            **({"absent": absent} if absent else {}),
            **({"complete": True} if complete else {}),
        }

    def _numbered(self, node: Node, path: Path, take: Callable[[Node, Path], Any]) -> list[Any]:
        found: list[Any] = []
        for kid in self._by_number(node, path):
            value = take(kid, (*path, len(found)))
            if value is not ABSENT:
                found.append(value)
        return found

    def _by_number(self, node: Node, path: Path) -> Iterator[Node]:
        """The filled entries of a list, in the order of their numbers."""
        numbers = {n: int(n) for n in node.kids if n.isascii() and n.isdigit() and len(n) <= LONGEST_NUMBER}
        self._strangers(node, path, ["1"], known=set(numbers))
        for name in sorted(numbers, key=lambda name: numbers[name]):
            if node.kids[name].filled():
                yield node.kids[name]

    def _years(self, item: Plain, node: Node, path: Path) -> dict[str, Any]:
        self._strangers(node, path, [])
        found: dict[str, Any] = {}
        for year in node.row.years if node.row else ():
            assert node.row is not None
            self._place((*path, year), node.row, year)
            self._faults(node.row, year)
            found[year] = as_written(node.row.years[year], item)
        return found

    def _keyed(self, keys: tuple[str, ...], item: Shape, node: Node, path: Path) -> dict[str, Any]:
        self._strangers(node, path, list(keys), known=set(keys))
        taken = {key: self._take(item, node.kids[key], (*path, key)) for key in keys if key in node.kids}
        return {key: value for key, value in taken.items() if value is not ABSENT}

    def _named(self, item: Shape, node: Node, path: Path) -> dict[str, Any]:
        """Entries with a name of the region's own: the name in one row, what it stands for in others."""
        found: dict[str, Any] = {}
        first: dict[str, str] = {}
        for kid in self._by_number(node, path):
            row = kid.kids[NAME].row if NAME in kid.kids else None
            name = text_of(row)
            if row is None or not name:
                self.report(next(row for row in kid.rows() if row.filled()), "name_missing")
                continue
            if name in found:
                self.report(row, "name_twice", found=name, first=first[name])
                continue
            self._faults(row, "value")
            self._nothing_about(kid.kids[NAME])
            first[name] = row.cell("value")
            if isinstance(item, RoomOf):
                self._only_words(item, kid)
                found[name] = self.room(item.model, kid, (*path, name))
            else:
                value = self._take(item, kid.kids.get(VALUE, Node()), (*path, name))
                found[name] = None if value is ABSENT else value
                self._strangers(kid, path, [NAME, VALUE], known={NAME, VALUE})
            self._place((*path, name), row, "value")
        return found

    # Places, and what is wrong with rows

    def _says(self, node: Node, words: tuple[str, ...]) -> bool:
        return text_of(node.row).casefold() in words

    def _note(self, path: Path, node: Node) -> None:
        """Where a value stands, or would stand: its own row, else the first row below it."""
        self.begin(path, node.row or next(iter(node.rows()), None))

    def _place(self, path: Path, row: Row, head: Head | str) -> None:
        self.lines[path], self.cells[path] = row.order, row.cell(head)

    def _only_words(self, shape: Shape, node: Node) -> None:
        """A row that stands over others takes at most a word about all of them."""
        words = (*EMPTY, *COMPLETE) if isinstance(shape, SetOf) else EMPTY
        if node.row is not None and "value" in node.row.cells and not self._says(node, words):
            self.report(node.row, "answer_in_years" if isinstance(shape, ByYear) else "answer_not_here")
        elif node.row is not None and node.row.years and not isinstance(shape, ByYear):
            self.report(node.row, "no_years_here", next(iter(node.row.years)), year=next(iter(node.row.years)))

    def _nothing_about(self, node: Node) -> None:
        """What is known about an answer would be lost where only an answer is asked."""
        for head in ABOUT if node.row is not None else ():
            if node.row is not None and head in node.row.cells:
                self.report(node.row, "about_not_here", head, found=str(node.row.cells[head].value))

    def _strangers(self, node: Node, path: Path, names: list[str], known: set[str] | None = None) -> None:
        for name, kid in node.kids.items():
            if name not in (known or set()):
                self._stranger(kid, (*path, name), names)

    def _stranger(self, node: Node, path: Path, names: list[str]) -> None:
        for row in node.rows():
            if row.filled():
                self.report(row, "no_such_row", "path", found="/".join(row.path), near=nearest(str(path[-1]), names))

    def _faults(self, row: Row, head: Head | str) -> None:
        """A cell that holds an error, or a formula that no program has worked out."""
        cell = row.held(head)
        if cell is not None and cell.error:
            self.report(row, "cell_with_error", head, found=cell.error)
        elif cell is not None and cell.unworked:
            self.report(row, "formula_not_worked_out", head)


def _about(row: Row, head: Head) -> Any:
    cell = row.cells[head]
    if head == "restates_decision":
        return as_yes_or_no(cell)
    return as_written(cell, Plain("enum") if head == "basis" else _TEXT)
