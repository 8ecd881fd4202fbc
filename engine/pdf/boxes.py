"""Which element of the page each tag stands for: WeasyPrint builds its tags from boxes and keeps no way back.

This walks along the boxes in the order in which the tags were made. Where the two do not match, this release of
WeasyPrint builds them otherwise than the walk knows, and that is an error: a file with wrong tags is worse than none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

Tag = Any
"""a structure element: a dictionary of PDF"""
Box = Any


class UnknownShapeError(AssertionError):
    """Tags and boxes do not match."""


@dataclass(frozen=True)
class Pair:
    """A tag, the box it was made for, and the boxes around that one on the same page, outermost first."""

    tag: Tag
    box: Box
    page: int
    around: tuple[Box, ...]
    wrapper: Tag | None = None
    """the list item that was put around the tag"""

    @property
    def element(self) -> Any:
        """The element of the page; None for what stands before or after one, as its marker does."""
        element = self.box.element
        return element if element is not None and self.box.element_tag == element.tag else None

    @property
    def whole(self) -> bool:
        """Whether the box is that of its element, and not one that was needed inside it."""
        return not any(self.box.element is held.element for held in self.around)


def held(pdf: Any, reference: Any) -> Any:
    """What a reference such as ``b"12 0 R"`` leads to."""
    return pdf.objects[int(bytes(reference).split()[0])]


def pairs(document: Any, pdf: Any) -> Iterator[Pair]:
    """Each tag with its box, parents before their children."""
    root = held(pdf, held(pdf, pdf.catalog["StructTreeRoot"])["K"][0])
    tags = _tags_in(root, pdf)
    for number, page in enumerate(document.pages):
        yield from _walk(page._page_box, (), tags, number, pdf)
    if next(tags, None) is not None:
        raise UnknownShapeError("tags are left")


def _tags_in(tag: Tag, pdf: Any) -> Iterator[Tag]:
    """The tags in a tag, without its marked content and its annotations."""
    for kid in tuple(tag["K"]):
        if isinstance(kid, bytes) and (found := held(pdf, kid))["Type"] == "/StructElem":
            yield found


def _walk(box: Box, around: tuple[Box, ...], tags: Iterator[Tag], page: int, pdf: Any) -> Iterator[Pair]:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.MarginBox):
        return
    if isinstance(box, boxes.PageBox) or (box.element is not None and box.element_tag in ("html", "body")):
        for child in box.children if isinstance(box, boxes.ParentBox) else ():
            yield from _walk(child, around, tags, page, pdf)
        return
    tag = next(tags, None)
    if tag is None:
        raise UnknownShapeError(f"no tag for {box}")
    wrapper = None
    if tag["S"] == "/LI" and (box.element_tag in ("dt", "dd") or _unmarked(box)):
        wrapper, tag = tag, held(pdf, tag["K"][0])
    yield Pair(tag, box, page, around, wrapper)
    inner = _tags_in(tag, pdf)
    for child in _children(box):
        if isinstance(child, boxes.TextBox):
            if tag["S"] != "/Link" and next(inner, None) is None:
                raise UnknownShapeError(f"no tag for text in {box}")
        else:
            yield from _walk(child, (*around, box), inner, page, pdf)
    if next(inner, None) is not None:
        raise UnknownShapeError(f"tags are left in {box}")


def _unmarked(box: Box) -> bool:
    plain = "list-item" not in box.style["display"] or box.style["list_style_type"] == "none"
    return box.element_tag == "li" and plain


def _children(box: Box) -> Iterator[Box]:
    """Children as the tags see them: those of a line stand for the line, those of a table for its wrapper."""
    if isinstance(box, boxes.BlockBox) and box.is_table_wrapper and box.element_tag == "table":
        table = box.get_wrapped_table()
        for child in box.children:
            yield from child.children if child is table else [child]
        return
    for child in box.children if isinstance(box, boxes.ParentBox) else ():
        yield from child.children if isinstance(child, boxes.LineBox) else [child]
