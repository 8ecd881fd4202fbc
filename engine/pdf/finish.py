"""What WeasyPrint leaves to be said in the tags: languages, spoken names, scopes, and what goes on on the next page.

It tags each page for itself. Here the pieces of one element become one tag again, a table head that is repeated and the
running foot become artifacts, and the tags get what the attributes of the page say about them.
"""

from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes

from .boxes import Pair, Tag, UnknownShapeError, held, pairs
from .lean import write_once
from .metadata import also_accessible

POINTS = 0.75
"""of one CSS pixel"""
SVG = "{http://www.w3.org/2000/svg}"


def finished(document: Any, pdf: Any, archived: bool) -> None:
    """Complete the tags of a file that is about to be written, and its metadata where it is to be archived as well."""
    heights = [page.height * POINTS for page in document.pages]
    merging = _Merging(pdf)
    for pair in list(pairs(document, pdf)):
        _describe(pair, heights[pair.page])
        _reshape(pair, pdf)
        merging.take(pair)
    _leave_out_what_no_tag_holds(pdf)
    if archived:
        also_accessible(pdf)
    write_once(pdf)


# What a tag says about itself


def _describe(pair: Pair, height: float) -> None:
    tag, element = pair.tag, pair.element
    if element is None:
        return
    if language := element.get("lang"):
        tag["Lang"] = pydyf.String(language)
    spoken = element.get("aria-label")
    if spoken and element.get("role") == "img":
        tag["Alt"] = pydyf.String(spoken)
    if element.tag == f"{SVG}svg":
        told = (element.find(f"{SVG}{name}") for name in ("title", "desc"))
        tag["Alt"] = pydyf.String(" ".join(part.text.strip() for part in told if part is not None and part.text))
        tag["A"]["BBox"] = pydyf.Array(_on_page(tag["A"]["BBox"], height))
    if pair.box.link_annotation:
        pair.box.link_annotation["Contents"] = pydyf.String(spoken or "".join(element.itertext()))
    if tag["S"] == "/Table" and (caption := element.find("caption")) is not None:
        tag["A"] = pydyf.Dictionary({"O": "/Table", "Summary": pydyf.String(caption.text or "")})
    if tag["S"] == "/TH":
        tag.pop("ID", None)
        tag["A"]["Scope"] = "/Row" if element.get("scope") == "row" else "/Column"
    if tag["S"] == "/TD":
        tag["A"].pop("Headers", None)  # scopes say the same, and these names come again on each page


def _on_page(box: Any, height: float) -> tuple[float, ...]:
    """From pixels below the top of the page to points above its foot."""
    left, top, right, bottom = (float(value) * POINTS for value in box)
    return left, height - bottom, right, height - top


def _reshape(pair: Pair, pdf: Any) -> None:
    """The list of passages as a list with labels, which HTML writes in another way; and words as words."""
    tag, name = pair.tag, pair.box.element_tag
    if name == "div" and pair.whole and pair.around[-1].element_tag == "dl":
        tag["S"], tag["K"] = "/LI", pydyf.Array(_without_blanks(tag, pdf))
    elif name in ("dt", "dd") and pair.wrapper is not None:
        pair.wrapper["S"], tag["S"] = ("/Lbl" if name == "dt" else "/LBody"), "/NonStruct"
    elif tag["S"] == "/NonStruct" and isinstance(pair.box, boxes.InlineBox):
        tag["S"] = "/Span"


def _without_blanks(tag: Tag, pdf: Any) -> list[bytes]:
    """What a list item holds: label and body, and not the blanks between them."""
    return [kid for kid in tag["K"] if held(pdf, kid)["S"] != "/Span"]


# One element, one tag


