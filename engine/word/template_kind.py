"""What a template for Word has to be, and which of its fields only show what the document itself knows."""

import re
from collections.abc import Iterator

from ..office.faults import Fault, fault, shown
from ..office.hostile import WEB, Kind
from .xml import Element, name

DOCUMENT = "word/document.xml"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
FIELDS = frozenset(
    {
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TOC", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ"),
        *("TITLE", "SUBJECT", "AUTHOR", "DATE", "TIME", "SAVEDATE", "CREATEDATE", "DOCPROPERTY", "HYPERLINK"),
    }
)
"""codes of fields that only show what the document itself knows"""
LINKED = re.compile(r'^\s*HYPERLINK\s+"?(?!\\)([^"\s]+)', re.IGNORECASE)


def _faults_of_fields(root: Element) -> Iterator[Fault]:
    for code in field_codes(root):
        word = (code.split() or [""])[0].upper()
        linked = LINKED.match(code)
        if word not in FIELDS or (linked and not WEB.match(linked[1])):
            yield fault("field_code", found=shown(code.strip()))


def field_codes(root: Element) -> Iterator[str]:
    """The codes of all fields, also of those that stand inside another and are spread over runs."""
    opened: list[str] = []
    for held in root.iter(name("fldSimple"), name("fldChar"), name("instrText")):
        if held.tag == name("fldSimple"):
            yield str(held.get(name("instr")) or "")
        elif held.tag == name("instrText"):
            if opened:
                opened[-1] += held.text or ""
            else:
                yield held.text or ""
        elif held.get(name("fldCharType")) == "begin":
            opened.append("")
        elif held.get(name("fldCharType")) == "end" and opened:
            yield opened.pop()
    yield from opened


WORD_TEMPLATE = Kind(DOCUMENT, MAIN_TYPE, _faults_of_fields)
