"""Every paragraph of a template with its place, as a person would look for it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ..office.faults import PartName, Place
from .template_kind import DOCUMENT
from .xml import WORD, Element, name

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MORE = tuple(name(tag) for tag in ("sectPr", "drawing", "pict", "object"))
MARKS = ("{{", "{%", "{#", "}}", "%}", "#}")


@dataclass(frozen=True)
class Written:
    """A paragraph: its text over all runs, where it stands, and the element that holds it."""

    text: str
    place: Place
    holder: Element
    carries_more: bool = False
    """a picture or the end of a section hangs on it, which would be lost with the paragraph"""


def paragraphs(parts: dict[str, bytes]) -> Iterator[Written]:
    """The text first, then headers, footers and notes; the second form of a text box is passed over."""
    counted: Counter[PartName] = Counter()
    for path in sorted(parts, key=lambda held: (held != DOCUMENT, held)):
        kind = kind_of(path)
        if kind is None or kind == "other":
            continue
        counted[kind] += 1
        root = etree.fromstring(parts[path])
        start = root.find(name("body")) if path == DOCUMENT else root
        if start is not None:
            number = 0 if kind in ("text", "notes") else counted[kind]
            yield from _in(start, Place(kind, number), Counter())


def kind_of(path: str) -> PartName | None:
    """What a part is to a reader; None for what holds no text of Word's own."""
    if path == DOCUMENT:
        return "text"
    if not (path.startswith("word/") and path.endswith(".xml")) or "/" in path.removeprefix("word/"):
        return None
    for kind in ("header", "footer"):
        if path.startswith(f"word/{kind}"):
            return "header" if kind == "header" else "footer"
    return "notes" if path == "word/footnotes.xml" else "other"


def _in(holder: Element, place: Place, counted: Counter[str]) -> Iterator[Written]:
    """Paragraphs and tables of one holder, counted as they are seen."""
    for held in holder:
        if held.tag == name("p"):
            counted["p"] += 1
            at = Place(place.part, place.number, place.table, place.row, place.cell, counted["p"], place.boxed)
            yield Written(_text(held), at, holder, next(held.iter(*MORE), None) is not None)
            for box in _boxes(held):
                inside = Place(place.part, place.number, place.table, place.row, place.cell, 0, True)
                yield from _in(box, inside, Counter())
        elif held.tag == name("tbl"):
            counted["tbl"] += 1
            for row_number, row in enumerate(held.iter(name("tr")), 1):
                for cell_number, cell in enumerate(row.findall(name("tc")), 1):
                    at = Place(place.part, place.number, counted["tbl"], row_number, cell_number)
                    yield from _in(cell, at, Counter())
        elif held.tag is not etree.Comment and len(held):
            yield from _in(held, place, counted)


def _text(paragraph: Element) -> str:
    """The text of the paragraph itself, without that of boxes that hang on it."""
    return "".join(held.text or "" for held in paragraph.iter(name("t")) if _paragraph_of(held) is paragraph)


def _paragraph_of(element: Element) -> Element:
    return next(element.iterancestors(name("p")))


def _boxes(paragraph: Element) -> Iterator[Element]:
    for box in paragraph.iter(name("txbxContent")):
        nearest = next(box.iterancestors(name("p")))
        if nearest is paragraph and not any(held.tag == FALLBACK for held in box.iterancestors()):
            yield box


def hidden_marks(parts: dict[str, bytes]) -> Iterator[tuple[PartName, str]]:
    """Marks of a template where no text stands: in attributes, codes of fields, and parts that are never filled."""
    for path in sorted(parts):
        kind = kind_of(path)
        if kind is None:
            continue
        for held in etree.fromstring(parts[path]).iter():
            if not isinstance(held.tag, str):
                continue
            texts = [str(value) for value in held.values()]
            if kind == "other" or held.tag != f"{{{WORD}}}t":
                texts.append(held.text or "")
            texts.append(held.tail or "")
            yield from ((kind, text.strip()) for text in texts if any(mark in text for mark in MARKS))
