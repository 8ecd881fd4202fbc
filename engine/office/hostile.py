"""A template from somebody else: refused when it can act.

A template is text and layout. Whatever runs, loads something from elsewhere or only pretends to be small stays out.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from .faults import Fault, UnfitTemplateError, fault, shown
from .gate import MB, Limits, UnfitArchiveError, has_document_type, is_xml, parts_within
from .package import CONTENT_TYPES

Element = Any
"""an lxml element; lxml has no types of its own"""
LIMITS = Limits(file=10 * MB, parts=500, inside=50 * MB, part=20 * MB, text=5 * MB, ratio=100)
"""a house style with a few pictures is a tenth of this; large parts are pictures and fonts"""
ACTIVE = frozenset(
    {
        *("vbaProject", "wordVbaData", "oleObject", "package", "control", "activeXControlBinary", "aFChunk", "frame"),
        *("subDocument", "attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "recipientData"),
        *("keyMapCustomizations", "attachedToolbars", "extensibility"),
    }
)
"""kinds of relation, by the last word of their type, that run something or bring another document in"""
WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


@dataclass(frozen=True)
class Kind:
    """What a template of one program has to be, and what else is looked for in each of its parts."""

    document: str
    main_type: str
    faults_in: Callable[[Element], Iterator[Fault]]
    binary: re.Pattern[str] | None = None
    """parts without text that this program writes itself"""


def checked_parts(content: bytes, kind: Kind) -> dict[str, bytes]:
    """The parts of a template. Raises UnfitTemplateError with all that is against it."""
    try:
        parts = parts_within(content, LIMITS)
    except UnfitArchiveError as error:
        raise UnfitTemplateError(error.faults) from None
    faults = tuple(_faults_of_parts(parts, kind))
    if faults:
        raise UnfitTemplateError(faults)
    return parts


def _faults_of_parts(parts: dict[str, bytes], kind: Kind) -> Iterator[Fault]:
    if CONTENT_TYPES not in parts or kind.document not in parts:
        yield fault("not_of_kind")
        return
    for path, content in parts.items():
        if is_xml(path):
            yield from _faults_of_xml(path, content, kind)
        elif path.lower().endswith(".bin") and not (kind.binary and kind.binary.fullmatch(path)):
            yield fault("active", found=shown(path))


def _faults_of_xml(path: str, content: bytes, kind: Kind) -> Iterator[Fault]:
    if has_document_type(content):
        yield fault("doctype", found=shown(path))
        return
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        yield fault("broken_xml", found=shown(path), reason=shown(str(error)))
        return
    if path == CONTENT_TYPES:
        yield from _faults_of_types(root, kind)
    elif path.endswith(".rels"):
        yield from _faults_of_relations(root)
    else:
        yield from kind.faults_in(root)


def _faults_of_types(root: Element, kind: Kind) -> Iterator[Fault]:
    types = {str(held.get("PartName", "")): str(held.get("ContentType", "")) for held in root}
    if any("macroenabled" in held.lower() or "vbaproject" in held.lower() for held in types.values()):
        yield fault("macros")
    elif types.get(f"/{kind.document}") != kind.main_type:
        yield fault("other_kind", found=shown(types.get(f"/{kind.document}", "")))


def _faults_of_relations(root: Element) -> Iterator[Fault]:
    for held in root:
        kind, target = str(held.get("Type", "")).rpartition("/")[2], str(held.get("Target", ""))
        if kind in ACTIVE:
            yield fault("active", found=shown(f"{kind}: {target}"))
        elif str(held.get("TargetMode", "")).lower() == "external" and not (kind == "hyperlink" and WEB.match(target)):
            yield fault("external", found=shown(f"{kind}: {target}"))
