"""The workbook that is written: every question is in it, each with what a person needs to answer it there."""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from stuurwijzer.engine.command.filling import workbook_of_region
from stuurwijzer.engine.command.shell import LANGUAGES, Language
from stuurwijzer.engine.profile import RegionProfile, load_region
from stuurwijzer.engine.profile.schema import region_schema
from stuurwijzer.engine.profile.workbook_names import HEADS, SHEETS

from .generated import region_by_chance

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SMALL = {
    "format": 1,
    "id": "klein",
    "name": "=Klein",
    "as_of": "2026-01-01",
    "segments": [
        {"id": f"een-segment-met-een-lange-naam-{letter}", "name": letter, "law": "jeugdwet"} for letter in "ab"
    ],
}


@cache
def book(language: Language) -> bytes:
    return workbook_of_region(RegionProfile.model_validate(SMALL), language)


@cache
def sheets(language: Language) -> dict[str, list[list[Any]]]:
    held = CalamineWorkbook.from_filelike(io.BytesIO(book(language)))
    return {name: held.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in held.sheet_names}


def rows(language: Language, sheet: str) -> dict[str, dict[str, Any]]:
    """The rows of a sheet by their path, each by the heads of its columns."""
    held = sheets(language)[sheet]
    head = next(row for row in held if HEADS["path"][0 if language == "nl" else 1] in row)
    below = [dict(zip(map(str, head), row, strict=False)) for row in held[held.index(head) + 1 :]]
    return {str(row[HEADS["path"][0 if language == "nl" else 1]]): row for row in below}


