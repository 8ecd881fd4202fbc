"""The slides of a council evening: what stands on them, that it can be read aloud, and that it fits."""

import re
import zipfile
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageFont

from stuurwijzer.engine.advice import advise
from stuurwijzer.engine.advice.canonical import canonical, digest
from stuurwijzer.engine.papers.build import paper_of
from stuurwijzer.engine.profile import load_region
from stuurwijzer.engine.rendering.catalogue import load_catalogue
from stuurwijzer.engine.rendering.document import document_of
from stuurwijzer.engine.rendering.elements import Definitions, Items, Paragraph, Table, plain
from stuurwijzer.engine.rendering.numbers import Language
from stuurwijzer.engine.slides.build import slides_of

from ..conftest import advice_on, rule_base
from .conftest import (
    ACHTERHOEK,
    HART_VAN_BRABANT,
    REGIONS,
    RIVIERENLAND,
    A,
    R,
    deck,
    lines,
    notes,
    opened,
    runs,
    tables,
    text,
    title,
    written,
)

EVERY: list[tuple[str, Language]] = [(region, language) for region in REGIONS for language in ("nl", "en")]
LEAST = 1800
SHARE = r"\d+(?:[.,]\d+)?\s?%"
LOCALES = {"nl": "nl-NL", "en": "en-GB"}


@pytest.fixture(params=EVERY, ids="-".join)
def made(request: pytest.FixtureRequest) -> tuple[str, Language]:
    held: tuple[str, Language] = request.param
    return held


@pytest.fixture
def slides(made: tuple[str, Language]) -> list[Any]:
    return list(deck(*made).slides)


def test_the_same_advice_gives_the_same_bytes_without_a_clock() -> None:
    content = written(RIVIERENLAND, "nl")
    assert slides_of(advice_on(RIVIERENLAND), "nl") == content
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
    properties = opened(content).core_properties
    assert str(properties.created.date()) == str(properties.modified.date()) == advice_on(RIVIERENLAND).as_of


# What an evening needs


def test_an_evening_has_what_it_needs_in_this_order() -> None:
    """The order of the assignment: asked, given, the mix, a slide a segment, unknown, planning; then the annex."""
    titles = [re.sub(r" \(\d van \d\)$", "", title(slide)) for slide in deck(RIVIERENLAND, "nl").slides]
    names = [segment.name for segment in advice_on(RIVIERENLAND).segments]
    law = {"wmo2015": "Wmo", "jeugdwet": "Jeugd"}
    segments = [f"{law[s.law]} {name}" for s, name in zip(advice_on(RIVIERENLAND).segments, names, strict=True)]
    assert list(dict.fromkeys(titles)) == [
        *("Inkoop van zorg, Regio Rivierenland", "Wat wordt er gevraagd?", "Wat kan de raad doen?"),
        *("Hoe leest u deze dia's?", "Wat ligt al vast?", "De keuzes naast elkaar", "De markt per segment", *segments),
        *("Wat is nog niet bekend, en wie weet het?", "Wat merken inwoners?", "Wat kost het?"),
        *("De planning in grote lijnen", "Hoe gaat het verder?", "Bijlage: begrippen"),
        *("Bijlage: de regel achter elk nummer", "Bijlage: documenten"),
    ]


def test_each_segment_of_the_regions_has_one_slide_with_its_five_choices(made: tuple[str, Language]) -> None:
    """A slide of a segment is known by the first of its five rows."""
    rows = [[row.cells[0].text for row in t.table.rows][1:] for s in deck(*made).slides for t in tables(s)]
    heads = {
        "nl": ["Richting", "Bekostiging", "Toegang", "Markt", "Contract"],
        "en": ["Direction", "Funding", "Access", "Market", "Contract"],
    }[made[1]]
    whole = [held for held in rows if heads[0] in held]
    assert whole == [heads] * len(advice_on(made[0]).segments)


