"""The archive of XML that a workbook is: whether it is fit to be read, and which of its parts is what.

It is refused when it can act, pretends to be small, or is another kind of file.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import join, normpath
from typing import Any
from xml.parsers import expat

from ..office.faults import Fault
from ..office.gate import MB, Limits, UnfitArchiveError, has_document_type, parts_within
from ..office.package import CONTENT_TYPES
from .overstated import FALSE_COUNT

LIMITS = Limits(file=20 * MB, parts=1_000, inside=64 * MB, part=48 * MB, text=48 * MB)
"""the workbook of the largest region of ours is a thirtieth of the file; rows without a value press together a lot"""
MOST_SHEETS = 300
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""how an .xls begins, and every workbook with a password"""
ZIP = b"PK\x03\x04"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
PACKAGE_LINKS = "_rels/.rels"
MACROS = re.compile(r"vbaProject|macrosheets?/|activeX/|embeddings/", re.IGNORECASE)


class UnfitWorkbookError(Exception):
    """Why a file is not read as a workbook: a code of ``problems``, with its values and the sheet that it is about."""

    def __init__(self, code: str, sheet: str = "", **values: object) -> None:
        super().__init__(code)
        self.code, self.sheet, self.values = code, sheet, values


@dataclass(frozen=True)
class WorkbookPackage:
    """The parts by name, and what they are. Parts that are not there have an empty name.

    Only those that say what the workbook is and what its cells hold: a reader of values that looks for them in other
    places than the workbook says finds nothing there that was not looked at.

    ``sheets`` are names with the part of each; a sheet without cells, as of a chart, has no part. ``recalculate``: no
    program worked the formulas out.
    """

    parts: Mapping[str, bytes]
    sheets: tuple[tuple[str, str], ...]
    styles: str
    texts: str
    recalculate: bool


def opened_package(content: bytes) -> WorkbookPackage:
    """Raises UnfitWorkbookError, and what a part raises that is not whole."""
    if content.startswith(OLD_OR_LOCKED):
        raise UnfitWorkbookError("workbook_old_or_locked")
    if not content.startswith(ZIP):
        raise UnfitWorkbookError("workbook_other_kind")
    try:
        parts = parts_within(content, LIMITS)
    except UnfitArchiveError as error:
        raise _unfit(error.faults[0]) from None
    if any(MACROS.search(name) for name in parts):
        raise UnfitWorkbookError("workbook_with_macros")
    return _told_apart(parts)


def _unfit(found: Fault) -> UnfitWorkbookError:
    """What is told of an archive: the remedy for most faults is to save the workbook again."""
    if found.code == "too_many_parts":
        told = dict(found.values)
        return UnfitWorkbookError("workbook_too_many_parts", found=told["found"], most=told["most"])
    if found.code in ("too_much_inside", "bomb"):
        return UnfitWorkbookError("workbook_too_much_inside", most=LIMITS.inside // MB)
    return UnfitWorkbookError("workbook_old_or_locked" if found.code == "encrypted" else "workbook_damaged")


def _told_apart(parts: dict[str, bytes]) -> WorkbookPackage:
    main = _main(parts)
    named: list[tuple[str, str]] = []
    recalculate = False

    def started(name: str, values: dict[str, str]) -> None:
        nonlocal recalculate
        if name == "sheet":
            named.append((values.get("name", ""), next((v for k, v in values.items() if k.endswith(" id")), "")))
        elif name == "calcPr":
            recalculate = values.get("fullCalcOnLoad", "0") in ("1", "true")

    parse(parts[main], started)
    if len(named) > MOST_SHEETS:
        raise UnfitWorkbookError("workbook_too_many_sheets", found=len(named), most=MOST_SHEETS)
    links = dict(_links(parts, main))
    targets = {kind: target for kind, target in links.values() if target in parts}
    styles, texts = targets.get("styles", ""), targets.get("sharedStrings", "")
    sheets = tuple((name, _of_cells(*links[link])) for name, link in named)
    known = {CONTENT_TYPES, PACKAGE_LINKS, main, _links_of(main), styles, texts, *(part for _, part in sheets)}
    return WorkbookPackage({name: parts[name] for name in parts if name in known}, sheets, styles, texts, recalculate)


def _of_cells(kind: str, target: str) -> str:
    return target if kind == "worksheet" else ""


def _main(parts: Mapping[str, bytes]) -> str:
    """The part that lists the sheets; other kinds of file are told from their contents and not from their name."""
    kinds: dict[str, str] = {}
    defaults: dict[str, str] = {}

    def started(name: str, values: dict[str, str]) -> None:
        if name == "Override":
            kinds[values.get("PartName", "").lstrip("/")] = values.get("ContentType", "")
        elif name == "Default":
            defaults[values.get("Extension", "").lower()] = values.get("ContentType", "")

    if CONTENT_TYPES not in parts:
        raise UnfitWorkbookError("workbook_other_kind")
    parse(parts[CONTENT_TYPES], started)
    if any("macroenabled" in kind.lower() for kind in (*kinds.values(), *defaults.values())):
        raise UnfitWorkbookError("workbook_with_macros")
    main = next((target for kind, target in dict(_links(parts, "")).values() if kind == "officeDocument"), "")
    if kinds.get(main, defaults.get(main.rpartition(".")[2].lower())) != MAIN_TYPE:
        raise UnfitWorkbookError("workbook_other_kind")
    return main


def _links(parts: Mapping[str, bytes], part: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The parts that a part leads to: by id, the last word of the kind and the name of the part."""
    folder = part.rpartition("/")[0]
    found: list[tuple[str, tuple[str, str]]] = []

    def started(name: str, values: dict[str, str]) -> None:
        if name == "Relationship" and values.get("TargetMode", "Internal") != "External":
            target = values.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            found.append((values.get("Id", ""), (values.get("Type", "").rpartition("/")[2], whole)))

    parse(parts[_links_of(part)], started)
    yield from found


def _links_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return join(folder, "_rels", f"{name}.rels") if part else PACKAGE_LINKS


def parse(
    content: bytes,
    started: Callable[[str, dict[str, str]], None],
    ended: Callable[[str], Any] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Go through the XML of a part, with names without their namespaces.

    Raises UnfitWorkbookError where it could grow, and what XML raises that is not whole.
    """
    if has_document_type(content) or FALSE_COUNT.search(content.replace(b"\0", b"")):
        raise UnfitWorkbookError("workbook_damaged")
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, values: started(name.rpartition(" ")[2], values)
    if ended is not None:
        parser.EndElementHandler = lambda name: ended(name.rpartition(" ")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    parser.Parse(content, True)
