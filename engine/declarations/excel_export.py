"""An Excel (or ODS) sheet as rows of text; numbers and dates are written in the mapping's notation first."""

import hashlib
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from ..reading.overstated import DAMAGE, overstated
from .exports import FIRST, SAMPLE, Export, Rows, UnreadableError, raw_view
from .mapping import Mapping, Notation
from .periods import written
from .store import Store

LARGEST_UNPACKED = 2_000_000_000
"""bytes; a sheet of a million rows unpacks to a fifth of this"""
_BLOCK = 20_000


class ExcelExport(Export):
    """One sheet: the one that the mapping names, else the first. Its first row with anything in it is the header."""

    def __init__(self, path: Path, name: str, mapping: Mapping | None) -> None:
        super().__init__(path, name)
        self._sheet = _sheet(path, mapping.sheet if mapping else None)
        self._notation = mapping.notation if mapping else Notation()
        rows = self._sheet.iter_rows()
        self._header_at, header = next(((n, row) for n, row in enumerate(rows, 1) if _filled(row)), (0, []))
        if not header:
            raise UnreadableError("export_without_header")
        self.header = [str(cell).strip() for cell in header]
        while self.header and not self.header[-1]:
            self.header.pop()

    def sample(self) -> Rows:
        return [cells for _, cells in islice(self._rows(), SAMPLE)]

    def first_rows(self) -> dict[str, list[tuple[int, list[str]]]]:
        filled = ((n, row) for n, row in enumerate(self._sheet.iter_rows(), 1) if _filled(row))
        return {"": [(n, [str(cell).strip() for cell in row]) for n, row in islice(filled, FIRST)]}

    def present(self) -> int:
        rows = islice(self._sheet.iter_rows(), self._header_at, None)
        return sum(_filled(row) for row in rows)

    def make_raw(self, store: Store, mapping: Mapping, number: int) -> None:
        store.say(f"CREATE TEMP TABLE sheet_{number} (line BIGINT, cells VARCHAR[])")
        named = mapping.columns.named()
        places = [self.header.index(name) for name in named.values()]
        client = self.header.index(named["client"]) if "client" in named else -1
        held = self._rows()
        while block := list(islice(held, _BLOCK)):
            lines = [line for line, _ in block]
            cells = [[_unnamed(row[at], store.salt) if at == client else row[at] for at in places] for _, row in block]
            store.say(f"INSERT INTO sheet_{number} SELECT unnest(?::BIGINT[]), unnest(?::VARCHAR[][])", lines, cells)
        texts = {field: f"cells[{at}]" for at, field in enumerate(named, 1)}
        store.say(raw_view(number, texts, f"sheet_{number}"))

    def let_go(self, store: Store, number: int) -> None:
        store.say(f"DROP TABLE sheet_{number}")

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """Number of the row in the sheet and its cells as text, as many as the header has."""
        many = len(self.header)
        for number, row in enumerate(self._sheet.iter_rows(), 1):
            if number > self._header_at and _filled(row):
                cells = [_text(cell, self._notation) for cell in row[:many]]
                yield number, cells + [""] * (many - len(cells))


def _sheet(path: Path, name: str | None) -> Any:
    try:
        import python_calamine
    except ImportError:
        raise UnreadableError("export_needs_calamine") from None
    _refuse_bomb(path)
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        if name is not None and name not in book.sheet_names:
            raise UnreadableError("export_without_sheet", found=name, expected=", ".join(book.sheet_names)[:300])
        return book.get_sheet_by_name(name) if name else book.get_sheet_by_index(0)
    except UnreadableError:
        raise
    except Exception:  # the library raises errors of many kinds on files that are not whole
        raise UnreadableError("export_no_workbook") from None


def _refuse_bomb(path: Path) -> None:
    if zipfile.is_zipfile(path):
        try:
            with zipfile.ZipFile(path) as archive:
                if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                    raise UnreadableError("export_too_large", most=str(LARGEST_UNPACKED // 1_000_000))
                claimed = overstated(archive)
        except DAMAGE:
            raise UnreadableError("export_no_workbook") from None
        if claimed:
            raise UnreadableError("export_too_wide" if claimed == "cells" else "export_no_workbook")


def _unnamed(client: str, salt: str) -> str:
    """A client's id as something that only this run can make of it: the rows of a sheet pass through the store."""
    bare = client.strip()
    return hashlib.blake2b(bare.encode(), key=salt.encode(), digest_size=16).hexdigest() if bare else ""


def _filled(row: list[Any]) -> bool:
    return any(cell != "" for cell in row)


def _text(cell: Any, notation: Notation) -> str:
    """A cell as the mapping's notation writes it. Excel keeps fifteen digits of a number; what follows is no amount."""
    if isinstance(cell, datetime | date):
        return written(cell.year, cell.month, cell.day, notation.period)
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float):
        return format(cell, ".15g").replace(".", notation.decimal)
    return str(cell)
