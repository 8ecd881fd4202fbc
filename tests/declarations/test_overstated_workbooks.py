"""An export in Excel that claims more than it holds is refused, and does not end the process that reads it."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from ..conftest import Run

SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


def export() -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Periode", "Product", "Aanbieder", "Bedrag"])
    sheet.write_row(1, 0, ["2024-01", "45A04", "A", 12.5])
    book.close()
    return stream.getvalue()


def changed(part: str, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(export())) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            text = before.read(name).decode()
            assert name != part or old in text
            after.writestr(name, text.replace(old, new, 1) if name == part else text)
    return out.getvalue()


FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
MERGED = '</sheetData><mergeCells><mergeCell ref="A1:ZZZZZZZ99999999999999"/></mergeCells>'
HOSTILE: dict[str, Callable[[], bytes]] = {
    "room for four thousand million texts": lambda: changed(TEXTS, 'uniqueCount="', 'uniqueCount="4294967295" x="'),
    "one cell in the last corner": lambda: changed(SHEET, "</sheetData>", FAR),
    "merged cells outside every sheet": lambda: changed(SHEET, "</sheetData>", MERGED),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_workbook_that_claims_more_than_it_holds_is_refused(case: str, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "export.xlsx"
    path.write_bytes(HOSTILE[case]())
    result = run("market", path, "--suggest")
    assert (result.exit_code, result.stdout) == (2, "")
    assert str(path) in result.stderr


def test_an_honest_one_is_read(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "export.xlsx"
    path.write_bytes(export())
    assert "Periode" in run("market", path, "--suggest").stdout


CELL = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
NAMES = {name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text")}
HEAD = "".join(CELL.format("", name) for name in ("Periode", "Product", "Aanbieder", "Bedrag"))
EMPTY = (
    '<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/>'
)


def ods(path: Path, *rows: str) -> Path:
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in NAMES.items())
    table = f'<table:table table:name="Blad1">{"".join(rows)}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
    return path


def row(cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


def test_an_ods_sheet_that_repeats_its_cells_without_end_is_refused(tmp_path: Path, run: Run) -> None:
    """The library that reads it has a limit of its own here."""
    wide = CELL.format(' table:number-columns-repeated="16384"', "x")
    result = run("market", ods(tmp_path / "export.ods", row(HEAD), row(wide, 1_048_575)), "--suggest")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "export.ods" in result.stderr


def test_an_ods_sheet_may_end_in_rows_that_are_empty(tmp_path: Path, run: Run) -> None:
    path = ods(tmp_path / "export.ods", row(HEAD), row(HEAD), f"{EMPTY}</table:table-row>")
    assert "Periode" in run("market", path, "--suggest").stdout
