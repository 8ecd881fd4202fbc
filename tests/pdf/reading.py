"""A PDF read back: its tags as a tree, and what is wrong with them by ISO 14289-1 (PDF/UA-1) and 19005-3 (PDF/A-3).

Each check names the clause it stems from. It sees what parsing can show, and not whether an alternative text is a good
one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, IndirectObject

PARENTS = {
    "/LI": {"/L"},
    "/Lbl": {"/LI"},
    "/LBody": {"/LI"},
    "/TR": {"/Table", "/THead", "/TBody"},
    "/TH": {"/TR"},
    "/TD": {"/TR"},
    "/THead": {"/Table"},
    "/TBody": {"/Table"},
    "/Caption": {"/Table", "/L", "/Figure"},
}
"""ISO 32000-1, 14.8.4.3: where a tag may stand"""
KIDS = {"/L": {"/LI", "/L", "/Caption"}, "/TR": {"/TH", "/TD"}, "/LI": {"/Lbl", "/LBody"}}
STANDARD = {
    *("/Document", "/Part", "/Sect", "/Div", "/P", "/H1", "/H2", "/H3", "/Table", "/L", "/Span", "/Link", "/Figure"),
    *("/NonStruct", *PARENTS),
}
SHOWS = {b"Tj", b"TJ", b"'", b'"', b"Do", b"f", b"f*", b"S", b"s", b"B", b"B*", b"sh"}
"""operators that leave something on the page"""


@dataclass
class Tag:
    """One structure element with its kids in order; ``marks`` are page and number of what it holds itself."""

    kind: str
    source: Any
    kids: list["Tag"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)

    def all(self, *kinds: str) -> Iterator["Tag"]:
        if not kinds or self.kind in kinds:
            yield self
        for kid in self.kids:
            yield from kid.all(*kinds)

    def attribute(self, name: str) -> Any:
        return _got(self.source.get("/A", {})).get(name)


class Read:
    """A file with its tags. ``text`` gives the words of a tag."""

    def __init__(self, content: bytes) -> None:
        self.file = PdfReader(BytesIO(content))
        self.root: Any = self.file.root_object
        self.pages = {page.indirect_reference.idnum: n for n, page in enumerate(self.file.pages)}  # type: ignore[union-attr]
        self.marked = [_words_by_mark(page) for page in self.file.pages]
        structure = _got(self.root["/StructTreeRoot"])
        self.parents = _numbers(_got(structure["/ParentTree"]))
        self.top = self._tag(_got(_got(structure["/K"])[0]))

    def again(self) -> None:
        """Read the tags anew, after something was changed in the file that is held."""
        self.top = self._tag(self.top.source)

    def _tag(self, source: Any) -> Tag:
        tag = Tag(str(source["/S"]), source)
        for kid in _got(source.get("/K", [])):
            held = _got(kid)
            if isinstance(held, int):
                tag.marks.append((self.pages[source.raw_get("/Pg").idnum], int(held)))
            elif held.get("/Type") == "/OBJR":
                tag.annotations.append(_got(held["/Obj"]))
            else:
                tag.kids.append(self._tag(held))
        return tag

    def text(self, tag: Tag) -> str:
        return "".join(self.marked[page].get(mark, "") for held in tag.all() for page, mark in held.marks)

    @property
    def metadata(self) -> str:
        return str(_got(self.root["/Metadata"]).get_data().decode())


def _got(held: Any) -> Any:
    return held.get_object() if isinstance(held, IndirectObject) else held


def _numbers(tree: Any) -> dict[int, Any]:
    flat = [_got(held) for held in tree["/Nums"]]
    return dict(zip(flat[::2], flat[1::2], strict=True))


def _words_by_mark(page: Any) -> dict[int | str, str]:
    """Marked content by its number; what stands outside all marks is under ``bare``, artifacts under ``artifact``."""
    fonts = {name: _letters(_got(font)) for name, font in _got(page["/Resources"]["/Font"]).items()}
    found: dict[int | str, str] = {}
    open_marks: list[int | str] = []
    letters: dict[str, str] = {}
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator in (b"BDC", b"BMC"):
            marked = operands[1]["/MCID"] if operator == b"BDC" and "/MCID" in operands[1] else operands[0]
            open_marks.append("artifact" if marked == "/Artifact" else int(marked))
            found.setdefault(open_marks[-1], "")
        elif operator == b"EMC":
            open_marks.pop()
        elif operator == b"Tf":
            letters = fonts[operands[0]]
        elif operator in SHOWS:
            where = open_marks[-1] if open_marks else "bare"
            shown = _shown(operands, letters) if operator in (b"TJ", b"Tj") else ""
            found[where] = found.get(where, "") + shown
    return found


def _shown(operands: Any, letters: dict[str, str]) -> str:
    parts = operands[0] if isinstance(operands[0], list) else [operands[0]]
    codes = "".join(part.original_bytes.hex() for part in parts if hasattr(part, "original_bytes"))
    return "".join(letters.get(codes[at : at + 4], "") for at in range(0, len(codes), 4))


def _letters(font: Any) -> dict[str, str]:
    """Code of a font to letters, from its ToUnicode table."""
    if "/ToUnicode" not in font:
        return {}
    table = _got(font["/ToUnicode"]).get_data().decode("latin-1")
    pairs = re.findall(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>\s*(?=<|end)", table)
    return {code.lower(): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def _pages(read: Read) -> list[Any]:
    return list(read.file.pages)


# What is wrong


def faults(read: Read) -> list[str]:
    """All that is not as PDF/UA-1 asks, as far as parsing shows; empty for a good file."""
    checks = (_document, _content, _shape, _headings, _figures, _tables, _links, _fonts)
    return [fault for check in checks for fault in check(read)]


def _document(read: Read) -> Iterator[str]:
    root = read.root
    if not _got(root.get("/MarkInfo", {})).get("/Marked"):
        yield "7.1 the file does not say that it is tagged"
    if not _got(root.get("/ViewerPreferences", {})).get("/DisplayDocTitle"):
        yield "7.1 the title is not shown"
    if not root.get("/Lang"):
        yield "7.2 no language"
    if 'pdfuaid:part="1"' not in read.metadata:
        yield "5 the metadata do not say PDF/UA-1"
    if not re.search(r"<dc:title>.*<rdf:li[^>]*>[^<]+</rdf:li>", read.metadata, re.DOTALL):
        yield "7.1 no title in the metadata"
    if not _got(root.get("/Outlines", {})).get("/First"):
        yield "7.17 no bookmarks"


def _content(read: Read) -> Iterator[str]:
    """Everything that is drawn is told once, or is an artifact (7.1)."""
    told = [mark for tag in read.top.all() for mark in tag.marks]
    if len(told) != len(set(told)):
        yield "7.1 something is told twice"
    for number, marked in enumerate(read.marked):
        if "bare" in marked:
            yield f"7.1 page {number + 1} draws something that is neither told nor an artifact"
        held = {mark for page, mark in told if page == number}
        if held != {mark for mark in marked if isinstance(mark, int)}:
            yield f"7.1 what page {number + 1} marks is not what its tags hold"
    for tag in read.top.all():
        for page, mark in tag.marks:
            if _got(read.parents[page][mark]) is not tag.source:
                yield f"14.7.4.4 the way back from page {page + 1}, mark {mark} leads elsewhere"


def _shape(read: Read) -> Iterator[str]:
    for tag in read.top.all():
        if tag.kind not in STANDARD:
            yield f"7.1 {tag.kind} is no standard tag"
        for kid in tag.kids:
            if kid.kind in PARENTS and tag.kind not in PARENTS[kid.kind]:
                yield f"7.1 {kid.kind} stands in {tag.kind}"
            if tag.kind in KIDS and kid.kind not in KIDS[tag.kind]:
                yield f"7.1 {tag.kind} holds {kid.kind}"
            if _got(kid.source["/P"]) is not tag.source:
                yield f"14.7.2 {kid.kind} does not know what it stands in"


def _headings(read: Read) -> Iterator[str]:
    levels = [int(tag.kind[2:]) for tag in read.top.all("/H1", "/H2", "/H3")]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield "7.4.2 the headings do not begin with one title"
    for above, below in pairwise(levels):
        if below > above + 1:
            yield f"7.4.2 a heading of level {below} follows one of level {above}"


def _figures(read: Read) -> Iterator[str]:
    for tag in read.top.all("/Figure"):
        if not tag.source.get("/Alt"):
            yield "7.3 a picture without words"
        box = [float(value) for value in tag.attribute("/BBox") or ()]
        _, _, width, height = (float(value) for value in _got(tag.source["/Pg"])["/MediaBox"])
        left, low, right, high = box if len(box) == 4 else (0, 0, 0, 0)
        if not (0 <= left < right <= width and 0 <= low < high <= height):
            yield "7.3 a picture that does not lie on its page"


def _tables(read: Read) -> Iterator[str]:
    for table in read.top.all("/Table"):
        rows = [list(row.kids) for row in table.all("/TR")]
        if len({len(row) for row in rows}) != 1:
            yield "7.2 rows of different lengths"
        if sum(kid.kind == "/THead" for kid in table.kids) != 1:
            yield "7.5 a table without one head"
        for number, row in enumerate(rows):
            for cell in row:
                wanted = "/Column" if number == 0 else "/Row"
                if cell.kind == "/TH" and cell.attribute("/Scope") != wanted:
                    yield "7.5 a head that does not say of what"


def _links(read: Read) -> Iterator[str]:
    told = {id(held) for tag in read.top.all("/Link") for held in tag.annotations}
    for page in _pages(read):
        for annotation in (_got(held) for held in page.get("/Annots", ())):
            if id(annotation) not in told:
                yield "7.18.5 a link without a tag"
            if not annotation.get("/Contents"):
                yield "7.18.5 a link that does not say where it leads"
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield "7.18.3 links are not reached in the order of the text"
    for tag in read.top.all("/Link"):
        for held in tag.annotations:
            if _got(read.parents[held["/StructParent"]]) is not tag.source:
                yield "7.18.5 the way back from a link leads elsewhere"


def _fonts(read: Read) -> Iterator[str]:
    for page in _pages(read):
        for font in (_got(held) for held in _got(page["/Resources"]["/Font"]).values()):
            inner = _got(_got(font["/DescendantFonts"])[0])
            if not {"/FontFile2", "/FontFile3"} & set(_got(inner["/FontDescriptor"])):
                yield "7.21.4 a font that is not in the file"
            if "/ToUnicode" not in font:
                yield "7.21.7 a font whose letters have no names"


def parted_headings(read: Read) -> list[str]:
    """Headings at the foot of a page whose text begins on the next one."""
    told = list(_in_order(read.top, heading=False))
    return [
        read.marked[page].get(mark, "")
        for (heading, page, mark), (_, following, _) in pairwise(told)
        if heading and following != page
    ]


def _in_order(tag: Tag, heading: bool) -> Iterator[tuple[bool, int, int]]:
    """Whether it is of a heading, page and mark of everything that is told."""
    inside = heading or tag.kind in ("/H1", "/H2", "/H3")
    yield from ((inside, page, mark) for page, mark in tag.marks)
    for kid in tag.kids:
        yield from _in_order(kid, inside)


def archive_faults(read: Read) -> list[str]:
    """What PDF/A-3 asks beyond that, as far as parsing shows."""
    root, found = read.root, []
    if 'pdfaid:part="3"' not in read.metadata or 'pdfaid:conformance="A"' not in read.metadata:
        found.append("6.6.4 the metadata do not say PDF/A-3a")
    if "http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>" not in read.metadata:
        found.append("6.6.2.3 a name in the metadata that is not declared")
    intents = [_got(held) for held in _got(root.get("/OutputIntents", []))]
    if not any(held["/S"] == "/GTS_PDFA1" and "/DestOutputProfile" in held for held in intents):
        found.append("6.2.3 no colour profile")
    if not read.file.trailer.get("/ID"):
        found.append("6.1.3 no identifier")
    linked = [_got(held) for held in _got(root.get("/AF", []))]
    if not linked or not all(held.get("/AFRelationship") and held.get("/UF") for held in linked):
        found.append("6.8 an embedded file that does not say what it is to the document")
    for page in _pages(read):
        for annotation in (_got(held) for held in page.get("/Annots", ())):
            if annotation.get("/F") != 4:
                found.append("6.3.2 a link that is not printed")
    return sorted(set(found))
