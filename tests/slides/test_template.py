"""A municipality's own template: what is accepted, what is refused before it is opened, and what becomes of it."""

import re
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches, Pt

from stuurwijzer.engine.office.package import archive, parts_of
from stuurwijzer.engine.slides.build import slides_of
from stuurwijzer.engine.slides.check import checked_template
from stuurwijzer.engine.slides.measure import FULL, WIDER, wider_by, width_of_longest_word, wrapped
from stuurwijzer.engine.slides.neutral import neutral_template
from stuurwijzer.engine.slides.runs import Run

from ..conftest import advice_on
from .conftest import HART_VAN_BRABANT, RIVIERENLAND, A, notes, opened, runs, text, title, written

BASE = "http://schemas.openxmlformats.org"
LAYOUT = "ppt/slideLayouts/slideLayout2.xml"


def own(change: Callable[[Any], None] | None = None) -> bytes:
    """The template of python-pptx: 4:3, eleven layouts, Calibri, with a slide of its own in it."""
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "Oude dia"
    if change:
        change(presentation)
    held = BytesIO()
    presentation.save(held)
    return held.getvalue()


@cache
def in_own() -> bytes:
    return slides_of(advice_on(RIVIERENLAND), "nl", template=own())


def with_part(path: str, content: str | bytes) -> bytes:
    held = dict(parts_of(neutral_template("nl")))
    held[path] = content.encode() if isinstance(content, str) else content
    return archive(held)


def rels(kind: str, target: str, mode: str = "External") -> bytes:
    head = f'<Relationships xmlns="{BASE}/package/2006/relationships"><Relationship Id="r1" '
    link = f'Type="{BASE}/officeDocument/2006/relationships/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return with_part("ppt/slides/_rels/slide1.xml.rels", f"{head}{link}</Relationships>")


def layout(before: str, after: str) -> bytes:
    held = parts_of(neutral_template("nl"))[LAYOUT].decode()
    assert before in held
    return with_part(LAYOUT, held.replace(before, after))


