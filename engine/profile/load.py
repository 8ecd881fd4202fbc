"""Read a region, from YAML or from a workbook, into a profile."""

from dataclasses import dataclass
from pathlib import Path

from ..reading import Document, Problem, ProblemsFoundError, parse_document, read_text, validate
from ..reading.file_kind import is_workbook
from .house_terms import Names, wrong_terms
from .overrides import Choices, wrong_choices
from .region import RegionProfile
from .region_yaml import region_yaml


@dataclass(frozen=True)
class RegionSource:
    """What a region was read from: its data with the place of each value, and the text as it stood in a YAML file."""

    document: Document
    written: str | None

    @property
    def text(self) -> str:
        """The region as a YAML file: as it was written, or for a workbook as it would be."""
        return region_yaml(self.document.data) if self.written is None else self.written


def load_region(
    path: Path, name: str | None = None, choices: Choices | None = None, names: Names | None = None
) -> RegionProfile:
    """The region in a file as a profile. Raises ProblemsFoundError with every problem of the file.

    ``choices`` are the options of each instrument, against which overrides are held; ``names`` how the product calls
    its options, against which house terms are held.
    """
    return region_of(read_region(path, name, choices, names).document, choices, names)


def read_region(
    path: Path, name: str | None = None, choices: Choices | None = None, names: Names | None = None
) -> RegionSource:
    """A region file as data that was not validated yet. Raises ProblemsFoundError.

    Of a workbook whose rows cannot be put together, the problems of what could be are told as well.
    """
    name = name or str(path)
    if not is_workbook(path):
        text = read_text(path, name)
        return RegionSource(parse_document(text, name), text)
    from .filled_workbook import UnclearWorkbookError, read_filled_workbook

    try:
        return RegionSource(read_filled_workbook(path, name), None)
    except UnclearWorkbookError as error:
        told = {problem.cell for problem in error.problems}
        more = [p for p in _problems_of(error.rest, choices, names) if p.cell not in told]
        raise ProblemsFoundError([*error.problems, *more]) from None


def region_of(document: Document, choices: Choices | None = None, names: Names | None = None) -> RegionProfile:
    """As load_region, from a document that was read."""
    problems: list[Problem] = list(wrong_choices(document, choices)) if choices is not None else []
    problems += wrong_terms(document, names) if names is not None else []
    try:
        region = validate(RegionProfile, document)
    except ProblemsFoundError as error:
        raise ProblemsFoundError([*problems, *error.problems]) from None
    if problems:
        raise ProblemsFoundError(problems)
    return region


def _problems_of(document: Document, choices: Choices | None, names: Names | None) -> tuple[Problem, ...]:
    try:
        region_of(document, choices, names)
    except ProblemsFoundError as error:
        return error.problems
    return ()
