"""A deck in a template: slides in its layouts, with real titles, tables with heads, languages and notes."""

from collections.abc import Iterable
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Emu

from ..office.package import LOCALES, archive, parts_of, plain_text
from ..pictures.points import as_png
from ..rendering.elements import plain
from .blocks import (
    AFTER,
    CELL_SIDE,
    CELL_TOP,
    GAP,
    INDENT,
    LEAST,
    LINE_PERCENT,
    POINT,
    Cells,
    Grid,
    Image,
    Page,
    Text,
    line_height,
)
from .deck import Deck
from .layouts import Layouts, layouts_of, opened, title_of
from .measure import wrapped
from .pages import fitted_title, pages_of, shortened
from .runs import Run, Runs, runs_of
from .xml import Element, a, name, replaced

AUTHOR = "Stuurwijzer"
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""the style of tables without fills and lines that every PowerPoint has"""
RULE, HEAD_RULE = 6_350, 19_050
"""thickness of the lines under rows and under the head"""
HUNDREDTHS = 100
SUBTITLE = 20
LONGEST_TIP, LONGEST_PROPERTY = 250, 255
"""signs that PowerPoint shows when one points at a link, and that a property may have"""
ZOOM = 4
"""points for each CSS pixel of a picture: as many over a slide as a screen has"""
FEET = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
STALE = (RT.EXTENDED_PROPERTIES, RT.THUMBNAIL)
"""what a template says about the slides that it had"""


def written(deck: Deck, template: bytes) -> bytes:
    """The deck in a template that was checked. The same input gives the same bytes."""
    presentation = opened(template)
    layouts = layouts_of(presentation)
    if layouts is None:
        raise ValueError("a template without room for text was not checked")
    _emptied(presentation)
    _Deck(deck, presentation, layouts).write()
    _notes_master(presentation)
    _properties(presentation.core_properties, deck)
    held = BytesIO()
    presentation.save(held)
    return archive(parts_of(held.getvalue()))


def _emptied(presentation: Any) -> None:
    """The template without its own slides, and without what is said of them elsewhere."""
    element, part = presentation.part._element, presentation.part
    for slide in list(element.sldIdLst) if element.sldIdLst is not None else ():
        part.drop_rel(slide.rId)
        element.sldIdLst.remove(slide)
    for tag in ("p:custShowLst", "p:extLst"):  # shows and sections name slides
        for held in element.findall(name(tag)):
            element.remove(held)
    package = part.package
    for relation, held in list(package._rels.items()):
        if held.reltype in STALE:
            package._rels.pop(relation)


class _Deck:
    def __init__(self, deck: Deck, presentation: Any, layouts: Layouts) -> None:
        self._deck, self._presentation, self._layouts = deck, presentation, layouts
        self._locale = LOCALES[deck.language]
        self._labels = deck.labels
        self._slides: dict[str, Any] = {}
        """the slide that each anchor leads to"""

    def write(self) -> None:
        self._open()
        pages = pages_of(self._deck, self._layouts.room())
        made = [self._presentation.slides.add_slide(self._layouts.content) for _ in pages]
        for page, slide in zip(pages, made, strict=True):
            for anchor in page.anchors:
                self._slides.setdefault(anchor, slide)
        for page, slide in zip(pages, made, strict=True):
            self._fill(page, slide)

    def _open(self) -> None:
        """The first slide: what this is, of which day, of which advice. What does not fit stands in its notes."""
        slide = self._presentation.slides.add_slide(self._layouts.opening)
        wider = self._layouts.room().wider
        title = title_of(slide)
        runs, size = fitted_title(plain_text(self._deck.title), "", title.width, title.height, wider)
        self._paragraphs(title, [self._paragraph(runs, slide, size, after=0)])
        told = stand, *rest = [runs_of(line, self._labels) for line in self._deck.subtitle]
        first, *others = [box for box in slide.placeholders if box.shape_id != title.shape_id]
        lines = sum(len(wrapped(held, first.width // POINT, SUBTITLE, wider)) for held in rest)
        left = first.height - lines * line_height(SUBTITLE) - len(told) * AFTER
        shown = [shortened(stand, first.width, left, SUBTITLE, wider), *rest]
        self._paragraphs(first, [self._paragraph(held, slide, SUBTITLE) for held in shown])
        _without(others)
        self._notes(slide, [(Run(plain_text(self._deck.title)),), *told])

    def _fill(self, page: Page, slide: Any) -> None:
        layouts = self._layouts
        title = title_of(slide)
        self._paragraphs(title, [self._paragraph(page.title, slide, page.title_size, after=0)])
        body = slide.placeholders[layouts.text.placeholder_format.idx]
        _without(box for box in slide.placeholders if box.shape_id not in (title.shape_id, body.shape_id))
        top, used = layouts.text.top, False
        for block in page.blocks:
            box = (layouts.text.left, top, layouts.text.width, block.height)
            if isinstance(block, Grid):
                self._table(block, slide, box)
            elif isinstance(block, Image):
                self._picture(block, slide, layouts.text.left, top)
            elif used:
                self._text(block, slide, slide.shapes.add_textbox(*map(Emu, box)))
            else:
                body.left, body.top, body.width, body.height = map(Emu, box)
                self._text(block, slide, body)
                used = True
            top += block.height + GAP
        if not used:
            _without([body])
        elif not isinstance(page.blocks[0], Text):  # what stands under a table or picture is read after it
            slide.shapes._spTree.append(body._element)
        self._feet(slide)
        self._notes(slide, [runs_of(line, self._labels) for line in page.notes])

    # Text

    def _text(self, block: Text, slide: Any, box: Any) -> None:
        self._paragraphs(box, [self._paragraph(p.runs, slide, p.size, p.bullet) for p in block.paragraphs])

    def _paragraphs(self, box: Any, paragraphs: Iterable[Element]) -> None:
        """The paragraphs in a box that neither shrinks its text nor grows."""
        body = box._element.txBody
        replaced(body, a("bodyPr", a("noAutofit"), wrap="square", lIns="0", tIns="0", rIns="0", bIns="0"))
        for held in body.findall(name("a:p")):
            body.remove(held)
        body.extend(paragraphs)

    def _paragraph(
        self,
        runs: Runs,
        slide: Any,
        size: int = LEAST,
        bullet: bool = False,
        after: int = AFTER,
        right: bool = False,
    ) -> Element:
        indent = {"marL": str(INDENT), "indent": str(-INDENT)} if bullet else {"marL": "0", "indent": "0"}
        align = {"algn": "r"} if right else {}
        properties = a(
            "pPr",
            a("lnSpc", a("spcPts", val=str(size * LINE_PERCENT))),
            a("spcBef", a("spcPts", val="0")),
            a("spcAft", a("spcPts", val=str(after * HUNDREDTHS // POINT))),
            a("buFont", typeface="Arial") if bullet else None,
            a("buChar", char="•") if bullet else a("buNone"),
            **indent,
            **align,
        )
        end = a("endParaRPr", lang=self._locale, sz=str(size * HUNDREDTHS))
        return a("p", properties, *(self._run(run, slide, size) for run in runs), end)

    def _run(self, run: Run, slide: Any, size: int) -> Element:
        locale = LOCALES["nl" if run.lang == "nl" else "en"] if run.lang else self._locale
        weight = {"b": "1" if run.bold else "0"} | ({"i": "1"} if run.italic else {})
        properties = a("rPr", self._leading(run, slide), lang=locale, sz=str(size * HUNDREDTHS), **weight)
        text = a("t")
        text.text = run.text
        return a("r", properties, text)

    def _leading(self, run: Run, slide: Any) -> Element | None:
        """A link to another slide; a target that no slide has is on paper, and leads nowhere here."""
        target = self._slides.get(run.target)
        if target is None or target is slide:
            return None
        link = a("hlinkClick", action="ppaction://hlinksldjump", tooltip=run.spoken[:LONGEST_TIP])
        link.set(name("r:id"), slide.part.relate_to(target.part, RT.SLIDE))
        return link

    # Pictures

    def _picture(self, image: Image, slide: Any, left: int, top: int) -> None:
        """As points: programs for slides show those alike."""
        made = slide.shapes.add_picture(
            BytesIO(as_png(image.drawing, ZOOM)), *map(Emu, (left, top, image.width, image.height))
        )
        described = made._element.nvPicPr.cNvPr
        described.set("name", image.drawing.id)
        described.set("descr", plain_text(f"{image.drawing.finding} {image.drawing.in_words}"))

    # Tables

    def _table(self, grid: Grid, slide: Any, box: tuple[int, int, int, int]) -> None:
        """A table with a head that is known as one, and lines under its rows."""
        frame = slide.shapes.add_table(len(grid.rows) + 1, len(grid.widths), *map(Emu, box))
        described = frame._element.nvGraphicFramePr.cNvPr
        described.set("descr", plain_text(grid.caption))
        table = frame.table
        table._tbl.tblPr.find(name("a:tableStyleId")).text = NO_STYLE
        table.first_row, table.first_col, table.horz_banding = True, True, False
        for column, width in zip(table.columns, grid.widths, strict=True):
            column.width = Emu(width)
        for number, cells in enumerate((grid.head, *grid.rows)):
            table.rows[number].height = Emu(cells.height)
            self._row(table.rows[number], cells, grid.right, slide, head=number == 0)

    def _row(self, row: Any, cells: Cells, right: tuple[bool, ...], slide: Any, head: bool) -> None:
        for number, (cell, runs) in enumerate(zip(row.cells, cells.cells, strict=True)):
            body = cell._tc.txBody
            for held in body.findall(name("a:p")):
                body.remove(held)
            body.append(self._paragraph(runs, slide, cells.size, after=0, right=right[number]))
            colour = a("solidFill", a("schemeClr", val="tx1"))
            properties = a(
                "tcPr",
                *(a(side, a("noFill"), w="0") for side in ("lnL", "lnR", "lnT")),
                a("lnB", colour, w=str(HEAD_RULE if head else RULE)),
                marL="0" if number == 0 else str(CELL_SIDE),
                marR=str(CELL_SIDE),
                marT=str(CELL_TOP),
                marB=str(CELL_TOP),
            )
            replaced(cell._tc, properties)

    # Feet and notes

    def _feet(self, slide: Any) -> None:
        """Foot and number, where the layout has boxes for them: a new slide does not get those by itself."""
        for box in self._layouts.content.placeholders:
            kind = box.placeholder_format.type
            if kind not in FEET:
                continue
            made = deepcopy(box._element)
            slide.shapes._spTree.append(made)
            properties = made.find(f"{name('p:nvSpPr')}/{name('p:cNvPr')}")
            properties.set(
                "id", str(max(int(held.get("id")) for held in slide.shapes._spTree.iter(name("p:cNvPr"))) + 1)
            )
            if kind == PP_PLACEHOLDER.FOOTER:
                body = made.find(name("p:txBody"))
                for held in body.findall(name("a:p")):
                    body.remove(held)
                foot = (Run(plain_text(self._deck.foot)),)
                shown = shortened(foot, box.width, box.height, LEAST, self._layouts.room().wider)
                body.append(a("p", *(self._run(run, slide, LEAST) for run in shown)))

    def _notes(self, slide: Any, notes: Iterable[Runs]) -> None:
        body = slide.notes_slide.notes_text_frame._txBody
        for held in body.findall(name("a:p")):
            body.remove(held)
        for runs in notes:
            end = a("endParaRPr", lang=self._locale)
            body.append(a("p", *(self._noted(run) for run in runs), end))

    def _noted(self, run: Run) -> Element:
        """In the notes the size is that of their page, and nothing leads away."""
        locale = LOCALES["nl" if run.lang == "nl" else "en"] if run.lang else self._locale
        text = a("t")
        text.text = run.text
        return a("r", a("rPr", lang=locale, b="1" if run.bold else "0"), text)


def _without(boxes: Iterable[Any]) -> None:
    """A box that stays empty is read aloud as one."""
    for box in list(boxes):
        box._element.getparent().remove(box._element)


def _notes_master(presentation: Any) -> None:
    """The library makes a master for notes where a template has none, and leaves it out of the list of masters."""
    part, element = presentation.part, presentation.part._element
    if element.find(name("p:notesMasterIdLst")) is None:
        listed = OxmlElement("p:notesMasterIdLst")
        held = OxmlElement("p:notesMasterId")
        held.set(name("r:id"), part.relate_to(part.notes_master_part, RT.NOTES_MASTER))
        listed.append(held)
        element.find(name("p:sldMasterIdLst")).addnext(listed)


def _properties(properties: Any, deck: Deck) -> None:
    """Title and language; the day is that of the advice, since no clock is read."""
    day = datetime.fromisoformat(deck.as_of)
    properties.title = plain_text(deck.title)[:LONGEST_PROPERTY]
    properties.subject = plain_text(" ".join(plain(line) for line in deck.subtitle))[:LONGEST_PROPERTY]
    properties.language = LOCALES[deck.language]
    properties.author = properties.last_modified_by = AUTHOR
    properties.created = properties.modified = day
    properties.revision = 1
