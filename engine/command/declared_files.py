"""The names that ``market`` gets: nothing that is read is written over, and each name says what the file becomes."""

from collections.abc import Sequence
from pathlib import Path

from ..reading.file_kind import is_workbook
from .faults import WrongInputError
from .output import is_same_file

REGION = frozenset({".yaml", ".yml"})


def check_names(
    read: Sequence[str], region: str | None = None, advice: str | None = None, refused: str | None = None
) -> None:
    """``read`` are the declarations and the mapping. Raises WrongInputError before anything is read or written."""
    written = [name for name in (region, advice, refused) if name is not None]
    for number, name in enumerate(written):
        if any(_same(name, other) for other in read):
            raise WrongInputError("output_is_input", path=name)
        if any(_same(name, other) for other in written[:number]):
            raise WrongInputError("written_twice", path=name)
    filled = region is not None and is_workbook(Path(region)) and Path(region).exists()  # that is told in other words
    if region is not None and _ending(region) not in REGION and not filled:
        raise WrongInputError("region_is_yaml", path=region)
    if advice is not None:
        from .advising import FORM_OF_SUFFIX  # with all that an advice takes to load

        if _ending(advice) not in {*FORM_OF_SUFFIX, ".txt"}:
            raise WrongInputError("advice_beside_market", path=advice, region=str(region))


def _ending(name: str) -> str:
    return Path(name).suffix.lower()


def _same(one: str, other: str) -> bool:
    """Outputs are not there yet, so the names themselves count as well."""
    return is_same_file(one, other) or Path(one).resolve() == Path(other).resolve()
