"""Papers as Word documents: real headings, heads of tables, languages, references that lead somewhere, same bytes."""

import re
import zipfile
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest

from stuurwijzer.engine.papers.build import paper_of
from stuurwijzer.engine.papers.paper import FIELDS, PAPERS, Paper, PaperName
from stuurwijzer.engine.pictures import Drawing
from stuurwijzer.engine.pictures.points import as_png
from stuurwijzer.engine.rendering.columns import column_widths
from stuurwijzer.engine.rendering.elements import (
    Block,
    Column,
    Document,
    Element,
    Gantt,
    Items,
    Line,
    Paragraph,
    Row,
    Sheet,
    Sign,
    Table,
    Words,
    plain,
)
from stuurwijzer.engine.rendering.gantt import drawing_of
from stuurwijzer.engine.rendering.numbers import Language
from stuurwijzer.engine.word.fill import filled
from stuurwijzer.engine.word.neutral import neutral_template

from .conftest import W, advice, all_of, opened, text_of, written

EVERY = [(name, language) for name, language in zip(PAPERS, ("nl", "en", "nl", "en"), strict=True)]
"""each paper in one language; what stands in them is the same in both"""
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
LEVELS = {
    "Heading 1": 1,
    "Heading 2": 2,
    "Heading 3": 3,
    "Stuurwijzer Annex Heading": 2,
    "Stuurwijzer Sheet Heading": 2,
}


@pytest.fixture(params=EVERY, ids="-".join)
def made(request: pytest.FixtureRequest) -> tuple[PaperName, Language]:
    held: tuple[PaperName, Language] = request.param
    return held


