"""The entries of an advice about money: a business case, and start budgets. Amounts are cents, shares basis points.

Nothing here is an effect: a saving follows from a percentage that somebody assumes, a budget from what was expected.
"""

from typing import Literal

from pydantic import ConfigDict

from ..knowledge.options import Both
from .entries import Part as Entry
from .entries import Said


class Part(Entry):
    """An entry that can be taken over from what was computed, field by field."""

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)


class AssumedEntry(Part):
    """An input that is assumed or judged and not measured: what the outcome rests on."""

    said: Said
    basis: str
    source: str | None
    lines: str | None


class MethodStep(Part):
    """How it was computed, in our words, with the passages of it that existed on the day of the advice."""

    id: str
    text: Both
    passages: tuple[str, ...]


# The business case


class SavingsLine(Part):
    """One input of the calculation with where it comes from, in the order of ``years``."""

    act: str
    kind: Literal["base", "out_of_scope", "other_measure", "percentage"]
    name: str
    basis: str | None
    source: str | None
    lines: str | None
    amounts: tuple[int | None, ...]


class SavingsCell(Part):
    """One act in one year, from base to saving. What is unknown is None, and all that follows from it as well."""

    act: str
    year: str
    base: int | None
    out_of_scope: int | None
    other_measures: int | None
    in_scope: int | None
    percentage: int | None
    saving: int | None


class YearEntry(Part):
    year: str
    saving: int | None
    change_cost: int | None
    net: int | None


class ScenarioEntry(Part):
    """The saving with another percentage: ``points`` (basis points) more on the full percentage of each act."""

    points: int
    percentages: dict[str, int]
    by_year: tuple[int, ...]
    total: int
    difference: int


class BreakEvenEntry(Part):
    code: Literal["cost_unknown", "saving_unknown", "no_cost", "nothing_saved", "reached", "not_reached"]
    cost: int | None
    of_assumed: int | None
    percentages: dict[str, int] | None
    year: str | None


class MissingEntry(Part):
    act: str
    lack: str
    name: str
    years: tuple[str, ...]


class CheckEntry(Part):
    """One amount that a document prints, beside what the calculation gives in the unit of that table."""

    year: str
    stated: int
    computed: int | None
    outcome: Literal["agrees", "sum_of_rounded", "differs", "not_computed"]


class StatedEntry(Part):
    """One row of a printed table, held against the calculation."""

    table: str
    passage: str | None
    source: str | None
    lines: str | None
    unit: int
    figure: Literal["in_scope", "saving", "net"]
    act: str | None
    checks: tuple[CheckEntry, ...]


class SavingsAdvice(Part):
    acts: tuple[str, ...]
    years: tuple[str, ...]
    lines: tuple[SavingsLine, ...]
    cells: tuple[SavingsCell, ...]
    by_year: tuple[YearEntry, ...]
    total: int | None
    change_cost: int | None
    net: int | None
    full: dict[str, int]
    """the highest percentage of each act, which the sensitivity varies"""
    sensitivity: tuple[ScenarioEntry, ...]
    break_even: BreakEvenEntry
    stated: tuple[StatedEntry, ...]
    findings: tuple[Said, ...]
    missing: tuple[MissingEntry, ...]
    rests_on: tuple[AssumedEntry, ...]
    rounded_to: int
    """unit in cents to which the saving of an act in a year is rounded; totals add what was rounded"""
    method: tuple[MethodStep, ...]


# The start budget of a segment

AskedFor = Literal["chosen", "pilot", "open"]


class BudgetRow(Part):
    """One figure of a step, per municipality in the order of ``municipalities`` and for the segment."""

    step: str
    figure: Literal["clients", "spend", "realised_clients", "per_client", "budget"]
    by_municipality: tuple[int | None, ...]
    total: int | None


class GapEntry(Part):
    """What a step lacks; ``names`` are the municipalities that have to answer, none is the region."""

    step: str
    lack: str
    names: tuple[str, ...]


class ComparisonEntry(Part):
    per_client: int
    benchmark: int
    difference: int


class OutcomeEntry(Part):
    use: int
    cost: int
    paid: int
    providers: int


class SettledEntry(Part):
    """A rule for surplus and shortage, at several uses. ``own`` rules are ours, to compare with."""

    name: str
    own: bool
    band: int
    surplus_back: int
    shortage_paid: int
    outcomes: tuple[OutcomeEntry, ...]


class BudgetAdvice(Part):
    year: str
    reference_year: str | None
    municipalities: tuple[str, ...]
    rows: tuple[BudgetRow, ...]
    gaps: tuple[GapEntry, ...]
    """in the order of the steps: the first is where it stops"""
    index: int | None
    efficiency: int | None
    chain_care: int | None
    """basis points by which the steps of those names change the budget, as the file has them"""
    benchmark: int | None
    total: int | None
    comparison: ComparisonEntry | None
    settled: tuple[SettledEntry, ...]
    findings: tuple[Said, ...]
    rests_on: tuple[AssumedEntry, ...]
    asked_for: AskedFor | None
    """why the advice on the segment calls for it: a fixed budget is chosen, tried in a pilot, or left open"""
    sharpen_until: str | None
    """a month before the publication, as far as that is known"""
    method: tuple[MethodStep, ...]
