"""A finding on declarations: a code with values, and the rows behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

Value = str | int


@dataclass(frozen=True, order=True)
class Row:
    """A row of a file, as people count them."""

    file: str
    line: int


@dataclass(frozen=True)
class Finding:
    """``code`` is a key of ``declarations.finding`` in the catalogue; ``rows`` are the first of those it rests on.

    Of the values, ``cents`` and ``usual`` are amounts and ``share`` is basis points.
    """

    code: str
    values: tuple[tuple[str, Value], ...]
    rows: tuple[Row, ...]


MOST_ROWS = 10
"""rows that are named with a finding; how many there are is one of its values"""


def finding(code: str, rows: Sequence[Row], **values: Value) -> Finding:
    return Finding(code, tuple(sorted(values.items())), tuple(rows[:MOST_ROWS]))
