"""A workbook as a whole: what stands in it is what the advice says, nothing in it runs, and it opens for everybody."""

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from stuurwijzer.engine.advice.model import Advice
from stuurwijzer.engine.rendering.numbers import Language
from stuurwijzer.engine.rendering.reader import bodies_of
from stuurwijzer.engine.workbook.build import workbook_of

from ..conftest import advice_on
from .conftest import THREE, S, advice_of, rows_of, sums_of, three_municipalities, written

REGION = "rivierenland-2021"
COMPUTED = {"Besparing", "Ander percentage", "Startbudget", "Verrekening", "Lees eerst"}
EVERY = [("achterhoek-2020", "nl"), ("drie", "nl"), (REGION, "nl"), ("drie", "en")]
CONFIDENCE = {"clear": "helder", "leaning": "leunt", "open": "open"}


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def sheets(content: bytes) -> dict[str, Any]:
    """The XML of each sheet by its name."""
    book = ElementTree.fromstring(part(content, "xl/workbook.xml"))
    names = [str(sheet.get("name")) for sheet in book.iter(f"{S}sheet")]
    return {n: ElementTree.fromstring(part(content, f"xl/worksheets/sheet{i}.xml")) for i, n in enumerate(names, 1)}


# Bytes and properties


def test_the_same_advice_gives_the_same_bytes_without_a_clock() -> None:
    again = workbook_of(three_municipalities(), "nl")
    assert again == written("drie", "nl")
    with zipfile.ZipFile(BytesIO(again)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
    days = re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", part(again, "docProps/core.xml"))
    assert set(days) == {b"2021-03-01T00:00:00Z"}, "the day of the advice"


@pytest.mark.parametrize(("language", "locale"), [("nl", "nl-NL"), ("en", "en-GB")])
def test_the_properties_say_what_it_is_and_in_which_language(language: Language, locale: str) -> None:
    held = part(written("drie", language), "docProps/core.xml").decode()
    assert f"<dc:language>{locale}</dc:language>" in held
    assert "Drie gemeenten" in ElementTree.fromstring(held).findtext("{http://purl.org/dc/elements/1.1/}title", "")


# Layout


@pytest.mark.parametrize(("region", "language"), EVERY)
def test_every_sheet_has_a_valid_name_a_title_and_one_table_with_a_head_that_stays(
    region: str, language: Language
) -> None:
    content = written(region, language)
    held = sheets(content)
    assert len({name.lower() for name in held}) == len(held)
    for number, (name, sheet) in enumerate(held.items(), 1):
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\'")
        pane = sheet.find(f"{S}sheetViews/{S}sheetView/{S}pane")
        assert (pane.get("ySplit"), pane.get("state")) == ("5", "frozen")
        assert sheet.find(f"{S}mergeCells") is None
        assert sheet.find(f"{S}hyperlinks") is None
        table = ElementTree.fromstring(part(content, f"xl/tables/table{number}.xml"))
        heads = [column.get("name") for column in table.iter(f"{S}tableColumn")]
        assert all(heads)
        assert len(set(heads)) == len(heads)
        assert len(sheet.findall(f"{S}cols/{S}col")) >= 1
        if language == "nl":
            assert (table.find(f"{S}autoFilter") is None) == (name in COMPUTED)
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    for name in held:
        title, stand, about = (row[0] for row in book.get_sheet_by_name(name).to_python(nrows=3))
        assert all((title, stand, about))


@pytest.mark.parametrize(("region", "language"), EVERY)
def test_no_cell_of_a_table_is_empty(region: str, language: Language) -> None:
    content = written(region, language)
    for name in sheets(content):
        rows = rows_of(content, name)
        assert rows
        assert [row for row in rows if any(value == "" for value in row.values())] == []


def test_amounts_percentages_and_days_have_the_format_of_the_language() -> None:
    for language, euro, day in (("nl", "[$€-413] #,##0", "[$-413]d mmmm yyyy"), ("en", "[$€-809]#,##0", "[$-809]d")):
        styles = ElementTree.fromstring(part(written("drie", language), "xl/styles.xml"))
        shown = " ".join(str(held.get("formatCode")) for held in styles.iter(f"{S}numFmt"))
        assert euro in shown
        assert day in shown


# What it says is what the advice says


def test_the_mix_has_a_row_for_each_segment_or_part_with_how_sure_it_is() -> None:
    advice, rows = advice_on(REGION), rows_of(written(REGION, "nl"), "Mix")
    held = [body for segment in advice.segments for body in bodies_of(segment)]
    assert len(rows) == len(held) > 5
    for row, body in zip(rows, held, strict=True):
        assert row["Zekerheid bekostiging"] == CONFIDENCE[body.confidence.funding.word]
        assert row["Zekerheid looptijd"] == CONFIDENCE[body.confidence.contract.word]
        assert row["Zekerheid aanbieders"] == CONFIDENCE[body.confidence.providers.word]


def test_every_argument_stands_in_it_with_its_rule_and_passages() -> None:
    advice, rows = advice_on(REGION), rows_of(written(REGION, "nl"), "Argumenten")
    bodies = [body for segment in advice.segments for body in (segment, *segment.parts)]
    held = [argument for body in bodies for argument in body.arguments]
    assert len(held) > 500
    words = {"for": "vóór", "against": "tegen"}
    assert [(r["Richting"], r["Bewering"], r["Regel"], r["Vindplaatsen"], r["Soort bewering"]) for r in rows] == [
        (words[a.direction], a.text.nl, a.rule, ", ".join(a.passages) or "–", a.claim) for a in held
    ]


def test_figures_come_in_their_unit_and_unknown_as_a_question_mark() -> None:
    rows = rows_of(written(REGION, "nl"), "Cijfers")
    first = advice_on(REGION).segments[0]
    held = rows[: len(first.figures)]
    # as the source has it: 1,656 clients, € 8,802,420 and 32.46 % with the largest three, on line 534
    assert [row["Waarde"] for row in held[:2]] == [1_656, 8_802_420]
    assert (
        next(r["Waarde"] for r, f in zip(held, first.figures, strict=True) if f.field == "market.top3_share") == 0.3246
    )
    assert held[0]["Regels in het stuk"] == "534"
    unknown = [r["Waarde"] for r, f in zip(held, first.figures, strict=True) if f.value is None and f.applies]
    assert unknown
    assert set(unknown) == {"?"}


def test_the_market_adds_up_to_what_was_spent() -> None:
    advice, rows = advice_on(REGION), rows_of(written(REGION, "nl"), "Markt")
    groups = [g for s in advice.segments for body in (s, *s.parts) for g in body.market.groups]
    assert [(r["Aandeel"], r["Bedrag"]) for r in rows] == [
        (g.share / 10_000, "?" if g.spend is None else g.spend / 100) for g in groups
    ]


def test_days_of_the_planning_are_days() -> None:
    planning = advice_on(REGION).planning
    assert planning is not None
    rows = rows_of(written(REGION, "nl"), "Planning")
    ends = [date.fromisoformat(step.end) if step.end else "?" for step in planning.steps]
    assert [row["Klaar"] for row in rows] == ends
    assert [row["Duur in dagen"] for row in rows if isinstance(row["Duur in dagen"], float)] == [
        step.length.days for step in planning.steps if step.length and not step.moment
    ]


def test_every_passage_and_every_question_for_counsel_stands_in_it() -> None:
    advice, content = advice_on(REGION), written(REGION, "nl")
    cited = [name for source in advice.sources for name in source.passages]
    assert [row["Vindplaats"] for row in rows_of(content, "Bronnen")] == cited
    counsel = [row["Vraag"] for row in rows_of(content, "Vragen") if row["Soort"] == "voor de jurist"]
    assert counsel == [f"{held.question.nl} {held.because.nl}" for held in advice.counsel]


def test_a_question_that_a_choice_rests_on_is_found_by_its_number() -> None:
    content = written(REGION, "nl")
    asked = {(row["Segment"], row["Nr"]) for row in rows_of(content, "Vragen") if row["Soort"] == "keuze"}
    pointed = [
        (row["Segment"], int(number))
        for row in rows_of(content, "Keuzes")
        for found in re.findall(r"vra(?:ag|gen)\xa0([\d, en]+)", row["Rust op"])
        for number in re.findall(r"\d+", found)
    ]
    assert pointed
    assert set(pointed) <= asked
    first = [row["Vraag"] for row in rows_of(content, "Vragen") if row["Soort"] == "eerst beantwoorden"]
    assert len(first) == len(advice_on(REGION).first_questions)
    (short,) = [row["Inhoud"] for row in rows_of(content, "Lees eerst") if row["Onderwerp"] == "Eerst beantwoorden"]
    assert first[0] in short


def test_what_a_calculation_lacks_stands_among_the_questions(tmp_path: Path) -> None:
    def asked(content: bytes) -> list[str]:
        return [row["Vraag"] for row in rows_of(content, "Vragen") if row["Soort"] == "startbudget"]

    path = tmp_path / "zonder.yaml"
    text = THREE.read_text(encoding="utf-8").replace("      benchmark: 5.000\n", "")
    path.write_text(text, encoding="utf-8")
    assert asked(written("drie", "nl")) == []
    assert asked(workbook_of(advice_of(path), "nl")) == ["Wat rekenen gemeenten met dezelfde systematiek per cliënt?"]


# Hostile text

HOSTILE = ("=1+1", "+31 6", "-3", "@SUM(A1)", '=HYPERLINK("http://x","y")', "{=1+1}", "http://example.org", "_x0041_")


def renamed(advice: Advice, name: str) -> Advice:
    """The advice as it would be of a region where everything is called ``name``."""
    first = advice.segments[0]
    assert first.budget is not None
    given = {"municipalities": (name, *first.budget.municipalities[1:])}
    rules = tuple(r if r.own else r.model_copy(update={"name": name}) for r in first.budget.settled)
    budget = first.budget.model_copy(update=given | {"settled": rules})
    segment = first.model_copy(update={"name": name, "budget": budget})
    region = advice.region.model_copy(update={"name": name, "addressee": name})
    return advice.model_copy(update={"region": region, "segments": (segment, *advice.segments[1:])})


@pytest.mark.parametrize("name", [*HOSTILE, "\t=1", "\r=1", "[a]*?:/\\" * 5])
def test_text_of_a_region_never_becomes_a_formula_a_link_or_the_name_of_a_sheet(name: str) -> None:
    tame, hostile = written("drie", "nl"), workbook_of(renamed(three_municipalities(), name), "nl")
    assert sums_of(hostile).formulas == sums_of(tame).formulas
    assert list(sheets(hostile)) == list(sheets(tame))
    assert all(sheet.find(f"{S}hyperlinks") is None for sheet in sheets(hostile).values())
    with zipfile.ZipFile(BytesIO(hostile)) as archive:
        assert not [name for name in archive.namelist() if "externalLink" in name or "vba" in name.lower()]
    shown = [row["Gemeente"] for row in rows_of(hostile, "Startbudget")]
    assert shown[0].strip() == name.strip()
    assert any(row["Inhoud"].strip() == name.strip() for row in rows_of(hostile, "Lees eerst"))


def test_text_that_begins_like_a_formula_stays_text_when_its_cell_is_opened() -> None:
    """A cell with a quote in front is text for good; other text has none."""
    for name, wanted in (("=1+1", True), ("Een", False)):
        content = workbook_of(renamed(three_municipalities(), name), "nl")
        styles = ElementTree.fromstring(part(content, "xl/styles.xml"))
        looks = styles.findall(f"{S}cellXfs/*")
        cell = next(c for c in sheets(content)["Startbudget"].iter(f"{S}c") if c.get("r") == "B6")
        assert (looks[int(cell.get("s", "0"))].get("quotePrefix") == "1") is wanted


def test_a_region_file_with_formulas_for_names_is_read_as_text(tmp_path: Path) -> None:
    text = THREE.read_text(encoding="utf-8").replace("name: Begeleiding", 'name: "=1+1"').replace("Aa", "'@Aa'")
    path = tmp_path / "vijandig.yaml"
    path.write_text(text, encoding="utf-8")
    content = workbook_of(advice_of(path), "nl")
    assert sums_of(content).formulas == sums_of(written("drie", "nl")).formulas
    first, *_ = rows_of(content, "Startbudget")
    assert first["Gemeente"] == "@Aa"
    assert first["Segment"].endswith("=1+1")
