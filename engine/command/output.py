"""Writing what a command made: whole or not at all, and never over what should stay."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from .faults import WrongInputError


def write_file(path: Path, text: str | bytes) -> None:
    """Write one file by way of a temporary one beside it. Raises WrongInputError when it cannot be written."""
    if path.is_dir():
        raise WrongInputError("output_is_folder", path=str(path))
    write_files(path.parent, {path.name: text})


def write_files(folder: Path, texts: Mapping[str, str | bytes]) -> None:
    """Write files of one folder: all are complete before the first takes its place."""
    ready: list[tuple[Path, Path]] = []
    target = folder
    try:
        for name, text in texts.items():
            target = folder / name
            if target.exists() and not target.is_file():  # a device or a pipe: there is nothing to replace
                target.write_bytes(_bytes(text))
                continue
            target = target.resolve()  # what a link leads to is replaced, not the link
            ready.append((_temporary(target, text), target))
        for temporary, target in ready:
            os.replace(temporary, target)
    except OSError as error:
        for temporary, _ in ready:
            temporary.unlink(missing_ok=True)
        raise WrongInputError("not_written", path=str(target), reason=error.strerror or str(error)) from None


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def _temporary(target: Path, text: str | bytes) -> Path:
    """The text in a new file beside its target, with the rights that the target has or would get."""
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with temporary.open("xb") as stream:
            stream.write(_bytes(text))
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def make_folder(folder: Path) -> None:
    """Make a folder and those above it. Raises WrongInputError when it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise WrongInputError("out_dir_is_file", path=str(folder)) from None
    except OSError as error:
        raise WrongInputError("not_written", path=str(folder), reason=error.strerror or str(error)) from None


def is_same_file(one: Path | str, other: Path | str) -> bool:
    """Whether two names lead to one file that is there."""
    first, second = Path(one), Path(other)
    return first.is_file() and second.is_file() and first.samefile(second)


def refuse_source(output: Path | str, source: Path | str, code: str = "output_is_input") -> None:
    """Raises WrongInputError where writing the output would be writing over what it is made of."""
    if is_same_file(output, source):
        raise WrongInputError(code, path=str(output))


def refuse_existing(path: Path, code: str = "output_exists") -> None:
    """For what somebody may have filled in by hand. Raises WrongInputError when the file is there."""
    if path.is_dir():
        raise WrongInputError("output_is_folder", path=str(path))
    if path.exists() or path.is_symlink():
        raise WrongInputError(code, path=str(path))
