"""The bundle for the auditor: records, papers and lists in one file that can be read offline and verified."""

from .archive import packed, unpacked
from .contents import Bundled, bundled, contents_of

__all__ = ["Bundled", "bundled", "contents_of", "packed", "unpacked"]
