"""The text files of a folder that somebody names: read whole, or not and why."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from .faults import WrongInputError

LARGEST_FILE = 2_000_000  # bytes; the largest of the documents is under a tenth of this
MOST_FILES = 500

Unread = Literal["too_large", "not_text", "not_utf8", "unreadable"]

_NOT_TEXT = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # PDF, Word and other packed files, Word of old


class UnreadError(Exception):
    """A file that cannot be read as text."""

    def __init__(self, reason: Unread) -> None:
        super().__init__(reason)
        self.reason = reason


def files_in(folder: str) -> list[Path]:
    """The files of a folder by name, without hidden ones and those of folders in it. Raises WrongInputError."""
    path = Path(folder)
    try:
        if not path.exists():
            raise WrongInputError("no_such_folder", path=folder)
        if not path.is_dir():
            raise WrongInputError("not_a_folder", path=folder)
        found = list(_files(path))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise WrongInputError("folder_unreadable", path=folder, reason=reason) from None
    if len(found) > MOST_FILES:
        raise WrongInputError("too_many_files", path=folder, most=str(MOST_FILES))
    return sorted(found, key=lambda file: file.name)


def _files(path: Path) -> Iterator[Path]:
    for number, entry in enumerate(e for e in path.iterdir() if not e.name.startswith(".") and e.is_file()):
        yield entry
        if number == MOST_FILES:
            return


def text_of(path: Path) -> str:
    """The text of a file. Raises UnreadError."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError:
        raise UnreadError("unreadable") from None
    if len(content) > LARGEST_FILE:
        raise UnreadError("too_large")
    if content.startswith(_NOT_TEXT) or b"\0" in content:
        raise UnreadError("not_text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadError("not_utf8") from None
