"""The archive that a Word document is: written the same every time, and read with bounds."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

CONTENT_TYPES = "[Content_Types].xml"
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""the earliest that the format knows: when something was written is no part of what it says"""


def archive(parts: Mapping[str, bytes]) -> bytes:
    """The parts as one archive: content types first, the rest by name, stored as they are and without times."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_STORED) as target:
        for name in sorted(parts, key=lambda n: (n != CONTENT_TYPES, n)):
            info = ZipInfo(name, FIXED_TIME)
            info.create_system = 0  # the same on every machine
            target.writestr(info, parts[name])
    return held.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of an archive that was checked or that we made ourselves."""
    with ZipFile(BytesIO(content)) as source:
        return {info.filename: source.read(info) for info in source.infolist() if not info.is_dir()}
