"""Workbooks that claim more than they hold: a reader of values makes room for what is claimed, and ends the process."""

import re
from typing import IO, Literal
from xml.parsers import expat
from zipfile import ZipFile

from ..office import gate
from .places import column_of

FALSE_COUNT = re.compile(rb"ount\s*=\s*[\"']\s*[0-9]{8}")
"""a count that no file of this size can have; a reader that makes room for it beforehand would end the process"""
_FALSE_MERGE = re.compile(rb"<mergeCell\s+ref=[\"'][^\"']{24}")
_REFERENCE = re.compile(rb"""(?<![:\w])r\s*=\s*["']([A-Za-z]{0,4})([0-9]{0,9})""")
"""the start of one: no column has four letters, and no row nine digits"""
MOST_CELLS = 60_000_000
"""in a sheet: a million rows of sixty columns; a reader of values takes some thirty bytes for each, filled or not"""
_BLOCK, _OVERLAP = 1 << 20, 128
_SHEETS = "xl/worksheets/"
DAMAGE = (*gate.DAMAGE, expat.ExpatError, LookupError)
"""what reading an archive or its XML raises when it is not whole: an encoding that does not exist, a link to nothing"""


def overstated(archive: ZipFile) -> Literal["counts", "cells"] | None:
    """What a workbook of any size says that would make a reader of values take far more room than it has cells.

    For exports too large to look at cell by cell. ``counts``: counts that cannot be, or merged cells outside every
    sheet; ``cells``: one that stands so far off that what lies between is more than ``MOST_CELLS``. Raises what a
    damaged archive raises.
    """
    for info in archive.infolist():  # whatever its name: a workbook may call the part of a sheet as it likes
        with archive.open(info) as stream:
            if found := _overstated_part(stream, info.filename.startswith(_SHEETS)):
                return found
    return None


def _overstated_part(stream: IO[bytes], is_sheet: bool) -> Literal["counts", "cells"] | None:
    columns, last_row, tail = {b"A"}, 1, b""
    while block := stream.read(_BLOCK):
        held = tail + block
        if FALSE_COUNT.search(held) or _FALSE_MERGE.search(held):
            return "counts"
        is_sheet = is_sheet or b"<row" in held
        references = _REFERENCE.findall(held)
        columns |= {column for column, _ in references}
        last_row = max(last_row, max((int(row or 1) for _, row in references), default=1))
        tail = held[-_OVERLAP:]
    spanned = last_row * max(_number(column) for column in columns)
    return "cells" if is_sheet and spanned > MOST_CELLS else None


def _number(column: bytes) -> int:
    """A is 1, Z is 26, AA is 27; what is no column is further than any."""
    return column_of(column.decode().upper()) + 1 if len(column) <= len("XFD") else MOST_CELLS + 1
