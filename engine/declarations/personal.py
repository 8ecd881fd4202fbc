"""Columns that look like a citizen service number, a name or a date of birth: they do not belong in this work.

A header tells it, and so do values: a number passes the eleven test of the citizen service number by chance one time in
eleven, so a column in which nearly all do is one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["citizen_number", "name", "birth_date"]

_HEADERS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("citizen_number", re.compile(r"bsn|burgerservice|sofinummer|sofinr|citizenservice|socialsecurity|ssn\b")),
    ("birth_date", re.compile(r"geboorte|gebdat|birth|\bdob\b")),
    (
        "name",
        re.compile(
            r"achternaam|voornaam|voorletter|tussenvoegsel|roepnaam|geslachtsnaam|meisjesnaam|surname|lastname|firstname|"
            r"fullname|naamclient|clientnaam|clientname|naamcliënt|cliëntnaam|naaminwoner|naamjeugdige|^naam$|^name$"
        ),
    ),
)
LEAST_VALUES = 10
"""own judgement: with fewer different numbers a share says nothing"""
SHARE_PASSING = 80
"""own judgement, in percent: nine in a hundred pass by chance"""
BIRTHS_BEFORE = 2005
"""own judgement: no declaration is as old as this, and most clients of social support were born before"""
_NUMBER = re.compile(r"[0-9]{8,9}")
_NO_DIGITS = re.compile(r"[.,]0+$|[^0-9]")
"""what may stand around and between the digits: 1234.56.782, NL123456782, and 123456782.0 of a spreadsheet"""
_DATE = re.compile(r"(?:([0-9]{4})-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[-/][0-9]{1,2}[-/]([0-9]{4}))(?:[ T].*)?")


@dataclass(frozen=True)
class Personal:
    """A column that looks like data of a person, and whether its header or its values say so."""

    column: str
    kind: Kind
    by_values: bool


def personal_columns(header: Sequence[str], sample: Sequence[Sequence[str]]) -> tuple[Personal, ...]:
    """The columns of a file that look like a citizen service number, a name or a date of birth."""
    return tuple(_found(header, sample))


def _found(header: Sequence[str], sample: Sequence[Sequence[str]]) -> Iterator[Personal]:
    for at, column in enumerate(header):
        plain = re.sub(r"[^a-zë]", "", column.lower())
        by_header = next((kind for kind, form in _HEADERS if form.search(plain)), None)
        if by_header:
            yield Personal(column, by_header, False)
            continue
        values = {row[at].strip() for row in sample if at < len(row)} - {""}
        if _are_citizen_numbers(values):
            yield Personal(column, "citizen_number", True)
        elif _are_births(values):
            yield Personal(column, "birth_date", True)


def passes_eleven_test(number: str) -> bool:
    """Whether eight or nine digits can be a citizen service number: 9, 8, … 2 and -1 times the digits, by eleven."""
    digits = [int(digit) for digit in number.zfill(9)]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return any(digits) and sum(w * d for w, d in zip(weights, digits, strict=True)) % 11 == 0


def _are_citizen_numbers(values: set[str]) -> bool:
    bare = {_NO_DIGITS.sub("", value) for value in values}
    numbers = [value for value in bare if _NUMBER.fullmatch(value)]
    if len(numbers) < LEAST_VALUES or 100 * len(numbers) < SHARE_PASSING * len(bare):
        return False
    return 100 * sum(passes_eleven_test(number) for number in numbers) >= SHARE_PASSING * len(numbers)


def _are_births(values: set[str]) -> bool:
    years = [int(match[1] or match[2]) for value in values if (match := _DATE.fullmatch(value))]
    if len(years) < LEAST_VALUES:
        return False
    return 2 * sum(year < BIRTHS_BEFORE for year in years) >= len(years)
