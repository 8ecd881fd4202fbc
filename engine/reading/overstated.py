"""Workbooks that claim more than they hold: a reader of values makes room for what is claimed, and ends the process."""

import re
import zlib
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

FALSE_COUNT = re.compile(rb"ount\s*=\s*[\"']\s*[0-9]{8}")
"""a count that no file of this size can have; a reader that makes room for it beforehand would end the process"""
_FALSE_MERGE = re.compile(rb"<mergeCell\s+ref=[\"'][^\"']{24}")
_DEEP, _WIDE = re.compile(rb"<row[^>]{0,80}\sr=[\"'][0-9]{6}|<row r=[\"'][0-9]{6}"), re.compile(rb"<c r=[\"'][A-Z]{3}")
"""a hundred thousand rows; seven hundred columns"""
_BLOCK, _OVERLAP = 1 << 22, 128
DAMAGE = (
    *(BadZipFile, NotImplementedError, OSError, ValueError, RuntimeError, EOFError, zlib.error),
    *(expat.ExpatError, LookupError),  # an encoding that does not exist, a link to nothing
)
"""what reading an archive or its XML raises when it is not whole"""


def overstated(archive: ZipFile) -> bool:
    """Whether a workbook of any size would make a reader of values take far more room than it has cells.

    For exports too large to look at cell by cell: counts that cannot be, merged cells outside every sheet, and a sheet
    that reaches far down and far to the right. Raises what a damaged archive raises.
    """
    for info in archive.infolist():
        deep = wide = False
        if info.filename.lower().endswith(".xml"):
            with archive.open(info) as stream:
                tail = b""
                while block := stream.read(_BLOCK):
                    held = tail + block
                    deep, wide = deep or bool(_DEEP.search(held)), wide or bool(_WIDE.search(held))
                    if FALSE_COUNT.search(held) or _FALSE_MERGE.search(held) or (deep and wide):
                        return True
                    tail = held[-_OVERLAP:]
    return False
