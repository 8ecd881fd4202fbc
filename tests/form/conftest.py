"""Workbooks to read, written cell by cell: as a person may fill them in, and as nobody should."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from stuurwijzer.engine.profile import RegionProfile, load_region
from stuurwijzer.engine.reading import ProblemsFoundError

HEADS = ("Vraag", "Antwoord", "Basis", "Bron", "Toelichting", "Pad")
Value = str | int | float | bool | date | None
Row = tuple[Any, ...]
REGION: tuple[Row, ...] = (
    ("format", 1),
    ("id", "klein"),
    ("name", "Klein"),
    ("as_of", date(2026, 1, 1)),
)
SEGMENT: tuple[Row, ...] = (("id", "begeleiding"), ("name", "Begeleiding"), ("law", "wmo2015 (Wmo 2015)"))
"""rows of path and answer, and what is known about the answer by head"""


class Percent(float):
    """A number in a cell that shows percentages."""


class Formula(str):
    """A formula; ``value`` is what the file says that it comes to."""

    value: Any = 0


def formula(text: str, value: Any) -> Formula:
    held = Formula(text)
    held.value = value
    return held


def written(
    sheets: Mapping[str, Sequence[Row]],
    *,
    options: Mapping[str, Any] | None = None,
    heads: Sequence[str] = HEADS,
    then: Callable[[Any, dict[str, Any]], None] | None = None,
    recalculate: bool = False,
) -> bytes:
    """A workbook with these sheets; ``then`` may change it before it is closed."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_numbers": False, **(options or {})})
    percent, day = book.add_format({"num_format": "0.00%"}), book.add_format({"num_format": "d mmmm yyyy"})
    made: dict[str, Any] = {}
    for name, rows in sheets.items():
        sheet = made[name] = book.add_worksheet(name)
        sheet.write_row(0, 0, heads)
        for number, (path, value, *rest) in enumerate(rows, 1):
            sheet.write_string(number, heads.index("Pad") if "Pad" in heads else len(heads), path)
            cells: dict[str, Any] = {"Antwoord": value, **(rest[0] if rest else {})}
            for head, held in cells.items():
                at = (number, heads.index(head)) if head in heads else (number, len(heads))
                match held:
                    case None:
                        pass
                    case Percent():
                        sheet.write_number(*at, held, percent)
                    case Formula():
                        sheet.write_formula(*at, held, None, held.value)
                    case datetime() | date():
                        sheet.write_datetime(*at, held, day)
                    case str():
                        sheet.write_string(*at, held)
                    case _:
                        sheet.write(*at, held)
    if then is not None:
        then(book, made)
    book.close()
    content = stream.getvalue()
    return content if recalculate else patched(content, "xl/workbook.xml", ' fullCalcOnLoad="1"', "")


def patched(content: bytes, part: str, old: str, new: str) -> bytes:
    """The archive with other text in one of its parts; a part that is not there yet is added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            text = before.read(name)
            if name == part:
                assert old.encode() in text, f"{old} in {part}"
                text = text.replace(old.encode(), new.encode(), 1)
            after.writestr(name, text)
        if part not in before.namelist():
            after.writestr(part, new)
    return out.getvalue()


def region(*rows: Row) -> bytes:
    """A whole small workbook with more rows for the region."""
    return written({"Regio": (*REGION, *rows), "Segment begeleiding": SEGMENT})


def segment(*rows: Row, **more: Any) -> bytes:
    """A whole small workbook with more rows for its segment."""
    return written({"Regio": REGION, "Segment begeleiding": (*SEGMENT, *rows)}, **more)


@pytest.fixture
def load(tmp_path: Path) -> Callable[[bytes], RegionProfile]:
    def read(content: bytes) -> RegionProfile:
        path = tmp_path / "klein.xlsx"
        path.write_bytes(content)
        return load_region(path, "klein.xlsx")

    return read


@pytest.fixture
def problems(load: Callable[[bytes], RegionProfile]) -> Callable[[bytes], list[tuple[str, str]]]:
    """The place and code of every problem of a workbook."""

    def found(content: bytes) -> list[tuple[str, str]]:
        with pytest.raises(ProblemsFoundError) as caught:
            load(content)
        return [(problem.place.removeprefix("klein.xlsx:"), problem.code) for problem in caught.value.problems]

    return found
