"""A workbook is looked through for far cells whatever its parts are called: the names are the sender's."""

import io
from zipfile import ZipFile

import pytest

from stuurwijzer.engine.reading.overstated import overstated

FAR = '<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
"""16,384 columns by 1,048,576 rows: 17 thousand million cells"""


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.dat", "xl/blad"])
def test_a_far_cell_is_found_in_a_part_of_any_name(name: str) -> None:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr(name, FAR)
    with ZipFile(stream) as archive:
        assert overstated(archive) == "cells"


def test_near_cells_and_a_picture_are_nothing() -> None:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", FAR.replace("XFD1048576", "D9").replace("1048576", "9"))
        archive.writestr("xl/media/image1.png", b"\x89PNG" + bytes(range(256)) * 40)
    with ZipFile(stream) as archive:
        assert overstated(archive) is None
