"""The notations of a period: where year, month and day stand in the text, and how the text looks."""

from dataclasses import dataclass

from .mapping import PeriodNotation


@dataclass(frozen=True)
class Places:
    """``form`` is a regular expression over the whole text; places count from 1, and 0 is not there."""

    form: str
    year: int
    month: int
    day: int


_YEAR, _TWO = "[0-9]{4}", "[0-9]{2}"
PLACES: dict[PeriodNotation, Places] = {
    "yyyy-mm": Places(f"{_YEAR}-{_TWO}", 1, 6, 0),
    "yyyymm": Places(f"{_YEAR}{_TWO}", 1, 5, 0),
    "mm-yyyy": Places(f"{_TWO}-{_YEAR}", 4, 1, 0),
    "yyyy-mm-dd": Places(f"{_YEAR}-{_TWO}-{_TWO}", 1, 6, 9),
    "dd-mm-yyyy": Places(f"{_TWO}-{_TWO}-{_YEAR}", 7, 4, 1),
    "yyyymmdd": Places(f"{_YEAR}{_TWO}{_TWO}", 1, 5, 7),
    "yyyy": Places(_YEAR, 1, 0, 0),
}


def written(year: int, month: int, day: int, notation: PeriodNotation) -> str:
    """A day in a notation."""
    text: str = notation
    for sign, value in (("yyyy", f"{year:04d}"), ("mm", f"{month:02d}"), ("dd", f"{day:02d}")):
        text = text.replace(sign, value)
    return text
