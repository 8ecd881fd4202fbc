"""A workbook from outside, looked through before anything reads its values: its limits, and what a value does not tell.

An ``.xlsx`` file is an archive of XML. It is refused when it can act, pretends to be small, or is another kind of file.
What is kept of a cell is what a reader of values leaves out: that it holds a formula, an error, or a percentage.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from posixpath import join, normpath
from typing import Any
from xml.parsers import expat

from ..office.faults import Fault
from ..office.gate import MB, Limits, UnfitArchiveError, has_document_type, is_xml, parts_within
from ..office.package import CONTENT_TYPES, archive
from .overstated import DAMAGE, FALSE_COUNT
from .places import LAST_COLUMN, LAST_ROW, Area, Place, place_in

LIMITS = Limits(file=20 * MB, parts=1_000, inside=64 * MB, part=48 * MB, text=48 * MB)
"""the workbook of the largest region of ours is a thirtieth of the file; rows without a value press together a lot"""
MOST_SHEETS, MOST_CELLS, MOST_AREA = 300, 400_000, 3_000_000
"""sheets; and of all sheets together, cells that hold something, and rows times columns"""
LONGEST_TEXT, MOST_TEXT, MOST_TEXTS = 32_767, 32 * MB, 1_000_000
"""signs in one cell, which is what a spreadsheet holds; in all cells together, where a text may stand many times;
texts that cells may name"""
MOST_MERGED = 10_000
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""how an .xls begins, and every workbook with a password"""
ZIP = b"PK\x03\x04"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
PACKAGE_LINKS = "_rels/.rels"
MACROS = re.compile(r"vbaProject|macrosheets?/|activeX/|embeddings/", re.IGNORECASE)
_PERCENT = frozenset({9, 10})
"""formats that every spreadsheet has by number"""


class UnfitWorkbookError(Exception):
    """Why a file is not read as a workbook: a code of ``problems``, with its values and the sheet that it is about."""

    def __init__(self, code: str, sheet: str = "", **values: object) -> None:
        super().__init__(code)
        self.code, self.sheet, self.values = code, sheet, values


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
    if content.startswith(OLD_OR_LOCKED):
        raise UnfitWorkbookError("workbook_old_or_locked")
    if not content.startswith(ZIP):
        raise UnfitWorkbookError("workbook_other_kind")
    try:
        parts = parts_within(content, LIMITS)
        if any(MACROS.search(name) for name in parts):
            raise UnfitWorkbookError("workbook_with_macros")
        return _Inspection(parts).inspected()
    except UnfitArchiveError as error:
        raise _unfit(error.faults[0]) from None
    except DAMAGE:
        raise UnfitWorkbookError("workbook_damaged") from None


def _unfit(found: Fault) -> UnfitWorkbookError:
    """What is told of an archive: the remedy for most faults is to save the workbook again."""
    if found.code == "too_many_parts":
        return UnfitWorkbookError("workbook_too_many_parts", **dict(found.values))
    if found.code in ("too_much_inside", "bomb"):
        return UnfitWorkbookError("workbook_too_much_inside", most=LIMITS.inside // MB)
    return UnfitWorkbookError("workbook_old_or_locked" if found.code == "encrypted" else "workbook_damaged")


class _Inspection:
    def __init__(self, parts: dict[str, bytes]) -> None:
        self._parts = parts
        self._cells, self._area, self._signs = 0, 0, 0
        self._percent: list[bool] = []
        self._lengths: list[int] = []

    def inspected(self) -> Inspected:
        for name, content in self._parts.items():
            if is_xml(name) and (has_document_type(content) or FALSE_COUNT.search(content.replace(b"\0", b""))):
                raise UnfitWorkbookError("workbook_damaged")
        main = self._main()
        held = Inspected(archive(self._parts))
        sheets: list[tuple[str, str]] = []

        def started(name: str, values: dict[str, str]) -> None:
            if name == "sheet":
                sheets.append((values.get("name", ""), next((v for k, v in values.items() if k.endswith(" id")), "")))
            elif name == "calcPr":
                held.recalculate = values.get("fullCalcOnLoad", "0") in ("1", "true")

        self._parse(main, started)
        if len(sheets) > MOST_SHEETS:
            raise UnfitWorkbookError("workbook_too_many_sheets", found=len(sheets), most=MOST_SHEETS)
        links = dict(self._links(main))
        targets = {kind: target for kind, target in links.values() if target in self._parts}
        self._percent = self._percentages(targets["styles"]) if "styles" in targets else []
        self._lengths = self._texts(targets["sharedStrings"]) if "sharedStrings" in targets else []
        for name, link in sheets:
            if name.casefold() in {other.casefold() for other in held.sheets}:
                raise UnfitWorkbookError("workbook_damaged")
            kind, target = links[link]
            held.sheets[name] = self._sheet(name, target) if kind == "worksheet" else Looked({}, [])
        return held

    def _main(self) -> str:
        """The part that lists the sheets; other kinds of file are told from their contents and not from their name."""
        kinds: dict[str, str] = {}
        defaults: dict[str, str] = {}

        def started(name: str, values: dict[str, str]) -> None:
            if name == "Override":
                kinds[values.get("PartName", "").lstrip("/")] = values.get("ContentType", "")
            elif name == "Default":
                defaults[values.get("Extension", "").lower()] = values.get("ContentType", "")

        if CONTENT_TYPES not in self._parts:
            raise UnfitWorkbookError("workbook_other_kind")
        self._parse(CONTENT_TYPES, started)
        if any("macroenabled" in kind.lower() for kind in (*kinds.values(), *defaults.values())):
            raise UnfitWorkbookError("workbook_with_macros")
        main = next((target for kind, target in dict(self._links("")).values() if kind == "officeDocument"), "")
        if kinds.get(main, defaults.get(main.rpartition(".")[2].lower())) != MAIN_TYPE:
            raise UnfitWorkbookError("workbook_other_kind")
        return main

    def _links(self, part: str) -> Iterator[tuple[str, tuple[str, str]]]:
        """The parts that a part leads to: by id, the last word of the kind and the name of the part."""
        folder, _, name = part.rpartition("/")
        path = join(folder, "_rels", f"{name}.rels") if part else PACKAGE_LINKS
        found: list[tuple[str, tuple[str, str]]] = []

        def started(name: str, values: dict[str, str]) -> None:
            if name == "Relationship" and values.get("TargetMode", "Internal") != "External":
                target = values.get("Target", "")
                whole = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
                found.append((values.get("Id", ""), (values.get("Type", "").rpartition("/")[2], whole)))

        self._parse(path, started)
        yield from found

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

        self._parse(part, started, text=text)
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

        self._parse(part, started, lambda name: inside.pop())
        return [held in _PERCENT or "%" in _shown(codes.get(held, "")) for held in formats]

    def _sheet(self, sheet: str, part: str) -> Looked:
        looked = Looked({}, [])
        reading = _Cells(self, sheet, looked.marks, looked.merged)
        self._parse(part, reading.started, reading.ended, reading.text)
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

    def _parse(
        self,
        part: str,
        started: Callable[[str, dict[str, str]], None],
        ended: Callable[[str], Any] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, values: started(name.rpartition(" ")[2], values)
        if ended is not None:
            parser.EndElementHandler = lambda name: ended(name.rpartition(" ")[2])
        if text is not None:
            parser.CharacterDataHandler = text
        parser.Parse(self._parts[part], True)


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
