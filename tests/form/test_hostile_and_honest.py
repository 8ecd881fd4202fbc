"""Workbooks as people fill them in, and as nobody should: each is read for what it says, or refused where it stands."""

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from stuurwijzer.engine.profile import RegionProfile
from stuurwijzer.engine.reading import workbook_inspection

from ..conftest import Run
from .conftest import HEADS, REGION, SEGMENT, Percent, formula, patched, region, segment, written

Load = Callable[[bytes], RegionProfile]
Problems = Callable[[bytes], list[tuple[str, str]]]
SHEET = "xl/worksheets/sheet2.xml"
"""of the segment"""
HERE = "Segment begeleiding!B5"
"""the answer of the first row after those that a segment must have"""


def answered(profile: RegionProfile, path: str) -> Any:
    room, question = path.split("/")
    return getattr(getattr(profile.segments[0], room), question).value


# What people do. The values on the right are worked out by hand: cents, hundredths of a percent.

READ: dict[str, tuple[str, Any, Any]] = {
    "a number is a number": ("use/clients", 1656, 1656),
    "a number as text is that number": ("use/clients", "1.656", 1656),
    "an amount in cents": ("use/spend", 8802420.55, 880242055),
    "an amount as text": ("use/spend", "€ 8.802.420", 880242000),
    "a cell that shows percentages": ("market/top3_share", Percent(0.3246), 3246),
    "all of it": ("market/top3_share", Percent(1), 10000),
    "a sum that a computer gets just beside": ("market/top3_share", Percent(0.1 + 0.2), 3000),
    "a percentage as text": ("market/top3_share", "32,46%", 3246),
    "yes in Dutch": ("care/price_steps", "Ja", True),
    "no in English": ("care/price_steps", "no", False),
    "true of the program itself": ("care/price_steps", True, True),
    "a choice with its word": ("use/trend", "rising (stijgend)", "rising"),
    "a choice by its code alone": ("use/trend", "rising", "rising"),
    "nobody knows": ("use/clients", "?", None),
    "nobody knows, in Dutch": ("use/clients", "Onbekend", None),
    "a formula that was worked out": ("use/clients", formula("=1000+656", 1656), 1656),
    "a formula on another workbook, as it was when saved": ("use/clients", formula("=[1]Blad1!A1", 34), 34),
    "text that looks like a formula": ("care/target_group", "=1+1", "=1+1"),
}


@pytest.mark.parametrize("case", READ)
def test_an_answer_is_what_its_cell_says(case: str, load: Load) -> None:
    path, cell, value = READ[case]
    assert answered(load(segment((path, cell))), path) == value


