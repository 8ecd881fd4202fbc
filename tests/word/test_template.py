"""Templates of somebody's own: used when they are fit, and otherwise told what is wrong and where."""

import struct
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from stuurwijzer.engine.office.faults import Place, UnfitTemplateError
from stuurwijzer.engine.office.package import archive, parts_of
from stuurwijzer.engine.papers.build import paper_of
from stuurwijzer.engine.papers.college import SECTIONS as OF_COLLEGE
from stuurwijzer.engine.word.check import checked_template, usable_template
from stuurwijzer.engine.word.fill import filled
from stuurwijzer.engine.word.neutral import neutral_template

from .conftest import W, advice, all_of, opened

SECTIONS = (*OF_COLLEGE, "provenance", "sources")
BODY = "{{p body }}"
WHOLE = ("{{ title }} {{ stand }} {{ digest }}", BODY)
SETTINGS = "word/_rels/settings.xml.rels"


def p(text: str) -> str:
    """A paragraph whose text Word has cut into runs, as it does after a correction."""
    half = len(text) // 2
    runs = "".join(f'<w:r><w:t xml:space="preserve">{part}</w:t></w:r>' for part in (text[:half], text[half:]))
    return f"<w:p>{runs}</w:p>"


def table(text: str) -> str:
    cell = "<w:tc><w:tcPr/>{}</w:tc>"
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid><w:tr>{cell.format(p(text))}</w:tr></w:tbl>'


