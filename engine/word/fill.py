"""A paper in a template: the fields filled in a sandbox, then the sheets put where the template asks for them."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from ..office.package import LOCALES, archive, parts_of, plain_text
from ..papers.paper import ANNEXES, Paper
from .contents import contents
from .layout import Layout, Page, Section
from .neutral import neutral_part
from .styles import Styles
from .xml import Element, child, name, w

PLACE = "{urn:stuurwijzer:place}place"
"""stands where a template wants sheets until they are put there; no text of an advice can make one"""
AUTHOR = "Stuurwijzer"
A4_WIDTH, A4_HEIGHT, USUAL_MARGIN = 11906, 16838, 1134
KEPT_ONCE = ("titlePg", "pgNumType")
"""what a section of a template has once: a title page, and a number to begin with"""


class _Template(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """Nothing outside the text is a template: properties stay as they are until they are set."""

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        pass


@dataclass(frozen=True)
class _Part:
    """One section of a paper as a loop of a template sees it."""

    title: str
    body: Markup


def filled(template: bytes, paper: Paper) -> bytes:
    """The paper in a template that was checked. The same input gives the same bytes."""
    held = _Template(BytesIO(template))
    held.init_docx()
    styles = Styles(held.docx.styles.element, _numbering(held))
    final = child(held.docx.element.body, "sectPr")
    layout = Layout(paper.document, styles, _room(final), held.docx.part)
    sections = layout.sections()
    places = _Places()
    held.render(_context(paper, sections, layout, places), _sandbox())
    places.fill(held.docx.element)
    _language(held.docx.styles.element, LOCALES[paper.document.language])
    _properties(held.docx.core_properties, paper)
    written = BytesIO()
    held.docx.save(written)
    return archive(parts_of(written.getvalue()))


def _sandbox() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    environment.globals.clear()
    return environment


def _context(paper: Paper, sections: Sequence[Section], layout: Layout, places: "_Places") -> dict[str, Any]:
    listed = [heading for section in sections for heading in section.headings]
    named = {annex: places.holding(_Listed(())) for annex in ANNEXES.values()}  # a paper may have nothing to put there
    named |= {section.name: places.holding(_Content((section,), headed=False)) for section in sections if section.name}
    return {
        **{field: plain_text(text) for field, text in paper.fields.items()},
        "contents": places.holding(_Listed(tuple(contents(listed, paper.deepest, layout.lines)))),
        "body": places.holding(_Content(tuple(sections), headed=True)),
        "sections": [
            _Part(plain_text(section.title), places.holding(_Content((section,), headed=False)))
            for section in sections
            if section.title
        ],
        "section": named,
    }


# Putting the sheets in their places


@dataclass(frozen=True)
class _Listed:
    elements: tuple[Element, ...]


@dataclass(frozen=True)
class _Content:
    sections: tuple[Section, ...]
    headed: bool


class _Places:
    """What waits to be put into the document, by number."""

    def __init__(self) -> None:
        self._held: list[_Listed | _Content] = []

    def holding(self, content: _Listed | _Content) -> Markup:
        self._held.append(content)
        return Markup(f'<place xmlns="urn:stuurwijzer:place" n="{len(self._held) - 1}"/>')

    def fill(self, document: Element) -> None:
        final = child(child(document, "body"), "sectPr")
        for place in list(document.iter(PLACE)):
            content = self._held[int(place.get("n"))]
            elements = list(content.elements if isinstance(content, _Listed) else _in_sections(content, place, final))
            for element in elements:
                place.addprevious(element)
            parent = place.getparent()
            parent.remove(place)
            if parent.tag == name("tc") and (not len(parent) or parent[-1].tag != name("p")):
                parent.append(w("p"))  # a cell ends with a paragraph


def _in_sections(content: _Content, place: Element, final: Element) -> Iterator[Element]:
    """The elements, with a break where the page turns to its side and back. Inside a cell no page can turn."""
    turns = place.getparent().tag == name("body")
    lying = False
    last: Element = None
    for section in content.sections:
        if turns and section.landscape != lying:
            yield from _ended(last, _turned(final, lying))
            lying = section.landscape
        for element in (*(section.heading if content.headed else _marks(section)), *section.content):
            last = element
            yield element
    if lying:
        following = place.getnext()
        if following is final:
            _turn(final)
        else:
            yield from _ended(last, _turned(final, lying))


def _marks(section: Section) -> tuple[Element, ...]:
    """The bookmark of a heading that the template writes itself."""
    return tuple(e for held in section.heading for e in held if e.tag in (name("bookmarkStart"), name("bookmarkEnd")))


def _ended(last: Element, properties: Element) -> Iterator[Element]:
    """End a section with the paragraph before it, which needs no empty one for that."""
    if last is None or last.tag != name("p"):
        yield w("p", w("pPr", properties))
    else:
        held = child(last, "pPr")
        if held is None:
            held = w("pPr")
            last.insert(0, held)
        held.append(properties)


def _turned(final: Element, lying: bool) -> Element:
    made = deepcopy(final)
    if lying:
        _turn(made)
    for tag in KEPT_ONCE:
        once = child(final, tag)
        if once is not None:
            final.remove(once)
    return made


def _turn(properties: Element) -> None:
    """Width and height change places."""
    size = child(properties, "pgSz")
    if size is None:
        size = w("pgSz", w=str(A4_WIDTH), h=str(A4_HEIGHT))
        properties.insert(_after_references(properties), size)
    width, height = size.get(name("w")), size.get(name("h"))
    size.set(name("w"), height)
    size.set(name("h"), width)
    size.set(name("orient"), "landscape")


def _after_references(properties: Element) -> int:
    before = ("headerReference", "footerReference", "footnotePr", "endnotePr", "type")
    return sum(1 for held in properties if held.tag in {name(tag) for tag in before})


def _room(final: Element) -> Page:
    """What the margins of the template leave."""
    size, margin = (child(final, tag) if final is not None else None for tag in ("pgSz", "pgMar"))
    width, height = _number(size, "w", A4_WIDTH), _number(size, "h", A4_HEIGHT)
    sides = _number(margin, "left", USUAL_MARGIN) + _number(margin, "right", USUAL_MARGIN)
    return Page(width - sides, height - sides)


def _number(held: Element, attribute: str, usual: int) -> int:
    text = held.get(name(attribute)) if held is not None else None
    return int(text) if text and text.isdigit() else usual


# The document as a whole


def _numbering(held: DocxTemplate) -> Element:
    """The numbering of the template, or an empty one that is made part of it."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.parts.numbering import NumberingPart

    part = held.docx.part
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return relation.target_part.element
    empty = etree.fromstring(neutral_part("word/numbering.xml"))
    for element in list(empty):
        empty.remove(element)
    made = NumberingPart.load(
        PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, etree.tostring(empty), part.package
    )
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return made.element


def _language(styles: Element, locale: str) -> None:
    """What no run says otherwise is in this language: screen readers and the speller follow it."""
    defaults = child(styles, "docDefaults")
    if defaults is None:
        defaults = w("docDefaults")
        styles.insert(0, defaults)
    held = defaults
    for tag in ("rPrDefault", "rPr", "lang"):
        found = child(held, tag)
        if found is None:
            found = w(tag)
            held.insert(0, found) if tag == "rPrDefault" else held.append(found)
        held = found
    held.set(name("val"), locale)


def _properties(properties: Any, paper: Paper) -> None:
    """Title and language; the day is that of the advice, since no clock is read."""
    day = datetime.fromisoformat(paper.as_of)
    properties.title, properties.language = plain_text(paper.document.title), LOCALES[paper.document.language]
    properties.author = properties.last_modified_by = AUTHOR
    properties.created = properties.modified = day
    properties.revision = 1
