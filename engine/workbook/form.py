"""Lay a workbook to fill in out with XlsxWriter: grey cells to fill, drop-downs for closed lists, heads that stay."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from ..profile.form import FormSheet
from ..profile.form_cells import Held, basis_choices
from ..profile.form_rows import Row
from ..profile.questions import Texts
from ..profile.workbook_names import (
    ABOUT,
    HEADS,
    SHEETS,
    YES,
    Head,
    Language,
    SheetKind,
    in_language,
)
from .write import (
    A3,
    A4,
    DAYS,
    EURO,
    EURO_AND_CENTS,
    LINE,
    NUMBERS,
    RIGHT,
    UNITS,
    height,
)
from .xlsx import XlsxFile

HEAD_ROW = 3
"""under the title, what the sheet is of, and an empty row; counted from 0"""
WIDTHS: Mapping[str, int] = {
    "question": 58,
    "value": 32,
    "how": 42,
    "basis": 20,
    "of": 18,
    "source": 18,
    "lines": 14,
    "as_of": 11,
    "note": 40,
    "owner": 20,
    "restates_decision": 11,
    "path": 36,
}
YEAR_WIDTH, NAMES_WIDTH, LINE_WIDTH = 14, 32, 110
MOST_INDENT = 4
LINES_OF_START = 11
UNIT = {"count": 1, "money": UNITS["money"], "share": UNITS["share"], "fte": 100}
FIRST_COLUMNS: tuple[Head, ...] = ("question", "value")
LATER_COLUMNS: tuple[Head, ...] = ("how", *ABOUT, "path")
TITLE = {"bold": True, "font_size": 14}
HEAD = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 2, "bg_color": "#D9E2EC"}
ROOM = {"bold": True, "valign": "top", "top": 1, "bg_color": "#E8EEF4"}
GROUP = {"bold": True, "valign": "top", "italic": False}
TOP = {"valign": "top", "text_wrap": True}
AS_TEXT = {"num_format": "@"}
"""what is typed stays as it was typed: no day is made of 12-14, no number of 2019"""
FIELD = {"bg_color": "#F2F2F2", "border": 1, "border_color": "#8C8C8C"}
"""what is to be filled in"""
QUIET = {"valign": "top", "font_color": "#595959"}


@dataclass(frozen=True)
class FormBook:
    """``title`` of the document; ``stand`` says of when it is."""

    title: str
    stand: str
    as_of: date
    language: Language
    sheets: tuple[FormSheet, ...]


def form_workbook(book: FormBook, texts: Texts) -> bytes:
    """The bytes of the .xlsx file: the same for the same form."""
    return _Layout(book, texts).written()


@dataclass
class _Lists:
    """The words of each drop-down, in a column each; the same words stand there once."""

    columns: dict[tuple[str, ...], int] = field(default_factory=dict)
    heads: list[str] = field(default_factory=list)

    def reference(self, words: tuple[str, ...], head: str, sheet: str) -> str:
        if words not in self.columns:
            self.columns[words] = len(self.heads)
            self.heads.append(head)
        column = xl_col_to_name(self.columns[words], col_abs=True)
        return f"='{sheet}'!{column}$2:{column}${len(words) + 1}"


class _Layout:
    def __init__(self, book: FormBook, texts: Texts) -> None:
        self._book, self._texts = book, texts
        self._file, self._lists = XlsxFile(), _Lists()

    def written(self) -> bytes:
        self._start(self._file.worksheet(self._name("start")))
        for sheet in self._book.sheets:
            self._sheet(self._file.worksheet(sheet.title), sheet)
        self._words(self._file.worksheet(self._name("lists")))
        return self._file.written(self._book.title, self._book.as_of, self._book.language)

    # Sheets

    def _start(self, made: Any) -> None:
        made.set_column(0, 0, NAMES_WIDTH)
        made.set_column(1, 1, LINE_WIDTH)
        made.write_string(0, 0, self._book.title, self._file.look(**TITLE))
        made.write_string(1, 0, self._book.stand, self._file.look())
        row = 3
        for number in range(1, LINES_OF_START + 1):
            made.write_string(row, 0, str(number), self._file.look(valign="top", align="left"))
            line = self._say(f"start.line.{number}")
            made.write_string(row, 1, line, self._file.look(**TOP))
            made.set_row(row, height([line], [LINE_WIDTH]))
            row += 1
        row += 1
        made.write_string(row, 0, self._say("start.sheets"), self._file.look(**HEAD))
        made.write_string(row, 1, self._say("start.what"), self._file.look(**HEAD))
        for at, sheet in enumerate(self._book.sheets, row + 1):
            self._text(made, at, 0, sheet.title, **TOP)
            self._text(made, at, 1, sheet.about, **TOP)
        self._page(made, wide=False)

    def _words(self, made: Any) -> None:
        for column, head in enumerate(self._lists.heads):
            made.write_string(0, column, head, self._file.look(**HEAD))
        for words, column in self._lists.columns.items():
            width = max(map(len, (*words, self._lists.heads[column])))
            made.set_column(column, column, min(60, max(14, width + 2)))
            for row, word in enumerate(words, 1):
                self._text(made, row, column, word, **AS_TEXT)
        made.freeze_panes(1, 0)
        self._page(made, wide=False, pages=None)

    def _sheet(self, made: Any, sheet: FormSheet) -> None:
        columns: tuple[str, ...] = (*FIRST_COLUMNS, *sheet.years, *LATER_COLUMNS)
        places = {name: place for place, name in enumerate(columns)}
        self._text(made, 0, 0, sheet.title, **TITLE)
        made.write_string(1, 0, sheet.about, self._file.look())
        for name, place in places.items():
            made.set_column(place, place, WIDTHS.get(name, YEAR_WIDTH))
            if name in sheet.years:
                made.write_number(HEAD_ROW, place, int(name), self._file.look(**HEAD | {"align": "right"}))
            else:
                inside = {"align": "left", "indent": 1} if name == "how" else {}
                made.write_string(HEAD_ROW, place, self._head(name), self._file.look(**HEAD | inside))  # type: ignore[arg-type]
        made.set_row(HEAD_ROW, 2 * LINE)
        for number, row in enumerate(sheet.rows, HEAD_ROW + 1):
            self._row(made, number, row, places)
        self._choices(made, sheet, places)
        made.freeze_panes(HEAD_ROW + 1, 1)
        made.repeat_rows(HEAD_ROW)
        self._page(made, wide=True, pages=2 if sheet.years else 1)
        made.repeat_columns(0, 0)

    def _row(self, made: Any, number: int, row: Row, places: Mapping[str, int]) -> None:
        inside = {"align": "left", "indent": depth} if (depth := min(row.path.count("/") - 1, MOST_INDENT)) > 0 else {}
        said = {"question": "" if row.level else row.question, "how": row.how, **(row.about or {})}
        said |= {"value": row.value} if isinstance(row.value, str) else {}
        high = height(list(said.values()), [WIDTHS[name] for name in said])
        if high > LINE:  # a row that is still empty grows with what is typed
            made.set_row(number, high)
        if row.level or not row.path:
            style = ROOM if row.level == 1 else GROUP if row.level else {"italic": True, "valign": "top"}
            for place in places.values() if row.level == 1 else ():
                made.write_blank(number, place, None, self._file.look(**ROOM))
            self._text(made, number, 0, row.question, **style | inside)
        else:
            made.write_string(number, 0, row.question, self._file.look(**TOP | inside))
        if row.path:
            back = {"bg_color": ROOM["bg_color"], "top": 1} if row.level == 1 else {}
            made.write_string(number, places["path"], row.path, self._file.look(**QUIET | back))
        if row.how:
            made.write_string(number, places["how"], row.how, self._file.look(**TOP | {"align": "left", "indent": 1}))
        if row.years is not None:
            for year, held in row.years.items():
                self._answer(made, number, places[year], row, held)
        if row.kind is not None or row.choices:
            in_words = row.kind is None or row.years is not None
            self._answer(made, number, places["value"], row, row.value, in_words)
        for head in ABOUT if row.about is not None else ():
            self._text(made, number, places[head], (row.about or {}).get(head, ""), **TOP | FIELD | AS_TEXT)

    def _choices(self, made: Any, sheet: FormSheet, places: Mapping[str, int]) -> None:
        """Drop-downs: one for all cells of the sheet with the same words."""
        lists = self._name("lists")
        found: dict[str, list[tuple[int, int]]] = {}
        basis = basis_choices(self._texts)
        yes = (in_language(YES, self._book.language),)
        for number, row in enumerate(sheet.rows, HEAD_ROW + 1):
            if row.choices:
                head = row.path if row.question.isdigit() else row.question  # a number alone names no list
                source = self._lists.reference(row.choices, head, lists)
                found.setdefault(source, []).append((number, places["value"]))
            if row.about is not None:
                lists_of: tuple[tuple[Head, tuple[str, ...]], ...] = (("basis", basis), ("restates_decision", yes))
                for head, words in lists_of:
                    source = self._lists.reference(words, self._head(head), lists)
                    found.setdefault(source, []).append((number, places[head]))
        said = {"error_title": self._say("wrong_choice.title"), "error_message": self._say("wrong_choice.text")}
        for source, cells in found.items():
            first, *others = ((*start, *end) for start, end in _areas(cells))
            chosen = {"validate": "list", "source": source, "other_cells": [list(area) for area in others], **said}
            made.data_validation(*first, chosen)

    # Cells

    def _answer(self, made: Any, row: int, column: int, asked: Row, held: Held, in_words: bool = False) -> None:
        kind = asked.kind.kind if asked.kind and not in_words else "text"
        match held:
            case date() if held >= date(1900, 3, 1):  # before, spreadsheets differ
                day = datetime.combine(held, datetime.min.time())
                made.write_datetime(row, column, day, self._file.look(**self._look(kind, 0)))
            case date():
                self._text(made, row, column, held.isoformat(), **TOP | FIELD | AS_TEXT)
            case int():
                made.write_number(row, column, held / UNIT[kind], self._file.look(**self._look(kind, held)))
            case str():
                self._text(made, row, column, held, **self._look(kind, 0))
            case None:
                made.write_blank(row, column, None, self._file.look(**self._look(kind, 0)))

    def _look(self, kind: str, value: int) -> dict[str, Any]:
        """What a cell of this kind looks like, also when it is still empty."""
        language = self._book.language
        if kind == "money":
            shown = (EURO_AND_CENTS if value % UNITS["money"] else EURO)[language]
            return {"valign": "top", **FIELD, **RIGHT, "num_format": shown}
        if kind in ("count", "share"):
            return {"valign": "top", **FIELD, **RIGHT, "num_format": NUMBERS[kind]}  # type: ignore[index]
        if kind == "fte":
            return {"valign": "top", **FIELD, **RIGHT, "num_format": "0.##"}
        if kind == "date":
            return {"valign": "top", **FIELD, "align": "left", "num_format": DAYS[language]}
        return TOP | FIELD | AS_TEXT

    def _text(self, made: Any, row: int, column: int, held: str, **look: Any) -> None:
        if held:
            self._file.text(made, row, column, held, **look)
        else:
            made.write_blank(row, column, None, self._file.look(**look))

    def _page(self, made: Any, wide: bool, pages: int | None = 1) -> None:
        """``pages``: how many a sheet takes across; None as many as it needs."""
        made.set_landscape()
        made.set_paper(A3 if wide else A4)
        if pages is not None:
            made.fit_to_pages(pages, 0)
        made.set_footer("&L&A&R&P / &N")

    def _head(self, head: Head) -> str:
        return in_language(HEADS[head], self._book.language)

    def _name(self, kind: SheetKind) -> str:
        return in_language(SHEETS[kind], self._book.language)

    def _say(self, code: str) -> str:
        return self._texts.say(f"form.{code}")


def _areas(cells: list[tuple[int, int]]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Cells of columns as areas, each from its first cell to its last."""
    areas: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for row, column in sorted(cells, key=lambda cell: (cell[1], cell[0])):
        if areas and areas[-1][1] == (row - 1, column):
            areas[-1] = (areas[-1][0], (row, column))
        else:
            areas.append(((row, column), (row, column)))
    return areas
