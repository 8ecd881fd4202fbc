"""The archive that a document is: written the same every time; and what it may hold as text."""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Literal
from zipfile import ZIP_STORED, ZipFile, ZipInfo

CONTENT_TYPES = "[Content_Types].xml"
LOCALES: Mapping[Literal["nl", "en"], str] = {"nl": "nl-NL", "en": "en-GB"}
"""how a document says its language"""
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""the earliest that the format knows: when something was written is no part of what it says"""
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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


def plain_text(text: str) -> str:
    """Text on one line without the characters that XML cannot hold."""
    return NOT_IN_XML.sub("", text.replace("\n", " ").replace("\r", " ").replace("\t", " "))