def test_the_mix_of_the_region_is_one_table_with_every_segment(made: tuple[str, Language]) -> None:
    heads = {"nl": "De keuzes naast elkaar", "en": "The choices side by side"}[made[1]]
    found = [row.cells[0].text for s in deck(*made).slides if title(s).startswith(heads) for row in rows_of(s)]
    assert len(found) == len(advice_on(made[0]).segments)
    assert all(any(s.name in name for s in advice_on(made[0]).segments) for name in found)


def rows_of(slide: Any) -> list[Any]:
    return [row for table in tables(slide) for row in list(table.table.rows)[1:]]


def test_what_is_not_known_says_who_is_asked_and_is_never_a_question_mark(slides: list[Any]) -> None:
    for slide in slides:
        held = [run.find(f"{A}t").text for run in runs(slide)]
        assert "?" not in held, title(slide)
        assert not re.search(r"n\.v\.t\.|n/a", text(slide))


def test_a_region_that_measured_nothing_says_so_on_every_segment() -> None:
    """Hart van Brabant 2021 has no figures of its market."""
    market = [row.cells[1].text for s in deck(HART_VAN_BRABANT, "nl").slides for row in rows_of(s)
              if row.cells[0].text == "Markt"]  # fmt: skip
    assert market
    assert all(cell.startswith("niet bekend; nodig van ") for cell in market)


@pytest.mark.parametrize(("region", "language"), list(zip(REGIONS, ("nl", "en", "nl"), strict=True)))
def test_words_and_numbers_of_the_slides_stand_in_the_advice_or_the_catalogue(region: str, language: Language) -> None:
    """Nothing is invented: each word, number and share stands in the advice, its sheets and memo, or the texts.

    The numbers that lead to rules and the count of slides are the deck's own.
    """
    catalogue = load_catalogue(language)
    said = [canonical(advice_on(region)).decode(), digest(advice_on(region))[:12]]
    known = " ".join([*catalogue.texts.values(), *said, *sheets(region, language)])
    words, shares = set(re.findall(r"\w+", known.lower())), set(re.findall(SHARE, known))
    for slide in deck(region, language).slides:
        told = re.sub(r"\[\d+\]|\(\d+ (?:van|of) \d+\)", "", text(slide))
        assert not set(re.findall(r"\w+", told.lower())) - words, title(slide)
        assert not set(re.findall(SHARE, told)) - shares, title(slide)


def sheets(region: str, language: Language) -> list[str]:
    held: list[str] = []
    document = document_of(advice_on(region), language, load_catalogue(language))
    memo = paper_of("council", advice_on(region), language).document
    for element in (e for sheet in (*document.sheets, *memo.sheets) for block in sheet.blocks for e in block.elements):
        match element:
            case Paragraph(line=line):
                held.append(plain(line))
            case Items(lines=all_lines):
                held += [plain(line) for line in all_lines]
            case Table(rows=rows):
                held += [plain(cell) for row in rows for cell in row.cells]
            case Definitions(entries=entries):
                held += [plain(line) for entry in entries for line in entry.lines]
            case _:
                pass
    return held


# References


def test_every_number_leads_to_its_rule_and_stands_in_the_notes(slides: list[Any]) -> None:
    marked = 0
    for slide in slides:
        for run in runs(slide):
            link = run.find(f"{A}rPr/{A}hlinkClick")
            if link is None:
                continue
            marked += 1
            mark = run.find(f"{A}t").text
            assert re.fullmatch(r"\[\d+\]", mark)
            target = slide.part.related_part(link.get(f"{R}id")).slide
            rules = {row.cells[0].text: row.cells[1].text for row in rows_of(target)}
            assert f"{mark} {rules[mark[1:-1]]}." in notes(slide)
            assert link.get("tooltip")
    assert marked > len(slides) / 2


