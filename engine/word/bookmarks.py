"""The places in a document that a reference can lead to, under names that Word takes."""

import hashlib
import re
from collections.abc import Iterator

from ..rendering.elements import Cite, Definitions, Document, Element, Items, Line, Paragraph, Sheet, Table
from .xml import Element as Xml
from .xml import w

FIRST_ID = 10_000
"""a template may have bookmarks of its own, which Word numbers from nought"""
LONGEST = 28
DIGEST_SHOWN = 10


class Bookmarks:
    """Names and numbers of the anchors of one document, in its order."""

    def __init__(self, document: Document) -> None:
        known = dict.fromkeys(anchor for sheet in document.sheets for anchor in _anchors(sheet) if anchor)
        self._names = {anchor: bookmark_name(anchor) for anchor in known}
        self._numbers = {anchor: str(FIRST_ID + number) for number, anchor in enumerate(known)}
        self._placed: set[str] = set()

    def name(self, anchor: str) -> str:
        """The name of the bookmark; empty where the document has no such place."""
        return self._names.get(anchor, "")

    def around(self, anchor: str, *held: Xml) -> tuple[Xml, ...]:
        """The elements with the bookmark around them; only its first place is marked."""
        if anchor not in self._names or anchor in self._placed:
            return held
        self._placed.add(anchor)
        number = self._numbers[anchor]
        return w("bookmarkStart", id=number, name=self._names[anchor]), *held, w("bookmarkEnd", id=number)


def bookmark_name(anchor: str) -> str:
    """Letters, digits and underscores, at most forty, and another for each anchor."""
    plain = re.sub(r"[^A-Za-z0-9]+", "_", anchor)[:LONGEST]
    return f"x{plain}_{hashlib.sha256(anchor.encode()).hexdigest()[:DIGEST_SHOWN]}"


def _anchors(sheet: Sheet) -> Iterator[str]:
    yield sheet.id
    for element in sheet.opening:
        yield from _in_element(element)
    for block in sheet.blocks:
        yield block.id
        for element in block.elements:
            yield from _in_element(element)


def _in_element(element: Element) -> Iterator[str]:
    match element:
        case Paragraph(line=line):
            yield from _in_line(line)
        case Items(lines=lines):
            for line in lines:
                yield from _in_line(line)
        case Table(rows=rows):
            for row in rows:
                yield row.anchor
                for cell in row.cells:
                    yield from _in_line(cell)
        case Definitions(entries=entries):
            for entry in entries:
                yield entry.anchor


def _in_line(line: Line) -> Iterator[str]:
    return (span.anchor for span in line if isinstance(span, Cite))