def test_the_same_advice_gives_the_same_bytes_without_a_clock(made: tuple[PaperName, Language]) -> None:
    name, language = made
    again = filled(neutral_template(language), paper_of(name, advice(), language))
    assert again == written(*made)
    with zipfile.ZipFile(BytesIO(again)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
    properties = opened(again).core_properties
    assert properties.created is not None
    assert str(properties.created.date()) == advice().as_of == str(properties.modified and properties.modified.date())


def test_headings_follow_each_other_without_a_skipped_level(made: tuple[PaperName, Language]) -> None:
    levels = [LEVELS[str(p.style and p.style.name)] for p in opened(written(*made)).paragraphs if is_heading(p)]
    assert len(levels) > 10
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def is_heading(paragraph: object) -> bool:
    style = getattr(paragraph, "style", None)
    return style is not None and style.name in LEVELS


def test_every_table_has_a_repeated_head_a_description_and_whole_rows(made: tuple[PaperName, Language]) -> None:
    tables = all_of(opened(written(*made)), "tbl")
    assert len(tables) > 5 or made[0] == "council"  # the memo has none
    for table in tables:
        rows = table.findall(f"{W}tr")
        heads = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
        assert heads == rows[:1]
        assert all(text_of(cell) for cell in heads[0].findall(f"{W}tc")), "no empty head cell"
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        assert {len(row.findall(f"{W}tc")) for row in rows} == {columns}


def test_a_picture_is_that_of_the_page_and_says_what_it_shows() -> None:
    """By hand, of the first segment: the shares of its three groups, 32,46 %, 32,43 % and 35,11 %."""
    document, drawings = opened(written("segments", "nl")), drawings_of("segments", "nl")
    pictures = [(held, held.find(f".//{WP}docPr")) for held in all_of(document, "drawing")]
    assert [name.get("name") for _, name in pictures] == [drawing.id for drawing in drawings]
    first = pictures[0][1].get("descr")
    assert all(share in first for share in ("32,46", "32,43", "35,11"))
    for (held, named), drawing in zip(pictures, drawings, strict=True):
        assert named.get("descr") == f"{drawing.finding} {drawing.in_words}"
        blip = held.find(f".//{A}blip").get(f"{R}embed")
        assert document.part.related_parts[blip].blob == as_png(drawing)
        extent = held.find(f".//{WP}extent")
        assert abs(int(extent.get("cy")) * drawing.width // int(extent.get("cx")) - drawing.height) <= 1
    assert len({named.get("id") for _, named in pictures}) == len(pictures)


def test_no_picture_is_wider_than_the_page() -> None:
    section = opened(written("strategy", "en")).sections[0]
    room = int(section.page_height or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
    pictures = all_of(opened(written("strategy", "en")), "drawing")
    assert pictures, "the planning"
    assert all(int(held.find(f".//{WP}extent").get("cx")) <= room for held in pictures)


def drawings_of(name: PaperName, language: Language) -> list[Drawing]:
    sheets = paper_of(name, advice(), language).document.sheets
    elements = [e for s in sheets for e in (*s.opening, *(e for block in s.blocks for e in block.elements))]
    return [drawing_of(e) if isinstance(e, Gantt) else e for e in elements if isinstance(e, Gantt | Drawing)]


@pytest.mark.parametrize(("language", "locale"), [("nl", "nl-NL"), ("en", "en-GB")])
def test_the_document_and_words_in_another_language_say_which(language: Language, locale: str) -> None:
    document = opened(written("segments", language))
    styles = document.styles.element
    assert styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang").get(f"{W}val") == locale
    assert document.core_properties.language == locale
    marked = {held.get(f"{W}val") for held in all_of(document, "lang")}
    assert marked == ({"nl-NL"} if language == "en" else set()), "names that the region gave stay Dutch"


def test_every_reference_leads_to_one_bookmark(made: tuple[PaperName, Language]) -> None:
    document = opened(written(*made))
    names = [held.get(f"{W}name") for held in all_of(document, "bookmarkStart")]
    numbers = [held.get(f"{W}id") for held in all_of(document, "bookmarkStart")]
    targets = {held.get(f"{W}anchor") for held in all_of(document, "hyperlink")}
    assert len(set(names)) == len(names)
    assert sorted(numbers) == sorted(held.get(f"{W}id") for held in all_of(document, "bookmarkEnd"))
    assert len(targets) > (5 if made[0] == "council" else 50)
    assert targets <= set(names)
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name) for name in names), "what Word takes as a name"


def test_the_table_of_contents_is_a_field_that_names_the_headings(made: tuple[PaperName, Language]) -> None:
    document = opened(written(*made))
    codes = [text.text for text in all_of(document, "instrText")]
    if made[0] == "council":
        assert codes == [], "two pages need no table of contents"
        return
    assert sum("TOC" in code for code in codes) == 1
    marks = [held.get(f"{W}fldCharType") for held in all_of(document, "fldChar")]
    assert marks.count("begin") == marks.count("end") == marks.count("separate") == len(codes)
    listed = [p.text for p in document.paragraphs if p.style is not None and p.style.name.startswith("toc")]
    names = {"Heading 1", "Heading 2"} if made[0] == "strategy" else {"Heading 1"}
    assert listed == [p.text for p in document.paragraphs if p.style is not None and p.style.name in names]


def test_a_reason_in_the_strategy_leads_to_its_rule_and_the_rule_to_its_passages() -> None:
    document = opened(written("strategy", "nl"))
    links = {text_of(held): held.get(f"{W}anchor") for held in all_of(document, "hyperlink")}
    reference = next(text for text in links if re.fullmatch(r"5\.1 · [\w.-]+", text))
    rule = reference.partition(" · ")[2]
    place = next(
        held for held in all_of(document, "bookmarkStart") if held.get(f"{W}name") == links[reference]
    ).getparent()
    assert text_of(place).startswith(rule)
    passages = [text_of(held) for held in place.iter(f"{W}hyperlink")]
    assert passages, "a rule names where it comes from"
    assert "5.1" in text_of(place)


def test_sheets_on_their_side_are_sections_with_header_and_footer_of_the_template() -> None:
    sections = opened(written("segments", "nl")).sections
    assert [s.orientation for s in sections] == [0, 1, 0]
    for section in sections:
        assert [p.text for p in section.header.paragraphs] == ["Segmentbladen Regio Rivierenland"]
        codes = [e.text.strip() for e in section.footer._element.iter(f"{W}instrText")]
        assert codes == ["PAGE", "NUMPAGES"]


def test_the_sentences_are_those_of_the_sheets() -> None:
    """Word only lays out: every line of the paper's elements stands in the document, in the same order."""
    paper = paper_of("segments", advice(), "nl").document
    text = re.sub(r"\s+", " ", " ".join(text_of(p) for p in all_of(opened(written("segments", "nl")), "p")))
    at = 0
    for line in lines_of(paper):
        said = re.sub(r"\s+", " ", line).strip()
        found = text.find(said, at)
        assert found >= 0, said
        at = found


def lines_of(document: Document) -> list[str]:
    """Lines, lists and cells, as every form shows them; a sign has its word beside it in Word and is left aside."""
    held: list[str] = []
    for element in (e for sheet in document.sheets for block in sheet.blocks for e in block.elements):
        match element:
            case Paragraph(line=line):
                lines: tuple[Line, ...] = (line,)
            case Items(lines=lines):
                pass
            case Table(rows=rows):
                lines = tuple(cell for row in rows for cell in row.cells)
            case _:
                lines = ()
        held += [plain(line) for line in lines if not any(isinstance(span, Sign) for span in line)]
    assert len(held) > 1000
    return held


def test_text_of_a_region_never_becomes_markup_a_field_or_a_template() -> None:
    hostile = '<w:p/>&amp; {{ 7*7 }} {% for x in y %} {_{ HYPERLINK "http://x" \x07\x00 ]]> \u202e DATE \\@'
    stamp = advice().region.model_copy(update={"name": hostile})
    segment = advice().segments[0].model_copy(update={"name": hostile})
    changed = advice().model_copy(update={"region": stamp, "segments": (segment,)})
    document = opened(filled(neutral_template("nl"), paper_of("segments", changed, "nl")))
    shown = "<w:p/>&amp; {{ 7*7 }} {% for x in y %} "
    assert shown in text_of(document.element.body)
    assert "49" not in text_of(document.sections[0].header._element)
    assert shown in document.core_properties.title
    codes = {str(e.text).split()[0] for e in all_of(document, "instrText")}
    assert codes == {"TOC"}


def test_columns_fill_the_width_exactly_whatever_they_ask_for() -> None:
    """By hand: 30, 30 and what is left of 100 over 9638; then three thirds that do not divide."""

    def widths(*asked: int) -> tuple[int, ...]:
        columns = tuple(Column((), width=width) for width in asked)
        return column_widths(Table("", columns, (Row(()),)), 9638)

    assert widths(30, 30, 0) == (2891, 2891, 3856)
    assert widths(0, 0, 0) == (3212, 3213, 3213)


def made_of(*elements: Element) -> Any:
    """A document with one block."""
    sheet = Sheet("s", "Titel", "chapter", (), None, (), (Block("b", "Kop", elements),), "")
    paper = Paper(Document("nl", "Titel", (sheet,)), "2021-07-01", 1, dict.fromkeys(FIELDS, "") | {"title": "Titel"})
    return opened(filled(neutral_template("nl"), paper))


def test_a_place_that_is_named_twice_is_marked_once() -> None:
    document = made_of(Table("t", (Column(()),), (Row(((),), "a"), Row(((),), "a"))))
    names = [held.get(f"{W}name") for held in all_of(document, "bookmarkStart")]
    assert len(names) == len(set(names)) == 2, "the heading and the first row"


def test_a_sheet_whose_title_is_that_of_the_document_gives_its_blocks_the_first_level() -> None:
    document = made_of(Paragraph((Words("tekst"),)))
    assert [(p.text, p.style.name) for p in document.paragraphs if p.style and p.style.name != "Normal"] == [
        ("Titel", "Title"),
        ("", "Subtitle"),
        ("Kop", "toc 1"),
        ("Kop", "Heading 1"),
    ]
