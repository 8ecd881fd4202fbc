"""Amounts are exact until the cell in which they are printed, and are rounded there once."""

from collections.abc import Iterable
from fractions import Fraction

from ..profile.answers import Answer

EURO = 100
"""cents"""
ALL = 10_000
"""basis points"""


def to_unit(amount: Fraction | int, unit: int = EURO) -> int:
    """The amount in cents, rounded to ``unit`` cents, half away from zero."""
    held = Fraction(amount) / unit
    whole = (2 * abs(held.numerator) + held.denominator) // (2 * held.denominator)
    return (whole if held >= 0 else -whole) * unit


def up(share: Fraction) -> int:
    """A share in whole basis points, never less than it is."""
    return -((-share.numerator) // share.denominator)


def of_year(answer: Answer[dict[str, int | None]] | None, year: str | None) -> int | None:
    """The value of a year; None when the answer is unknown, or silent about that year."""
    return answer.value.get(year or "") if answer is not None and answer.value is not None else None


def sum_of(amounts: Iterable[int | None]) -> int | None:
    """The sum, or None when one of the amounts is unknown."""
    total = 0
    for amount in amounts:
        if amount is None:
            return None
        total += amount
    return total