def template(*paragraphs: str, header: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """The neutral template with another text; a paragraph that begins with ``<`` is XML as it is."""
    held = dict(parts_of(neutral_template("nl")))
    document = held["word/document.xml"].decode()
    head, tail = document[: document.index("<w:body>") + 8], document[document.index("<w:sectPr>") :]
    held["word/document.xml"] = (head + "".join(x if x[0] == "<" else p(x) for x in paragraphs) + tail).encode()
    margin = b'<w:%s xmlns:w="' + W[1:-1].encode() + b'">%s</w:%s>'
    held["word/header1.xml"] = margin % (b"hdr", p(header).encode(), b"hdr")
    held["word/footer1.xml"] = margin % (b"ftr", b"<w:p/>", b"ftr")
    for name, content in (parts or {}).items():
        held[name] = content.encode() if isinstance(content, str) else content
    return archive(held)


def rels(kind: str, target: str, mode: str = "External") -> str:
    base = "http://schemas.openxmlformats.org"
    ends = f'Target="{target}" TargetMode="{mode}"/></Relationships>'
    head = f'<Relationships xmlns="{base}/package/2006/relationships"><Relationship Id="r1" '
    return f'{head}Type="{base}/officeDocument/2006/relationships/{kind}" {ends}'


def field(code: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in ("begin", "end")]
    return f"<w:p>{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}</w:p>"


GOOD: dict[str, tuple[str, ...]] = {
    "everything in one place": WHOLE,
    "a loop over the sections": (
        *(WHOLE[0], "{%p for part in sections %}"),
        *("{{ part.title }}", "{{p part.body }}", "{%p endfor %}"),
    ),
    "a condition inside one paragraph": (*WHOLE, "{% if record %}Dossier {{ record }}{% else %}Geen{% endif %}"),
    "a condition around paragraphs": (*WHOLE, "{%p if not addressee %}", "Aan niemand", "{%p endif %}"),
    "fields that show what Word knows, and a web link": (*WHOLE, field(" PAGE "), field(' HYPERLINK "https://a.nl" ')),
    "a value in a cell of a table": (*WHOLE, table("{{ region }}")),
}  # fmt: skip


@pytest.mark.parametrize("case", GOOD)
def test_a_fit_template_is_found_fit(case: str) -> None:
    found = checked_template(template(*GOOD[case]))
    assert found.faults == ()
    assert found.papers == ("segments", "strategy", "college", "council")


FILE, CELL = Place("package"), Place("text", table=1, row=1, cell=1, paragraph=1)
TEXT = {n: Place("text", paragraph=n) for n in range(1, 6)}
BAD: dict[str, tuple[tuple[str, ...], str, Place]] = {
    "an unknown field": ((*WHOLE, "{{ titel }}"), "unknown_field", TEXT[3]),
    "an unknown section": ((*WHOLE, "{{p section.sumary }}"), "unknown_field", TEXT[3]),
    "an attribute of a value": ((*WHOLE, "{{ title.__class__ }}"), "unknown_field", TEXT[3]),
    "attributes of a constant": ((*WHOLE, "{{ ''.__class__.__mro__ }}"), "not_possible", TEXT[3]),
    "a loop without end": ((*WHOLE, "{%p for x in range(10**9) %}", "x", "{%p endfor %}"), "not_possible", TEXT[3]),
    "a call": ((*WHOLE, "{{ cycler('a').next() }}"), "not_possible", TEXT[3]),
    "a filter": ((*WHOLE, "{{ title|upper }}"), "not_possible", TEXT[3]),
    "a sum": ((*WHOLE, "{{ 7 * 7 }}"), "not_possible", TEXT[3]),
    "another file": ((*WHOLE, "{% include '/etc/passwd' %}"), "not_possible", TEXT[3]),
    "a macro of Jinja": ((*WHOLE, "{% macro m() %}{% endmacro %}"), "not_possible", TEXT[3]),
    "a setting": ((*WHOLE, "{% set title = 'x' %}"), "not_possible", TEXT[3]),
    "a comment": ((*WHOLE, "{# stil #}"), "not_possible", TEXT[3]),
    "a row that repeats": ((*WHOLE, "{%tr for s in sections %}"), "not_possible", TEXT[3]),
    "two statements in one": ((*WHOLE, "{% if title %}{% for x in sections %}{% endif %}"), "loop_inline", TEXT[3]),
    "a field that does not close": ((*WHOLE, "{{ region"), "tag_open", TEXT[3]),
    "a field over two paragraphs": ((*WHOLE, "{{ region", "}}"), "tag_open", TEXT[4]),
    "what cannot be read": ((*WHOLE, "{{ region region }}"), "syntax", TEXT[3]),
    "an unclosed loop": ((*WHOLE, "{%p for s in sections %}", "{{ s.title }}"), "not_closed", TEXT[3]),
    "an end without a beginning": ((*WHOLE, "{%p endfor %}"), "closes_nothing", TEXT[3]),
    "loops that cross": ((*WHOLE, "{%p if title %}", "{%p endfor %}"), "crossed", TEXT[4]),
    "a condition over two paragraphs": ((*WHOLE, "{% if title %}a", "b{% endif %}"), "closed_elsewhere", TEXT[4]),
    "a section beside other text": (("{{ foot }}", "Zie {{p body }}"), "not_alone", TEXT[2]),
    "a section on the end of a section of Word": (
        (WHOLE[0], f"<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{BODY}</w:t></w:r></w:p>"), "not_alone", TEXT[2],
    ),
    "a section without its p": (("{{ foot }}", "{{ body }}"), "block_inline", TEXT[2]),
    "a value with a p": ((*WHOLE, "{{p title }}"), "value_as_block", TEXT[3]),
    "the content twice": ((*WHOLE, BODY), "twice", TEXT[3]),
    "an unclosed loop in a cell": ((*WHOLE, table("{%p for s in sections %}")), "not_closed", CELL),
    "a condition that closes outside its cell": (
        (*WHOLE, table("{%p if title %}"), "{%p endif %}"), "closed_elsewhere", TEXT[3],
    ),
    "no place for the content": ((WHOLE[0],), "missing_content", FILE),
    "no date of the advice": (("{{ title }} {{ digest }}", BODY), "missing_field", FILE),
    "a section of the college paper and no other": ((WHOLE[0], "{{p section.summary }}"), "missing_section", FILE),
    "a field in the code of a field": ((*WHOLE, field(" REF {{ title }} ")), "hidden", Place("text")),
    "a field that loads a file": ((*WHOLE, field(" INCLUDETEXT C:\\geheim.txt ")), "field_code", FILE),
    "a field that starts a program": ((*WHOLE, field(" DDEAUTO cmd ")), "field_code", FILE),
    "a link to a file": ((*WHOLE, field(' HYPERLINK "file://server/deel" ')), "field_code", FILE),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_is_wrong_is_told_with_its_place(case: str) -> None:
    paragraphs, code, place = BAD[case]
    found = checked_template(template(*paragraphs))
    assert (code, place) in [(held.code, held.place) for held in found.faults], found.faults
    assert found.papers == ()


def test_a_near_field_is_offered() -> None:
    found = checked_template(template(*WHOLE, "{{ regio }}"))
    assert [(held.code, held.near) for held in found.faults] == [("unknown_field", "region")]


def test_a_section_in_a_header_is_told_and_a_value_there_is_not() -> None:
    assert checked_template(template(BODY, header="{{ foot }}")).faults == ()
    found = checked_template(template(*WHOLE, header="{{p section.summary }}"))
    assert ("block_in_margin", Place("header", 1, paragraph=1)) in [(held.code, held.place) for held in found.faults]


def test_everything_is_told_at_once() -> None:
    found = checked_template(template("{{ a }}", "{{ b }}", "{%p if c %}"))
    assert {held.code for held in found.faults} == {"unknown_field", "not_closed", "missing_field", "missing_content"}
    assert len(found.faults) == 3 + 1 + 3 + 1


# Archives


def zipped(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", method) as target:
        for name, content in entries:
            target.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return held.getvalue()


def encrypted() -> bytes:
    """A plain archive whose list of contents says that its first part is encrypted."""
    content = bytearray(template(*WHOLE))
    entry = content.index(b"PK\x01\x02")
    struct.pack_into("<H", content, entry + 8, 1)
    return bytes(content)


def twice() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate"):
        return zipped(("word/document.xml", b"<a/>"), ("word/document.xml", b"<b/>"))


ENTITIES = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><a>&b;</a>'
HOSTILE: dict[str, tuple[Any, str]] = {
    "no archive": (lambda: b"geen zip", "not_an_archive"),
    "an empty file": (lambda: b"", "not_an_archive"),
    "an archive that is cut off": (lambda: template(*WHOLE)[:-30], "not_an_archive"),
    "an archive with a hole in what is packed": (lambda: holed(zipped(("a.xml", bytes(range(256))))), "not_an_archive"),
    "another archive": (lambda: zipped(("a.txt", b"a")), "not_of_kind"),
    "larger than a template": (lambda: b"PK" + b"\0" * 10_000_001, "too_large"),
    "a bomb": (lambda: zipped(("word/document.xml", b"\0" * 5_000_000)), "bomb"),
    "six megabytes of text": (lambda: zipped(("a.xml", bytes(range(256)) * 24_000), method=0), "bomb"),
    "a gigabyte inside, as the list of contents says": (lambda: claimed(1_000_000_000), "too_much_inside"),
    "a thousand parts": (lambda: zipped(*((f"a{n}.xml", b"") for n in range(1000))), "too_many_parts"),
    "a name outside": (lambda: zipped(("../../x", b"")), "odd_name"),
    "a name that winds": (lambda: zipped(("word/../a.xml", b"")), "odd_name"),
    "an absolute name": (lambda: zipped(("/etc/x", b"")), "odd_name"),
    "a name with a drive": (lambda: zipped(("C:\\x", b"")), "odd_name"),
    "a name that turns its direction": (lambda: zipped(("x\u202egpj.exe", b"")), "odd_name"),
    "the same part twice": (twice, "name_twice"),
    "an encrypted part": (encrypted, "encrypted"),
    "an odd compression": (lambda: zipped(("a", b"a"), method=zipfile.ZIP_LZMA), "odd_compression"),
    "entities": (lambda: template(*WHOLE, parts={"word/theme/theme1.xml": ENTITIES}), "doctype"),
    "entities in another coding": (
        lambda: template(*WHOLE, parts={"word/theme/theme1.xml": ENTITIES.encode("utf-16")}),
        "doctype",
    ),
    "XML that is broken": (lambda: template("<w:p>"), "broken_xml"),
    "a program": (lambda: template(*WHOLE, parts={"word/vbaProject.bin": "x"}), "active"),
    "a linked template": (lambda: template(*WHOLE, parts={SETTINGS: rels("attachedTemplate", "x")}), "active"),
    "a picture from elsewhere": (lambda: template(*WHOLE, parts={SETTINGS: rels("image", "//x/y")}), "external"),
    "a link to a share": (lambda: template(*WHOLE, parts={SETTINGS: rels("hyperlink", "file://x/y")}), "external"),
    "an embedded object": (lambda: template(*WHOLE, parts={SETTINGS: rels("oleObject", "a", "Internal")}), "active"),
}  # fmt: skip


def holed(content: bytes) -> bytes:
    """The packed bytes of the first part, which stand behind its name, as no program packs them."""
    start = 30 + struct.unpack_from("<H", content, 26)[0]
    return content[:start] + b"\xff" * 20 + content[start + 20 :]


def claimed(size: int) -> bytes:
    """An archive whose list of contents claims a size for its first part."""
    content = bytearray(template(*WHOLE))
    struct.pack_into("<I", content, content.index(b"PK\x01\x02") + 24, size)
    return bytes(content)


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_archive_is_refused_before_it_is_opened(case: str) -> None:
    make, code = HOSTILE[case]
    found = checked_template(make())
    assert code in [held.code for held in found.faults], found.faults
    assert all("\u202e" not in value for held in found.faults for _, value in held.values)


def test_a_link_to_a_web_page_may_stay() -> None:
    assert checked_template(template(*WHOLE, parts={SETTINGS: rels("hyperlink", "https://gemeente.nl")})).faults == ()


# Filling


def test_single_sections_stand_where_the_template_wants_them() -> None:
    marks = [text for name in SECTIONS for text in (f"Kop {name}", f"{{{{p section.{name} }}}}")]
    content = template(WHOLE[0], "{{p contents }}", *marks)
    assert checked_template(content).papers == ("college",)
    with pytest.raises(UnfitTemplateError):
        usable_template(content, ("college", "council"))
    document = opened(filled(content, paper_of("college", advice(), "nl")))
    own = [held.text.removeprefix("Kop ") for held in document.paragraphs if held.text.startswith("Kop ")]
    assert tuple(own) == SECTIONS
    names = [held.get(f"{W}name") for held in all_of(document, "bookmarkStart")]
    assert len(names) == len(set(names))
    assert {held.get(f"{W}anchor") for held in all_of(document, "hyperlink")} <= set(names)


def test_a_loop_gives_each_section_under_a_heading_of_the_template() -> None:
    content = template(*GOOD["a loop over the sections"])
    document = opened(filled(content, paper_of("council", advice(), "nl")))
    texts = [held.text for held in document.paragraphs]
    assert "Waar gaat dit over?" in texts
    assert texts.index("Waar gaat dit over?") < texts.index("Wat kost het?") < texts.index("Bronnen")


def test_sections_in_a_cell_leave_a_paragraph_at_its_end() -> None:
    content = template(WHOLE[0], table(BODY))
    document = opened(filled(content, paper_of("council", advice(), "nl")))
    cell = all_of(document, "tc")[0]
    assert cell[-1].tag == f"{W}p"
    assert "Waar gaat dit over?" in "".join(held.text or "" for held in cell.iter(f"{W}t"))


def test_a_cell_for_a_section_that_is_empty_keeps_a_paragraph() -> None:
    whole = paper_of("council", advice(), "nl")
    first = replace(whole.document, sheets=whole.document.sheets[:1])
    content = template(WHOLE[0], table("{{p section.provenance }}"))
    document = opened(filled(content, replace(whole, document=first)))
    assert [held.tag for held in all_of(document, "tc")[0]] == [f"{W}tcPr", f"{W}p"]


def test_a_template_with_styles_of_its_own_keeps_them_and_gets_what_it_lacks() -> None:
    """A Dutch Word calls the style ``heading 1`` by the id Kop1; such a template has no style for our tables."""
    styles = (
        f'<w:styles xmlns:w="{W[1:-1]}"><w:style w:type="paragraph" w:default="1" w:styleId="Standaard">'
        '<w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/>'
        "</w:style></w:styles>"
    )
    held = dict(parts_of(template(*WHOLE, parts={"word/styles.xml": styles})))
    del held["word/numbering.xml"]
    for path in ("word/_rels/document.xml.rels", "[Content_Types].xml"):
        lines = held[path].decode().splitlines()
        held[path] = "\n".join(line for line in lines if "numbering" not in line).encode()
    content = archive(held)
    assert checked_template(content).faults == ()
    document = opened(filled(content, paper_of("council", advice(), "nl")))
    used = {held.get(f"{W}val") for held in all_of(document, "pStyle")}
    known = {held.get(f"{W}styleId") for held in document.styles.element.iter(f"{W}style")}
    assert "Kop1" in used
    assert used <= known
    bullet = next(style for style in document.styles if style.name == "List Bullet")
    number = bullet.element.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
    lists = document.part.numbering_part.element
    assert number in {num.get(f"{W}numId") for num in lists.iter(f"{W}num")}
    assert document.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang").get(f"{W}val") == "nl-NL"
