"""Holding a printed table against the calculation: which of its amounts follow from its own figures."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from ..profile.answers import Strict
from ..profile.segment_rooms import Law
from .amounts import to_unit
from .savings import Savings

Figure = Literal["in_scope", "saving", "net"]
Outcome = Literal["agrees", "sum_of_rounded", "differs", "not_computed"]


class Check(Strict):
    """One printed amount against what the calculation gives in the same unit."""

    year: str
    stated: int
    computed: int | None
    outcome: Outcome


def check(
    savings: Savings, figure: Figure, act: Law | None, stated: Mapping[str, int | None], unit: int
) -> tuple[Check, ...]:
    """Hold a printed row against the calculation, in the order of the years. ``unit`` is that of the table, in cents.

    A total may be the rounded sum, or the sum of rounded amounts; where only the second fits, the check says so.
    """
    printed = ((year, stated.get(year)) for year in savings.years)
    return tuple(_check(savings, figure, act, year, amount, unit) for year, amount in printed if amount is not None)


def _check(savings: Savings, figure: Figure, act: Law | None, year: str, printed: int, unit: int) -> Check:
    cells = [cell for cell in savings.cells if cell.year == year and act in (None, cell.act)]
    amounts = [cell.in_scope if figure == "in_scope" else cell.exact for cell in cells]
    cost = next(total.change_cost for total in savings.by_year if total.year == year) if figure == "net" else 0
    known = [Fraction(amount) for amount in amounts if amount is not None]
    if cost is None or not known or len(known) != len(amounts):
        return Check(year=year, stated=printed, computed=None, outcome="not_computed")
    whole = to_unit(sum(known, Fraction(0)) - cost, unit)
    parts = sum(to_unit(amount, unit) for amount in known) - to_unit(cost, unit)
    outcome: Outcome = "agrees" if printed == whole else "sum_of_rounded" if printed == parts else "differs"
    return Check(year=year, stated=printed, computed=whole, outcome=outcome)
