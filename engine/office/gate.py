"""The gate for an archive from somebody else: held against limits before anything in it is unpacked.

One gate for every kind of archive of XML; what a kind may hold, and what is told of a fault, is its own.
"""

import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from posixpath import normpath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from .faults import Fault, fault, shown
from .package import parts_of

MB = 1_000_000
DAMAGE = (BadZipFile, NotImplementedError, OSError, ValueError, RuntimeError, EOFError, zlib.error)
"""what reading an archive raises when it is not whole"""
_ENCRYPTED = 0x1
"""flag of a part"""
_RATIO_FROM = MB


@dataclass(frozen=True)
class Limits:
    """What an archive of one kind may hold, in bytes; all but ``file`` is what it is unpacked."""

    file: int
    parts: int
    """their number"""
    inside: int
    """all parts together"""
    part: int
    text: int
    """of a part that is read as text"""
    ratio: int | None = None
    """how much a part may have been pressed together, once it is large"""


class UnfitArchiveError(Exception):
    """An archive that is not unpacked, with everything that is wrong with it."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("; ".join(held.code for held in faults))


def parts_within(content: bytes, limits: Limits) -> dict[str, bytes]:
    """The parts of an archive by name, without its folders. Raises UnfitArchiveError."""
    if len(content) > limits.file:
        raise UnfitArchiveError(fault("too_large", most=limits.file // MB))
    try:
        with ZipFile(BytesIO(content)) as source:
            faults = tuple(_faults(source.infolist(), limits))
        if not faults:
            return parts_of(content)
    except DAMAGE as error:
        raise UnfitArchiveError(fault("not_an_archive", found=shown(str(error)))) from None
    raise UnfitArchiveError(*faults)


def is_xml(path: str) -> bool:
    return path.lower().endswith((".xml", ".rels"))


def has_document_type(content: bytes) -> bool:
    """Whether XML declares entities: they can grow without end, or read a file."""
    return b"<!DOCTYPE" in content.replace(b"\0", b"")  # whatever the width of its signs


def _faults(infos: list[ZipInfo], limits: Limits) -> Iterator[Fault]:
    """What the list of contents shows."""
    if len(infos) > limits.parts:
        yield fault("too_many_parts", found=len(infos), most=limits.parts)
        return
    if sum(info.file_size for info in infos) > limits.inside:
        yield fault("too_much_inside", most=limits.inside // MB)
    for info in infos:
        named = shown(info.orig_filename)
        if info.flag_bits & _ENCRYPTED:
            yield fault("encrypted", found=named)
        elif info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            yield fault("odd_compression", found=named)
        if info.file_size > (limits.text if is_xml(info.filename) else limits.part) or _pressed(info, limits):
            yield fault("bomb", found=named)
        if not _plain_name(info.orig_filename):
            yield fault("odd_name", found=named)
    counted = Counter(info.filename.lower() for info in infos)  # which of two is read would depend on the program
    yield from (fault("name_twice", found=shown(held)) for held, times in counted.items() if times > 1)


def _pressed(info: ZipInfo, limits: Limits) -> bool:
    if limits.ratio is None or info.file_size <= _RATIO_FROM:
        return False
    return info.file_size > limits.ratio * max(1, info.compress_size)


def _plain_name(path: str) -> bool:
    """Relative, inside the archive, without signs that a file system or a reader takes for something else."""
    inside = path.rstrip("/")
    safe = inside.isprintable() and "\\" not in inside and ":" not in inside and not inside.startswith("/")
    return safe and bool(inside) and normpath(inside) == inside and not inside.startswith("..")
