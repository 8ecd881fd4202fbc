"""The business case of a changed purchase: what remains of the base, times an assumed percentage, per act and year.

Base minus what is out of scope minus other measures, and only then the percentage (ACB-23, ACB-29). Amounts are cents,
percentages basis points. The saving of an act in a year is rounded to the euro; totals add those rounded amounts, so a
table adds up as it is printed. Nothing here says that a saving will come: the percentage is an assumption.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from ..profile.answers import Answer, Strict
from ..profile.money_rooms import ActCase, BusinessCase, Deduction
from ..profile.segment_rooms import Law
from .amounts import ALL, of_year, sum_of, to_unit, up

ACT_ORDER: tuple[Law, ...] = ("wmo2015", "jeugdwet", "participatiewet")
POINTS = (-500, -200, -100, 100, 200, 500)
"""basis points by which the assumed percentage is varied: a choice of what to show, that decides nothing"""

Lack = Literal["base", "out_of_scope", "other_measures", "percentages", "amount"]


class Missing(Strict):
    """Something that a cell needs and that nobody gave."""

    act: Law
    lack: Lack
    name: str
    """of the line, for an amount of one line"""
    years: tuple[str, ...]


class SavingsCell(Strict):
    """One act in one year; what is unknown stays None and everything after it as well."""

    act: Law
    year: str
    base: int | None
    out_of_scope: int | None
    other_measures: int | None
    in_scope: int | None
    percentage: int | None
    saving: int | None

    @property
    def exact(self) -> Fraction | None:
        """The saving before rounding, to hold printed amounts against."""
        return _exact(self.in_scope, self.percentage)


class YearTotal(Strict):
    year: str
    saving: int | None
    change_cost: int | None
    net: int | None


class Scenario(Strict):
    """The saving if the assumed percentage were another. Years with a part of it keep that part."""

    points: int
    """added to the full percentage of each act; all of it taken away is the case without any saving"""
    percentages: dict[Law, int]
    by_year: tuple[int, ...]
    total: int
    difference: int


class BreakEven(Strict):
    """How much of the assumed percentages earns back the cost of the change."""

    code: Literal["cost_unknown", "saving_unknown", "no_cost", "nothing_saved", "reached", "not_reached"]
    cost: int | None = None
    of_assumed: int | None = None
    """basis points of the assumed percentages"""
    percentages: dict[Law, int] | None = None
    year: str | None = None
    """the year by whose end the savings so far cover the whole cost"""


class Savings(Strict):
    acts: tuple[Law, ...]
    years: tuple[str, ...]
    cells: tuple[SavingsCell, ...]
    by_year: tuple[YearTotal, ...]
    total: int | None
    change_cost: int | None
    net: int | None
    full: dict[Law, int]
    """the highest percentage of each act: what is phased in, and what the sensitivity varies"""
    sensitivity: tuple[Scenario, ...]
    break_even: BreakEven
    missing: tuple[Missing, ...]


def savings_of(case: BusinessCase) -> Savings:
    """Compute a business case. The order of acts and years in the file makes no difference."""
    years = tuple(sorted(case.years))
    acts = sorted(case.acts, key=lambda held: ACT_ORDER.index(held.act))
    cells = tuple(_cell(act, year) for act in acts for year in years)
    by_year = tuple(_year_total(year, cells, case) for year in years)
    total = sum_of(held.saving for held in by_year)
    cost = sum_of(held.change_cost for held in by_year)
    full = {act.act: max((c.percentage or 0 for c in cells if c.act == act.act), default=0) for act in acts}
    return Savings(
        acts=tuple(act.act for act in acts),
        years=years,
        cells=cells,
        by_year=by_year,
        total=total,
        change_cost=cost,
        net=_minus(total, cost),
        full=full,
        sensitivity=tuple(_scenarios(cells, years, full, total)),
        break_even=_break_even(cells, by_year, full, total, cost),
        missing=tuple(held for act in acts for held in _missing(act, years)),
    )


# One cell


def _cell(act: ActCase, year: str) -> SavingsCell:
    base, percentage = of_year(act.base, year), of_year(act.percentages, year)
    out, other = _deducted(act.out_of_scope, year), _deducted(act.other_measures, year)
    left = _minus(base, out, other)
    exact = _exact(left, percentage)
    return SavingsCell(
        act=act.act,
        year=year,
        base=base,
        out_of_scope=out,
        other_measures=other,
        in_scope=left,
        percentage=percentage,
        saving=None if exact is None else to_unit(exact),
    )


def _exact(in_scope: int | None, percentage: int | None) -> Fraction | None:
    return None if in_scope is None or in_scope < 0 or percentage is None else Fraction(in_scope * percentage, ALL)


def _deducted(lines: tuple[Deduction, ...] | None, year: str) -> int | None:
    return None if lines is None else sum_of(of_year(line.amounts, year) for line in lines)


def _minus(amount: int | None, *taken: int | None) -> int | None:
    off = sum_of(taken)
    return None if amount is None or off is None else amount - off


def _year_total(year: str, cells: tuple[SavingsCell, ...], case: BusinessCase) -> YearTotal:
    saving = sum_of(cell.saving for cell in cells if cell.year == year)
    cost = of_year(case.change_cost, year)
    return YearTotal(year=year, saving=saving, change_cost=cost, net=_minus(saving, cost))


def _missing(act: ActCase, years: tuple[str, ...]) -> Iterator[Missing]:
    def silent(answer: Answer[dict[str, int | None]] | None) -> tuple[str, ...]:
        return tuple(year for year in years if of_year(answer, year) is None)

    answers: tuple[tuple[Lack, Answer[dict[str, int | None]] | None], ...] = (
        ("base", act.base),
        ("percentages", act.percentages),
    )
    for lack, answer in answers:
        if absent := silent(answer):
            yield Missing(act=act.act, lack=lack, name="", years=absent)
    rooms: tuple[tuple[Lack, tuple[Deduction, ...] | None], ...] = (
        ("out_of_scope", act.out_of_scope),
        ("other_measures", act.other_measures),
    )
    for lack, lines in rooms:
        if lines is None:
            yield Missing(act=act.act, lack=lack, name="", years=years)
        for line in lines or ():
            if absent := silent(line.amounts):
                yield Missing(act=act.act, lack="amount", name=line.name, years=absent)


# Another percentage


def _scenarios(
    cells: tuple[SavingsCell, ...], years: tuple[str, ...], full: Mapping[Law, int], total: int | None
) -> Iterator[Scenario]:
    """None at all, then each number of points that leaves every percentage between nothing and all."""
    if total is None or not any(full.values()):
        return
    none = dict.fromkeys(full, 0)
    shifted = [(points, {a: f + points if f else 0 for a, f in full.items()}) for points in POINTS]
    for points, level in [(-max(full.values()), none), *shifted]:
        if all(0 <= held <= ALL for held in level.values()) and (level == none or any(level.values())):
            by_year = tuple(_saved(cells, year, full, level) for year in years)
            yield Scenario(
                points=points,
                percentages=level,
                by_year=by_year,
                total=sum(by_year),
                difference=sum(by_year) - total,
            )


def _saved(cells: tuple[SavingsCell, ...], year: str, full: Mapping[Law, int], level: Mapping[Law, int]) -> int:
    """The saving of a year when the full percentages are ``level``; a year with half of it keeps half."""
    return sum(
        to_unit(cell.exact * Fraction(level[cell.act], full[cell.act]))
        for cell in cells
        if cell.year == year and cell.exact is not None and full[cell.act]
    )


def _break_even(
    cells: tuple[SavingsCell, ...],
    by_year: tuple[YearTotal, ...],
    full: Mapping[Law, int],
    total: int | None,
    cost: int | None,
) -> BreakEven:
    if cost is None or total is None:
        return BreakEven(code="cost_unknown" if cost is None else "saving_unknown", cost=cost)
    exact = sum((cell.exact for cell in cells if cell.exact is not None), Fraction(0))
    if cost == 0 or exact == 0:
        return BreakEven(code="no_cost" if cost == 0 else "nothing_saved", cost=cost)
    needed = Fraction(cost) / exact
    saved, year = 0, None
    for held in by_year:
        saved += held.saving or 0
        year = year or (held.year if saved >= cost else None)
    return BreakEven(
        code="reached" if year else "not_reached",
        cost=cost,
        of_assumed=up(needed * ALL),
        percentages={act: up(held * needed) for act, held in full.items()},
        year=year,
    )
