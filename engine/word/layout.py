"""The sheets of a document as paragraphs and tables of Word, under real headings."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..papers.paper import ANNEXES
from ..pictures import Drawing
from ..rendering.elements import (
    Definitions,
    Document,
    Element,
    Gantt,
    Items,
    Line,
    Paragraph,
    Sheet,
    Strong,
    Table,
)
from .bookmarks import Bookmarks
from .lines import Lines
from .pictures import Part, Pictures
from .styles import Styles
from .tables import table_element
from .xml import Element as Xml
from .xml import w

CLOSE = ("region", "segment")
"""the sheets that are made for so many pages: their text stands closer than that of a chapter or an annex"""


@dataclass(frozen=True)
class Page:
    """The room on a page between its margins, in twentieths of a point."""

    upright: int
    lying: int


@dataclass(frozen=True)
class Heading:
    """A heading as the table of contents names it."""

    level: int
    anchor: str
    title: str


@dataclass(frozen=True)
class Section:
    """What stands under one heading of the first level."""

    id: str
    name: str
    """as a template calls it; empty where it has none"""
    title: str
    heading: tuple[Xml, ...]
    content: tuple[Xml, ...]
    landscape: bool
    headings: tuple[Heading, ...]


class Layout:
    """Lays out one document. The first sheet carries no heading of its own where its title is that of the document."""

    def __init__(self, document: Document, styles: Styles, page: Page, part: Part) -> None:
        self._document, self._styles, self._page = document, styles, page
        self._bookmarks = Bookmarks(document)
        self._lines = Lines(styles, self._bookmarks, document.labels)
        self._pictures = Pictures(part, self._lines)
        self._width = page.upright
        self._close = False
        self._headings: list[Heading] = []

    @property
    def bookmarks(self) -> Bookmarks:
        return self._bookmarks

    @property
    def lines(self) -> Lines:
        return self._lines

    def sections(self) -> tuple[Section, ...]:
        return tuple(section for sheet in self._document.sheets for section in self._sections(sheet))

    def _sections(self, sheet: Sheet) -> Iterator[Section]:
        self._width = self._page.lying if sheet.landscape else self._page.upright
        self._close = sheet.kind in CLOSE
        if sheet.title != self._document.title:
            yield self._section(sheet)
            return
        opening = tuple(self._elements(sheet.opening))
        boxed = tuple(self._boxed(sheet))
        if opening or boxed:
            yield Section(sheet.id, "", "", (), (*boxed, *opening), sheet.landscape, ())
        for block in sheet.blocks:
            self._headings = []
            heading = tuple(self._heading(1, block.id, block.title, block.lang))
            content = tuple(self._elements(block.elements))
            yield Section(block.id, block.name, block.title, heading, content, sheet.landscape, tuple(self._headings))

    def _section(self, sheet: Sheet) -> Section:
        self._headings = []
        heading = tuple(self._heading(1, sheet.id, sheet.title, sheet.lang, new_page=sheet.kind != "chapter"))
        content: list[Xml] = [self._paragraph(sheet.stand, "stand")] if sheet.stand else []
        content += [*self._boxed(sheet), *self._elements(sheet.opening)]
        for block in sheet.blocks:
            content += self._heading(2, block.id, block.title, block.lang, listed=sheet.kind != "annex")
            content += self._elements(block.elements)
        return Section(
            sheet.id,
            ANNEXES.get(sheet.id, ""),
            sheet.title,
            heading,
            tuple(content),
            sheet.landscape,
            tuple(self._headings),
        )

    def _heading(
        self, level: int, anchor: str, title: str, lang: str, new_page: bool = False, listed: bool = True
    ) -> Iterator[Xml]:
        """A heading inside an annex has a style of its own, which a table of contents passes over."""
        if listed:
            self._headings.append(Heading(level, anchor, title))
        properties = self._style(f"heading{level}" if listed else "annex_heading")
        if new_page:  # Word keeps the room above a heading at the top of a page that was asked for
            properties.extend([w("pageBreakBefore"), w("spacing", before="0")])
        yield w("p", properties, *self._bookmarks.around(anchor, self._lines.run(title, lang=lang)))

    def _boxed(self, sheet: Sheet) -> Iterator[Xml]:
        for line in sheet.boxed.lines if sheet.boxed else ():
            yield self._paragraph(line, "box")

    def _elements(self, elements: tuple[Element, ...]) -> Iterator[Xml]:
        for element in elements:
            yield from self._element(element)

    def _element(self, element: Element) -> Iterator[Xml]:
        match element:
            case Paragraph(line=line, role=role):
                yield self._paragraph(line, "normal" if role == "plain" else role)
            case Items(lines=lines, signed=signed):
                for line in lines:
                    yield self._paragraph(line, "signed" if signed else "bullet")
            case Table():
                yield table_element(element, self._lines, self._width, self._id)
                yield self._paragraph((), "after_table")
            case Drawing() | Gantt():
                yield self._pictures.paragraph(element, self._width)
            case Definitions(entries=entries):
                for entry in entries:
                    term = self._bookmarks.around(entry.anchor, *self._lines.runs((Strong(entry.term),)))
                    rest = [run for line in entry.lines for run in (self._lines.run(" "), *self._lines.runs(line))]
                    yield w("p", self._style("definition"), *term, *rest)

    def _paragraph(self, line: Line, role: str) -> Xml:
        return w("p", self._style(role), *self._lines.runs(line))

    def _style(self, role: str) -> Xml:
        return w("pPr", w("pStyle", val=self._id(role)))

    def _id(self, role: str) -> str:
        """The style of that use where we are."""
        return self._styles.on_sheet(role) if self._close else self._styles[role]