def test_every_slide_has_notes_and_each_passage_in_them_a_document_in_the_annex(slides: list[Any]) -> None:
    documents = {cell for row in rows_of(slides[-1]) for cell in row.cells[0].text.split(", ")}
    for slide in slides:
        assert notes(slide)
        cited = re.findall(r"(?<=[\[ ])([A-Z]{2,5})-[A-Z0-9.]+-\d+", notes(slide))
        assert set(cited) <= documents, title(slide)


def test_what_somebody_set_and_where_sources_contradict_stand_on_the_slides() -> None:
    """The reason of each choice on the slide of its segment; the contradictions counted, and told in the notes."""
    advice = advise(load_region(Path(__file__).parents[1] / "advice" / "overrides.yaml"), rule_base())
    bodies = [body for segment in advice.segments for body in (segment, *segment.parts)]
    reasons = {held.reason for body in bodies for held in body.overrides}
    held = list(opened(slides_of(advice, "nl")).slides)
    told = re.sub(r"\s+", " ", " ".join(text(slide) for slide in held))
    assert reasons
    assert {reason for reason in reasons if reason not in told} == set()
    assert re.search(r"De bronnen spreken elkaar op (één punt|\w+ punten) tegen", told)
    assert any("Dat wringt met:" in notes(slide) for slide in held)


# For those who listen