REFUSED: dict[str, tuple[str, Any, str]] = {
    "a share without its percentage": ("market/top3_share", 32.46, "not_a_share"),
    "a part of one without its percentage": ("market/top3_share", 0.3246, "not_a_share"),
    "a share with more digits than it can have": ("market/top3_share", Percent(1 / 3), "not_a_share"),
    "a broken number of clients": ("use/clients", 1.656, "not_a_count"),
    "a number below zero": ("use/clients", -5, "negative_count"),
    "a number that is too large": ("use/clients", 1e300, "number_too_long"),
    "a day where a number belongs": ("use/clients", date(2027, 1, 31), "not_a_count"),
    "a formula with an error": ("use/clients", formula("=1/0", "#DIV/0!"), "cell_with_error"),
    "a word that is no choice": ("use/trend", "stijgend", "not_one_of"),
    "a word that is neither yes nor no": ("care/price_steps", "soms", "not_true_or_false"),
    "signs that cannot be seen": ("care/target_group", "jeugd\u202eneg", "text_not_plain"),
    "control signs": ("care/target_group", "jeugd\x07", "text_not_plain"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_answer_that_cannot_be_meant_is_refused_at_its_cell(case: str, problems: Problems) -> None:
    path, cell, code = REFUSED[case]
    assert problems(segment((path, cell))) == [(HERE, code)]


def test_a_day_is_a_date_or_text_and_nothing_else(load: Load, problems: Problems) -> None:
    for day in (date(2027, 1, 31), "2027-01-31"):
        assert load(region(("planning/start", day))).planning.start == date(2027, 1, 31)
    for wrong in ("31-1-2027", 46053, datetime(2027, 1, 31, 13, 0)):
        assert problems(region(("planning/start", wrong))) == [("Regio!B6", "not_a_date")]


def test_days_are_the_same_when_the_workbook_counts_from_1904(load: Load) -> None:
    sheets = {"Regio": (*REGION, ("planning/start", date(2027, 1, 31))), "Segment a": SEGMENT}
    profile = load(written(sheets, options={"date_1904": True}))
    assert (profile.as_of, profile.planning.start) == (date(2026, 1, 1), date(2027, 1, 31))


def test_a_formula_that_no_program_worked_out_is_refused(problems: Problems, load: Load) -> None:
    unworked = segment(("use/clients", formula("=1000+656", 0)), recalculate=True)
    assert problems(unworked) == [(HERE, "formula_not_worked_out")]
    no_value = patched(segment(("use/clients", formula("=A1", 777))), SHEET, "<v>777</v>", "")
    assert problems(no_value) == [(HERE, "formula_not_worked_out")]
    empty = patched(segment(("use/clients", formula("=A1", "q"))), SHEET, "<v>q</v>", "<v></v>")
    assert load(empty).segments[0].use.clients is None, "a formula that comes to nothing answers nothing"


def test_what_is_hidden_counts_as_well(load: Load) -> None:
    def hide(_: Any, sheets: dict[str, Any]) -> None:
        sheets["Segment begeleiding"].set_row(4, None, None, {"hidden": True})
        sheets["Segment begeleiding"].hide()

    assert answered(load(segment(("use/clients", 5), then=hide)), "use/clients") == 5


def test_merged_cells_are_refused_where_answers_stand_and_only_there(problems: Problems, load: Load) -> None:
    def over(first: int, last: int, column: int) -> Callable[[Any, dict[str, Any]], None]:
        return lambda _, sheets: sheets["Segment begeleiding"].merge_range(first, column, last, column, 5)

    assert problems(segment(("use/clients", 5), ("use/spend", None), then=over(4, 5, 1))) == [(HERE, "merged_cells")]
    assert load(segment(("use/clients", 5), ("use/spend", None), then=over(4, 5, 0))).id == "klein"


SHEETS: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {
    "a sheet that is not known": (
        {"Regio": REGION, "Segment a": SEGMENT, "Kladblok": (("use/clients", 1),)},
        [("Kladblok!A1", "unknown_sheet")],
    ),
    "no sheet for the region": ({"Segment a": SEGMENT}, [("", "no_region_sheet")]),
    "two segments with one id": (
        {"Regio": REGION, "Segment a": SEGMENT, "Segment b": SEGMENT},
        [("Segment b!B2", "id_twice")],
    ),
    "a question of the region answered on two sheets": (
        {
            "Regio": (*REGION, ("planning/start", "2027-01-01")),
            "Planning": (("planning/start", "2028-01-01"),),
            "Segment a": SEGMENT,
        },
        [("Planning!F2", "row_twice")],
    ),
    "a part of no segment": (
        {"Regio": REGION, "Segment a": SEGMENT, "Onderdeel x": (("id", "x"), ("name", "X"))},
        [("Onderdeel x!B2", "sheet_of_no_segment")],
    ),
    "a part of another segment": (
        {"Regio": REGION, "Segment a": SEGMENT, "Onderdeel x": (("segment", "begeleidin"), ("id", "x"), ("name", "X"))},
        [("Onderdeel x!B2", "no_such_segment")],
    ),
    "ids that lead out of a folder": (
        {"Regio": (REGION[0], ("id", "../../x"), *REGION[2:]), "Segment a": (("id", "a/b"), *SEGMENT[1:])},
        [("Regio!B3", "not_an_id"), ("Segment a!B2", "not_an_id")],
    ),
}


@pytest.mark.parametrize("case", SHEETS)
def test_sheets_that_do_not_fit_together(case: str, problems: Problems) -> None:
    sheets, found = SHEETS[case]
    assert [(place.replace("klein.xlsx", ""), code) for place, code in problems(written(sheets))] == found


def test_the_order_of_rows_means_nothing_and_the_numbers_in_paths_do(load: Load) -> None:
    rows = (
        *(("from_lots/2/lot", "tweede"), ("from_lots/1/lot", "eerste"), ("goals_in_words/10", "laatste")),
        *(("goals_in_words/9", "een na laatste"), ("use/clients", 5, {"Bron": "telling"})),
    )
    one = load(written({"Regio": REGION, "Segment a": (*SEGMENT, *rows)}))
    other = load(written({"Segment a": (*reversed(rows), *SEGMENT), "Regio": tuple(reversed(REGION))}))
    assert one == other
    assert [lot.lot for lot in one.segments[0].from_lots] == ["eerste", "tweede"]
    assert one.segments[0].goals_in_words == ("een na laatste", "laatste")


def test_a_sheet_and_a_column_of_ones_own_are_left_alone(load: Load) -> None:
    sheets = {"Regio": REGION, "Segment a": (*SEGMENT, ("use/clients", 5, {"# som": 7})), "# a & b <c>": (("x", 1),)}
    assert answered(load(written(sheets, heads=(*HEADS, "# som"))), "use/clients") == 5


ROWS: dict[str, tuple[tuple[Any, ...], str, str]] = {
    "a question that is misspelled": (("use/client", 5), "F5", "unknown_key"),
    "a room that is misspelled": (("usage/clients", 5), "F5", "unknown_key"),
    "a path that is none": (("use//clients", 5), "F5", "not_a_path"),
    "an answer without a path": (("", 5), "B5", "answer_without_path"),
    "a source where only an answer is asked": (("from_lots/1/lot", "Perceel", {"Bron": "x"}), "D5", "about_not_here"),
    "a remark without an answer": (("use/clients", None, {"Toelichting": "geteld"}), "B5", "missing"),
    "a basis that is none": (("use/clients", 5, {"Basis": "gemeten"}), "C5", "not_one_of"),
    "an item without a number": (("goals_in_words/een", "x"), "F5", "no_such_row"),
    "a member of a set that does not exist": (("market/provider_types/compani", "ja"), "B5", "not_one_of"),
    "an answer at the head of a set": (("market/provider_types", "company"), "B5", "answer_not_here"),
    "an entry without its name": (("transition/clients_by_municipality/1/value", 5), "B5", "name_missing"),
    "deeper than any question": (("/".join("a" * 13), 5), "F5", "not_a_path"),
}


@pytest.mark.parametrize("case", ROWS)
def test_a_row_that_no_question_has_is_refused_where_it_stands(case: str, problems: Problems) -> None:
    row, cell, code = ROWS[case]
    assert problems(segment(row)) == [(f"Segment begeleiding!{cell}", code)]


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_sheets(problems: Problems) -> None:
    sheets = {
        "Regio": (*REGION, ("planning/start", "morgen"), ("planning/start", "2027-01-01")),
        "Segment a": (*SEGMENT, ("use/client", 5), ("market/top3_share", 0.5), ("use/trend", "risin")),
    }
    assert problems(written(sheets)) == [
        ("Regio!B6", "not_a_date"),
        ("Regio!F7", "row_twice"),
        ("Segment a!F5", "unknown_key"),
        ("Segment a!B6", "not_a_share"),
        ("Segment a!B7", "not_one_of"),
    ]


@pytest.mark.parametrize(
    ("heads", "codes"),
    [
        (("Vraag", "Antword", "Basis", "Bron", "Toelichting", "Pad"), {"head_missing", "column_without_head"}),
        (("Vraag", "Antwoord", "Basis", "Bron", "Antwoord", "Pad"), {"head_twice"}),
        (("Vraag", "Antwoord", "Basis", "Bron", "Toelichting", "Padd"), {"sheet_without_heads"}),
    ],
)
def test_heads_that_were_changed_are_told(heads: tuple[str, ...], codes: set[str], problems: Problems) -> None:
    found = problems(written({"Regio": REGION, "Segment a": SEGMENT}, heads=heads))
    assert {code for _, code in found} == codes


def test_a_head_that_is_nearly_known_is_offered(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "r.xlsx"
    rows = (*SEGMENT, ("use/clients", 5, {"Toelichtng": "x"}))
    path.write_bytes(written({"Regio": REGION, "Segment a": rows}, heads=(*HEADS, "Toelichtng")))
    result = run("advise", path)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{path}:Segment a!G1: De kop Toelichtng is niet bekend")
    assert "Bedoelt u Toelichting?" in result.stderr


# What nobody should send


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def holed(content: bytes) -> bytes:
    """The packed bytes of the first part, which stand behind its name, as no program packs them."""
    start = 30 + struct.unpack_from("<H", content, 26)[0]
    return content[:start] + b"\xff" * 8 + content[start + 8 :]


def in_sheet(cells: str) -> bytes:
    return patched(segment(), SHEET, "</sheetData>", f"{cells}</sheetData>")


def elsewhere(copies: dict[str, str], *told: tuple[str, str, str]) -> bytes:
    """The file names tame copies of its parts; what stands in the usual place is what a reader of values would take."""
    content = segment()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        held = {copy: archive.read(part).decode() for part, copy in copies.items()}
    for copy, text in held.items():
        content = patched(content, copy, "", text)
    for part, old, new in told:
        content = patched(content, part, old, new)
    return content


def text_many_times() -> bytes:
    """One long text that two thousand cells show: sixty million signs out of sixteen thousand bytes."""
    long = patched(segment(), "xl/sharedStrings.xml", "</sst>", f"<si><t>{'x' * 32_000}</t></si></sst>")
    with zipfile.ZipFile(io.BytesIO(long)) as archive:
        last = archive.read("xl/sharedStrings.xml").count(b"<si>") - 1
    cells = "".join(f'<row r="{n}"><c r="B{n}" t="s"><v>{last}</v></c></row>' for n in range(10, 2_000))
    return patched(long, SHEET, "</sheetData>", f"{cells}</sheetData>")


def with_vba() -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.add_worksheet("Regio")
    book.add_vba_project(io.BytesIO(b"macro"), True)
    book.close()
    return stream.getvalue()


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing at all": (lambda: b"", "file_empty"),
    "text": (lambda: b"format: 1\n", "workbook_other_kind"),
    "a password, or an old .xls": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook_old_or_locked"),
    "an .ods": (lambda: zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "workbook_other_kind"),
    "a Word document": (
        lambda: patched(segment(), "[Content_Types].xml", "spreadsheetml.sheet.main", "wordprocessingml.document.main"),
        "workbook_other_kind",
    ),
    "macros": (with_vba, "workbook_with_macros"),
    "cut off": (lambda: segment()[:2_000], "workbook_damaged"),
    "cut off at its end": (lambda: segment()[:-30], "workbook_damaged"),
    "a hole in what is packed": (lambda: holed(zipped(**{"[Content_Types].xml": bytes(1_000)})), "workbook_damaged"),
    "a name outside the archive": (lambda: patched(segment(), "../x.xml", "", "<x/>"), "workbook_damaged"),
    "a bomb: much more inside than any workbook holds": (
        lambda: zipped(**{"[Content_Types].xml": bytes(65_000_000)}),
        "workbook_too_much_inside",
    ),
    "a thousand and one parts": (lambda: zipped(**{f"p{n}": b"" for n in range(1_001)}), "workbook_too_many_parts"),
    "a hundred thousand columns": (lambda: in_sheet(f"<row>{'<c><v>1</v></c>' * 100_000}</row>"), "workbook_damaged"),
    "one cell in the last corner": (
        lambda: in_sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "workbook_too_wide",
    ),
    "a cell outside every sheet": (lambda: in_sheet('<row><c r="ZZZ9999999"><v>1</v></c></row>'), "workbook_damaged"),
    "a cell twice": (lambda: in_sheet('<row r="2"><c r="B2"><v>1</v></c></row>'), "workbook_damaged"),
    "a text that is not there": (lambda: in_sheet('<row><c t="s"><v>999999</v></c></row>'), "workbook_damaged"),
    "a long text shown many times": (text_many_times, "workbook_too_much_inside"),
    "room for four thousand million texts": (
        lambda: patched(segment(), "xl/sharedStrings.xml", 'uniqueCount="', 'uniqueCount="4294967295" x="'),
        "workbook_damaged",
    ),
    "texts in another place than a reader looks": (
        lambda: elsewhere(
            {"xl/sharedStrings.xml": "xl/texts.xml"},
            ("xl/_rels/workbook.xml.rels", 'Target="sharedStrings.xml"', 'Target="texts.xml"'),
        ),
        "workbook_damaged",
    ),
    "a list of sheets in another place than a reader looks": (
        lambda: elsewhere(
            {"xl/workbook.xml": "xl/list.xml", "xl/_rels/workbook.xml.rels": "xl/_rels/list.xml.rels"},
            ("_rels/.rels", 'Target="xl/workbook.xml"', 'Target="xl/list.xml"'),
            ("[Content_Types].xml", 'PartName="/xl/workbook.xml"', 'PartName="/xl/list.xml"'),
        ),
        "workbook_damaged",
    ),
    "merged cells that count for ever": (
        lambda: patched(
            segment(),
            SHEET,
            "</sheetData>",
            '</sheetData><mergeCells><mergeCell ref="A1:ZZZZZZZ99999999999"/></mergeCells>',
        ),
        "workbook_damaged",
    ),
    "entities": (
        lambda: patched(segment(), "xl/sharedStrings.xml", "<sst ", '<!DOCTYPE a [<!ENTITY b "c">]><sst '),
        "workbook_damaged",
    ),
    "entities in a sheet of another name": (
        lambda: patched(
            elsewhere(
                {SHEET: "xl/blad"},
                ("xl/_rels/workbook.xml.rels", 'Target="worksheets/sheet2.xml"', 'Target="blad"'),
            ),
            "xl/blad",
            "<worksheet ",
            '<!DOCTYPE a [<!ENTITY b "c">]><worksheet ',
        ),
        "workbook_damaged",
    ),
    "an encoding that does not exist": (
        lambda: patched(segment(), SHEET, 'encoding="UTF-8"', 'encoding="XYZ"'),
        "workbook_damaged",
    ),
    "a sheet that is not in the archive": (
        lambda: patched(segment(), "xl/_rels/workbook.xml.rels", "worksheets/sheet2.xml", "worksheets/sheet9.xml"),
        "workbook_damaged",
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_file_that_is_no_fit_workbook_is_refused_as_a_whole(case: str, tmp_path: Path, run: Run) -> None:
    make, code = HOSTILE[case]
    path = tmp_path / "r.xlsx"
    path.write_bytes(make())
    result = run("convert", path)
    assert result.exit_code == 2
    told, count = result.stderr.splitlines()
    assert told.startswith(f"{path}: ")
    assert count == "1 probleem gevonden."
    assert _sentence(code) in told


def test_more_cells_than_anybody_fills_are_too_many(problems: Problems, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_inspection, "MOST_CELLS", 40)
    assert problems(segment(*[(f"goals_in_words/{n}", "x") for n in range(1, 20)])) == [
        ("klein.xlsx", "workbook_too_many_cells")
    ]


def _sentence(code: str) -> str:
    """The beginning of what is said about a code, up to its first value."""
    from stuurwijzer.engine.rendering import load_catalogue

    text = load_catalogue("nl").under("problems")[code]
    return max(text.replace("}", "{").split("{")[::2], key=len)


SAFE: dict[str, Callable[[], bytes]] = {
    "a million empty rows": lambda: in_sheet("".join(f'<row r="{n}"/>' for n in range(10, 1_000_010))),
    "a link to another workbook": lambda: patched(segment(), "xl/externalLinks/externalLink1.xml", "", "<x/>"),
    "a layout that does not exist": lambda: in_sheet('<row r="9"><c r="A9" s="99999"><v>5</v></c></row>'),
    "a size that is not so": lambda: patched(
        segment(), SHEET, '<dimension ref="', '<dimension ref="A1:XFD1048576" x="'
    ),
    "a sheet with a name that no program gives": lambda: patched(
        segment(), "xl/workbook.xml", 'name="Segment begeleiding"', 'name="Segment ../../x &amp; [y]:*?"'
    ),
}


@pytest.mark.parametrize("case", SAFE)
def test_what_does_no_harm_changes_nothing(case: str, load: Load) -> None:
    assert load(SAFE[case]()).model_dump() == load(segment()).model_dump()


def test_a_name_that_turns_the_direction_of_reading_is_shown_without(problems: Problems) -> None:
    odd = patched(segment(), "xl/workbook.xml", 'name="Segment begeleiding"', 'name="&#9;kl&#x202e;ad"')
    assert problems(odd)[-1] == ("�kl�ad!A1", "unknown_sheet")


@pytest.mark.parametrize("suffix", [".xls", ".xlsm", ".xlsb", ".ods"])
def test_other_kinds_of_workbook_are_told_by_their_name_too(suffix: str, tmp_path: Path, run: Run) -> None:
    path = tmp_path / f"r{suffix}"
    path.write_bytes(b"PK\x03\x04" if suffix != ".xls" else b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    result = run("advise", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert ".xlsx" in result.stderr