class _Merging:
    """Takes the tags in their order, and puts what goes on on a next page into the tag where it began."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._begun: dict[tuple[int, str, int], tuple[Tag, int]] = {}
        self._removed: set[bytes] = set()

    def take(self, pair: Pair) -> None:
        tag, box = pair.tag, pair.box
        if tag["P"] in self._removed:
            self._removed.add(tag.reference)
            return
        if tag["S"] == "/Div" and not pair.whole:
            self._dissolve(tag)
            return
        if tag["S"] == "/Link" and pair.element is None:
            self._lift(tag)
        if box.element is None or isinstance(box, boxes.InlineLevelBox):
            if box.is_leader or (pair.element is not None and pair.element.get("aria-hidden") == "true"):
                self._remove(tag)
            return
        depth = sum(held.element is box.element for held in pair.around)
        key = (id(box.element), box.element_tag, depth)
        begun, page = self._begun.get(key, (tag, pair.page))
        self._begun[key] = (begun, pair.page)
        if page == pair.page:
            self._begun[key] = (tag, pair.page)
            return
        self._remove(pair.wrapper or tag)
        if not (isinstance(box, boxes.TableRowGroupBox) and box.is_header):
            self._move(tag, begun)

    def _lift(self, tag: Tag) -> None:
        """What is added to a link, such as the number of a page, is part of that link and not one inside it."""
        tag["S"], link = "/Span", held(self._pdf, tag["P"])
        while link["S"] != "/Link":
            link = held(self._pdf, link["P"])
        parents = held(self._pdf, held(self._pdf, self._pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
        for kid in [kid for kid in tag["K"] if isinstance(kid, bytes) and held(self._pdf, kid)["Type"] == "/OBJR"]:
            tag["K"].remove(kid)
            link["K"].append(kid)
            place = held(self._pdf, held(self._pdf, kid)["Obj"])["StructParent"]
            parents[2 * place + 1] = link.reference

    def _dissolve(self, tag: Tag) -> None:
        """A box that was needed for laying out, and for nothing else: what it holds stands where it stood."""
        outer = held(self._pdf, tag["P"])
        kids = _without_blanks(tag, self._pdf) if outer["S"] == "/LI" else tag["K"]
        place = outer["K"].index(tag.reference)
        outer["K"][place : place + 1] = kids
        for kid in kids:
            held(self._pdf, kid)["P"] = outer.reference

    def _remove(self, tag: Tag) -> None:
        held(self._pdf, tag["P"])["K"].remove(tag.reference)
        self._removed.add(tag.reference)

    def _move(self, tag: Tag, into: Tag) -> None:
        for kid in tag["K"]:
            if not isinstance(kid, bytes):
                raise UnknownShapeError("text without a tag of its own goes on on the next page")
            held(self._pdf, kid)["P"] = into.reference
            into["K"].append(kid)


# The rest


def _leave_out_what_no_tag_holds(pdf: Any) -> None:
    """The running foot, repeated heads and signs that a word stands beside: artifacts, which nobody reads aloud."""
    root = held(pdf, pdf.catalog["StructTreeRoot"])
    told = _told(root["K"][0], pdf)
    parents = held(pdf, root["ParentTree"])["Nums"]
    for number, reference in enumerate(pdf.page_references):
        marks = held(pdf, held(pdf, reference)["Contents"]).stream
        for place, mark in enumerate(marks):
            if not (isinstance(mark, pydyf.Dictionary) and "MCID" in mark) or (reference, mark["MCID"]) in told:
                continue
            parents[2 * number + 1][mark["MCID"]] = b"null"
            marks[place - 1 : place + 2] = ["/Artifact", b"", b"BMC"]


def _told(top: bytes, pdf: Any) -> set[tuple[bytes, int]]:
    """Page and number of all marked content that a tag holds."""
    found: set[tuple[bytes, int]] = set()
    waiting = [held(pdf, top)]
    while waiting:
        tag = waiting.pop()
        for kid in tag["K"]:
            if isinstance(kid, int):
                found.add((tag["Pg"], kid))
            elif (inner := held(pdf, kid))["Type"] == "/StructElem":
                waiting.append(inner)
    return found
