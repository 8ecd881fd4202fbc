"""The start budget of a lump sum, in the seven steps of the Achterhoek note (ACN-3.3), per municipality and in total.

A step needs what the step before gave. Where something is missing, the step and all after it are unknown for that
municipality and so for the segment; what stands before it is shown. The comparison with others comes last and changes
no amount. Amounts are cents, exact until printed: each step is rounded to the euro, and a total adds what is printed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from ..profile.answers import Answer, Strict, value_of
from ..profile.money_rooms import MunicipalUse, StartBudget
from ..profile.region import SegmentProfile
from .amounts import ALL, of_year, sum_of, to_unit
from .settlement import Settled, settled_of

Step = Literal[
    "definition",
    "conversion",
    "expected_use",
    "first_budget",
    "developments",
    "regional_total",
    "index",
    "efficiency",
    "chain_care",
    "benchmark",
]
BEFORE_ALL: tuple[Step, ...] = ("definition", "conversion")
"""steps without an amount, before which nothing can be computed"""
Figure = Literal["clients", "spend", "realised_clients", "per_client", "budget"]
ROWS: tuple[tuple[Step, Figure], ...] = (
    ("expected_use", "clients"),
    ("first_budget", "spend"),
    ("first_budget", "realised_clients"),
    ("first_budget", "per_client"),
    ("first_budget", "budget"),
    ("developments", "clients"),
    ("developments", "budget"),
    ("regional_total", "clients"),
    ("regional_total", "budget"),
    ("index", "budget"),
    ("efficiency", "budget"),
    ("chain_care", "budget"),
)


class Row(Strict):
    """One figure of a step: per municipality in the order of the file, and for the segment."""

    step: Step
    figure: Figure
    by_municipality: tuple[int | None, ...]
    total: int | None


class Gap(Strict):
    """What a step lacks: the code of its question, and the municipalities that it is for; without any, the region."""

    step: Step
    lack: str
    names: tuple[str, ...]


class Comparison(Strict):
    """The budget per client beside that of others with the same method."""

    per_client: int
    benchmark: int
    difference: int
    """basis points of the benchmark"""


class Budget(Strict):
    year: str
    reference_year: str | None
    """the last year of which spending was given; prices run from it"""
    municipalities: tuple[str, ...]
    rows: tuple[Row, ...]
    gaps: tuple[Gap, ...]
    """in the order of the steps: the first is where it stops"""
    total: int | None
    comparison: Comparison | None
    settled: tuple[Settled, ...]


def budget_of(segment: SegmentProfile, expected_names: tuple[str, ...] = ()) -> Budget | None:
    """The start budget of a segment; None when its file says nothing of one.

    ``expected_names`` are the municipalities of the region: one that is missing leaves every total unknown.
    """
    room = segment.start_budget
    if room is None:
        return None
    given = tuple(held.name for held in room.municipalities)
    absent = tuple(name for name in expected_names if name not in given)
    year = max((year for held in room.municipalities for year in _years(held)), default=None)
    gaps = tuple(_gaps(segment, room, absent, year))
    stopped = any(gap.step in BEFORE_ALL for gap in gaps)
    lines = [_Line() if stopped else _line(held, room, year) for held in room.municipalities]
    rows = tuple(_row(step, figure, lines, not absent) for step, figure in ROWS)
    total = rows[-1].total
    return Budget(
        year=room.year,
        reference_year=year,
        municipalities=given,
        rows=rows,
        gaps=gaps,
        total=total,
        comparison=_comparison(total, lines, room),
        settled=() if total is None else settled_of(total, room.settlement),
    )


# One municipality


@dataclass
class _Line:
    """The figures of one municipality, by step; what is unknown is not there."""

    clients: dict[Step, int] = field(default_factory=dict)
    spend: int | None = None
    realised_clients: int | None = None
    budgets: dict[Step, Fraction] = field(default_factory=dict)

    @property
    def average(self) -> Fraction | None:
        if self.spend is None or self.spend < 0 or not self.realised_clients:
            return None
        return Fraction(self.spend, self.realised_clients)

    def figure(self, step: Step, name: Figure) -> int | None:
        if name == "clients":
            return self.clients.get(step)
        if name == "budget":
            return to_unit(self.budgets[step]) if step in self.budgets else None
        if name == "per_client":
            return None if self.average is None else to_unit(self.average)
        return self.spend if name == "spend" else self.realised_clients


def _line(held: MunicipalUse, room: StartBudget, year: str | None) -> _Line:
    """The chain of one municipality, as far as it goes."""
    expected = value_of(held.expected_clients)
    if expected is None:
        return _Line()
    line = _Line({"expected_use": expected}, _spend(held, year), of_year(held.realised_clients, year))
    first = _amount(line.average, expected)
    if first is None:
        return line
    line.budgets["first_budget"] = first
    clients = _developed(held)
    budget = None if clients is None else _amount(line.average, clients)
    if clients is None or budget is None:
        return line
    for step in ("developments", "regional_total"):
        line.clients[step], line.budgets[step] = clients, budget
    for step, answer, sign in _factors(room):
        part = value_of(answer)
        if part is None:
            break
        budget *= 1 + Fraction(sign * part, ALL)
        line.budgets[step] = budget
    return line


def _amount(average: Fraction | None, clients: int) -> Fraction | None:
    """Nobody to help costs nothing, whatever one client costs."""
    return Fraction(0) if clients == 0 else None if average is None else average * clients


def _spend(held: MunicipalUse, year: str | None) -> int | None:
    """What was spent in a year, corrected; unknown with a correction of which the amount is."""
    spend = of_year(held.realised_spend, year)
    for correction in held.corrections:
        amount = value_of(correction.amount)
        if spend is None or amount is None:
            return None
        spend += amount if correction.effect == "add" else -amount
    return spend


def _developed(held: MunicipalUse) -> int | None:
    """Expected clients after what changes them; unknown when a change is, or when fewer than none would be left."""
    clients = value_of(held.expected_clients)
    if clients is None or held.developments is None:
        return None
    for development in held.developments:
        number = value_of(development.clients)
        if number is None:
            return None
        clients += number if development.effect == "more" else -number
    return clients if clients >= 0 else None


def _factors(room: StartBudget) -> tuple[tuple[Step, Answer[int] | None, int], ...]:
    return ("index", room.index, 1), ("efficiency", room.efficiency, -1), ("chain_care", room.chain_care, -1)


# The segment


def _row(step: Step, name: Figure, lines: list[_Line], complete: bool) -> Row:
    amounts = tuple(line.figure(step, name) for line in lines)
    if name == "per_client":  # of the segment: all that was spent by all that were helped
        spend, users = sum_of(line.spend for line in lines), sum_of(line.realised_clients for line in lines)
        total = to_unit(Fraction(spend, users)) if complete and spend is not None and users else None
    else:
        total = sum_of(amounts) if complete else None
    return Row(step=step, figure=name, by_municipality=amounts, total=total)


def _comparison(total: int | None, lines: list[_Line], room: StartBudget) -> Comparison | None:
    benchmark = value_of(room.benchmark)
    clients = sum(line.clients.get("regional_total", 0) for line in lines)
    if not benchmark or total is None or not clients:
        return None
    per_client = Fraction(total, clients)
    return Comparison(
        per_client=to_unit(per_client),
        benchmark=benchmark,
        difference=to_unit((per_client / benchmark - 1) * ALL, 1),
    )


# What is missing: all of it at once, also beyond the first step that stops


def _gaps(segment: SegmentProfile, room: StartBudget, absent: tuple[str, ...], year: str | None) -> Iterator[Gap]:
    clear = value_of(segment.scope.definition_clear)
    if not clear:
        yield Gap(step="definition", lack="definition" if clear is None else "definition_unclear", names=())
    lots = segment.from_lots
    converted = value_of(room.figures_of_segment)
    if room.figures_of_segment is None and lots:
        converted = all(lot.converted for lot in lots)
    if not converted:
        yield Gap(step="conversion", lack="conversion" if converted is None else "not_converted", names=())
    if absent:
        yield Gap(step="expected_use", lack="municipality", names=absent)
    for step, lack, lacks in _LACKS:
        names = tuple(held.name for held in room.municipalities if lacks(held, year))
        if names:
            yield Gap(step=step, lack=lack, names=names)
    of_region: tuple[tuple[Step, Answer[int] | None], ...] = (
        ("index", room.index),
        ("efficiency", room.efficiency),
        ("chain_care", room.chain_care),
        ("benchmark", room.benchmark),
    )
    for step, answer in of_region:
        if answer is None or answer.value is None:
            yield Gap(step=step, lack=step, names=())


def _no_average(held: MunicipalUse, year: str | None) -> bool:
    """Clients are expected, and none were there to say what one costs."""
    expected = value_of(held.expected_clients)
    return of_year(held.realised_clients, year) == 0 and bool(expected or _developed(held))


def _unknown_developments(held: MunicipalUse) -> bool:
    developments = held.developments
    return developments is None or any(value_of(development.clients) is None for development in developments)


_LACKS: tuple[tuple[Step, str, Callable[[MunicipalUse, str | None], bool]], ...] = (
    ("expected_use", "expected_clients", lambda held, year: value_of(held.expected_clients) is None),
    ("first_budget", "realised_spend", lambda held, year: of_year(held.realised_spend, year) is None),
    ("first_budget", "correction", lambda held, year: any(value_of(c.amount) is None for c in held.corrections)),
    ("first_budget", "spend_below_zero", lambda held, year: (_spend(held, year) or 0) < 0),
    ("first_budget", "realised_clients", lambda held, year: of_year(held.realised_clients, year) is None),
    ("first_budget", "no_average", _no_average),
    ("developments", "developments", lambda held, year: _unknown_developments(held)),
    ("developments", "clients_below_zero", lambda held, year: _below_zero(held)),
)


def _below_zero(held: MunicipalUse) -> bool:
    known = value_of(held.expected_clients) is not None and not _unknown_developments(held)
    return known and _developed(held) is None


def _years(held: MunicipalUse) -> Iterator[str]:
    answer = held.realised_spend
    yield from (year for year, amount in ((answer.value if answer else None) or {}).items() if amount is not None)
