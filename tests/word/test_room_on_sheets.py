"""A segment sheet in Word takes two pages, as on paper, in letters of nine points or more."""

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from stuurwijzer.engine.office.package import archive, parts_of
from stuurwijzer.engine.papers.build import paper_of
from stuurwijzer.engine.word.fill import filled
from stuurwijzer.engine.word.neutral import neutral_template
from stuurwijzer.engine.word.styles import ON_SHEETS

from .conftest import W, advice, opened, text_of, written

LEAST = 18
"""nine points, in halves"""
WITHOUT_TEXT = {"Stuurwijzer After Table"}
STYLES = "word/styles.xml"


def unable() -> str:
    """Why pages cannot be counted here; empty where they can."""
    if shutil.which("soffice") is None or shutil.which("fc-match") is None:
        return "LibreOffice is not installed"
    face = subprocess.run(["fc-match", "Calibri"], check=False, capture_output=True, text=True, timeout=60).stdout
    return "" if re.search("Carlito|Calibri", face) else "no face as wide as Calibri is installed"


@pytest.mark.skipif(bool(unable()), reason=unable())
def test_the_sheet_of_the_region_takes_one_page_and_each_of_its_eight_sheets_at_most_two(tmp_path: Path) -> None:
    """Each sheet begins a page, with its name under the running head; behind the eighth stands the first annex."""
    source = tmp_path / "segments.docx"
    source.write_bytes(written("segments", "nl"))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", "--headless", home, "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = [" ".join(page.extract_text().split()[:20]) for page in PdfReader(tmp_path / "segments.pdf").pages]
    sheets = paper_of("segments", advice(), "nl").document.sheets
    first = next(number for number, sheet in enumerate(sheets) if sheet.kind == "region")
    names = [" ".join(sheet.title.split()) for sheet in sheets[first:]][:10]
    starts = [next(n for n, text in enumerate(pages) if name in text and n) for name in names]
    taken = [end - start for start, end in pairwise(starts)]
    assert len(taken) == 1 + 8
    assert taken[0] == 1, names[0]
    assert max(taken) <= 2, dict(zip(names, taken, strict=False))


def test_no_style_of_the_neutral_template_is_smaller_than_nine_points() -> None:
    document = opened(neutral_template("nl"))
    sizes = {
        style.name: style.font.size.pt for style in document.styles if getattr(style, "font", None) and style.font.size
    }
    assert len(sizes) > 10
    assert {name for name, size in sizes.items() if 2 * size < LEAST} == WITHOUT_TEXT


def test_text_stands_closer_on_sheets_than_in_chapters_and_annexes() -> None:
    document = opened(written("segments", "nl"))
    heads = {p.text: p.style.name for p in document.paragraphs if p.style}
    assert heads["Waarom de rest afvalt"] == "Stuurwijzer Sheet Heading"
    assert heads["Wmo Begeleiding"] == "Stuurwijzer Annex Heading"
    chapters = {p.style.name for p in opened(written("college", "nl")).paragraphs if p.style}
    assert not chapters & set(ON_SHEETS.values())


def test_a_heading_of_a_sheet_has_the_level_of_the_heading_that_it_is_based_on() -> None:
    styles = opened(written("segments", "nl")).styles
    held = styles["Stuurwijzer Sheet Heading"]
    assert held.base_style.name == "Heading 2"
    assert held.base_style.element.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") == "1"


def test_a_template_without_styles_for_sheets_sets_them_in_its_own() -> None:
    """Whoever made it chose a size and distances; nothing closer is put into it."""
    held = dict(parts_of(neutral_template("nl")))
    plain = re.sub(r'<w:style [^>]*w:styleId="SwSheet.*?</w:style>', "", held[STYLES].decode(), flags=re.DOTALL)
    assert plain != held[STYLES].decode()
    document = opened(filled(archive(held | {STYLES: plain.encode()}), paper_of("segments", advice(), "nl")))
    used = {p.style.name for p in document.paragraphs if p.style}
    assert not {style.name for style in document.styles} & set(ON_SHEETS.values())
    assert {"Normal", "Heading 2", "List Bullet", "Stuurwijzer Lead"} <= used
    assert "Waarom de rest afvalt" in [
        text_of(p._element) for p in document.paragraphs if p.style and p.style.name == "Heading 2"
    ]