def test_every_slide_has_a_title_of_its_own(slides: list[Any]) -> None:
    titles = [title(slide) for slide in slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_shapes_are_read_in_the_order_in_which_they_stand(slides: list[Any]) -> None:
    for slide in slides:
        shapes = list(slide.shapes)
        assert shapes[0].shape_id == slide.shapes.title.shape_id
        assert all(first.top <= second.top for first, second in pairwise(shapes[:-1])), title(slide)
        assert all(held.text_frame.text for held in shapes if held.has_text_frame), "no empty box"
        ids = [held.shape_id for held in shapes]
        assert len(set(ids)) == len(ids)


def test_every_table_has_a_head_a_name_for_each_row_and_a_description(slides: list[Any]) -> None:
    held = [table for slide in slides for table in tables(slide)]
    assert len(held) > 8
    for frame in held:
        properties = frame.table._tbl.tblPr
        assert (properties.get("firstRow"), properties.get("firstCol")) == ("1", "1")
        assert frame._element.nvGraphicFramePr.cNvPr.get("descr")
        first, *rows = frame.table.rows
        assert rows, "a head by itself is no table"
        assert all(cell.text for cell in first.cells)
        assert all(row.cells[0].text for row in rows)


def test_every_piece_of_text_says_its_language(made: tuple[str, Language], slides: list[Any]) -> None:
    own = LOCALES[made[1]]
    marked = {run.find(f"{A}rPr").get("lang") for slide in slides for run in runs(slide)}
    assert marked == ({own} if made[1] == "nl" else {own, "nl-NL"}), "names that the region gave stay Dutch"
    assert deck(*made).core_properties.language == own
    spoken = {r.get("lang") for slide in slides for r in slide.notes_slide._element.iter(f"{A}rPr")}
    assert None not in spoken


# It fits


def test_no_letter_is_smaller_than_eighteen_points_and_no_box_shrinks_its_text(slides: list[Any]) -> None:
    for slide in slides:
        assert min(int(run.find(f"{A}rPr").get("sz")) for run in runs(slide)) >= LEAST
        assert not list(slide._element.iter(f"{A}normAutofit", f"{A}spAutoFit"))
    for held in deck(RIVIERENLAND, "nl").slide_masters[0].part._element.iter(f"{A}defRPr"):
        assert int(held.get("sz", LEAST)) >= LEAST


def test_everything_stands_inside_its_slide_above_the_foot(made: tuple[str, Language], slides: list[Any]) -> None:
    wide, high = deck(*made).slide_width, deck(*made).slide_height
    for slide in slides[1:]:
        *held, foot, number = slide.shapes
        assert (foot.top, number.top) == (6388100, 6388100)
        for above, below in pairwise(held):
            assert above.top + height(above) <= below.top, title(slide)
        assert held[-1].top + height(held[-1]) <= foot.top, title(slide)
        assert all(shape.left >= 0 and shape.left + shape.width <= wide and shape.top < high for shape in held)


def height(shape: Any) -> int:
    return sum(row.height for row in shape.table.rows) if shape.has_table else int(shape.height)


def test_lines_are_counted_as_a_typesetter_would_or_more(made: tuple[str, Language], slides: list[Any]) -> None:
    """An independent count: each text set in Liberation Sans, which has the widths of Arial."""
    try:
        face = ImageFont.truetype("LiberationSans-Regular.ttf", 1000)
        bold = ImageFont.truetype("LiberationSans-Bold.ttf", 1000)
    except OSError:
        pytest.skip("Liberation Sans is not on this machine, so lines cannot be counted a second time")
    counted = 0
    for slide in slides[1:]:
        for table in tables(slide):
            for row in table.table.rows:
                for column, cell in zip(table.table.columns, row.cells, strict=True):
                    size = int(next(cell._tc.iter(f"{A}rPr", f"{A}endParaRPr")).get("sz")) / 100
                    needs = set_in(cell._tc, column.width / 12700 - 10, size, face, bold) * size * 1.2 + 6
                    assert needs <= row.height / 12700 + 0.01, cell.text
                    counted += 1
        body = next((held for held in slide.placeholders if held.placeholder_format.idx == 1), None)
        if body is not None:
            needs = 0.0
            for paragraph in body._element.iter(f"{A}p"):
                size = int(paragraph.find(f"{A}endParaRPr").get("sz")) / 100
                indent = int(paragraph.find(f"{A}pPr").get("marL")) / 12700
                needs += set_in(paragraph, body.width / 12700 - indent, size, face, bold) * size * 1.2 + 5
            assert needs <= body.height / 12700 + 0.01, title(slide)
    assert counted > 50


def set_in(element: Any, width: float, size: float, face: Any, bold: Any) -> int:
    """Lines, broken at spaces only, each run in its own weight."""
    count, at = 1, 0.0
    words: list[list[tuple[str, Any]]] = [[]]
    for run in element.iter(f"{A}r"):
        font = bold if run.find(f"{A}rPr").get("b") == "1" else face
        first, *rest = run.find(f"{A}t").text.split(" ")
        words[-1].append((first, font))
        words += [[(word, font)] for word in rest]
    space = face.getlength(" ") * size / 1000
    for word in words:
        needs = sum(font.getlength(piece) for piece, font in word) * size / 1000
        if at and at + space + needs > width:
            count, at = count + 1, needs
        else:
            at += needs + (space if at else 0)
        while at > width:
            count, at = count + 1, at - width
    return count


# Hostile names

MARKUP = "<a:t>&amp;</a:t> {{ 7*7 }} \"' \x07\x00 \u202e ]]> [99] "


@pytest.mark.parametrize("name", [MARKUP, "x" * 700, "../../x"], ids=["markup", "long", "path"])
def test_a_hostile_name_is_text_and_fits(name: str) -> None:
    advice = advice_on(ACHTERHOEK)
    first = advice.segments[0].model_copy(update={"name": name})
    region = advice.region.model_copy(update={"name": name})
    hostile = advice.model_copy(update={"region": region, "segments": (first, *advice.segments[1:])})
    held = opened(slides_of(hostile, "nl"))
    clean = re.sub(r"[\x00-\x08]", "", name).strip()
    told = "".join(box.text for s in held.slides for box in s.placeholders if box.placeholder_format.idx <= 1)
    assert re.sub(r"\s+", "", clean) in re.sub(r"\s+", "", told)
    for slide in list(held.slides)[1:]:
        *shapes, _, _ = slide.shapes
        assert shapes[-1].top + height(shapes[-1]) <= 6388100
        assert len(lines(slide)[0]) < 200