def zipped(path: str, content: bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr(path, content)
    return held.getvalue()


CLICK = '<p:cNvPr id="3" name="Content"><a:hlinkClick r:id="" action="{}"/></p:cNvPr>'
CONTENT = '<p:cNvPr id="3" name="Content"/>'
GOOD: dict[str, Callable[[], bytes]] = {
    "the neutral one": lambda: neutral_template("en"),
    "one of another shape with slides in it": own,
    "one that a click leads through": lambda: layout(CONTENT, CLICK.format("ppaction://hlinkshowjump?jump=nextslide")),
    "one with a web link": lambda: rels("hyperlink", "https://gemeente.nl"),
}
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "no archive": (lambda: b"geen zip", "not_an_archive"),
    "a document of Word": (lambda: with_part("[Content_Types].xml", "<Types/>"), "other_kind"),
    "another archive": (lambda: zipped("a.txt", b"a"), "not_of_kind"),
    "a bomb": (lambda: zipped("ppt/presentation.xml", b"\0" * 5_000_000), "bomb"),
    "a name outside": (lambda: zipped("../../x", b""), "odd_name"),
    "entities": (lambda: with_part("ppt/theme/theme1.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "doctype"),
    "a program": (lambda: with_part("ppt/vbaProject.bin", "x"), "active"),
    "an embedded object": (lambda: rels("oleObject", "a", "Internal"), "active"),
    "a picture from elsewhere": (lambda: rels("image", "//server/x"), "external"),
    "a film from elsewhere": (lambda: rels("video", "https://elders.nl/x.mp4"), "external"),
    "a click that runs a program": (lambda: layout(CONTENT, CLICK.format("ppaction://program")), "active"),
    "a click that runs a macro": (lambda: layout(CONTENT, CLICK.format("ppaction://macro?name=X")), "active"),
    "a click that opens a file": (lambda: layout(CONTENT, CLICK.format("ppaction://hlinkfile")), "active"),
    "a part that is missing": (lambda: without(LAYOUT), "broken"),
    "no layout with a text": (lambda: layout('<p:ph idx="1"/>', '<p:ph type="pic" idx="1"/>'), "no_layout"),
    "no room for text": (lambda: own(narrow), "no_layout"),
}  # fmt: skip


def without(path: str) -> bytes:
    return archive({name: content for name, content in parts_of(neutral_template("nl")).items() if name != path})


def narrow(presentation: Any) -> None:
    for held in (presentation.slide_master, *presentation.slide_layouts):
        for box in held.placeholders:
            box.left, box.top, box.width, box.height = Inches(1), Inches(1), Inches(3), Inches(2)


@pytest.mark.parametrize("case", GOOD)
def test_a_fit_template_is_found_fit(case: str) -> None:
    assert checked_template(GOOD[case]()) == ()


@pytest.mark.parametrize("case", BAD)
def test_an_unfit_template_is_refused(case: str) -> None:
    make, code = BAD[case]
    found = checked_template(make())
    assert code in [held.code for held in found], found


def test_the_slides_in_a_template_of_ones_own_are_left_out_and_nothing_of_the_advice_is() -> None:
    held = opened(in_own())
    texts = [text(slide) for slide in held.slides]
    assert not any("Oude dia" in told for told in texts)
    assert b"Oude dia" not in b"".join(parts_of(in_own()).values())
    told = {piece for slide in held.slides for piece in re.findall(r"\w+", text(slide))}
    first = opened(written(RIVIERENLAND, "nl"))
    mine = {piece for slide in list(first.slides)[1:] for piece in re.findall(r"\w+", text(slide))}
    assert mine - told <= {"Rivierenland"}, "the foot is narrower here, and its end is left out"
    assert {title(slide) for slide in first.slides if "(" not in title(slide)} & {title(s) for s in held.slides}


def test_slides_in_a_template_of_ones_own_fit_and_are_no_smaller() -> None:
    held = opened(in_own())
    box = next(b for b in held.slide_layouts[1].placeholders if b.placeholder_format.idx == 1)
    for slide in list(held.slides)[1:]:
        shapes = [shape for shape in slide.shapes if not shape.is_placeholder or shape.placeholder_format.idx <= 1]
        for shape in shapes:
            high = sum(row.height for row in shape.table.rows) if shape.has_table else shape.height
            assert shape.top + high <= box.top + box.height, title(slide)
        assert min(int(run.find(f"{A}rPr").get("sz", "1800")) for run in runs(slide)) >= Pt(18).centipoints


def test_the_first_slide_says_of_which_day_and_advice_also_where_its_box_is_small() -> None:
    first = opened(in_own()).slides[0]
    assert re.search(r"Advies [0-9a-f]{12}", text(first))
    assert "1 juli 2021" in notes(first)


def test_a_box_for_a_picture_in_a_template_is_not_left_empty_on_every_slide() -> None:
    """The neutral layout with one more box, of a kind that slides have no use for."""
    held = parts_of(neutral_template("nl"))[LAYOUT].decode()
    named = '<p:cNvPr id="9" name="Logo"/><p:cNvSpPr/><p:nvPr><p:ph type="pic" idx="20"/></p:nvPr>'
    place = '<p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></a:xfrm></p:spPr>'
    template = with_part(
        LAYOUT, held.replace("</p:spTree>", f"<p:sp><p:nvSpPr>{named}</p:nvSpPr>{place}</p:sp></p:spTree>")
    )
    assert checked_template(template) == ()
    for slide in opened(slides_of(advice_on(HART_VAN_BRABANT), "nl", template=template)).slides:
        assert all(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame), title(slide)
        assert not [shape for shape in slide.placeholders if shape.placeholder_format.idx == 20]


def test_the_neutral_template_can_be_read_by_all_and_printed_in_grey() -> None:
    """Contrast as WCAG 2.2 has it: at least 7 to 1 against white for each colour that text can get."""
    theme = parts_of(neutral_template("nl"))["ppt/theme/theme1.xml"].decode()
    colours = dict(re.findall(r'<a:(\w+)><a:srgbClr val="(\w{6})"/>', theme))
    assert colours["lt1"] == "FFFFFF"
    for used in ("dk1", "dk2", "hlink", "folHlink"):
        channels = [int(colours[used][at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 7


def test_a_face_that_is_not_known_to_be_narrow_counts_as_wide() -> None:
    assert wider_by(["Arial", "Calibri"]) == FULL
    assert wider_by(["Arial", "Verdana"]) == WIDER
    sentence = (Run("zestien letters en meer van zulke woorden"),)
    assert len(wrapped(sentence, 200, 18, WIDER)) > len(wrapped(sentence, 200, 18, FULL))


def test_widths_are_those_of_arial() -> None:
    """By hand from its metrics: W 944, i 222, space 278 thousandths of an em; a bold run is counted a tenth wider."""
    assert width_of_longest_word((Run("WWWWW"),), 100) == 472
    assert width_of_longest_word((Run("é"),), 1000) == 556
    assert width_of_longest_word((Run("W", bold=True),), 1000) == 1039
    assert [[run.text for run in line] for line in wrapped((Run("ii ii"),), 12, 10)] == [["ii ii"]]
    assert [[run.text for run in line] for line in wrapped((Run("WW ii"),), 20, 10)] == [["WW"], ["ii"]]