def paths_of_the_schema() -> Iterator[str]:
    """Every room and question that the JSON Schema of the region file names, to two levels."""
    schema = region_schema()
    for name, held in schema["properties"].items():
        yield name
        room = schema["$defs"].get(str(held.get("anyOf", [held])[0].get("$ref", "")).removeprefix("#/$defs/"), {})
        if not name[0].isupper() and "properties" in room and "value" not in room["properties"]:
            yield from (f"{name}/{question}" for question in room["properties"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_of_the_schema_has_a_row(language: Language) -> None:
    held = {path for sheet in sheets(language) for path in _paths(language, sheet)}
    missing = {path for path in paths_of_the_schema() if not any(p == path or p.startswith(f"{path}/") for p in held)}
    assert missing == {"segments"}, "the segments have sheets of their own"
    for path in ("use/clients", "market/carried_by/80%", "goals_in_words/1", "overrides/1/reason", "from_lots/1/share"):
        assert path in _paths(language, next(name for name in sheets(language) if name.startswith("Segment ")))


def _paths(language: Language, sheet: str) -> list[str]:
    unread = {names[0 if language == "nl" else 1] for kind, names in SHEETS.items() if kind in ("start", "lists")}
    return [] if sheet in unread else list(rows(language, sheet))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_row_says_nothing_about_how_or_in_another_language(language: Language) -> None:
    for sheet in list(sheets(language))[1:-1]:
        for path, row in rows(language, sheet).items():
            question = str(row[HEADS["question"][0 if language == "nl" else 1]])
            assert question, path
            assert "{" not in question


def test_a_row_explains_unit_and_example_in_the_readers_language() -> None:
    name = next(name for name in sheets("nl") if name.startswith("Segment "))
    assert rows("nl", name)["use/spend"]["Vraag"] == "Uitgaven"
    assert rows("nl", name)["use/spend"]["Zo vult u in"] == "Bedrag (euro per jaar). Bijvoorbeeld 8.802.420."
    assert rows("en", name)["use/spend"]["How to answer"] == "Amount (euro a year). For instance 8,802,420."
    assert rows("nl", name)["market/provider_types/company"]["Vraag"].startswith("company")


def test_a_closed_list_is_a_drop_down_with_the_words_of_the_reader() -> None:
    """Read back from the file: what stands in the cells that the drop-down of the cell names."""
    assert choices_of("nl", "use/trend") == ["falling (dalend)", "stable (stabiel)", "rising (stijgend)", "?", "n.v.t."]
    assert choices_of("nl", "care/price_steps") == ["ja", "nee", "?", "n.v.t."]
    assert choices_of("en", "care/price_steps") == ["yes", "no", "?", "n.v.t."]
    assert choices_of("nl", "law") == ["wmo2015 (Wmo 2015)", "jeugdwet (Jeugdwet)", "participatiewet (Participatiewet)"]
    assert "funding.task.lumpsum" in (choices_of("nl", "overrides/1/option") or [])
    assert choices_of("nl", "use/clients") is None


def choices_of(language: Language, path: str) -> list[str] | None:
    held = sheets(language)
    place = next(number for number, name in enumerate(held, 1) if name.startswith("Segment "))
    sheet = list(held)[place - 1]
    head = HEADS["path"][0 if language == "nl" else 1]
    column = next(row for row in held[sheet] if head in row).index(head)
    row = next(number for number, row in enumerate(held[sheet], 1) if row[column] == path)
    with zipfile.ZipFile(io.BytesIO(book(language))) as archive:
        root = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{place}.xml"))
    for chosen in root.iter(f"{S}dataValidation"):
        if any(_covers(area, row) for area in str(chosen.get("sqref")).split()):
            name, letters, first, last = re.fullmatch(
                r"'(.+)'!\$([A-Z]+)\$(\d+):\$[A-Z]+\$(\d+)", str(chosen.findtext(f"{S}formula1"))
            ).groups()  # type: ignore[union-attr]
            at = 0
            for letter in letters:
                at = at * 26 + ord(letter) - ord("A") + 1
            return [str(line[at - 1]) for line in held[name][int(first) - 1 : int(last)]]
    return None


def _covers(area: str, row: int) -> bool:
    """Whether an area of the column with answers holds a row."""
    first, _, last = area.partition(":")
    return first[0] == "B" and first[1].isdigit() and int(first[1:]) <= row <= int((last or first)[1:])


def test_two_sheets_never_have_one_name_and_none_is_longer_than_a_spreadsheet_takes() -> None:
    names = list(sheets("nl"))
    assert len({name.casefold() for name in names}) == len(names)
    assert max(map(len, names)) <= 31
    assert [name for name in names if name.startswith("Segment")] == [
        "Segment een-segment-met-een-lan",
        "Segment een-segment-met-een-l~2",
    ]


def test_nothing_in_the_workbook_is_a_formula_a_link_or_a_macro(tmp_path: Path) -> None:
    content = workbook_of_region(RegionProfile.model_validate(region_by_chance(3)), "nl")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert not any("<f>" in text or "<f " in text or 'TargetMode="External"' in text for text in texts.values())
    assert not any("vba" in name.lower() for name in texts)


def test_the_head_stays_in_sight_on_screen_and_paper_and_the_language_is_told() -> None:
    with zipfile.ZipFile(io.BytesIO(book("nl"))) as archive:
        sheet, properties = (
            archive.read("xl/worksheets/sheet2.xml").decode(),
            archive.read("docProps/core.xml").decode(),
        )
        workbook = archive.read("xl/workbook.xml").decode()
    assert 'state="frozen"' in sheet
    assert "<dc:language>nl-NL</dc:language>" in properties
    assert "Print_Titles" in workbook
    assert 'orientation="landscape"' in sheet


def test_what_is_typed_in_a_cell_for_lines_stays_text(tmp_path: Path) -> None:
    """A spreadsheet makes a day of 12-14 unless the cell is for text."""
    with zipfile.ZipFile(io.BytesIO(book("nl"))) as archive:
        styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet6.xml"))
    formats = [xf.get("numFmtId") for xf in styles.findall(f"{S}cellXfs/{S}xf")]
    name = next(name for name in sheets("nl") if name.startswith("Segment "))
    head = next(row for row in sheets("nl")[name] if "Pad" in row)
    row = next(number for number, row in enumerate(sheets("nl")[name], 1) if row[head.index("Pad")] == "use/clients")
    place = f"{chr(ord('A') + head.index('Regels'))}{row}"
    cell = next(cell for cell in sheet.iter(f"{S}c") if cell.get("r") == place)
    codes = {held.get("numFmtId"): held.get("formatCode") for held in styles.iter(f"{S}numFmt")}
    assert codes[formats[int(cell.get("s", "0"))]] == "@"


def test_the_same_region_gives_the_same_bytes() -> None:
    assert workbook_of_region(RegionProfile.model_validate(SMALL), "nl") == book("nl")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_in_either_language_is_read(language: Language, tmp_path: Path) -> None:
    (tmp_path / "r.xlsx").write_bytes(book(language))
    assert load_region(tmp_path / "r.xlsx").name == "=Klein"
