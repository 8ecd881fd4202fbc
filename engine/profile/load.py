"""Read a region file into a profile."""

from pathlib import Path

from ..reading import Document, Problem, ProblemsFoundError, read_document, validate
from .overrides import Choices, wrong_choices
from .region import RegionProfile


def load_region(path: Path, name: str | None = None, choices: Choices | None = None) -> RegionProfile:
    """The region file as a profile. Raises ProblemsFoundError with every problem of the file.

    ``choices`` are the options of each instrument, against which overrides are held.
    """
    return region_of(read_document(path, name), choices)


def region_of(document: Document, choices: Choices | None = None) -> RegionProfile:
    """As load_region, from a document that was read."""
    problems: list[Problem] = list(wrong_choices(document, choices)) if choices is not None else []
    try:
        region = validate(RegionProfile, document)
    except ProblemsFoundError as error:
        raise ProblemsFoundError([*problems, *error.problems]) from None
    if problems:
        raise ProblemsFoundError(problems)
    return region
