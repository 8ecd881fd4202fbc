"""The entries of an advice about money: a business case, and start budgets. Amounts are cents, shares basis points.

Nothing here is an effect: a saving follows from a percentage that somebody assumes, a budget from what was expected.
"""

from typing import Literal

from ..consequences.savings import Savings
from ..consequences.start_budget import Budget
from ..consequences.stated import Check, Figure
from ..knowledge.options import Both
from .entries import Part, Said


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


class StatedEntry(Part):
    """One row of a printed table, held against the calculation."""

    table: str
    passage: str | None
    source: str | None
    lines: str | None
    unit: int
    figure: Figure
    act: str | None
    checks: tuple[Check, ...]


class SavingsAdvice(Savings):
    """What was computed, with what went into it and what is the matter with it."""

    lines: tuple[SavingsLine, ...]
    stated: tuple[StatedEntry, ...]
    findings: tuple[Said, ...]
    rests_on: tuple[AssumedEntry, ...]
    rounded_to: int
    """unit in cents to which the saving of an act in a year is rounded; totals add what was rounded"""
    method: tuple[MethodStep, ...]


# The start budget of a segment

AskedFor = Literal["chosen", "pilot", "open"]


class BudgetAdvice(Budget):
    """What was computed, with what it rests on and whether the advice on the segment asks for it."""

    index: int | None
    efficiency: int | None
    chain_care: int | None
    """basis points by which the steps of those names change the budget, as the file has them"""
    benchmark: int | None
    findings: tuple[Said, ...]
    rests_on: tuple[AssumedEntry, ...]
    asked_for: AskedFor | None
    """why the advice on the segment calls for it: a fixed budget is chosen, tried in a pilot, or left open"""
    sharpen_until: str | None
    """a month before the publication, as far as that is known"""
    method: tuple[MethodStep, ...]
