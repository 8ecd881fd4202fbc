"""Names of cells in a sheet, and their rows and columns counted from 0."""

import re

LAST_COLUMN, LAST_ROW = 16_384, 1_048_576
"""of any spreadsheet program"""
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z")
Place = tuple[int, int]
Area = tuple[Place, Place]


def column_of(letters: str) -> int:
    """The number of a column, counted from 0: ``A`` is 0, ``AA`` is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def place_of(row: int, column: int) -> str:
    """The name of a cell, from its row and column counted from 0: ``C14``."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def place_in(name: str) -> Place:
    """The row and column of a cell, counted from 0. Raises ValueError: no sheet has it."""
    match = _PLACE.match(name)
    if match is None:
        raise ValueError(name)
    row, column = int(match[2]) - 1, column_of(match[1])
    if row >= LAST_ROW or column >= LAST_COLUMN:
        raise ValueError(name)
    return row, column
