"""An archive from somebody else: held against limits before anything in it is used, and refused when it can act.

A template is text and layout. Whatever runs, loads something from elsewhere or only pretends to be small stays out.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from posixpath import normpath
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from .faults import Fault, UnfitTemplateError, fault
from .package import CONTENT_TYPES, ENCRYPTED

Element = Any
"""an lxml element; lxml has no types of its own"""
MB = 1_000_000
MOST_BYTES = 10 * MB
"""of the file; a house style with a few pictures is a tenth of that"""
MOST_PARTS = 500
MOST_IN_PART, MOST_IN_TEXT, MOST_IN_ALL = 20 * MB, 5 * MB, 50 * MB
"""unpacked: of a picture or a font, of a part that is read as text, of all together"""
MOST_RATIO, RATIO_FROM = 100, MB
"""how much a part may have been pressed together, once it is large"""
ACTIVE = frozenset(
    {
        *("vbaProject", "wordVbaData", "oleObject", "package", "control", "activeXControlBinary", "aFChunk", "frame"),
        *("subDocument", "attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "recipientData"),
        *("keyMapCustomizations", "attachedToolbars", "extensibility"),
    }
)
"""kinds of relation, by the last word of their type, that run something or bring another document in"""
WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
SHOWN = 60


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
    if len(content) > MOST_BYTES:
        raise UnfitTemplateError((fault("too_large", most=MOST_BYTES // MB),))
    try:
        with ZipFile(BytesIO(content)) as archive:
            faults = tuple(_faults_of_archive(archive.infolist()))
            if faults:
                raise UnfitTemplateError(faults)
            parts = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    except (BadZipFile, NotImplementedError, OSError, ValueError, RuntimeError, EOFError) as error:
        raise UnfitTemplateError((fault("not_an_archive", found=shown(str(error))),)) from None
    faults = tuple(_faults_of_parts(parts, kind))
    if faults:
        raise UnfitTemplateError(faults)
    return parts


def _faults_of_archive(infos: list[ZipInfo]) -> Iterator[Fault]:
    """What the list of contents shows, before anything is unpacked."""
    if len(infos) > MOST_PARTS:
        yield fault("too_many_parts", found=len(infos), most=MOST_PARTS)
        return
    if sum(info.file_size for info in infos) > MOST_IN_ALL:
        yield fault("too_much_inside", most=MOST_IN_ALL // MB)
    for info in infos:
        named = shown(info.orig_filename)
        if info.flag_bits & ENCRYPTED:
            yield fault("encrypted", found=named)
        elif info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            yield fault("odd_compression", found=named)
        if info.file_size > (MOST_IN_TEXT if _is_xml(info.filename) else MOST_IN_PART) or _pressed(info):
            yield fault("bomb", found=named)
        if not _plain_name(info.orig_filename):
            yield fault("odd_name", found=named)
    counted = Counter(info.filename.lower() for info in infos)
    yield from (fault("name_twice", found=shown(held)) for held, times in counted.items() if times > 1)


def _is_xml(path: str) -> bool:
    return path.lower().endswith((".xml", ".rels"))


def _pressed(info: ZipInfo) -> bool:
    return info.file_size > RATIO_FROM and info.file_size > MOST_RATIO * max(1, info.compress_size)


def _plain_name(path: str) -> bool:
    """Relative, inside the archive, without signs that a file system or a reader takes for something else."""
    inside = path.rstrip("/")
    safe = inside.isprintable() and "\\" not in inside and ":" not in inside and not inside.startswith("/")
    return safe and bool(inside) and normpath(inside) == inside and not inside.startswith("..")


# What stands in the parts


def _faults_of_parts(parts: dict[str, bytes], kind: Kind) -> Iterator[Fault]:
    if CONTENT_TYPES not in parts or kind.document not in parts:
        yield fault("not_of_kind")
        return
    for path, content in parts.items():
        if _is_xml(path):
            yield from _faults_of_xml(path, content, kind)
        elif path.lower().endswith(".bin") and not (kind.binary and kind.binary.fullmatch(path)):
            yield fault("active", found=shown(path))


def _faults_of_xml(path: str, content: bytes, kind: Kind) -> Iterator[Fault]:
    if b"<!" in content.replace(b"\0", b"").replace(b"<!--", b"").replace(b"<![CDATA[", b""):
        yield fault("doctype", found=shown(path))  # entities can grow without end, or read a file
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


def shown(text: str) -> str:
    """A found value as a person can read it: without signs that cannot be seen or that turn the direction of text."""
    plain = "".join(c if c.isprintable() else "�" for c in text)
    return plain if len(plain) <= SHOWN else f"{plain[: SHOWN - 1]}…"
