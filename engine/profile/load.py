"""Read a region file into a profile."""

from pathlib import Path

from ..reading import read_document, validate
from .region import RegionProfile


def load_region(path: Path, name: str | None = None) -> RegionProfile:
    """The region file as a profile. Raises ProblemsFoundError with every problem of the file."""
    return validate(RegionProfile, read_document(path, name))
