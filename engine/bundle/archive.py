"""Files as one zip, always the same bytes for the same files, and the way back for a zip from outside.

Stored and not compressed: a compressor may give other bytes in another version. A zip is taken only when packing what
it holds gives the same bytes again, so that nothing can stand before, between or behind the files, and no header, date,
right or comment can be changed.
"""

import io
import re
import stat
from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated, Any, Literal
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from pydantic import Field, ValidationError

from ..advice.canonical import canonical
from ..profile.answers import Strict
from ..record import AlteredError, Fault
from ..record.model import KEPT_NAME, Sha, Version
from ..record.strict_json import RefusedError, parse

MANIFEST = "manifest.json"
LARGEST = 200_000_000
"""bytes; room for a chain of thirty records of a large region"""
MOST_FILES = 2_000
START = b"PK"
TIME = (1980, 1, 1, 0, 0, 0)
"""the first that a zip can hold: no clock is read"""
UNIX = 3
RIGHTS = stat.S_IFREG | 0o644
NAME = re.compile(
    r"(index\.html|verify\.txt|manifest\.json|region\.yaml|rules\.html|advice\.(html|md|json)"
    r"|records/[0-9]{4}\.json|formats/[a-z0-9][a-z0-9.-]*)\Z"
)
"""what a file in a bundle may be called, beside the files of rules and knowledge that a record holds"""


class FileEntry(Strict):
    bytes: Annotated[int, Field(ge=0, le=LARGEST)]
    sha256: Sha


class PaperStamp(Strict):
    """What wrote the papers: version and digest of what puts an advice into words."""

    version: Version
    sha256: Sha


class Manifest(Strict):
    """Every file with its digest. ``head`` is the digest of the last record, as the papers print it."""

    kind: Literal["stuurwijzer-bundle"]
    format: Literal[1]
    language: Literal["nl", "en"]
    head: Sha
    papers: PaperStamp
    files: Annotated[dict[str, FileEntry], Field(max_length=MOST_FILES)]


def packed(files: Mapping[str, bytes], language: str, head: str, papers: PaperStamp) -> bytes:
    """The bytes of a bundle."""
    entries = {name: FileEntry(bytes=len(held), sha256=sha256(held).hexdigest()) for name, held in files.items()}
    about: dict[str, Any] = {"kind": "stuurwijzer-bundle", "format": 1, "language": language, "head": head}
    manifest = Manifest.model_validate({**about, "papers": papers, "files": entries})
    return _zipped({**files, MANIFEST: canonical(manifest) + b"\n"})


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name in sorted(files):
            entry = ZipInfo(name, TIME)
            entry.create_system, entry.external_attr = UNIX, RIGHTS << 16
            archive.writestr(entry, files[name])
    return out.getvalue()


def unpacked(content: bytes) -> tuple[Manifest, dict[str, bytes]]:
    """The manifest of a bundle and its other files. Raises AlteredError with everything that is found to be changed."""
    if len(content) > LARGEST:
        raise AlteredError(Fault("too_large", str(LARGEST // 1_000_000)))
    files = _unzipped(content)
    manifest = _manifest(files.pop(MANIFEST, b""))
    faults = [Fault("bundle_missing", name) for name in sorted(manifest.files.keys() - files.keys())]
    faults += [Fault("bundle_unlisted", name) for name in sorted(files.keys() - manifest.files.keys())]
    for name, held in files.items():
        entry = manifest.files.get(name)
        if entry is not None and (entry.bytes, entry.sha256) != (len(held), sha256(held).hexdigest()):
            faults.append(Fault("file", name))
    if not faults and _zipped({**files, MANIFEST: canonical(manifest) + b"\n"}) != content:
        faults.append(Fault("bundle_frame"))
    if faults:
        raise AlteredError(*faults)
    return manifest, files


def _unzipped(content: bytes) -> dict[str, bytes]:
    """Every file by name; nothing is written anywhere."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            wrong = next((name for name in names if not (NAME.match(name) or KEPT_NAME.match(name))), None)
            if wrong is not None:
                raise AlteredError(Fault("bundle_name", wrong))
            if len(set(names)) != len(names) or len(names) > MOST_FILES:
                raise AlteredError(Fault("bundle_frame"))
            if sum(e.file_size for e in entries) > len(content) or any(e.compress_type != ZIP_STORED for e in entries):
                raise AlteredError(Fault("bundle_frame"))
            return {entry.filename: archive.read(entry) for entry in entries}
    except AlteredError:
        raise
    except Exception:  # a broken zip ends in an error of any of a dozen kinds
        raise AlteredError(Fault("bundle_broken")) from None


def _manifest(content: bytes) -> Manifest:
    try:
        return Manifest.model_validate(parse(content))
    except (RefusedError, ValidationError):
        raise AlteredError(Fault("bundle_manifest")) from None
